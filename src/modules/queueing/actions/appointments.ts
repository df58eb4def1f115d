import type { Actor } from '../../../kernel/actor.ts'
import { addDays, type Tanggal } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { parsePublicCode } from '../../../kernel/nomor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { formatTanggal } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import { hoursOn } from '../domain/hours.ts'
import { refusal, refuseLimited } from '../domain/refusals.ts'
import { ruleOn } from '../domain/rules.ts'
import { freeSlots, type Slot, slotsOn } from '../domain/slots.ts'
import {
  endJanji,
  findFreeSeat,
  findJanjiByKunci,
  findLimit,
  hasActive,
  insertJanji,
  insertPenunggu,
  type Janji,
  listTaken,
  lockJanji,
  lockSeats,
  moveJanji,
} from '../store/appointment-store.ts'
import { findDesk } from '../store/place-store.ts'
import type { Desk, Kontak, Layanan, Saluran } from '../types.ts'
import { JANJI_PREFIX, newKode, TUNGGU_PREFIX } from './codes.ts'
import { pemesanOf } from './digests.ts'
import { findLine, momentOf } from './place-state.ts'
import { readTelepon } from './take-ticket.ts'
import { passSeatOn, tellJanji } from './waiting-list.ts'

/** Slots of a line on a day, before anybody has taken a seat. */
export function slotsFor(
  { reference }: Pick<Deps, 'reference'>,
  { desk, layanan, date }: Readonly<{ desk: Desk; layanan: Layanan; date: Tanggal }>,
): readonly Slot[] {
  if (!layanan.isJanji) return []
  return slotsOn({
    spans: hoursOn(desk, { date, layananId: layanan.id }, reference.calendar()),
    menitSlot: layanan.menitSlot,
    menitLayanan: layanan.menit,
    loket: desk.loket.filter(
      ({ isAktif, layananIds }) => isAktif && layananIds.includes(layanan.id),
    ).length,
    bagianLangsung: layanan.bagianLangsung,
  })
}

/** Days that can be booked: from today, as far as the rule lets. */
export function bookableDays(desk: Desk, today: Tanggal): readonly Tanggal[] {
  const ahead = ruleOn(desk.aturan, 'janji_hari_ke_depan', today)
  return Array.from({ length: ahead + 1 }, (_, index) => addDays(today, index))
}

export type BookingOrder = Readonly<{
  tempatKode: string
  layananId: string
  tanggal: string
  /** Minute of the slot's beginning as text; `tunggu` to wait for a seat of a full day. */
  mulai: string
  kunci: string
  telepon: string
  saluran: string
  bahasa: 'id' | 'en'
}>

export type Booked = Readonly<{ kind: 'janji' | 'tunggu'; kode: string }>

type Asked = Readonly<{
  desk: Desk
  layanan: Layanan
  tanggal: Tanggal
  kontak: Kontak
  pemesan: string
  slots: readonly Slot[]
}>

/** Book a seat, or a place on the waiting list of a full day. */
export async function book(
  deps: Deps,
  db: Tx,
  { actor, order }: Readonly<{ actor: Actor; order: BookingOrder }>,
): Promise<Result<Booked>> {
  if (!isUuid(order.kunci)) return refuse(refusal('KUNCI_TIDAK_SAH'))
  return transactionUnlessRefused(db, async (tx): Promise<Result<Booked>> => {
    const known = await findJanjiByKunci(tx, order.kunci)
    if (known !== undefined) return ok({ kind: 'janji', kode: known.kode })
    const asked = await decideBooking(deps, tx, { actor, order })
    if (!asked.ok) return asked
    const { layanan, tanggal } = asked.value
    await lockSeats(tx, { layananId: layanan.id, tanggal })
    // The same form sent twice at once: the second has waited here for the first.
    const made = await findJanjiByKunci(tx, order.kunci)
    if (made !== undefined) return ok({ kind: 'janji', kode: made.kode })
    return order.mulai === 'tunggu'
      ? joinWaitingList(deps, tx, { actor, asked: asked.value })
      : takeSeat(deps, tx, { actor, asked: asked.value, order })
  })
}

async function decideBooking(
  deps: Deps,
  tx: Tx,
  { actor, order }: Readonly<{ actor: Actor; order: BookingOrder }>,
): Promise<Result<Asked>> {
  const desk = await findDesk(tx, order.tempatKode)
  if (desk === undefined || !desk.tempat.isAktif) return refuse(refusal('TEMPAT_TIDAK_ADA'))
  const { today } = momentOf(deps)
  const refusals: Refusal[] = []
  const layanan = findLine(desk, order.layananId)
  if (layanan === undefined) refusals.push(refusal('LAYANAN_ANTREAN_TIDAK_ADA', 'layanan'))
  else if (!layanan.isJanji) refusals.push(refusal('JANJI_TIDAK_DIBUKA', 'layanan'))
  const tanggal = bookableDays(desk, today).find((day) => day === order.tanggal)
  if (tanggal === undefined) refusals.push(refusal('TANGGAL_JANJI_TIDAK_SAH', 'tanggal'))
  const kontak = readKontak(actor, order)
  if (!kontak.ok) refusals.push(...kontak.refusals)
  if (refusals.length > 0 || layanan === undefined || tanggal === undefined || !kontak.ok)
    return refuse(refusals)
  const pemesan = pemesanOf(deps.kit, kontak.value)
  if (pemesan === undefined) return refuse(refusal('ISI_TELEPON_ATAU_MASUK', 'telepon'))
  const limit = await findLimit(tx, { pemesan, today })
  if (limit !== undefined) return refuse(refuseLimited(formatTanggal(limit.sampai, order.bahasa)))
  if (await hasActive(tx, { pemesan, layananId: layanan.id }))
    return refuse(refusal('SUDAH_ADA_JANJI'))
  const slots = slotsFor(deps, { desk, layanan, date: tanggal })
  return ok({ desk, layanan, tanggal, kontak: kontak.value, pemesan, slots })
}

/** Whose appointment it is: a citizen's account, or a telephone. An officer books for whoever stands there. */
function readKontak(actor: Actor, order: BookingOrder): Result<Kontak> {
  const akunId = actor.kind === 'citizen' ? actor.accountId : null
  const telepon = readTelepon(order)
  if (!telepon.ok) return telepon
  if (akunId === null && telepon.value === null)
    return refuse(refusal('ISI_TELEPON_ATAU_MASUK', 'telepon'))
  const saluran = telepon.value === null ? null : (order.saluran as Saluran)
  return ok({ akunId, telepon: telepon.value, saluran, bahasa: order.bahasa })
}

/** First minute of a day that can still be booked: what has begun today is gone. */
export function firstMinute(deps: Pick<Deps, 'kit' | 'reference'>, tanggal: Tanggal): number {
  const { today, minute } = momentOf(deps)
  return tanggal === today ? minute + 1 : 0
}

async function seatIn(
  deps: Deps,
  tx: Tx,
  at: Readonly<{
    layananId: string
    tanggal: Tanggal
    mulai: string
    slots: readonly Slot[]
  }>,
): Promise<Result<Readonly<{ mulai: number; kursi: number }>>> {
  const from = firstMinute(deps, at.tanggal)
  const slot = at.slots.find((one) => String(one.mulai) === at.mulai && one.mulai >= from)
  if (slot === undefined) return refuse(refusal('JAM_JANJI_TIDAK_ADA', 'mulai'))
  const { layananId, tanggal } = at
  const { mulai, kursi: seats } = slot
  const kursi = await findFreeSeat(tx, { layananId, tanggal, mulai, kursi: seats })
  return kursi === undefined ? refuse(refusal('JAM_JANJI_PENUH', 'mulai')) : ok({ mulai, kursi })
}

async function takeSeat(
  deps: Deps,
  tx: Tx,
  { actor, asked, order }: Readonly<{ actor: Actor; asked: Asked; order: BookingOrder }>,
): Promise<Result<Booked>> {
  const { kit, audit } = deps
  const { layanan, tanggal, desk, kontak, pemesan, slots } = asked
  const seat = await seatIn(deps, tx, {
    layananId: layanan.id,
    tanggal,
    mulai: order.mulai,
    slots,
  })
  if (!seat.ok) return seat
  const id = kit.newId()
  const kode = newKode(kit, JANJI_PREFIX)
  const tempatKode = desk.tempat.kode
  const row = { ...kontak, ...seat.value, id, kode, kunci: order.kunci, tempatKode, tanggal }
  const isStored = await insertJanji(tx, {
    ...row,
    layananId: layanan.id,
    pemesan,
    at: kit.now(),
  })
  // Only a booking of the same person for another day, made this very moment, can stand in the way here.
  if (!isStored) return refuse(refusal('SUDAH_ADA_JANJI'))
  await together([
    tellJanji(deps, tx, { desk, layanan, janji: row, what: 'booked' }),
    audit.record(tx, actor, {
      action: 'antrean.janji',
      subject: { kind: 'janji', id },
      after: { tempatKode, layananId: layanan.id, tanggal, mulai: seat.value.mulai },
    }),
  ])
  return ok({ kind: 'janji', kode })
}

async function joinWaitingList(
  deps: Deps,
  tx: Tx,
  { actor, asked }: Readonly<{ actor: Actor; asked: Asked }>,
): Promise<Result<Booked>> {
  const { kit, audit } = deps
  const { layanan, tanggal, kontak, pemesan, slots } = asked
  const at = { layananId: layanan.id, tanggal }
  const taken = new Map((await listTaken(tx, at)).map(({ mulai, n }) => [mulai, n]))
  const free = freeSlots(slots, taken, firstMinute(deps, tanggal))
  if (free.length === 0) return refuse(refusal('JAM_JANJI_TIDAK_ADA', 'mulai'))
  if (free.some(({ sisa }) => sisa > 0)) return refuse(refusal('MASIH_ADA_JAM', 'mulai'))
  const id = kit.newId()
  const kode = newKode(kit, TUNGGU_PREFIX)
  const isNew = await insertPenunggu(tx, { ...at, ...kontak, id, kode, pemesan, at: kit.now() })
  if (!isNew) return refuse(refusal('SUDAH_DAFTAR_TUNGGU', 'mulai'))
  await audit.record(tx, actor, {
    action: 'antrean.daftar-tunggu',
    subject: { kind: 'daftar-tunggu', id },
    after: at,
  })
  return ok({ kind: 'tunggu', kode })
}

/** An appointment that can still be changed, locked, with its place. */
async function lockActive(
  tx: Tx,
  typed: string,
): Promise<Result<Readonly<{ janji: Janji; desk: Desk; layanan: Layanan }>>> {
  const parsed = parsePublicCode(typed, JANJI_PREFIX)
  const janji = parsed.ok ? await lockJanji(tx, parsed.value) : undefined
  if (janji === undefined) return refuse(refusal('JANJI_TIDAK_ADA', 'kode'))
  if (janji.status !== 'dipesan') return refuse(refusal('JANJI_SUDAH_SELESAI', 'kode'))
  const desk = await findDesk(tx, janji.tempatKode)
  const layanan = desk?.layanan.find(({ id }) => id === janji.layananId)
  if (desk === undefined || layanan === undefined) return refuse(refusal('JANJI_TIDAK_ADA', 'kode'))
  return ok({ janji, desk, layanan })
}

/** Another time or day; the seat given up goes to whoever waits for it. */
export async function reschedule(
  deps: Deps,
  db: Tx,
  {
    actor,
    kode,
    tanggal,
    mulai,
  }: Readonly<{ actor: Actor; kode: string; tanggal: string; mulai: string }>,
): Promise<Result<undefined>> {
  return transactionUnlessRefused(db, async (tx) => {
    const found = await lockActive(tx, kode)
    if (!found.ok) return found
    const { janji, desk, layanan } = found.value
    const { today, now } = momentOf(deps)
    const day = bookableDays(desk, today).find((one) => one === tanggal)
    if (day === undefined) return refuse(refusal('TANGGAL_JANJI_TIDAK_SAH', 'tanggal'))
    // Both days in one order, so that two who swap days do not wait for each other for ever.
    for (const one of [...new Set([janji.tanggal, day])].toSorted())
      await lockSeats(tx, { layananId: layanan.id, tanggal: one })
    const slots = slotsFor(deps, { desk, layanan, date: day })
    const at = { layananId: layanan.id, tanggal: day, mulai, slots }
    const seat = await seatIn(deps, tx, at)
    if (!seat.ok) return seat
    await together([
      moveJanji(tx, { id: janji.id, tanggal: day, ...seat.value, at: now }),
      deps.audit.record(tx, actor, {
        action: 'antrean.janji-ubah',
        subject: { kind: 'janji', id: janji.id },
        before: { tanggal: janji.tanggal, mulai: janji.mulai },
        after: { tanggal: day, mulai: seat.value.mulai },
      }),
    ])
    const moved = { ...janji, tanggal: day, ...seat.value }
    await tellJanji(deps, tx, { desk, layanan, janji: moved, what: 'moved' })
    await passSeatOn(deps, tx, { desk, layanan, seat: janji })
    return ok(undefined)
  })
}

/** Give an appointment up; its seat goes to whoever waits for it. */
export async function cancel(
  deps: Deps,
  db: Tx,
  { actor, kode }: Readonly<{ actor: Actor; kode: string }>,
): Promise<Result<undefined>> {
  return transactionUnlessRefused(db, async (tx) => {
    const found = await lockActive(tx, kode)
    if (!found.ok) return found
    const { janji, desk, layanan } = found.value
    await lockSeats(tx, { layananId: layanan.id, tanggal: janji.tanggal })
    await together([
      endJanji(tx, { id: janji.id, status: 'batal', isTerlambat: false, at: deps.kit.now() }),
      deps.audit.record(tx, actor, {
        action: 'antrean.janji-batal',
        subject: { kind: 'janji', id: janji.id },
        before: { status: 'dipesan' },
        after: { status: 'batal' },
      }),
    ])
    await passSeatOn(deps, tx, { desk, layanan, seat: janji })
    return ok(undefined)
  })
}
