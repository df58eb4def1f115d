import { maybeRow, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { OutsideHealth } from '../../../platform/outside/index.ts'

export function findHealth(tx: Tx, kode: string): Promise<OutsideHealth | undefined> {
  return maybeRow(
    tx,
    sql<OutsideHealth>`select s.kode, s.gagal_beruntun as "gagalBeruntun",
      s.istirahat_sampai as "istirahatSampai", s.terganggu_sejak as "tergangguSejak",
      s.berhasil_at as "berhasilAt", s.galat
    from partners.sistem_luar s where s.kode = ${kode}`,
  )
}

export async function saveHealth(tx: Tx, health: OutsideHealth, at: Date): Promise<void> {
  const { kode, gagalBeruntun, istirahatSampai, tergangguSejak, berhasilAt, galat } = health
  await run(
    tx,
    sql`insert into partners.sistem_luar
      (kode, gagal_beruntun, istirahat_sampai, terganggu_sejak, berhasil_at, galat, diubah_at)
    values (${kode}, ${gagalBeruntun}, ${istirahatSampai}, ${tergangguSejak}, ${berhasilAt}, ${galat}, ${at})
    on conflict (kode) do update set gagal_beruntun = excluded.gagal_beruntun,
      istirahat_sampai = excluded.istirahat_sampai, terganggu_sejak = excluded.terganggu_sejak,
      berhasil_at = excluded.berhasil_at, galat = excluded.galat, diubah_at = excluded.diubah_at`,
  )
}

/** @returns false when the day's number is used up */
export async function takeQuota(
  tx: Tx,
  { sistem, tanggal, max }: Readonly<{ sistem: string; tanggal: string; max: number }>,
): Promise<boolean> {
  const taken = await run(
    tx,
    sql`insert into partners.kuota as k (sistem, tanggal, jumlah) values (${sistem}, ${tanggal}::date, 1)
    on conflict (sistem, tanggal) do update set jumlah = k.jumlah + 1 where k.jumlah < ${max}`,
  )
  return taken === 1
}

export async function deleteOldQuota(tx: Tx, before: string): Promise<void> {
  await run(tx, sql`delete from partners.kuota where tanggal < ${before}::date`)
}
