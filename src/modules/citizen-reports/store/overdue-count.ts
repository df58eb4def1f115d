import { type Query, sql } from '../../../platform/db/database.ts'

/** Up to this many overdue cases are counted by their dates. */
const FEW = 20

export type OverdueQuestion = Readonly<{ conditions: Query; now: Date; bound: number }>

/**
 * How many open cases `l` that fit are past their promise, at most a bound: one number, from an index alone.
 * Few are found by their dates. Many are counted in the order they came in: so they lie together, and few
 * pages tell which of them the index may answer for.
 */
export function overdueUpTo({ conditions, now, bound }: OverdueQuestion): Query {
  const upTo = (
    most: number,
    rest: Query,
  ) => sql`(select count(*)::int from (select 1 from citizen_reports.laporan l
    where l.cara_tutup is null and ${conditions} and ${rest} limit ${sql.lit(most)}) t)`
  const byDate = sql`l.tenggat_at < ${now}`
  // Nothing is added to the date; it keeps the planner from sorting all that an index of dates finds.
  const byArrival = sql`l.tenggat_at is not null and l.tenggat_at + interval '0' < ${now} order by l.id`
  return sql`(select case when s.banyak <= ${sql.lit(FEW)} then s.banyak else ${upTo(bound, byArrival)} end
    from (select ${upTo(FEW + 1, byDate)} as banyak offset 0) s)`
}
