import { sql } from 'kysely'
import { type Query, rows, type Tx } from '../../../platform/db/database.ts'
import type { JenisTukar } from '../domain/bentuk.ts'

export const HASIL = ['beda-nilai', 'beda-tanggal', 'hanya-kita', 'hanya-mereka', 'sama'] as const
export type Hasil = (typeof HASIL)[number]

/** One document on both sides. Amounts in rupiah, two decimals. */
export type Banding = Readonly<{
  kunci: string
  hasil: Hasil
  nama: string
  kita: string | null
  mereka: string | null
  tanggalKita: string | null
  tanggalMereka: string | null
}>

type Of = Readonly<{ muatanId: string; tahun: number; jenis: JenisTukar }>

/** Codes without widths, as domain/bentuk.ts writes them. */
const narrow = (kode: Query) => sql`regexp_replace(${kode}, '(^|\\.)0+(?=[^.])', '\\1', 'g')`

function kitaOf({ jenis, tahun }: Of): Query {
  if (jenis === 'sp2d')
    return sql`select upper(regexp_replace(d.nomor, '\\s+', '', 'g')) as kunci, min(d.nomor) as nama, sum(d.nilai) as nilai,
        min(d.tanggal) as tanggal
      from treasury.pub_sp2d d where d.tahun = ${tahun} and d.status <> 'batal' group by 1`
  return sql`select ${narrow(sql`s.kode`)} || '|' || ${narrow(sql`coalesce(n.kode, '')`)} || '|' || ${narrow(sql`r.kode`)} as kunci,
      min(s.nama || ', ' || r.kode || ' ' || r.nama) as nama, sum(m.anggaran) as nilai, null::date as tanggal
    from budget.pub_mata_anggaran m join fiscal.pub_skpd s on s.id = m.skpd_id join fiscal.pub_rekening r on r.id = m.rekening_id
    left join fiscal.pub_nomenklatur n on n.id = m.sub_kegiatan_id
    where m.tahun = ${tahun} and m.anggaran <> 0 group by 1`
}

function both(of: Of): Query {
  return sql`select coalesce(k.kunci, m.kunci) as kunci, coalesce(k.nama, m.nama) as nama, k.nilai as kita, m.nilai as mereka,
      k.tanggal as tanggal_kita, m.tanggal as tanggal_mereka,
      case when m.kunci is null then 'hanya-kita' when k.kunci is null then 'hanya-mereka' when k.nilai <> m.nilai then 'beda-nilai'
        when k.tanggal <> m.tanggal then 'beda-tanggal' else 'sama' end as hasil
    from (${kitaOf(of)}) k
    full join (select d.kunci, min(coalesce(nullif(d.nomor, ''), d.skpd_kode || ' ' || d.rekening_kode || ' ' || d.uraian)) as nama,
      sum(d.nilai) as nilai, min(d.tanggal) as tanggal from exchange.dokumen d where d.muatan_id = ${of.muatanId}::uuid group by d.kunci) m
    on m.kunci = k.kunci`
}

export type Ringkas = Readonly<{ hasil: Hasil; n: number; kita: string; mereka: string }>

/** How many documents, and how much money, came out how. */
export function summarise(tx: Tx, of: Of): Promise<Ringkas[]> {
  return rows(
    tx,
    sql<Ringkas>`select b.hasil, count(b.kunci)::int as n, coalesce(sum(b.kita), 0)::numeric(20,2)::text as kita,
      coalesce(sum(b.mereka), 0)::numeric(20,2)::text as mereka from (${both(of)}) b group by b.hasil`,
  )
}

/** Documents that came out one way, in the order of their keys. */
export function listBanding(
  tx: Tx,
  of: Of,
  page: Readonly<{ hasil: Hasil; sesudah?: string; limit: number }>,
): Promise<Banding[]> {
  const after = page.sesudah === undefined ? sql`` : sql`and b.kunci > ${page.sesudah}`
  return rows(
    tx,
    sql<Banding>`select b.kunci, b.hasil, b.nama, b.kita::numeric(20,2)::text as kita, b.mereka::numeric(20,2)::text as mereka,
      b.tanggal_kita::text as "tanggalKita", b.tanggal_mereka::text as "tanggalMereka"
    from (${both(of)}) b where b.hasil = ${page.hasil} ${after} order by b.kunci limit ${page.limit}`,
  )
}

export type Sp2dKeluar = Readonly<{
  id: string
  nomor: string
  tanggal: string
  skpdKode: string
  nilai: string
}>

/** Our payments of a year in the order of their ids, a piece at a time. */
export function listSp2dKeluar(
  tx: Tx,
  tahun: number,
  page: Readonly<{ sesudah?: string; limit: number }>,
): Promise<Sp2dKeluar[]> {
  const after = page.sesudah === undefined ? sql`` : sql`and d.id > ${page.sesudah}::uuid`
  return rows(
    tx,
    sql<Sp2dKeluar>`select d.id::text as id, d.nomor, d.tanggal::text as tanggal, s.kode as "skpdKode", d.nilai::text as nilai
    from treasury.pub_sp2d d join fiscal.pub_skpd s on s.id = d.skpd_id
    where d.tahun = ${tahun} and d.status <> 'batal' ${after} order by d.id limit ${page.limit}`,
  )
}

export type AnggaranKeluar = Readonly<{
  id: string
  skpdKode: string
  subKode: string
  rekeningKode: string
  uraian: string
  nilai: string
}>

/** Our budget in force of a year in the order of its ids, a piece at a time. */
export function listAnggaranKeluar(
  tx: Tx,
  tahun: number,
  page: Readonly<{ sesudah?: string; limit: number }>,
): Promise<AnggaranKeluar[]> {
  const after = page.sesudah === undefined ? sql`` : sql`and m.id > ${page.sesudah}::uuid`
  return rows(
    tx,
    sql<AnggaranKeluar>`select m.id::text as id, s.kode as "skpdKode", coalesce(n.kode, '') as "subKode", r.kode as "rekeningKode",
      r.nama as uraian, m.anggaran::text as nilai
    from budget.pub_mata_anggaran m join fiscal.pub_skpd s on s.id = m.skpd_id join fiscal.pub_rekening r on r.id = m.rekening_id
    left join fiscal.pub_nomenklatur n on n.id = m.sub_kegiatan_id
    where m.tahun = ${tahun} and m.anggaran <> 0 ${after} order by m.id limit ${page.limit}`,
  )
}
