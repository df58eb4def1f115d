import { maybeRow, oneRow, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Unggahan = Readonly<{ diterima: number; ukuran: number; isDone: boolean }>

export function findUnggahan(tx: Tx, id: string, laporanId: string): Promise<Unggahan | undefined> {
  return maybeRow(
    tx,
    sql<Unggahan>`select case when u.foto_id is null then octet_length(u.isi) else u.ukuran end as diterima,
      u.ukuran, u.foto_id is not null as "isDone"
    from citizen_reports.unggahan u where u.id = ${id}::uuid and u.laporan_id = ${laporanId}::uuid`,
  )
}

export async function countOpenUnggahan(tx: Tx, laporanId: string): Promise<number> {
  const { jumlah } = await oneRow(
    tx,
    sql<{ jumlah: number }>`select count(*)::int as jumlah from citizen_reports.unggahan u
    where u.laporan_id = ${laporanId}::uuid and u.foto_id is null`,
  )
  return jumlah
}

/** Begin a photo; an id that is there already stays what it is. */
export async function insertUnggahan(
  tx: Tx,
  row: Readonly<{ id: string; laporanId: string; ukuran: number; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.unggahan (id, laporan_id, ukuran, diubah_at)
    values (${row.id}, ${row.laporanId}, ${row.ukuran}, ${row.at}) on conflict (id) do nothing`,
  )
}

/** Add bytes at the very place they belong; at any other place nothing happens. */
export async function appendUnggahan(
  tx: Tx,
  row: Readonly<{ id: string; laporanId: string; dari: number; bytes: Uint8Array; at: Date }>,
): Promise<boolean> {
  const bytes = Buffer.from(row.bytes)
  const changed = await run(
    tx,
    sql`update citizen_reports.unggahan set isi = isi || ${bytes}::bytea, diubah_at = ${row.at}
    where id = ${row.id}::uuid and laporan_id = ${row.laporanId}::uuid and foto_id is null
      and octet_length(isi) = ${row.dari}::int and octet_length(isi) + ${bytes.length}::int <= ukuran`,
  )
  return changed === 1
}

/** The whole photo, once all of it is here and before it is kept. */
export async function readUnggahan(tx: Tx, id: string): Promise<Uint8Array | undefined> {
  const found = await maybeRow(
    tx,
    sql<{ isi: Buffer }>`select u.isi from citizen_reports.unggahan u
    where u.id = ${id}::uuid and u.foto_id is null and octet_length(u.isi) = u.ukuran`,
  )
  return found?.isi
}

export async function finishUnggahan(
  tx: Tx,
  row: Readonly<{ id: string; fotoId: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.unggahan set foto_id = ${row.fotoId}::uuid, isi = '', diubah_at = ${row.at}
    where id = ${row.id}::uuid`,
  )
}

export async function deleteUnggahan(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`delete from citizen_reports.unggahan where id = ${id}::uuid`)
}

/** Photos nobody went on sending. */
export async function deleteOldUnggahan(tx: Tx, before: Date): Promise<number> {
  return run(tx, sql`delete from citizen_reports.unggahan where diubah_at < ${before}`)
}
