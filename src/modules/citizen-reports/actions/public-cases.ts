import { zoneOf } from '../../../kernel/date.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import type { ListFilter } from '../domain/list-filter.ts'
import { listPublicByIds } from '../store/api-store.ts'
import type { ListCursor } from '../store/list-conditions.ts'
import { listPublic } from '../store/list-store.ts'

export type CasePage = Readonly<{
  cases: readonly Laporan[]
  /** Where the next page begins; undefined on the last. */
  next: ListCursor | undefined
}>

export type CaseQuestion = Readonly<{
  filter: ListFilter
  after: ListCursor | undefined
  limit: number
}>

/** Published cases whole, in the order and with the filters of the public list. */
export async function listPublicCases(deps: Deps, asked: CaseQuestion): Promise<CasePage> {
  const { db, now } = deps.kit
  const found = await listPublic(db, { ...asked, zone: zoneOf(deps.kit.region()), now: now() })
  const byId = new Map(
    (
      await listPublicByIds(
        db,
        found.rows.map((row) => row.id),
      )
    ).map((laporan) => [laporan.id, laporan]),
  )
  const last = found.hasMore ? found.rows.at(-1) : found.cut
  return {
    // Hidden between the two reads: left out rather than shown.
    cases: found.rows.flatMap((row) => byId.get(row.id) ?? []),
    next: last === undefined ? undefined : { kunci: last.kunci, id: last.id },
  }
}
