/** Who acts. Passed as an argument everywhere; never ambient. */
export type Role =
  | 'warga'
  | 'rt'
  | 'kades'
  | 'lurah'
  | 'camat'
  | 'operator-aduan'
  | 'petugas-lapangan'
  | 'kepala-opd'
  | 'penghubung-opd'
  | 'loket'
  | 'petugas-layanan'
  | 'perancang-layanan'
  | 'perencana'
  | 'tapd'
  | 'ppkd'
  | 'pa'
  | 'kpa'
  | 'ppk'
  | 'ppk-skpd'
  | 'pptk'
  | 'bendahara'
  | 'bendahara-penerimaan'
  | 'pengurus-barang'
  | 'bud'
  | 'akuntansi'
  | 'pajak'
  | 'aset'
  | 'walidata'
  | 'ppid'
  | 'inspektorat'
  | 'dprd'
  | 'bupati'
  | 'admin'

/** A role as it is held today: for which unit or area, and on whose behalf when acting (plt/plh/delegation). */
export type Grant = Readonly<{
  role: Role
  /** Code of the perangkat daerah the role is held in. */
  unitKode?: string
  /** Code of the wilayah (kecamatan, desa) the role is limited to. */
  wilayahKode?: string
  /** Set when the grant is held for someone else: the account id of the absent official. */
  onBehalfOf?: string
  as?: 'plt' | 'plh' | 'delegasi'
}>

/** Assurance of a citizen: nothing checked, NIK checked against its pattern and register, seen face to face. */
export type Tier = 'unverified' | 'nik-checked' | 'face-to-face'

export type Actor =
  | Readonly<{ kind: 'anonymous'; deviceId?: string }>
  | Readonly<{
      kind: 'citizen'
      accountId: string
      name: string
      tier: Tier
      grants: readonly Grant[]
    }>
  | Readonly<{ kind: 'officer'; accountId: string; name: string; grants: readonly Grant[] }>
  | Readonly<{ kind: 'system'; name: string }>

export type SignedIn = Extract<Actor, { accountId: string }>

export const ANONYMOUS: Actor = { kind: 'anonymous' }

export function isSignedIn(actor: Actor): actor is SignedIn {
  return actor.kind === 'citizen' || actor.kind === 'officer'
}

export function grantsOf(actor: Actor): readonly Grant[] {
  return isSignedIn(actor) ? actor.grants : []
}

/** Does the actor hold the role, in the unit when one is given? */
export function hasRole(actor: Actor, role: Role, unitKode?: string): boolean {
  return grantsOf(actor).some(
    (grant) => grant.role === role && (unitKode === undefined || grant.unitKode === unitKode),
  )
}

/** Units in which the actor holds one of these roles, acting posts included; each once. */
export function unitsOf(actor: Actor, roles: readonly Role[]): readonly string[] {
  const held = grantsOf(actor).filter(({ role }) => roles.includes(role))
  return [...new Set(held.flatMap(({ unitKode }) => unitKode ?? []))]
}
