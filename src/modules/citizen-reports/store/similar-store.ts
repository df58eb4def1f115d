import type { BoundingBox, Point } from '../../../kernel/geo.ts'
import { oneRow, rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'

export type SimilarRow = Pick<
  Laporan,
  | 'nomor'
  | 'judul'
  | 'status'
  | 'tenggatAt'
  | 'kategoriKode'
  | 'lat'
  | 'lon'
  | 'wilayahKode'
  | 'kecamatanKode'
  | 'diterimaAt'
  | 'jumlahDukungan'
> &
  Readonly<{
    /** Beginning of the story. */
    awal: string
    /** Published photo, if there is one. */
    fotoId: string | null
    kata: string[]
  }>

const AWAL_LENGTH = 400

// Only `l.is_publik` rows: secret and withheld cases are never in reach of a hint.
const COLUMNS = sql.raw(`
  l.nomor, l.judul, l.status, l.tenggat_at as "tenggatAt", l.kategori_kode as "kategoriKode", l.lat, l.lon,
  l.wilayah_kode as "wilayahKode", l.kecamatan_kode as "kecamatanKode", l.diterima_at as "diterimaAt",
  l.jumlah_dukungan as "jumlahDukungan", left(l.isi, ${AWAL_LENGTH}) as awal, l.foto_id as "fotoId",
  tsvector_to_array(to_tsvector('indonesian', l.judul || ' ' || left(l.isi, ${AWAL_LENGTH}))) as kata`)

/** Open published cases in a box, nearest first: as many as asked are read, however dense the place. */
export function listOpenNear(
  tx: Tx,
  { point, box, limit }: Readonly<{ point: Point; box: BoundingBox; limit: number }>,
): Promise<SimilarRow[]> {
  return rows(
    tx,
    sql<SimilarRow>`select ${COLUMNS} from citizen_reports.laporan l
    where l.is_publik and l.lat is not null and l.cara_tutup is null
      and point(l.lon, l.lat) <@ box(point(${box.west}, ${box.south}), point(${box.east}, ${box.north}))
    order by point(l.lon, l.lat) <-> point(${point.lon}, ${point.lat}) limit ${limit}`,
  )
}

/** Newest published cases of a village; the caller leaves out the closed ones. */
export function listNewestOfVillage(
  tx: Tx,
  wilayahKode: string,
  limit: number,
): Promise<SimilarRow[]> {
  return rows(
    tx,
    sql<SimilarRow>`select ${COLUMNS} from citizen_reports.laporan l
    where l.is_publik and l.wilayah_kode = ${wilayahKode}
    order by l.diterima_at desc, l.id desc limit ${limit}`,
  )
}

export function listNewestOfKecamatan(
  tx: Tx,
  kecamatanKode: string,
  limit: number,
): Promise<SimilarRow[]> {
  return rows(
    tx,
    sql<SimilarRow>`select ${COLUMNS} from citizen_reports.laporan l
    where l.is_publik and l.kecamatan_kode = ${kecamatanKode}
    order by l.diterima_at desc, l.id desc limit ${limit}`,
  )
}

export function listNewestOfKategori(
  tx: Tx,
  kategoriKode: string,
  limit: number,
): Promise<SimilarRow[]> {
  return rows(
    tx,
    sql<SimilarRow>`select ${COLUMNS} from citizen_reports.laporan l
    where l.is_publik and l.kategori_kode = ${kategoriKode}
    order by l.diterima_at desc, l.id desc limit ${limit}`,
  )
}

/** Word stems of a text, by the same dictionary as the cases'. */
export async function stemsOf(tx: Tx, text: string): Promise<readonly string[]> {
  const { kata } = await oneRow(
    tx,
    sql<{
      kata: string[]
    }>`select tsvector_to_array(to_tsvector('indonesian', ${text}::text)) as kata`,
  )
  return kata
}
