import type { Actor, Grant, Role } from '../../../kernel/actor.ts'
import { grantsOf, isSignedIn } from '../../../kernel/actor.ts'
import type { Laporan, Status } from './laporan.ts'

/**
 * One table for all that can be done to a case: it draws the buttons, guards the actions, and is the
 * API's list of what is possible. Nothing else decides who may do what.
 */
export const TINDAKAN = [
  'verifikasi',
  'tolak',
  'disposisi',
  'kembalikan',
  'terima',
  'tugaskan',
  'koordinasi',
  'akhiri_koordinasi',
  'jawab_koordinasi',
  'tindak_lanjut',
  'catat',
  'jeda',
  'lanjutkan',
  'ajukan_selesai',
  'validasi',
  'tolak_bukti',
  'konfirmasi',
  'belum_selesai',
  'buka_kembali',
  'lengkapi',
  'tutup_tanpa_konfirmasi',
  'gabung',
  'pisah',
  'arsipkan',
] as const
export type Tindakan = (typeof TINDAKAN)[number]

/**
 * How the actor must stand to the case besides the role.
 * own-unit: the case is with the actor's unit. assigned: the case is the actor's, or nobody's in the
 * unit. second-person: own unit or coordinator, but not the one who claimed the fix. asked-unit: another
 * unit asked the actor's for help and has no answer yet. reporter: the one who reported. any: no
 * further tie. system: jobs only.
 */
export type Relation =
  | 'any'
  | 'own-unit'
  | 'assigned'
  | 'second-person'
  | 'asked-unit'
  | 'reporter'
  | 'system'

/** What the form must carry. */
export type Need =
  | 'pesan'
  | 'unit'
  | 'alasan-tolak'
  | 'alasan-jeda'
  | 'alasan-koordinasi'
  | 'petugas'
  | 'bukti'
  | 'induk'

export type Transition = Readonly<{
  tindakan: Tindakan
  from: readonly Status[]
  /** Status afterwards; `same` leaves it. */
  to: Status | 'same'
  roles: readonly Role[]
  relation: Relation
  needs: readonly Need[]
  /** primary: the one filled button; danger: asks once more. */
  tone: 'primary' | 'secondary' | 'danger'
}>

const COORDINATOR: readonly Role[] = ['operator-aduan']
const LIAISON: readonly Role[] = ['penghubung-opd', 'kepala-opd', 'camat', 'lurah', 'kades']
const FIELD: readonly Role[] = ['petugas-lapangan', ...LIAISON]
const WITH_UNIT: readonly Status[] = ['disposisi', 'koordinasi', 'proses', 'dibuka_kembali']

const transition = (
  tindakan: Tindakan,
  from: readonly Status[],
  to: Status | 'same',
  rest: Partial<Pick<Transition, 'roles' | 'relation' | 'needs' | 'tone'>>,
): Transition => ({
  tindakan,
  from,
  to,
  roles: [],
  relation: 'any',
  needs: [],
  tone: 'secondary',
  ...rest,
})

export const TRANSITIONS: readonly Transition[] = [
  transition('verifikasi', ['masuk'], 'terverifikasi', { roles: COORDINATOR, tone: 'primary' }),
  transition('disposisi', ['masuk', 'terverifikasi', ...WITH_UNIT], 'disposisi', {
    roles: COORDINATOR,
    needs: ['unit'],
    tone: 'primary',
  }),
  transition('tolak', ['masuk', 'terverifikasi'], 'ditolak', {
    roles: COORDINATOR,
    needs: ['alasan-tolak'],
    tone: 'danger',
  }),
  transition('terima', ['disposisi', 'dibuka_kembali'], 'proses', {
    roles: LIAISON,
    relation: 'own-unit',
    tone: 'primary',
  }),
  transition('kembalikan', ['disposisi', 'proses', 'dibuka_kembali'], 'terverifikasi', {
    roles: LIAISON,
    relation: 'own-unit',
    needs: ['pesan'],
    tone: 'danger',
  }),
  transition('tugaskan', ['disposisi', 'proses', 'dibuka_kembali'], 'proses', {
    roles: LIAISON,
    relation: 'own-unit',
    needs: ['petugas'],
  }),
  transition('koordinasi', ['proses'], 'koordinasi', {
    roles: LIAISON,
    relation: 'own-unit',
    needs: ['unit', 'alasan-koordinasi'],
  }),
  transition('akhiri_koordinasi', ['koordinasi'], 'proses', {
    roles: LIAISON,
    relation: 'own-unit',
    needs: ['pesan'],
    tone: 'primary',
  }),
  transition('jawab_koordinasi', ['koordinasi'], 'proses', {
    roles: LIAISON,
    relation: 'asked-unit',
    needs: ['pesan'],
    tone: 'primary',
  }),
  transition('tindak_lanjut', ['proses', 'koordinasi'], 'same', {
    roles: FIELD,
    relation: 'assigned',
    needs: ['pesan'],
  }),
  transition(
    'catat',
    ['masuk', 'terverifikasi', ...WITH_UNIT, 'menunggu_validasi', 'menunggu_konfirmasi'],
    'same',
    { roles: [...COORDINATOR, ...FIELD], needs: ['pesan'] },
  ),
  transition('jeda', ['masuk', 'terverifikasi', 'disposisi', 'proses'], 'same', {
    roles: [...COORDINATOR, ...LIAISON],
    relation: 'own-unit',
    needs: ['alasan-jeda', 'pesan'],
  }),
  transition('lanjutkan', ['masuk', 'terverifikasi', 'disposisi', 'proses'], 'same', {
    roles: [...COORDINATOR, ...LIAISON],
    relation: 'own-unit',
  }),
  transition('ajukan_selesai', ['proses'], 'menunggu_validasi', {
    roles: FIELD,
    relation: 'assigned',
    needs: ['pesan', 'bukti'],
    tone: 'primary',
  }),
  transition('validasi', ['menunggu_validasi'], 'menunggu_konfirmasi', {
    roles: [...COORDINATOR, ...LIAISON],
    relation: 'second-person',
    tone: 'primary',
  }),
  transition('tolak_bukti', ['menunggu_validasi'], 'proses', {
    roles: [...COORDINATOR, ...LIAISON],
    relation: 'second-person',
    needs: ['pesan'],
    tone: 'danger',
  }),
  transition('konfirmasi', ['menunggu_konfirmasi'], 'selesai', {
    relation: 'reporter',
    tone: 'primary',
  }),
  transition('belum_selesai', ['menunggu_konfirmasi'], 'dibuka_kembali', { relation: 'reporter' }),
  transition('buka_kembali', ['selesai', 'ditutup_tanpa_konfirmasi'], 'dibuka_kembali', {
    relation: 'reporter',
  }),
  transition('lengkapi', ['masuk', 'terverifikasi', 'disposisi', 'proses'], 'same', {
    relation: 'reporter',
    needs: ['pesan'],
  }),
  transition('tutup_tanpa_konfirmasi', ['menunggu_konfirmasi'], 'ditutup_tanpa_konfirmasi', {
    relation: 'system',
  }),
  transition('gabung', ['masuk', 'terverifikasi', ...WITH_UNIT], 'digabung', {
    roles: [...COORDINATOR, ...LIAISON],
    relation: 'own-unit',
    needs: ['induk'],
  }),
  transition('pisah', ['digabung'], 'same', {
    roles: [...COORDINATOR, ...LIAISON],
    relation: 'own-unit',
  }),
  transition('arsipkan', ['selesai', 'ditutup_tanpa_konfirmasi', 'ditolak'], 'arsip', {
    roles: COORDINATOR,
  }),
]

/** Is this the reporter, by account or by the tracking code they showed? */
export type Standing = Readonly<{
  actor: Actor
  isReporter: boolean
  isSystem?: boolean
  /** Units whose help is asked for and not yet given; looked up with the case. */
  askedUnits?: readonly string[]
}>

type CaseState = Pick<
  Laporan,
  'status' | 'isRahasia' | 'unitKode' | 'petugasId' | 'klaimOleh' | 'isKoordinator' | 'jedaSejak'
>

/** Everything this actor may do to this case now, in the table's order. */
export function possibleActions(laporan: CaseState, standing: Standing): readonly Transition[] {
  return TRANSITIONS.filter((candidate) => mayDo(laporan, candidate, standing))
}

/** The transition when it is allowed, undefined when it is not. */
export function findTransition(
  laporan: CaseState,
  tindakan: Tindakan,
  standing: Standing,
): Transition | undefined {
  return possibleActions(laporan, standing).find((candidate) => candidate.tindakan === tindakan)
}

function mayDo(laporan: CaseState, candidate: Transition, standing: Standing): boolean {
  if (!candidate.from.includes(laporan.status)) return false
  if (!fitsPause(laporan, candidate.tindakan)) return false
  if (candidate.relation === 'system') return standing.isSystem === true
  if (candidate.relation === 'reporter') return standing.isReporter
  return grantFor(laporan, candidate, standing) !== undefined
}

/** A paused clock can only be started, a running one only paused. */
function fitsPause(laporan: CaseState, tindakan: Tindakan): boolean {
  if (tindakan === 'jeda') return laporan.jedaSejak === null
  if (tindakan === 'lanjutkan') return laporan.jedaSejak !== null
  return true
}

/**
 * The grant an action is done under: the actor's own before one carried for someone else, so that the
 * record says plh only where it was needed. Undefined when no grant allows it.
 */
export function grantFor(
  laporan: CaseState,
  candidate: Transition,
  { actor, askedUnits = [] }: Standing,
): Grant | undefined {
  if (!isSignedIn(actor)) return undefined
  const { accountId } = actor
  const held = grantsOf(actor).toSorted((a, b) => Number(isCarried(a)) - Number(isCarried(b)))
  // A secret report has one keeper for every step, and nobody else; two people all the same.
  if (laporan.isRahasia) {
    const isOwnClaim = candidate.relation === 'second-person' && laporan.klaimOleh === accountId
    if (candidate.roles.length === 0 || isOwnClaim) return undefined
    return held.find((grant) => grant.role === SECRET_KEEPER)
  }
  return held.find((grant) => grantFits(laporan, candidate, { grant, accountId, askedUnits }))
}

function isCarried(grant: Grant): boolean {
  return grant.as !== undefined
}

/** The only role that reads secret reports (pungli, whistle-blowing): the inspectorate. */
export const SECRET_KEEPER: Role = 'inspektorat'

type Holder = Readonly<{ grant: Grant; accountId: string; askedUnits: readonly string[] }>

function grantFits(
  laporan: CaseState,
  candidate: Transition,
  { grant, accountId, askedUnits }: Holder,
): boolean {
  if (!candidate.roles.includes(grant.role)) return false
  const isCoordinator = COORDINATOR.includes(grant.role)
  const isOwnUnit =
    isCoordinator || (laporan.unitKode !== null && grant.unitKode === laporan.unitKode)
  switch (candidate.relation) {
    case 'own-unit':
      return isOwnUnit && !isKeptByCoordinator(laporan, candidate, isCoordinator)
    case 'assigned':
      return isOwnUnit && (grant.role !== 'petugas-lapangan' || isMineOrFree(laporan, accountId))
    case 'second-person':
      return isOwnUnit && laporan.klaimOleh !== accountId
    case 'asked-unit':
      return grant.unitKode !== undefined && askedUnits.includes(grant.unitKode)
    default:
      return true
  }
}

function isMineOrFree(laporan: CaseState, accountId: string): boolean {
  return laporan.petugasId === null || laporan.petugasId === accountId
}

/** After the second bounce a unit can no longer send the case away: the coordinator owns it. */
function isKeptByCoordinator(
  laporan: CaseState,
  candidate: Transition,
  isCoordinator: boolean,
): boolean {
  return laporan.isKoordinator && candidate.tindakan === 'kembalikan' && !isCoordinator
}

/** Roles that read every report that is not secret: whoever handles reports, and who answers for them. */
export const REPORT_ROLES: readonly Role[] = [
  ...COORDINATOR,
  ...FIELD,
  'loket',
  'bupati',
  SECRET_KEEPER,
]

/** Who reads citizens' comments before everyone does. */
export const MODERATOR_ROLES: readonly Role[] = [...COORDINATOR, ...LIAISON]

/** May this actor open the case in the officers' rooms? A secret one is not there for anyone else. */
export function mayRead(laporan: Pick<Laporan, 'isRahasia'>, actor: Actor): boolean {
  const roles: readonly Role[] = laporan.isRahasia ? [SECRET_KEEPER] : REPORT_ROLES
  return grantsOf(actor).some((grant) => roles.includes(grant.role))
}

/**
 * May this actor ask for the reporter's name and number? Only who handles the case: the coordinator,
 * the unit that holds it, the keeper of a secret one. Reading along is not a reason.
 */
export function mayReadContact(laporan: CaseState, actor: Actor): boolean {
  if (laporan.isRahasia) return mayRead(laporan, actor)
  return grantsOf(actor).some(
    ({ role, unitKode }) =>
      COORDINATOR.includes(role) ||
      (FIELD.includes(role) && laporan.unitKode !== null && unitKode === laporan.unitKode),
  )
}
