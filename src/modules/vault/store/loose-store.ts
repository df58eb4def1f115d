import { oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

/** Note a sealed file before its row is there, so that a crash between leaves a trace to sweep by. */
export async function noteLoose(tx: Tx, segelSha256: string, sejak: Date): Promise<void> {
  await run(
    tx,
    sql`insert into vault.berkas_lepas (segel_sha256, sejak) values (${segelSha256}, ${sejak})
    on conflict (segel_sha256) do update set sejak = excluded.sejak`,
  )
}

/** Its row is there. In the transaction that writes the row. */
export async function claim(tx: Tx, segelSha256: string): Promise<void> {
  await run(tx, sql`delete from vault.berkas_lepas where segel_sha256 = ${segelSha256}`)
}

/** Files noted before a moment, locked until the sweep is through. */
export function lockLoose(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<Readonly<{ segelSha256: string }>[]> {
  return rows(
    tx,
    sql<{ segelSha256: string }>`select l.segel_sha256 as "segelSha256" from vault.berkas_lepas l
    where l.sejak < ${before} order by l.sejak, l.segel_sha256 limit ${limit} for update skip locked`,
  )
}

export async function isNeeded(tx: Tx, segelSha256: string): Promise<boolean> {
  const { isThere } = await oneRow(
    tx,
    sql<{ isThere: boolean }>`select exists (
      select 1 from vault.berkas b where b.segel_sha256 = ${segelSha256}) as "isThere"`,
  )
  return isThere
}
