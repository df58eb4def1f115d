import { maybeRow, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Tries } from '../domain/throttle.ts'

type TriesRow = Readonly<{
  count: number
  start: Date
  strikes: number
  blockedUntil: Date | null
  last: Date
}>

/**
 * Lock and read what is remembered of a key. A new key gets its row first, so that two first tries at
 * once wait for each other.
 */
export async function takeTries(tx: Tx, key: string, at: Date): Promise<Tries | undefined> {
  const isNew = await run(
    tx,
    sql`insert into identity.percobaan (kunci, jumlah, mulai, terakhir) values (${key}, 0, ${at}, ${at})
    on conflict (kunci) do nothing`,
  )
  const row = await maybeRow(
    tx,
    sql<TriesRow>`select p.jumlah as count, p.mulai as start, p.pelanggaran as strikes,
      p.ditahan_sampai as "blockedUntil", p.terakhir as last
    from identity.percobaan p where p.kunci = ${key} for update`,
  )
  if (isNew === 1 || row === undefined) return undefined
  return {
    count: row.count,
    windowStartMs: row.start.getTime(),
    strikes: row.strikes,
    blockedUntilMs: row.blockedUntil?.getTime() ?? 0,
    lastMs: row.last.getTime(),
  }
}

export async function saveTries(tx: Tx, key: string, tries: Tries): Promise<void> {
  const blockedUntil = tries.blockedUntilMs === 0 ? null : new Date(tries.blockedUntilMs)
  await run(
    tx,
    sql`update identity.percobaan set jumlah = ${tries.count}, mulai = ${new Date(tries.windowStartMs)},
      pelanggaran = ${tries.strikes}, ditahan_sampai = ${blockedUntil}, terakhir = ${new Date(tries.lastMs)}
    where kunci = ${key}`,
  )
}

export async function forgetTries(tx: Tx, key: string): Promise<void> {
  await run(tx, sql`delete from identity.percobaan where kunci = ${key}`)
}

export function purgeTries(tx: Tx, before: Date): Promise<number> {
  return run(tx, sql`delete from identity.percobaan where terakhir < ${before}`)
}
