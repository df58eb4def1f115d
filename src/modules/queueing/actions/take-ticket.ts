import type { Actor } from '../../../kernel/actor.ts'
import { atField } from '../../../kernel/at-field.ts'
import { isUuid } from '../../../kernel/id.ts'
import { parsePublicCode } from '../../../kernel/nomor.ts'
import { parsePhone } from '../../../kernel/phone.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { formatNomorAntrean } from '../domain/line.ts'
import { refusal } from '../domain/refusals.ts'
import { ruleOn } from '../domain/rules.ts'
import { markEnded } from '../store/call-store.ts'
import { countDay, learnHour } from '../store/learning-store.ts'
import { findDesk } from '../store/place-store.ts'
import {
  countOpenOf,
  findByKode,
  findByKunci,
  insertTiket,
  lockKunci,
  lockTiket,
  type NewTiket,
  type Tiket,
} from '../store/ticket-store.ts'
import type { Desk, Layanan, Saluran } from '../types.ts'
import { newKode, TICKET_PREFIX } from './codes.ts'
import {
  findLine,
  loadState,
  type Moment,
  outlookForNew,
  type PlaceState,
  spanOf,
} from './place-state.ts'

export type TicketOrder = Readonly<{
  tempatKode: string
  layananId: string
  /** Made by the form: the same form sent twice makes one ticket. */
  kunci: string
  prioritas: string
  telepon: string
  saluran: string
  bahasa: 'id' | 'en'
  /** Keyed digest of the browser; undefined for a kiosk. */
  perangkat: string | undefined
}>

export type TakenTicket = Readonly<{ kode: string; nomor: string }>

const takenOf = ({ kode, huruf, urut }: Pick<Tiket, 'kode' | 'huruf' | 'urut'>): TakenTicket => ({
  kode,
  nomor: formatNomorAntrean(huruf, urut),
})

/** Take a number in a line: the number, the ticket and its counters in one transaction. */
export async function takeTicket(
  deps: Deps,
  db: Tx,
  { actor, order }: Readonly<{ actor: Actor; order: TicketOrder }>,
): Promise<Result<TakenTicket>> {
  if (!isUuid(order.kunci)) return refuse(refusal('KUNCI_TIDAK_SAH'))
  return transactionUnlessRefused(db, async (tx) => {
    await lockKunci(tx, order.kunci)
    const known = await findByKunci(tx, order.kunci)
    if (known !== undefined) return ok(takenOf(known))
    const desk = await findDesk(tx, order.tempatKode)
    if (desk === undefined || !desk.tempat.isAktif) return refuse(refusal('TEMPAT_TIDAK_ADA'))
    const state = await loadState(deps, tx, desk)
    const decided = await decideOrder(deps, tx, { desk, state, order })
    if (!decided.ok) return decided
    const { layanan, telepon } = decided.value
    const isPrioritas = order.prioritas !== ''
    const outlook = outlookForNew(state, { layananId: layanan.id, isPrioritas })
    return storeTicket(deps, tx, {
      actor,
      moment: state.moment,
      row: {
        ...keysOf(deps),
        kunci: order.kunci,
        tempatKode: desk.tempat.kode,
        layananId: layanan.id,
        huruf: layanan.huruf,
        prioritas: isPrioritas ? order.prioritas : null,
        asal: order.perangkat === undefined ? 'kios' : 'ponsel',
        janjiId: null,
        telepon,
        saluran: telepon === null ? null : (order.saluran as Saluran),
        bahasa: order.bahasa,
        perangkat: order.perangkat ?? null,
        prakiraan: {
          menit: outlook.forecast.midMinutes,
          rendah: outlook.forecast.lowMinutes,
          tinggi: outlook.forecast.highMinutes,
          dasar: outlook.plainMinutes,
        },
      },
    })
  })
}

/** Id and public code of a new ticket. */
export function keysOf({ kit }: Pick<Deps, 'kit'>): Readonly<{ id: string; kode: string }> {
  return { id: kit.newId(), kode: newKode(kit, TICKET_PREFIX) }
}

type Decided = Readonly<{ layanan: Layanan; telepon: string | null }>

async function decideOrder(
  deps: Deps,
  tx: Tx,
  { desk, state, order }: Readonly<{ desk: Desk; state: PlaceState; order: TicketOrder }>,
): Promise<Result<Decided>> {
  const refusals: Refusal[] = []
  const layanan = findLine(desk, order.layananId)
  if (layanan === undefined) refusals.push(refusal('LAYANAN_ANTREAN_TIDAK_ADA', 'layanan'))
  else refusals.push(...refuseTime(deps, { desk, state, layanan }))
  if (order.prioritas !== '' && !desk.prioritas.some(({ kode }) => kode === order.prioritas))
    refusals.push(refusal('PRIORITAS_TIDAK_ADA', 'prioritas'))
  const telepon = readTelepon(order)
  if (!telepon.ok) refusals.push(...telepon.refusals)
  refusals.push(...(await refuseDevice(tx, { desk, moment: state.moment, order })))
  if (refusals.length > 0 || layanan === undefined || !telepon.ok) return refuse(refusals)
  return ok({ layanan, telepon: telepon.value })
}

/** A telephone for one notice: empty, or a number with the way it should come by. */
export function readTelepon({
  telepon,
  saluran,
}: Readonly<{ telepon: string; saluran: string }>): Result<string | null> {
  if (telepon.trim() === '') return ok(null)
  const parsed = atField('telepon', parsePhone(telepon))
  if (saluran !== 'sms' && saluran !== 'whatsapp')
    return refuse([...(parsed.ok ? [] : parsed.refusals), refusal('SALURAN_TIDAK_ADA', 'saluran')])
  return parsed
}

function refuseTime(
  deps: Deps,
  { desk, state, layanan }: Readonly<{ desk: Desk; state: PlaceState; layanan: Layanan }>,
): readonly Refusal[] {
  const { moment } = state
  const span = spanOf(deps, { desk, moment, layananId: layanan.id })
  if (span === undefined) return [refusal('ANTREAN_TUTUP', 'layanan')]
  const { forecast } = outlookForNew(state, { layananId: layanan.id, isPrioritas: false })
  const isFull = moment.minute + forecast.midMinutes > span.tutup
  return isFull ? [refusal('ANTREAN_PENUH', 'layanan')] : []
}

async function refuseDevice(
  tx: Tx,
  { desk, moment, order }: Readonly<{ desk: Desk; moment: Moment; order: TicketOrder }>,
): Promise<readonly Refusal[]> {
  if (order.perangkat === undefined) return []
  if (!desk.tempat.isDaring) return [refusal('NOMOR_HANYA_DI_TEMPAT')]
  const open = await countOpenOf(tx, { perangkat: order.perangkat, tanggal: moment.today })
  const most = ruleOn(desk.aturan, 'tiket_per_perangkat', moment.today)
  return open >= most ? [refusal('NOMOR_SUDAH_CUKUP')] : []
}

type Storing = Readonly<{
  actor: Actor
  moment: Moment
  row: Omit<NewTiket, 'tanggal' | 'at'>
}>

/** Give the number and store the ticket with its counters; whatever fails takes the number back. */
export async function storeTicket(
  { audit }: Pick<Deps, 'audit'>,
  tx: Tx,
  { actor, moment, row }: Storing,
): Promise<Result<TakenTicket>> {
  const { today, now, hari, minute } = moment
  const { tempatKode, layananId } = row
  await audit.record(tx, actor, {
    action: 'antrean.ambil',
    subject: { kind: 'tiket-antrean', id: row.id },
    after: { tempatKode, layananId, asal: row.asal, prioritas: row.prioritas },
  })
  // Last of all, and in one journey, what others wait for: the counters of the line.
  const [, , urut] = await together([
    learnHour(tx, { layananId, hari, jam: Math.floor(minute / 60) }, { datang: 1 }),
    countDay(tx, { tempatKode, tanggal: today, layananId }, { diambil: 1 }),
    insertTiket(tx, { ...row, tanggal: today, at: now }),
  ])
  return ok(takenOf({ ...row, urut }))
}

/** The holder of a ticket gives it up. */
export async function cancelTicket(
  { kit, audit }: Pick<Deps, 'kit' | 'audit'>,
  db: Tx,
  { actor, kode }: Readonly<{ actor: Actor; kode: string }>,
): Promise<Result<undefined>> {
  const parsed = parsePublicCode(kode, TICKET_PREFIX)
  if (!parsed.ok) return refuse(refusal('TIKET_TIDAK_ADA'))
  return transactionUnlessRefused(db, async (tx) => {
    const found = await findByKode(tx, parsed.value)
    const tiket = found && (await lockTiket(tx, found.id))
    if (tiket?.status !== 'menunggu') return refuse(refusal('TIKET_TIDAK_ADA'))
    const { id, tempatKode, tanggal, layananId } = tiket
    await together([
      markEnded(tx, { id, status: 'batal', at: kit.now() }),
      countDay(tx, { tempatKode, tanggal, layananId }, { batal: 1 }),
      audit.record(tx, actor, {
        action: 'antrean.batal',
        subject: { kind: 'tiket-antrean', id },
        before: { status: tiket.status },
        after: { status: 'batal' },
      }),
    ])
    return ok(undefined)
  })
}
