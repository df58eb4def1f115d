import type { Actor } from '../../../kernel/actor.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import { parsePublicCode } from '../../../kernel/nomor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { formatTanggalWithWeekday } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import { formatMinute } from '../domain/hours.ts'
import { refusal } from '../domain/refusals.ts'
import { antreanMessages } from '../messages/index.ts'
import {
  deletePenunggu,
  insertJanji,
  markServed,
  takePenunggu,
} from '../store/appointment-store.ts'
import type { Desk, Kontak, Layanan } from '../types.ts'
import { JANJI_PREFIX, newKode, TUNGGU_PREFIX } from './codes.ts'
import { momentOf } from './place-state.ts'

const SYSTEM: Actor = { kind: 'system', name: 'antrean' }

type Seat = Readonly<{ tanggal: Tanggal; mulai: number; kursi: number }>

/**
 * A seat has fallen free: the first who waits for that day gets it and is told, with the way to give it up
 * again. A slot that has begun is given to nobody.
 */
export async function passSeatOn(
  deps: Deps,
  tx: Tx,
  { desk, layanan, seat }: Readonly<{ desk: Desk; layanan: Layanan; seat: Seat }>,
): Promise<void> {
  const { kit, audit } = deps
  const { today, minute, now } = momentOf(deps)
  const { tanggal, mulai, kursi } = seat
  if (tanggal < today || (tanggal === today && mulai <= minute)) return
  const next = await takePenunggu(tx, { layananId: layanan.id, tanggal })
  if (next === undefined) return
  const id = kit.newId()
  const kode = newKode(kit, JANJI_PREFIX)
  const { akunId, telepon, saluran, bahasa, pemesan } = next
  const janji = { kode, tanggal, mulai, akunId, telepon, saluran, bahasa }
  const isStored = await insertJanji(tx, {
    ...janji,
    id,
    kunci: kit.newSecretId(),
    tempatKode: desk.tempat.kode,
    layananId: layanan.id,
    kursi,
    pemesan,
    at: now,
  })
  if (!isStored) return
  await together([
    markServed(tx, next.id, kode),
    tellJanji(deps, tx, { desk, layanan, janji, what: 'promoted' }),
    audit.record(tx, SYSTEM, {
      action: 'antrean.naik-daftar-tunggu',
      subject: { kind: 'janji', id },
      after: { tanggal, mulai },
    }),
  ])
}

export type JanjiNews = 'booked' | 'moved' | 'promoted' | 'reminder'

type Told = Readonly<{
  desk: Desk
  layanan: Layanan
  janji: Kontak & Readonly<{ kode: string; tanggal: Tanggal; mulai: number }>
  what: JanjiNews
}>

/** Tell the holder of an appointment: an account by its own channels, a telephone by the one chosen. */
export async function tellJanji(
  { kit, notifications }: Pick<Deps, 'kit' | 'notifications'>,
  tx: Tx,
  { desk, layanan, janji, what }: Told,
): Promise<void> {
  const { kode, tanggal, mulai, akunId, telepon, saluran, bahasa } = janji
  const link = `/antrean/janji/${kode}`
  const values = {
    tempat: desk.tempat.nama,
    layanan: bahasa === 'id' ? layanan.nama : layanan.namaEn,
    hari: formatTanggalWithWeekday(tanggal, bahasa),
    jam: formatMinute(mulai),
  }
  if (akunId !== null)
    await notifications.notify(tx, {
      event: `antrean.${what}`,
      to: { kind: 'account', accountId: akunId },
      values,
      link,
      key: `antrean.${what}.${kode}.${tanggal}.${mulai}`,
    })
  if (telepon === null || saluran === null) return
  const text = antreanMessages(bahasa).sms[what](values, `${kit.baseUrl}${link}`)
  await notifications.sendText(tx, { channel: saluran, to: telepon, text })
}

/** Leave a waiting list. */
export async function leaveWaitingList(
  { audit }: Pick<Deps, 'audit'>,
  db: Tx,
  { actor, kode }: Readonly<{ actor: Actor; kode: string }>,
): Promise<Result<undefined>> {
  const parsed = parsePublicCode(kode, TUNGGU_PREFIX)
  if (!parsed.ok) return refuse(refusal('JANJI_TIDAK_ADA'))
  return transactionUnlessRefused(db, async (tx) => {
    const left = await deletePenunggu(tx, parsed.value)
    if (left === 0) return refuse(refusal('JANJI_SUDAH_SELESAI'))
    await audit.record(tx, actor, {
      action: 'antrean.keluar-daftar-tunggu',
      subject: { kind: 'daftar-tunggu', id: parsed.value },
    })
    return ok(undefined)
  })
}
