import { createHash } from 'node:crypto'
import type { SignedIn } from '../../../kernel/actor.ts'
import { addDays, dayFirst } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type IsiMasukan, type MasukanForm, readMasukan, samaOf } from '../domain/masukan.ts'
import { refusal } from '../domain/refusals.ts'
import { keadaanOf } from '../domain/susun.ts'
import {
  countPenolakan,
  findKonsultasi,
  type Konsultasi,
  lockKonsultasi,
} from '../store/konsultasi-store.ts'
import {
  countHariIni,
  findGanda,
  findMasukan,
  insertMasukan,
  lockAkun,
  withdrawMasukan,
} from '../store/masukan-store.ts'
import { listBagian } from '../store/naskah-store.ts'

export type Kiriman = Readonly<{ kode: string; jangkar: string; form: MasukanForm }>

/** Refusals that the public page counts: what was asked of the rules, not what was mistyped. */
const DIHITUNG: readonly string[] = ['MASUKAN_TERLAMBAT', 'MASUKAN_GANDA', 'MASUKAN_TERLALU_BANYAK']

/**
 * Send an input to a passage. Whatever is sent at once or twice: one input each, in the order the consultation's row
 * gives; one that meets the closing is either in before it or refused as late.
 *
 * @returns its number; undefined when there is no such consultation that people may see
 * @refuses codes of readMasukan, MASUKAN_TERLAMBAT, MASUKAN_BAGIAN, MASUKAN_GANDA, MASUKAN_TERLALU_BANYAK
 */
export async function kirimMasukan(
  deps: Deps,
  actor: SignedIn,
  kiriman: Kiriman,
): Promise<Result<number> | undefined> {
  const { kit } = deps
  const seen = await findKonsultasi(kit.db, kiriman.kode)
  if (seen === undefined || seen.status === 'draf') return undefined
  const done = await transactionUnlessRefused(kit.db, async (tx) => {
    await lockAkun(tx, actor.accountId)
    const konsultasi = (await lockKonsultasi(tx, kiriman.kode)) ?? seen
    return takeMasukan(deps, tx, { actor, konsultasi, kiriman })
  })
  if (done.ok) return done
  for (const { code } of done.refusals)
    if (DIHITUNG.includes(code)) await countPenolakan(kit.db, seen.id, code)
  return done
}

async function takeMasukan(
  deps: Deps,
  tx: Tx,
  {
    actor,
    konsultasi,
    kiriman,
  }: Readonly<{ actor: SignedIn; konsultasi: Konsultasi; kiriman: Kiriman }>,
): Promise<Result<number>> {
  const { kit, aturanAt } = deps
  const today = kit.today()
  if (keadaanOf(konsultasi, today) !== 'buka')
    return refuse(refusal('MASUKAN_TERLAMBAT', { tanggal: dayFirst(konsultasi.tutupPada) }))
  const versi = konsultasi.versiBuka ?? 1
  const bagian = await listBagian(tx, konsultasi.id, versi)
  const place = bagian.findIndex(({ jangkar }) => jangkar === kiriman.jangkar)
  if (place < 0) return refuse(refusal('MASUKAN_BAGIAN'))
  const read = readMasukan(kiriman.form)
  if (!read.ok) return read
  const aturan = aturanAt(today)
  const row = {
    ...read.value,
    id: kit.newId(),
    konsultasiId: konsultasi.id,
    urut: konsultasi.masukanTerakhir + 1,
    versi,
    jangkar: kiriman.jangkar,
    bagianUrutan: place + 1,
    akunId: actor.accountId,
    sama: sidikSama(read.value),
    at: kit.now(),
    today,
    tenggat: addDays(today, aturan.jenis[konsultasi.jenis].jawabHari),
  }
  const ganda = await findGanda(tx, row)
  if (ganda !== undefined) return refuse(refusal('MASUKAN_GANDA', { nomor: ganda }, 'teks'))
  const jumlah = aturan.masukanPerHari
  if ((await countHariIni(tx, actor.accountId, today)) >= jumlah)
    return refuse(refusal('MASUKAN_TERLALU_BANYAK', { jumlah }))
  await insertMasukan(tx, row)
  return ok(row.urut)
}

function sidikSama(isi: IsiMasukan): Buffer {
  return createHash('sha256').update(samaOf(isi)).digest()
}

/**
 * Take one's own input back before it is answered: its words are not shown any more, its number stays.
 *
 * @refuses MASUKAN_BUKAN_MILIK_ANDA, MASUKAN_SUDAH_DIJAWAB
 */
export async function tarikMasukan(
  { kit }: Deps,
  actor: SignedIn,
  { kode, urut }: Readonly<{ kode: string; urut: number }>,
): Promise<Result<void> | undefined> {
  const konsultasi = await findKonsultasi(kit.db, kode)
  if (konsultasi === undefined || konsultasi.status === 'draf') return undefined
  const masukan = await findMasukan(kit.db, konsultasi.id, urut)
  if (masukan === undefined) return undefined
  if (masukan.akunId !== actor.accountId) return refuse(refusal('MASUKAN_BUKAN_MILIK_ANDA'))
  const isDone = await withdrawMasukan(kit.db, masukan.id, kit.now())
  return isDone ? ok(undefined) : refuse(refusal('MASUKAN_SUDAH_DIJAWAB', { nomor: urut }))
}
