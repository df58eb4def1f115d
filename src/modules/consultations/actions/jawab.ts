import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import {
  type JanjiForm,
  type JawabForm,
  readAkhirJanji,
  readJanji,
  readJawaban,
} from '../domain/jawaban.ts'
import { type PertemuanForm, readPertemuan } from '../domain/pertemuan.ts'
import { refusal } from '../domain/refusals.ts'
import {
  endJanji,
  insertJanji,
  insertPertemuan,
  listJanji,
  lockJanji,
} from '../store/janji-store.ts'
import { findKonsultasi, type Konsultasi, lockKonsultasi } from '../store/konsultasi-store.ts'
import { answerMasukan, listIds, listNomor } from '../store/masukan-store.ts'
import { listBagian } from '../store/naskah-store.ts'
import { tell } from './kabar.ts'
import { changeKonsultasi, unitsSendiri } from './wewenang.ts'

/** Most inputs one answer is put under at once. */
export const SEKALI_JAWAB = 100

export type Penjawaban = Readonly<{ kode: string; urut: readonly number[]; form: JawabForm }>

/**
 * Answer one input, or many with the same words; all of them or none. Two who answer the same one at once: the second
 * is told.
 *
 * @refuses KONSULTASI_BELUM_DIBUKA, KONSULTASI_SUDAH_TUTUP, JAWAB_PILIH, MASUKAN_SUDAH_DIJAWAB, codes of readJawaban
 */
export function jawabMasukan(
  deps: Deps,
  actor: SignedIn,
  { kode, urut, form }: Penjawaban,
): Promise<Result<void> | undefined> {
  const { kit } = deps
  return changeKonsultasi(deps, actor, {
    kode,
    tindakan: 'jawab',
    change: async (tx, konsultasi) => {
      const closed = refuseUnlessOpen(konsultasi)
      if (closed !== undefined) return closed
      if (urut.length === 0 || urut.length > SEKALI_JAWAB)
        return refuse(refusal('JAWAB_PILIH', {}, 'urut'))
      const masukan = await listNomor(tx, konsultasi.id, urut)
      const gone = urut.find(
        (one) => masukan.find((row) => row.urut === one)?.status !== 'menunggu',
      )
      if (gone !== undefined)
        return refuse(refusal('MASUKAN_SUDAH_DIJAWAB', { nomor: gone }, 'urut'))
      const read = readJawaban(form, { ...(await sekitarOf(tx, konsultasi)), masukan })
      if (!read.ok) return read
      const ids = masukan.map(({ id }) => id)
      const answered = await answerMasukan(tx, {
        ...read.value,
        id: kit.newId(),
        konsultasiId: konsultasi.id,
        unitKode: konsultasi.unitKode,
        oleh: actor.accountId,
        at: kit.now(),
        today: kit.today(),
        masukan: ids,
      })
      // A withdrawal does not wait for the consultation's row: it may have come between.
      if (answered !== ids.length)
        return refuse(refusal('MASUKAN_SUDAH_DIJAWAB', { nomor: urut[0] ?? '' }, 'urut'))
      await tell(deps, tx, { kabar: 'dijawab', masukan: ids })
      return ok(undefined)
    },
  })
}

/** Passages that may be named as changed: of the consulted text, and of the latest. */
async function sekitarOf(tx: Tx, { id, versi, versiBuka }: Konsultasi) {
  const asked = await listBagian(tx, id, versiBuka ?? versi)
  const latest = versi === versiBuka ? [] : await listBagian(tx, id, versi)
  const janji = await listJanji(tx, id)
  return {
    jangkar: new Set([...asked, ...latest].map(({ jangkar }) => jangkar)),
    janji: new Set(janji.filter(({ status }) => status !== 'batal').map(({ urut }) => urut)),
  }
}

function refuseUnlessOpen({ status }: Konsultasi) {
  if (status === 'draf') return refuse(refusal('KONSULTASI_BELUM_DIBUKA'))
  return status === 'tutup' ? refuse(refusal('KONSULTASI_SUDAH_TUTUP')) : undefined
}

/** Make a promise: who keeps it, until when. @returns its number @refuses codes of readJanji */
export function buatJanji(
  deps: Deps,
  actor: SignedIn,
  { kode, form }: Readonly<{ kode: string; form: JanjiForm }>,
): Promise<Result<number> | undefined> {
  const { kit, reference } = deps
  return changeKonsultasi(deps, actor, {
    kode,
    tindakan: 'janji',
    change: async (tx, konsultasi) => {
      const closed = refuseUnlessOpen(konsultasi)
      if (closed !== undefined) return closed
      const hasUnit = (unit: string) => reference.findUnit(unit)?.isActive === true
      const read = readJanji(form, { hasUnit, today: kit.today() })
      if (!read.ok) return read
      const urut = konsultasi.janjiTerakhir + 1
      await insertJanji(tx, {
        ...read.value,
        konsultasiId: konsultasi.id,
        urut,
        oleh: actor.accountId,
        at: kit.now(),
      })
      return ok(urut)
    },
  })
}

/**
 * End a promise with its proof, or give it up with the reason: by the unit that keeps it, or the one that asked.
 *
 * @refuses BUKAN_WEWENANG, JANJI_SUDAH_BERAKHIR, codes of readAkhirJanji
 */
export async function akhiriJanji(
  deps: Deps,
  actor: SignedIn,
  {
    kode,
    urut,
    form,
  }: Readonly<{ kode: string; urut: number; form: Readonly<{ hasil: string; bukti: string }> }>,
): Promise<Result<void> | undefined> {
  const { kit, audit } = deps
  const seen = await findKonsultasi(kit.db, kode)
  if (seen === undefined) return undefined
  let isThere = true
  const done = await transactionUnlessRefused(kit.db, async (tx): Promise<Result<void>> => {
    await lockKonsultasi(tx, kode)
    const janji = await lockJanji(tx, seen.id, urut)
    isThere = janji !== undefined
    const mine = unitsSendiri(actor)
    if (janji === undefined || !(mine.includes(janji.unitKode) || mine.includes(seen.unitKode)))
      return refuse(refusal('BUKAN_WEWENANG'))
    if (janji.status !== 'berjalan') return refuse(refusal('JANJI_SUDAH_BERAKHIR'))
    const read = readAkhirJanji(form)
    if (!read.ok) return read
    await endJanji(tx, {
      ...read.value,
      konsultasiId: seen.id,
      urut,
      oleh: actor.accountId,
      at: kit.now(),
      today: kit.today(),
    })
    await audit.record(tx, actor, {
      action: `konsultasi.janji-${read.value.status}`,
      subject: { kind: 'konsultasi', id: kode },
      after: { urut, bukti: read.value.bukti },
    })
    if (read.value.status === 'selesai') {
      const masukan = await listIds(tx, { konsultasiId: seen.id, janji: urut })
      await tell(deps, tx, { kabar: 'janji-selesai', masukan, janji: urut })
    }
    return ok(undefined)
  })
  return isThere ? done : undefined
}

/** Write down a meeting of a forum. @refuses RAPAT_BUKAN_FKP, codes of readPertemuan */
export function catatPertemuan(
  deps: Deps,
  actor: SignedIn,
  { kode, form }: Readonly<{ kode: string; form: PertemuanForm }>,
): Promise<Result<void> | undefined> {
  const { kit, aturanAt } = deps
  return changeKonsultasi(deps, actor, {
    kode,
    tindakan: 'pertemuan',
    change: async (tx, konsultasi) => {
      const closed = refuseUnlessOpen(konsultasi)
      if (closed !== undefined) return closed
      if (konsultasi.jenis !== 'fkp') return refuse(refusal('RAPAT_BUKAN_FKP'))
      const today = kit.today()
      const unsur = aturanAt(today).unsur.map((one) => one.kode)
      const read = readPertemuan(form, { unsur, today })
      if (!read.ok) return read
      await insertPertemuan(tx, {
        ...read.value,
        id: kit.newId(),
        konsultasiId: konsultasi.id,
        oleh: actor.accountId,
        at: kit.now(),
      })
      return ok(undefined)
    },
  })
}
