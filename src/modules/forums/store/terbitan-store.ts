import type { Tanggal } from '../../../kernel/date.ts'
import { NIL_UUID } from '../../../kernel/id.ts'
import { oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { JenisPutusan } from '../domain/putusan.ts'
import type { Laporan, Rekap } from '../domain/transparansi.ts'

export type Masa = Readonly<{ dari: Date; sebelum: Date; hari: Tanggal }>

/** Decisions made in a time, by rule and outcome. */
export function readPutusan(
  tx: Tx,
  { dari, sebelum }: Masa,
): Promise<{ aturan: string; jenis: JenisPutusan; jumlah: number }[]> {
  return rows(
    tx,
    sql<{
      aturan: string
      jenis: JenisPutusan
      jumlah: number
    }>`select p.aturan_kode as aturan, p.jenis, count(*)::int as jumlah
    from forums.keputusan p where p.diputus_at >= ${dari} and p.diputus_at < ${sebelum} group by 1, 2 order by 1, 2`,
  )
}

type Lama = Pick<Rekap, 'menitMedian' | 'menitP90' | 'putusanTerlambat' | 'lambat'>

/** How long decisions took, how many were late, and how often a topic slowed down. */
export function readLama(tx: Tx, { dari, sebelum }: Masa): Promise<Lama> {
  return oneRow(
    tx,
    sql<Lama>`select (percentile_disc(0.5) within group (order by p.menit))::int as "menitMedian",
      (percentile_disc(0.9) within group (order by p.menit))::int as "menitP90",
      (count(*) filter (where p.is_terlambat))::int as "putusanTerlambat",
      (select count(*)::int from forums.lambat l where l.mulai_at >= ${dari} and l.mulai_at < ${sebelum}) as lambat
    from forums.keputusan p where p.diputus_at >= ${dari} and p.diputus_at < ${sebelum}`,
  )
}

type Banding = Pick<
  Rekap,
  'banding' | 'bandingDikabulkan' | 'bandingDitolak' | 'bandingTerlambat' | 'pertanyaanLewat'
>

/**
 * Appeals made and judged in a time; those judged late or still open past their day at its end; and questions that were
 * past their day then.
 */
export function readBanding(tx: Tx, { dari, sebelum, hari }: Masa): Promise<Banding> {
  return oneRow(
    tx,
    sql<Banding>`select
      (select count(*)::int from forums.banding b where b.diajukan_at >= ${dari} and b.diajukan_at < ${sebelum}) as banding,
      (count(*) filter (where v.hasil = 'dikabulkan'))::int as "bandingDikabulkan",
      (count(*) filter (where v.hasil = 'ditolak'))::int as "bandingDitolak",
      (count(*) filter (where v.is_terlambat))::int + (select count(*)::int from forums.banding b
        left join forums.putusan_banding w on w.banding_id = b.id
        where b.tenggat_pada < ${hari}::date and (w.banding_id is null or w.diputus_at >= ${sebelum})) as "bandingTerlambat",
      (select count(*)::int from forums.topik t where t.jenis = 'pertanyaan' and not t.is_tersembunyi and t.tenggat_pada < ${hari}::date
        and (t.dijawab_at is null or t.dijawab_at >= ${sebelum})) as "pertanyaanLewat"
    from forums.putusan_banding v where v.diputus_at >= ${dari} and v.diputus_at < ${sebelum}`,
  )
}

export type Terbitan = Readonly<{ id: string; bulan: string; dokumen: Laporan; terbitAt: Date }>

/** @returns false when the month was published before */
export async function insertTerbitan(tx: Tx, row: Terbitan): Promise<boolean> {
  const done = await run(
    tx,
    sql`insert into forums.terbitan (id, bulan, dokumen, terbit_at) values (${row.id}, ${row.bulan}, ${JSON.stringify(row.dokumen)}::jsonb,
      ${row.terbitAt}) on conflict (bulan) do nothing`,
  )
  return done === 1
}

const TERBITAN = sql`t.id, t.bulan, t.dokumen, t.terbit_at as "terbitAt"`

/** Published months, the latest first. */
export function listTerbitan(tx: Tx, limit: number): Promise<Terbitan[]> {
  return rows(
    tx,
    sql<Terbitan>`select ${TERBITAN} from forums.terbitan t order by t.bulan desc limit ${limit}`,
  )
}

export function readTerbitan(tx: Tx, ids: readonly string[]): Promise<Terbitan[]> {
  return rows(
    tx,
    sql<Terbitan>`select ${TERBITAN} from forums.terbitan t where t.id = any(${[...ids]}::uuid[]) order by t.id`,
  )
}

export async function listTerbitanIds(
  tx: Tx,
  { after, limit }: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select t.id from forums.terbitan t where t.id > ${after ?? NIL_UUID}::uuid order by t.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
