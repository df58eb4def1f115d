import type { Actor, SignedIn } from '../../../kernel/actor.ts'
import { MINUTE_MS, startOfDay } from '../../../kernel/date.ts'
import { parsePublicCode } from '../../../kernel/nomor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { arrivalAt } from '../domain/attendance.ts'
import { formatMinute } from '../domain/hours.ts'
import { refusal, refuseTooEarly } from '../domain/refusals.ts'
import { ruleOn } from '../domain/rules.ts'
import {
  endJanji,
  findJanji,
  findLimit,
  findTiketKodeOf,
  type Janji,
  liftLimit,
  lockJanji,
} from '../store/appointment-store.ts'
import { findDesk } from '../store/place-store.ts'
import type { Desk } from '../types.ts'
import { JANJI_PREFIX } from './codes.ts'
import { type Moment, momentOf } from './place-state.ts'
import { keysOf, storeTicket } from './take-ticket.ts'

export type CheckedIn = Readonly<{ kode: string; isLate: boolean }>

/**
 * Someone with an appointment is here: it becomes a number of the line. On time it stands where it would
 * had they come a set while before their slot; late it stands at the end, like everybody who comes now.
 */
export async function checkIn(
  deps: Deps,
  db: Tx,
  { actor, tempatKode, typed }: Readonly<{ actor: Actor; tempatKode: string; typed: string }>,
): Promise<Result<CheckedIn>> {
  const parsed = parsePublicCode(typed, JANJI_PREFIX)
  if (!parsed.ok) return refuse(parsed.refusals.map((one) => ({ ...one, field: 'kode' })))
  return transactionUnlessRefused(db, async (tx): Promise<Result<CheckedIn>> => {
    const janji = await lockJanji(tx, parsed.value)
    const desk = janji && (await findDesk(tx, janji.tempatKode))
    if (janji === undefined || desk === undefined) return refuse(refusal('JANJI_TIDAK_ADA', 'kode'))
    if (janji.tempatKode !== tempatKode) return refuse(refusal('JANJI_TEMPAT_LAIN', 'kode'))
    const taken = await findTiketKodeOf(tx, janji.id)
    if (taken !== undefined) return ok({ kode: taken, isLate: janji.isTerlambat })
    return storeArrival(deps, tx, { actor, janji, desk, moment: momentOf(deps) })
  })
}

async function storeArrival(
  deps: Deps,
  tx: Tx,
  {
    actor,
    janji,
    desk,
    moment,
  }: Readonly<{ actor: Actor; janji: Janji; desk: Desk; moment: Moment }>,
): Promise<Result<CheckedIn>> {
  const { today, minute, now } = moment
  const layanan = desk.layanan.find(({ id }) => id === janji.layananId)
  if (janji.status !== 'dipesan' || layanan === undefined)
    return refuse(refusal('JANJI_SUDAH_SELESAI', 'kode'))
  if (janji.tanggal !== today) return refuse(refusal('JANJI_BUKAN_HARI_INI', 'kode'))
  const arrival = arrivalAt(janji.mulai, minute, {
    earlyMinutes: ruleOn(desk.aturan, 'hadir_awal_menit', today),
    lateMinutes: ruleOn(desk.aturan, 'hadir_lewat_menit', today),
  })
  if (arrival.kind === 'too-early') return refuse(refuseTooEarly(formatMinute(arrival.opensMinute)))
  const isLate = arrival.kind === 'late'
  const slotAt = new Date(
    startOfDay(deps.reference.calendar().zone, today).getTime() + janji.mulai * MINUTE_MS,
  )
  const ahead = ruleOn(desk.aturan, 'janji_didahulukan_menit', today) * MINUTE_MS
  const keys = keysOf(deps)
  const stored = await storeTicket(deps, tx, {
    actor,
    moment,
    row: {
      ...keys,
      kunci: deps.kit.newSecretId(),
      tempatKode: desk.tempat.kode,
      layananId: layanan.id,
      huruf: layanan.huruf,
      prioritas: null,
      asal: 'janji',
      janjiId: janji.id,
      place: isLate
        ? undefined
        : {
            masukAt: new Date(slotAt.getTime() - ahead),
            // Nobody waits for an appointment before its time.
            tahapAt: slotAt < now ? now : slotAt,
          },
      telepon: janji.telepon,
      saluran: janji.saluran,
      bahasa: janji.bahasa,
      perangkat: null,
      prakiraan: null,
    },
  })
  if (!stored.ok) return stored
  await together([
    endJanji(tx, { id: janji.id, status: 'hadir', isTerlambat: isLate, at: now }),
    deps.audit.record(tx, actor, {
      action: 'antrean.hadir',
      subject: { kind: 'janji', id: janji.id },
      before: { status: 'dipesan' },
      after: { status: 'hadir', isLate },
    }),
  ])
  return ok({ kode: keys.kode, isLate })
}

const REASON_MIN = 5
const REASON_MAX = 300

/** A clerk lifts the limit of someone who explains why they could not come; they show one of their codes. */
export async function liftAbsenceLimit(
  deps: Deps,
  db: Tx,
  { actor, typed, alasan }: Readonly<{ actor: SignedIn; typed: string; alasan: string }>,
): Promise<Result<undefined>> {
  const reason = alasan.trim()
  const isReason = reason.length >= REASON_MIN && reason.length <= REASON_MAX
  const parsed = parsePublicCode(typed, JANJI_PREFIX)
  const refusals = [
    ...(parsed.ok ? [] : parsed.refusals.map((one) => ({ ...one, field: 'kode' }))),
    ...(isReason ? [] : [refusal('ALASAN_CABUT_KURANG', 'alasan')]),
  ]
  if (!parsed.ok || refusals.length > 0) return refuse(refusals)
  return transactionUnlessRefused(db, async (tx) => {
    const janji = await findJanji(tx, parsed.value)
    const { today, now } = momentOf(deps)
    const limit =
      janji?.pemesan == null ? undefined : await findLimit(tx, { pemesan: janji.pemesan, today })
    if (limit === undefined) return refuse(refusal('TIDAK_DIBATASI', 'kode'))
    await together([
      liftLimit(tx, { id: limit.id, oleh: actor.accountId, alasan: reason, at: now }),
      deps.audit.record(tx, actor, {
        action: 'antrean.cabut-pembatasan',
        subject: { kind: 'pembatasan', id: limit.id },
        reason,
      }),
    ])
    return ok(undefined)
  })
}
