import { type Actor, grantsOf, type Role } from '../../../kernel/actor.ts'
import type { Kodefikasi, Skpd } from '../../fiscal/index.ts'

/** See every book and the region's own statements. */
export const REGION_READERS: readonly Role[] = [
  'akuntansi',
  'ppkd',
  'bud',
  'tapd',
  'aset',
  'inspektorat',
  'bupati',
]
/** See the books of their own SKPD. */
const UNIT_READERS: readonly Role[] = [
  'ppk-skpd',
  'pa',
  'kpa',
  'bendahara',
  'bendahara-penerimaan',
  'pengurus-barang',
]
export const READERS: readonly Role[] = [...REGION_READERS, ...UNIT_READERS]
/** Enter journals by hand, and decide what another has entered. */
export const BOOKKEEPERS: readonly Role[] = ['akuntansi', 'ppkd', 'ppk-skpd']
/** Keep the mapping, take journals back, close books. */
export const KEEPERS: readonly Role[] = ['akuntansi', 'ppkd']

/** Whose books an officer may open: `isAll` for every one. */
export type Shelf = Readonly<{ isAll: boolean; books: readonly Skpd[] }>

export function shelfOf(actor: Actor, { skpd, skpdOfUnit }: Kodefikasi): Shelf {
  const grants = grantsOf(actor)
  if (grants.some(({ role }) => REGION_READERS.includes(role)))
    return { isAll: true, books: skpd.all }
  const units = new Set(
    grants.flatMap(({ role, unitKode }) =>
      unitKode !== undefined && READERS.includes(role) ? [unitKode] : [],
    ),
  )
  return { isAll: false, books: [...units].flatMap((unit) => skpdOfUnit(unit)) }
}

/** May the officer enter or decide journals of this book? */
export function keepsBook(actor: Actor, skpd: Skpd): boolean {
  return grantsOf(actor).some(
    ({ role, unitKode }) =>
      KEEPERS.includes(role) ||
      (role === 'ppk-skpd' && unitKode !== undefined && unitKode === skpd.unitKode),
  )
}

export function holds(actor: Actor, roles: readonly Role[]): boolean {
  return grantsOf(actor).some(({ role }) => roles.includes(role))
}
