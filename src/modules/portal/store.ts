import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../platform/db/database.ts'

/** One beat a minute; a restart within the minute changes nothing. */
export async function beat(tx: Tx, minute: Date): Promise<void> {
  await run(
    tx,
    sql`insert into platform.heartbeat (minute, ready) values (date_trunc('minute', ${minute}::timestamptz), true) on conflict (minute) do nothing`,
  )
}

export type UptimeDay = Readonly<{ hari: string; menit: number }>

/** Minutes with a beat per civil day of the region, newest first. */
export function listUptime(tx: Tx, page: { zone: string; since: Date }): Promise<UptimeDay[]> {
  return rows(
    tx,
    sql<UptimeDay>`select (h.minute at time zone ${page.zone})::date as hari, count(*)::int as menit
    from platform.heartbeat h where h.minute >= ${page.since} group by 1 order by 1 desc`,
  )
}

export type QueueDepth = Readonly<{ task: string; waiting: number; failed: number }>

export function readQueueDepth(tx: Tx): Promise<QueueDepth[]> {
  return rows(
    tx,
    sql<QueueDepth>`select q.task, q.waiting::int as waiting, q.failed::int as failed from queue.depth() q order by q.task`,
  )
}

export async function pingDatabase(tx: Tx): Promise<string> {
  return (
    await oneRow(tx, sql<{ version: string }>`select current_setting('server_version') as version`)
  ).version
}

/** When this database was filled from a backup; undefined when it never was. */
export async function findRestored(tx: Tx): Promise<Date | undefined> {
  const row = await maybeRow(
    tx,
    sql<{ at: Date }>`select (s.value ->> 'at')::timestamptz as at from platform.setting s
    where s.name = 'pulih'`,
  )
  return row?.at
}

/** Remember a restore that was proved, so that /keamanan can show its date. */
export async function recordRestored(tx: Tx, at: Date): Promise<void> {
  await run(
    tx,
    sql`insert into platform.setting (name, value)
    values ('pulih', jsonb_build_object('at', ${at}::timestamptz))
    on conflict (name) do update set value = excluded.value`,
  )
}
