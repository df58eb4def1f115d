import { type Actor, isSignedIn } from '../../../kernel/actor.ts'

/** Keyed digest in hexadecimal; who has no key cannot try names. */
export type Mac = (text: string) => string

const SIGNS = 16

/**
 * Who acted, without a name. An officer is the same through the whole log, so that it can be seen how
 * many acts were one person's; a citizen is another one in every matter, so that nobody can be followed.
 */
export function pseudonymOf(mac: Mac, actor: Actor, object: string): string {
  if (actor.kind === 'system') return `sistem:${actor.name}`
  if (!isSignedIn(actor)) return 'warga'
  return actor.kind === 'officer'
    ? `petugas:${mac(`officer ${actor.accountId}`).slice(0, SIGNS)}`
    : `warga:${mac(`citizen ${actor.accountId} ${object}`).slice(0, SIGNS)}`
}

/** A matter that must not be known: the same code for all its records, and no way back to it. */
export function secretObject(mac: Mac, object: string): string {
  return `${SECRET}${mac(`object ${object}`).slice(0, SIGNS)}`
}

const SECRET = 'rahasia:'

/** Is this how a leaf names a matter that must not be known? */
export const isSecretObject = (object: string): boolean => object.startsWith(SECRET)
