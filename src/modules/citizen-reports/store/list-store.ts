import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'

export type ListRow = Pick<
  Laporan,
  | 'id'
  | 'nomor'
  | 'judul'
  | 'status'
  | 'tenggatAt'
  | 'diterimaAt'
  | 'jumlahDukungan'
  | 'hariKerjaSelesai'
  | 'caraTutup'
  | 'kecamatanKode'
  | 'lat'
  | 'lon'
>

export type ListQuestion = Readonly<{
  /** Category or the group it begins with. */
  kategori?: string
  kecamatan?: string
  words?: string
  after?: Readonly<{ diterimaAt: Date; id: string }>
  limit: number
}>

/** Published cases, newest first, paged by key. Only filters that are asked become conditions. */
export function listPublished(tx: Tx, question: ListQuestion): Promise<ListRow[]> {
  const { kategori, kecamatan, words, after } = question
  const conditions = [
    sql`l.is_publik`,
    ...(kategori === undefined
      ? []
      : [sql`(l.kategori_kode = ${kategori} or l.kategori_kode like ${`${kategori}.%`})`]),
    ...(kecamatan === undefined ? [] : [sql`l.kecamatan_kode = ${kecamatan}`]),
    ...(words === undefined ? [] : [sql`l.cari @@ websearch_to_tsquery('indonesian', ${words})`]),
    ...(after === undefined
      ? []
      : [sql`(l.diterima_at, l.id) < (${after.diterimaAt}, ${after.id}::uuid)`]),
  ]
  return rows(
    tx,
    sql<ListRow>`select l.id, l.nomor, l.judul, l.status, l.tenggat_at as "tenggatAt", l.diterima_at as "diterimaAt",
      l.jumlah_dukungan as "jumlahDukungan", l.hari_kerja_selesai as "hariKerjaSelesai", l.cara_tutup as "caraTutup",
      l.kecamatan_kode as "kecamatanKode", l.lat, l.lon
      from citizen_reports.laporan l where ${sql.join(conditions, sql` and `)}
      order by l.diterima_at desc, l.id desc limit ${question.limit}`,
  )
}
