import { type Db, run, sql, transaction } from '../../src/platform/db/database.ts'

/**
 * What autovacuum does in its time, now. The test cluster commits without waiting for the disk, and a row
 * whose commit has not reached it counts as not yet visible to all: so a waiting commit comes first.
 */
export async function vacuum(owner: Db, tables: string): Promise<void> {
  await transaction(owner, async (tx) => {
    await run(tx, sql`select set_config('synchronous_commit', 'on', true)`)
    await run(tx, sql`select pg_logical_emit_message(true, 'uji', '')`)
  })
  await run(owner, sql.raw(`vacuum analyze ${tables}`))
}
