import { rows, run, sql, type Tx } from '../../platform/db/database.ts'

/** Statements that make again what was put aside, in order. */
export type Aside = readonly string[]

/**
 * Take away the secondary indexes and the references of tables that are about to get very many rows: made
 * again afterwards, each is one sort instead of one search a row. What a primary key or a unique
 * constraint needs stays. Only for a database that is thrown away when the load fails.
 */
export async function putAsideIndexes(tx: Tx, tables: readonly string[]): Promise<Aside> {
  const found = await rows(
    tx,
    sql<{ drop: string; make: string }>`
      select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as drop,
        format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as make
      from pg_constraint c where c.contype = 'f' and c.conrelid = any(${[...tables]}::regclass[])
      union all
      select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid) from pg_index i
      where i.indrelid = any(${[...tables]}::regclass[])
        and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
  )
  for (const { drop } of found) await run(tx, sql.raw(drop))
  return found.map(({ make }) => make).toReversed()
}

/** Make again what was put aside, with room to sort. */
export async function restoreIndexes(tx: Tx, aside: Aside): Promise<void> {
  await run(tx, sql`set local maintenance_work_mem = '512MB'`)
  for (const make of aside) await run(tx, sql.raw(make))
}
