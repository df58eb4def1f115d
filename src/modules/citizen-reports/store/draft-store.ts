import { maybeRow, run, sql, type Tx } from '../../../platform/db/database.ts'

/** What a browser has filled in so far. `kunci` becomes the client key of the report, so a resend is harmless. */
export type Draft = Readonly<Record<string, string | readonly string[]>>

export async function findDraft(
  tx: Tx,
  perangkat: string,
): Promise<Readonly<{ id: string; data: Draft }> | undefined> {
  return maybeRow(
    tx,
    sql<{ id: string; data: Draft }>`select d.id, d.data from citizen_reports.draf d
    where d.perangkat = ${perangkat} order by d.updated_at desc limit 1`,
  )
}

export async function saveDraft(
  tx: Tx,
  row: Readonly<{ id: string; perangkat: string; data: Draft; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.draf (id, perangkat, data, updated_at)
    values (${row.id}, ${row.perangkat}, ${JSON.stringify(row.data)}::jsonb, ${row.at})
    on conflict (id) do update set data = excluded.data, updated_at = excluded.updated_at`,
  )
}

export async function deleteDrafts(tx: Tx, perangkat: string): Promise<void> {
  await run(tx, sql`delete from citizen_reports.draf where perangkat = ${perangkat}`)
}

/** Is this draft the one of this browser? */
export async function isDraftOf(tx: Tx, id: string, perangkat: string): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql<{ id: string }>`select d.id from citizen_reports.draf d
    where d.id = ${id}::uuid and d.perangkat = ${perangkat}`,
  )
  return found !== undefined
}
