import { type Actor, grantsOf, hasRole, type Role } from '../../../kernel/actor.ts'
import type { Kodefikasi, Skpd } from '../../fiscal/index.ts'

/** Who enters and changes cards. */
export const KEEPERS: readonly Role[] = ['pengurus-barang', 'aset']
/** Who reads the cards of the whole region. */
const WIDE: readonly Role[] = ['aset', 'akuntansi', 'ppkd', 'inspektorat', 'bupati']
/** Who reads those of the own office. */
const NARROW: readonly Role[] = ['pengurus-barang', 'pa', 'kpa', 'ppk-skpd', 'kepala-opd']
export const READERS: readonly Role[] = [...WIDE, ...NARROW]

/** SKPD an actor may see or keep goods of; `semua` is every one. */
export type Lingkup = Readonly<{ semua: boolean; skpd: readonly Skpd[] }>

/** Whose cards the actor reads. */
export function readsOf(actor: Actor, kode: Kodefikasi): Lingkup {
  return lingkupOf(actor, kode, { wide: WIDE, narrow: NARROW })
}

/** Whose cards the actor enters and changes. */
export function keepsOf(actor: Actor, kode: Kodefikasi): Lingkup {
  return lingkupOf(actor, kode, { wide: ['aset'], narrow: ['pengurus-barang'] })
}

function lingkupOf(
  actor: Actor,
  kode: Kodefikasi,
  { wide, narrow }: Readonly<{ wide: readonly Role[]; narrow: readonly Role[] }>,
): Lingkup {
  if (wide.some((role) => hasRole(actor, role))) return { semua: true, skpd: kode.skpd.all }
  const units = grantsOf(actor).flatMap(({ role, unitKode }) =>
    narrow.includes(role) && unitKode !== undefined ? [unitKode] : [],
  )
  const own = units.flatMap((unit) => kode.skpdOfUnit(unit))
  const below = own.flatMap((one) => kode.skpd.childrenOf(one.kode))
  const byId = new Map([...own, ...below].map((one) => [one.id, one]))
  return { semua: false, skpd: [...byId.values()] }
}

/** @returns whether the SKPD is one of them */
export function isWithin({ skpd }: Lingkup, skpdId: number): boolean {
  return skpd.some(({ id }) => id === skpdId)
}
