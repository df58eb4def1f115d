import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

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

/** Several at once; what is not there is left out. */
export async function listDokumen(
  tx: Tx,
  acuan: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const found = await rows(
    tx,
    sql<{ acuan: string; isi: Buffer }>`select d.acuan, d.isi
    from public_log.dokumen d where d.acuan = any(${[...acuan]}::uuid[])`,
  )
  return new Map(found.map((row) => [row.acuan, row.isi]))
}
