import { type Db, rows, sql } from '../../../src/platform/db/database.ts'

/** A digest of every table but the ones that record visits. */
export async function digestOfData(owner: Db): Promise<Readonly<Record<string, string>>> {
  const tables = await rows(
    owner,
    sql<{ name: string }>`select format('%I.%I', n.nspname, c.relname) as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('citizen_reports', 'identity', 'reference', 'notifications', 'platform')
      and c.relname not in ('sesi', 'percobaan', 'heartbeat') order by 1`,
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await rows(
      owner,
      sql<{ d: string }>`select coalesce(sum(hashtextextended(t::text, 0)), 0)::text as d
      from ${sql.raw(name)} t`,
    )
    digests[name] = row?.d ?? ''
  }
  return digests
}
