import { type Actor, grantsOf, hasRole, type Role } from '../../../kernel/actor.ts'

type OneSkpd = Readonly<{ id: number; unitKode: string | null; indukKode: string | null }>
type Skpds = Readonly<{
  all: readonly OneSkpd[]
  byId: ReadonlyMap<number, OneSkpd>
  byKode: ReadonlyMap<string, OneSkpd>
}>

/** Who looks at the whole region. */
export const REGION_ROLES: readonly Role[] = ['bud', 'ppkd', 'inspektorat', 'bupati', 'akuntansi']
/** Who works in one SKPD. */
export const SKPD_ROLES: readonly Role[] = [
  'bendahara',
  'pptk',
  'ppk-skpd',
  'pa',
  'kpa',
  'bendahara-penerimaan',
  'pengurus-barang',
]
export const TREASURY_ROLES: readonly Role[] = [...REGION_ROLES, ...SKPD_ROLES]

/**
 * Who does what, at the door and inside: a door lets in whoever may do something there, the action looks at which SKPD
 * and at whose hands the paper went through.
 */
export const PELAKU = {
  ajukan: ['bendahara', 'pptk'],
  ajukanUang: ['bendahara'],
  periksa: ['ppk-skpd'],
  putuskanSpm: ['pa', 'kpa'],
  bud: ['bud'],
  susunSpd: ['bud', 'ppkd'],
  putuskanSpd: ['ppkd'],
  putuskanUp: ['ppkd', 'bud'],
  kontrak: ['pptk', 'kpa', 'pa'],
  bendahara: ['bendahara'],
  sahkanLpj: ['ppk-skpd', 'pa', 'kpa'],
  terimaSpj: ['bud', 'pa', 'kpa'],
  rekonsiliasi: ['bud', 'bendahara'],
  penerimaan: ['bendahara-penerimaan'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

/** @returns whether a person holds one of the roles, in the office of this SKPD or of the one it belongs to */
export function holdsFor(
  actor: Actor,
  roles: readonly Role[],
  skpdId: number,
  skpds: Skpds,
): boolean {
  const skpd = skpds.byId.get(skpdId)
  const units = [
    skpd,
    skpd?.indukKode == null ? undefined : skpds.byKode.get(skpd.indukKode),
  ].flatMap((one) => (one === undefined || one.unitKode === null ? [] : [one.unitKode]))
  return roles.some((role) => units.some((unit) => hasRole(actor, role, unit)))
}

/** @returns whether a person holds one of the roles anywhere */
export function holdsAny(actor: Actor, roles: readonly Role[]): boolean {
  return grantsOf(actor).some(({ role }) => roles.includes(role))
}

/**
 * SKPD whose papers a person may look at.
 *
 * @returns undefined for who looks at the whole region
 */
export function skpdsSeen(actor: Actor, skpds: Skpds): readonly number[] | undefined {
  if (holdsAny(actor, REGION_ROLES)) return undefined
  return skpds.all.filter(({ id }) => holdsFor(actor, SKPD_ROLES, id, skpds)).map(({ id }) => id)
}
