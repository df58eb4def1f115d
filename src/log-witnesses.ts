import { COSIGNATURE, parseVerifierKey, type VerifierKey } from './kernel/tlog/note.ts'
import { withoutSlashes } from './kernel/without-slashes.ts'
import { sha256 } from './platform/sha256.ts'

/** A witness of the public log: the key its cosignatures are checked with, and where it is asked. */
export type LogWitness = Readonly<{
  key: VerifierKey
  /** Without a slash at the end. */
  url: string
}>

export type WitnessList =
  | Readonly<{ ok: true; witnesses: readonly LogWitness[] }>
  | Readonly<{ ok: false; problem: string }>

/** Each is asked after every checkpoint; a policy of more than a few has no use. */
const WITNESSES_MAX = 16

/** `<verifier key>@<http(s) address>`, several apart by spaces or commas. */
export function parseWitnessList(text: string): WitnessList {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '')
  if (entries.length > WITNESSES_MAX)
    return { ok: false, problem: `at most ${WITNESSES_MAX} witnesses` }
  const witnesses: LogWitness[] = []
  for (const [place, entry] of entries.entries()) {
    const at = entry.lastIndexOf('@http')
    const [vkey, address] = [entry.slice(0, Math.max(at, 0)), entry.slice(at + 1)]
    const key = parseVerifierKey(sha256, vkey)
    const url = readAddress(address)
    const where = `entry ${place + 1}`
    if (vkey === '' || url === undefined)
      return { ok: false, problem: `${where} must be <verifier key>@<http(s) address>` }
    if (key?.algorithm !== COSIGNATURE)
      return {
        ok: false,
        problem: `${where} has no verifier key of a witness; copy the line whole`,
      }
    if (witnesses.some((one) => one.key.name === key.name))
      return { ok: false, problem: `${where} names ${key.name} a second time` }
    witnesses.push({ key, url })
  }
  return { ok: true, witnesses }
}

/** @returns undefined for an address that nothing can be put behind */
function readAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, username, password, search, hash, href } = new URL(address)
  if (protocol !== 'http:' && protocol !== 'https:') return undefined
  const isPlain = [username, password, search, hash].every((part) => part === '')
  return isPlain && !/[?#]/.test(address) ? withoutSlashes(href) : undefined
}
