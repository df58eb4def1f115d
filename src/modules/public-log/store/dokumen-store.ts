import { maybeRow, run, sql, type Tx } from '../../../platform/db/database.ts'

/** Keep the document of one of the log's own records; other modules keep theirs in their own tables. */
export async function insertDokumen(
  tx: Tx,
  row: Readonly<{ acuan: string; isi: Uint8Array }>,
): Promise<void> {
  await run(tx, sql`insert into public_log.dokumen (acuan, isi) values (${row.acuan}, ${row.isi})`)
}

export async function readDokumen(tx: Tx, acuan: string): Promise<Buffer | undefined> {
  const found = await maybeRow(
    tx,
    sql<{ isi: Buffer }>`select d.isi from public_log.dokumen d where d.acuan = ${acuan}`,
  )
  return found?.isi
}
