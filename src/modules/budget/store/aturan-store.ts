import { maybeRow, rows, sql, type Tx } from '../../../platform/db/database.ts'

export type AturanGeser = Readonly<{
  kode: string
  tingkatTetap: number
  nama: string
  wewenang: string
  dasar: string
}>

export function listAturanGeser(tx: Tx, tahun: number): Promise<AturanGeser[]> {
  return rows(
    tx,
    sql<AturanGeser>`select a.kode, a.tingkat_tetap as "tingkatTetap", a.nama, a.wewenang, a.dasar from budget.aturan_geser a
    where a.tahun_mulai <= ${tahun} and coalesce(a.tahun_sampai, 2100) >= ${tahun} order by a.tingkat_tetap, a.kode`,
  )
}

/** What becomes of a price above its standard in a year. */
export async function findSikapHarga(tx: Tx, tahun: number): Promise<'tolak' | 'alasan'> {
  const row = await maybeRow(
    tx,
    sql<{ sikap: 'tolak' | 'alasan' }>`select a.sikap from budget.aturan_harga a
    where a.tahun_mulai <= ${tahun} order by a.tahun_mulai desc limit 1`,
  )
  return row?.sikap ?? 'alasan'
}

export type Tenggat = Readonly<{
  kode: string
  nama: string
  namaEn: string
  tanggal: string
  dasar: string
  isTerverifikasi: boolean
}>

/** Last days of a fiscal year's cycle, in order. */
export function listTenggat(tx: Tx, tahun: number): Promise<Tenggat[]> {
  return rows(
    tx,
    sql<Tenggat>`select d.kode, d.nama, d.nama_en as "namaEn",
      make_date(${tahun}::int + d.geser_tahun, d.bulan, d.hari)::text as tanggal, d.dasar, d.is_terverifikasi as "isTerverifikasi"
    from (select distinct on (t.kode) t.kode, t.nama, t.nama_en, t.geser_tahun, t.bulan, t.hari, t.dasar, t.is_terverifikasi, t.urutan
      from budget.tenggat t where t.tahun_mulai <= ${tahun} order by t.kode, t.tahun_mulai desc) d
    order by d.urutan`,
  )
}
