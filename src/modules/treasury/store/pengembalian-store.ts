import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'

export type Pengembalian = Readonly<{
  id: string
  penerimaanId: string
  tahun: number
  skpdId: number
  suratNomor: string
  jumlah: Sen
  alasan: string
  penerima: string
  bank: string
  rekening: string
  status: 'usulan' | 'dibayar' | 'ditolak'
  diusulkanOleh: string
  bukti: string
  rekeningId: number
}>
type PengembalianText = Omit<Pengembalian, 'jumlah'> & Readonly<{ jumlah: string }>
const COLUMNS = sql`k.id, k.penerimaan_id as "penerimaanId", k.tahun, k.skpd_id as "skpdId", k.surat_nomor as "suratNomor",
  k.jumlah::text as jumlah, k.alasan, k.penerima, k.bank, k.rekening, k.status, k.diusulkan_oleh as "diusulkanOleh",
  p.bukti, p.rekening_id as "rekeningId"`
const FROM = sql`treasury.pengembalian_pendapatan k join treasury.penerimaan p on p.id = k.penerimaan_id`
const toPengembalian = (row: PengembalianText): Pengembalian => ({
  ...row,
  jumlah: fromDecimalString(row.jumlah),
})

export type Diterima = Readonly<{
  id: string
  stsId: string | null
  /** What is neither given back nor about to be. */
  sisa: Sen
}>

/** A receipt of a year by its number, locked, with what may still be given back. */
export async function lockByBukti(
  tx: Tx,
  at: Readonly<{ skpdId: number; tahun: number; bukti: string }>,
): Promise<Diterima | undefined> {
  const row = await maybeRow(
    tx,
    sql<{ id: string; stsId: string | null; jumlah: string }>`select p.id, p.sts_id as "stsId",
      (p.jumlah - p.dikembalikan)::text as jumlah from treasury.penerimaan p
    where p.skpd_id = ${at.skpdId} and p.tahun = ${at.tahun} and p.bukti = ${at.bukti} for no key update`,
  )
  if (row === undefined) return undefined
  const asked = await maybeRow(
    tx,
    sql<{
      jumlah: string
    }>`select coalesce(sum(k.jumlah), 0)::text as jumlah from treasury.pengembalian_pendapatan k
    where k.penerimaan_id = ${row.id} and k.status = 'usulan'`,
  )
  const sisa = fromDecimalString(row.jumlah) - fromDecimalString(asked?.jumlah ?? '0')
  return { id: row.id, stsId: row.stsId, sisa: sisa as Sen }
}

export type NewPengembalian = Omit<Pengembalian, 'status' | 'bukti' | 'rekeningId'> &
  Readonly<{ now: Date }>

/** @returns false when the letter's number is used already */
export async function insertPengembalian(tx: Tx, one: NewPengembalian): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into treasury.pengembalian_pendapatan (id, penerimaan_id, tahun, skpd_id, surat_nomor, jumlah, alasan, penerima,
      bank, rekening, diusulkan_oleh, diusulkan_at)
    values (${one.id}, ${one.penerimaanId}, ${one.tahun}, ${one.skpdId}, ${one.suratNomor}, ${toDecimalString(one.jumlah)},
      ${one.alasan}, ${one.penerima}, ${one.bank}, ${one.rekening}, ${one.diusulkanOleh}, ${one.now})
    on conflict (skpd_id, tahun, surat_nomor) do nothing`,
  )
  return made === 1
}

export async function lockPengembalian(tx: Tx, id: string): Promise<Pengembalian | undefined> {
  const row = await maybeRow(
    tx,
    sql<PengembalianText>`select ${COLUMNS} from ${FROM} where k.id = ${id}::uuid for no key update of k`,
  )
  return row && toPengembalian(row)
}

export async function decidePengembalian(
  tx: Tx,
  at: Readonly<{
    id: string
    oleh: string
    now: Date
    paid?: Readonly<{ tanggal: Tanggal; jurnalId: string }>
    catatan?: string
  }>,
): Promise<void> {
  const { id, oleh, now, paid, catatan } = at
  await run(
    tx,
    sql`update treasury.pengembalian_pendapatan set status = ${paid === undefined ? 'ditolak' : 'dibayar'},
      diputuskan_oleh = ${oleh}, diputuskan_at = ${now}, tanggal = ${paid?.tanggal ?? null}::date,
      jurnal_id = ${paid?.jurnalId ?? null}, catatan = ${catatan ?? null}
    where id = ${id} and status = 'usulan'`,
  )
}

/** Returns of a year, what waits first; of the region when no SKPD is named. */
export async function listPengembalian(
  tx: Tx,
  at: Readonly<{ tahun: number; skpdId: number | undefined; limit: number }>,
): Promise<readonly Pengembalian[]> {
  const own = at.skpdId === undefined ? sql`true` : sql`k.skpd_id = ${at.skpdId}`
  const found = await rows(
    tx,
    sql<PengembalianText>`select ${COLUMNS} from ${FROM} where k.tahun = ${at.tahun} and ${own}
    order by k.status = 'usulan' desc, k.diusulkan_at desc, k.id desc limit ${at.limit}`,
  )
  return found.map(toPengembalian)
}
