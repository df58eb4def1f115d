import { sql } from 'kysely'
import { rows, run, type Tx } from '../../../platform/db/database.ts'

export type Kelengkapan = Readonly<{
  tahun: number
  tanggal: string
  baris: number
  nilai: string
  barisLengkap: number
  nilaiLengkap: string
  tanpaRencana: number
  tanpaJurnal: number
  tanpaLaporan: number
  tanpaAset: number
}>

/**
 * Measure a year: every line of a payment that was made, whether it came from a plan, is in the books, is counted by
 * a line of the LRA and, where it bought an asset, ended in a card. What leads where is gathered once for all lines.
 *
 * @param akunLra ids of the accounts that lines of the LRA count
 */
export function measure(
  tx: Tx,
  {
    tahun,
    tanggal,
    akunLra,
  }: Readonly<{ tahun: number; tanggal: string; akunLra: readonly number[] }>,
): Promise<number> {
  return run(
    tx,
    sql`with asal as materialized (
      select m.ke_id from budget.pub_jejak m join budget.pub_jejak p on p.ke_jenis = 'rka' and p.ke_id = m.dari_id
      where m.dari_jenis = 'rka' and m.ke_jenis = 'mata-anggaran' and m.ke_id is not null and p.dari_jenis = 'rkpd'
    ), dibukukan as materialized (
      select j.dari_id from treasury.pub_jejak j where j.dari_jenis = 'sp2d' and j.ke_jenis = 'jurnal'
    ), beraset as materialized (
      select a.dari_id from treasury.pub_jejak a where a.dari_jenis = 'sp2d' and a.ke_jenis in ('kartu-aset', 'kdp')
    ), u as materialized (
      select b.id, b.jumlah,
        b.mata_anggaran_id::text in (select x.ke_id from asal x) as rencana,
        d.id::text in (select x.dari_id from dibukukan x) as jurnal,
        b.rekening_id = any(${[...akunLra]}::int[]) as laporan,
        r.kode not like '5.2.%' or d.id::text in (select x.dari_id from beraset x) as aset
      from treasury.pub_sp2d d
      join treasury.pub_sp2d_baris b on b.sp2d_id = d.id
      join fiscal.pub_rekening r on r.id = b.rekening_id
      where d.tahun = ${tahun} and d.status in ('cair', 'selesai')
    )
    insert into trace.kelengkapan (tahun, tanggal, baris, nilai, baris_lengkap, nilai_lengkap, tanpa_rencana, tanpa_jurnal, tanpa_laporan, tanpa_aset)
    select ${tahun}::int, ${tanggal}::date, count(u.id), coalesce(sum(u.jumlah), 0),
      count(u.id) filter (where u.rencana and u.jurnal and u.laporan and u.aset), coalesce(sum(u.jumlah) filter (where u.rencana and u.jurnal and u.laporan and u.aset), 0),
      count(u.id) filter (where not u.rencana), count(u.id) filter (where not u.jurnal), count(u.id) filter (where not u.laporan),
      count(u.id) filter (where not u.aset)
    from u
    on conflict (tahun, tanggal) do update set baris = excluded.baris, nilai = excluded.nilai, baris_lengkap = excluded.baris_lengkap,
      nilai_lengkap = excluded.nilai_lengkap, tanpa_rencana = excluded.tanpa_rencana, tanpa_jurnal = excluded.tanpa_jurnal,
      tanpa_laporan = excluded.tanpa_laporan, tanpa_aset = excluded.tanpa_aset`,
  )
}

/** The newest figure of every year, newest year first. */
export function listKelengkapan(tx: Tx): Promise<Kelengkapan[]> {
  return rows(
    tx,
    sql<Kelengkapan>`select distinct on (k.tahun) k.tahun, k.tanggal::text as tanggal, k.baris, k.nilai::text as nilai,
      k.baris_lengkap as "barisLengkap", k.nilai_lengkap::text as "nilaiLengkap", k.tanpa_rencana as "tanpaRencana",
      k.tanpa_jurnal as "tanpaJurnal", k.tanpa_laporan as "tanpaLaporan", k.tanpa_aset as "tanpaAset"
    from trace.kelengkapan k order by k.tahun desc, k.tanggal desc`,
  )
}
