import { oneRow, run, sql, type Tx } from '../../../platform/db/database.ts'

/** @returns false when this supporter is counted already */
export async function insertDukungan(
  tx: Tx,
  row: Readonly<{ laporanId: string; pendukung: string; waktu: Date }>,
): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into citizen_reports.dukungan (laporan_id, pendukung, waktu)
    values (${row.laporanId}, ${row.pendukung}, ${row.waktu}) on conflict do nothing`,
  )
  return inserted === 1
}

/** @returns false when this supporter was not counted */
export async function deleteDukungan(
  tx: Tx,
  laporanId: string,
  pendukung: string,
): Promise<boolean> {
  const deleted = await run(
    tx,
    sql`delete from citizen_reports.dukungan where laporan_id = ${laporanId}::uuid and pendukung = ${pendukung}`,
  )
  return deleted === 1
}

/** Move the shown count; a form an officer has open stays valid, so the version does not count up. */
export async function moveDukungan(tx: Tx, laporanId: string, by: 1 | -1): Promise<number> {
  const { jumlah } = await oneRow(
    tx,
    sql<{
      jumlah: number
    }>`update citizen_reports.laporan l set jumlah_dukungan = greatest(l.jumlah_dukungan + ${by}::int, 0)
    where l.id = ${laporanId}::uuid returning l.jumlah_dukungan as jumlah`,
  )
  return jumlah
}
