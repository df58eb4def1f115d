import { maybeRow, rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'

/** Another case named beside this one: a duplicate nearby, a merged child, the parent. */
export type RelatedCase = Pick<
  Laporan,
  'nomor' | 'judul' | 'isi' | 'status' | 'diterimaAt' | 'tenggatAt' | 'jumlahDukungan'
> &
  Readonly<{ kaitan: 'serupa' | 'anak' | 'induk'; jarakM: number | null }>

const SIMILAR_MAX = 5
const CHILDREN_MAX = 50
const LAT_M = 111_320

export type Around = Readonly<{
  laporan: Pick<
    Laporan,
    'id' | 'kategoriKode' | 'lat' | 'lon' | 'wilayahKode' | 'isRahasia' | 'indukId'
  >
  radiusM: number
}>

/**
 * Open cases of the same kind near this one, the cases merged into it, and the one it was merged into.
 * Where only the village is known, the same village is near.
 */
export function listRelated(tx: Tx, { laporan, radiusM }: Around): Promise<RelatedCase[]> {
  const parts = [
    ...(laporan.isRahasia ? [] : [similar(laporan, radiusM)]),
    sql`(select ${relatedColumns('anak')} from citizen_reports.laporan l
      where l.induk_id = ${laporan.id}::uuid and not l.is_rahasia order by l.id limit ${CHILDREN_MAX})`,
    ...(laporan.indukId === null
      ? []
      : [
          sql`(select ${relatedColumns('induk')} from citizen_reports.laporan l
            where l.id = ${laporan.indukId}::uuid and not l.is_rahasia)`,
        ]),
  ]
  return rows(tx, sql<RelatedCase>`${sql.join(parts, sql` union all `)}`)
}

function relatedColumns(kaitan: RelatedCase['kaitan'], jarak = sql`null::float8`) {
  return sql`l.nomor, l.judul, left(l.isi, 200) as isi, l.status, l.diterima_at as "diterimaAt",
    l.tenggat_at as "tenggatAt", l.jumlah_dukungan as "jumlahDukungan", ${sql.raw(`'${kaitan}'`)} as kaitan, ${jarak} as "jarakM"`
}

function similar({ id, kategoriKode, lat, lon, wilayahKode }: Around['laporan'], radiusM: number) {
  const open = sql`not l.is_rahasia and l.cara_tutup is null and l.kategori_kode = ${kategoriKode} and l.id <> ${id}::uuid`
  if (lat === null || lon === null)
    return sql`(select ${relatedColumns('serupa')} from citizen_reports.laporan l
      where l.is_publik and l.wilayah_kode = ${wilayahKode} and ${open}
      order by l.diterima_at desc, l.id desc limit ${SIMILAR_MAX})`
  const lonM = LAT_M * Math.cos((lat * Math.PI) / 180)
  const [dLat, dLon] = [radiusM / LAT_M, radiusM / lonM]
  const distance = sql`sqrt(power((l.lat - ${lat}::float8) * ${LAT_M}::float8, 2) + power((l.lon - ${lon}::float8) * ${lonM}::float8, 2))`
  return sql`(select ${relatedColumns('serupa', distance)} from citizen_reports.laporan l
    where l.is_publik and l.lat between ${lat - dLat} and ${lat + dLat}
      and l.lon between ${lon - dLon} and ${lon + dLon} and ${open} and ${distance} <= ${radiusM}
    order by ${distance} limit ${SIMILAR_MAX})`
}

export type Jawaban = Readonly<{
  jawaban: Readonly<Record<string, unknown>>
  /** Are there unmasked words behind the published ones? */
  hasAsli: boolean
}>

/** Answers to the extra questions of the category. */
export async function readJawaban(tx: Tx, laporanId: string): Promise<Jawaban> {
  const found = await maybeRow(
    tx,
    sql<Jawaban>`select l.jawaban, coalesce(p.judul_asli, p.isi_asli) is not null as "hasAsli"
    from citizen_reports.laporan l left join citizen_reports.pelapor p on p.laporan_id = l.id
    where l.id = ${laporanId}::uuid`,
  )
  return found ?? { jawaban: {}, hasAsli: false }
}

/** Titles of secret reports for their keeper's list, in a transaction that declares it. */
export async function readJudulRahasia(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  await rows(tx, sql`select set_config('pendopo.baca_rahasia', 'ya', true)`)
  const found = await rows(
    tx,
    sql<{
      id: string
      judul: string
    }>`select s.laporan_id as id, s.judul from citizen_reports.isi_rahasia s
    where s.laporan_id = any(${[...ids]}::uuid[])`,
  )
  return new Map(found.map(({ id, judul }) => [id, judul]))
}
