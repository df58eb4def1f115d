import { type Actor, type Grant, grantsOf, type Role } from '../../../kernel/actor.ts'
import { compareTanggal, type Tanggal, toDate } from '../../../kernel/date.ts'

/** Whose case it is, as the module that keeps it names it. */
export type Subject = Readonly<{ kind: string; id: string }>

export type UseState = Readonly<{
  unitKode: string
  sampai: Tanggal | null
  berakhirAt: Date | null
}>

/** Those who decide on cases of a unit; nobody looks because of another role held there. */
export const LOOKING_ROLES: readonly Role[] = [
  'petugas-layanan',
  'loket',
  'kepala-opd',
  'penghubung-opd',
  'petugas-lapangan',
  'kades',
  'lurah',
  'camat',
]

/** After the end only those who audit, as long as the bytes are kept. */
export const AUDITING_ROLES: readonly Role[] = ['inspektorat']

/** Does the use run today? Its last day counts. */
export function isRunning({ sampai, berakhirAt }: UseState, today: Tanggal): boolean {
  return berakhirAt === null && (sampai === null || compareTanggal(today, sampai) <= 0)
}

/** The grant under which this officer may look; undefined when there is none. */
export function grantToLook(actor: Actor, use: UseState, today: Tanggal): Grant | undefined {
  if (actor.kind !== 'officer') return undefined
  const grants = grantsOf(actor)
  const ofUnit = grants.find(
    ({ role, unitKode }) => unitKode === use.unitKode && LOOKING_ROLES.includes(role),
  )
  if (ofUnit !== undefined && isRunning(use, today)) return ofUnit
  return grants.find(({ role }) => AUDITING_ROLES.includes(role))
}

/** What becomes of a removed document: it stays for a case, then for the record of that case, then it goes. */
export type Remaining =
  | Readonly<{ kind: 'in-use'; nomor: readonly string[] }>
  | Readonly<{ kind: 'on-record'; until: Date }>
  | Readonly<{ kind: 'gone' }>

/**
 * @param uses all of them; `endedAt` is absent while one runs
 * @param keepMs how long the bytes stay after the last case that used them has ended
 */
export function remainingOf(
  uses: readonly Readonly<{ nomor: string; endedAt?: Date }>[],
  { now, keepMs }: Readonly<{ now: Date; keepMs: number }>,
): Remaining {
  const running = uses.filter(({ endedAt }) => endedAt === undefined)
  if (running.length > 0)
    return { kind: 'in-use', nomor: [...new Set(running.map(({ nomor }) => nomor))] }
  const last = Math.max(0, ...uses.map(({ endedAt }) => endedAt?.getTime() ?? 0))
  const until = last + keepMs
  return uses.length > 0 && until > now.getTime()
    ? { kind: 'on-record', until: toDate(until) }
    : { kind: 'gone' }
}
