import { maybeRow, run, sql, type Tx } from '../../../platform/db/database.ts'

/** What a browser has filled in so far. `kunci` becomes the client key of the report, so a resend is harmless. */
export type Draft = Readonly<Record<string, string | readonly string[]>>

/** Who is filling in: an account on any device, else this browser. */
export type DraftOwner = Readonly<{ perangkat: string; akunId?: string | null }>

/**
 * The newest draft of this account or browser. What an account filled in is not shown to whoever uses the
 * same browser without it.
 */
export async function findDraft(
  tx: Tx,
  { perangkat, akunId = null }: DraftOwner,
): Promise<Readonly<{ id: string; data: Draft }> | undefined> {
  return maybeRow(
    tx,
    sql<{ id: string; data: Draft }>`select d.id, d.data from citizen_reports.draf d
    where (d.perangkat = ${perangkat} and d.akun_id is null) or d.akun_id = ${akunId}::uuid
    order by d.updated_at desc limit 1`,
  )
}

/** Add what was filled in now; the draft moves to the browser and account that go on with it. */
export async function saveDraft(
  tx: Tx,
  row: DraftOwner & Readonly<{ id: string; data: Draft; at: Date }>,
): Promise<void> {
  const changes = JSON.stringify(row.data)
  await run(
    tx,
    sql`insert into citizen_reports.draf as d (id, perangkat, akun_id, data, updated_at)
    values (${row.id}, ${row.perangkat}, ${row.akunId ?? null}, ${changes}::jsonb, ${row.at})
    on conflict (id) do update set perangkat = excluded.perangkat, data = d.data || excluded.data,
      akun_id = coalesce(excluded.akun_id, d.akun_id), updated_at = excluded.updated_at`,
  )
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`delete from citizen_reports.draf where id = ${id}::uuid`)
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
