import type pg from 'pg'

/**
 * Take down the indexes and keys of a table before many rows come, except what other tables' keys lean on.
 * Built at once afterwards, over rows that are there, they take a fraction of what they take row by row;
 * foreign keys are then checked by one join. All of it belongs to the caller's transaction.
 *
 * @param table qualified and quoted
 * @returns puts them up again as they were; a row that breaks a key fails there
 */
export async function takeDownIndexes(
  client: pg.Client,
  table: string,
): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ down: string; up: string }>(LIST, [table])
  // Keys first: where a foreign key is gone, nothing leans on its table's index any more.
  await runAll(client, rows.map(({ down }) => down).toReversed())
  return () =>
    runAll(
      client,
      rows.map(({ up }) => up),
    )
}

/** Statements without an answer, in one journey to the server: on a busy machine the journeys cost more. */
export async function runAll(client: pg.Client, statements: readonly string[]): Promise<void> {
  if (statements.length > 0) await client.query(statements.join(';\n'))
}

/** In the order in which they are put up: own keys, indexes, keys into other tables. */
const LIST = `
  with dirujuk as (select f.conindid from pg_constraint f where f.contype = 'f' and f.confrelid = $1::regclass)
  select case c.contype when 'f' then 3 else 1 end as giliran, c.conname as nama,
    format('alter table %s drop constraint %I', $1::text, c.conname) as down,
    format('alter table %s add constraint %I %s', $1::text, c.conname, pg_get_constraintdef(c.oid)) as up
  from pg_constraint c where c.conrelid = $1::regclass
    and (c.contype = 'f' or (c.contype in ('p', 'u') and c.conindid not in (select d.conindid from dirujuk d)))
  union all
  select 2, i.relname, format('drop index %I.%I', n.nspname, i.relname), pg_get_indexdef(x.indexrelid)
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = i.relnamespace
  where x.indrelid = $1::regclass and x.indexrelid not in (select d.conindid from dirujuk d)
    and not exists (select 1 from pg_constraint c where c.conindid = x.indexrelid and c.contype in ('p', 'u', 'x'))
  order by giliran, nama`
