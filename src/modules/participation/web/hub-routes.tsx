import { together } from '../../../platform/db/database.ts'
import { page } from '../../../platform/http/answer.ts'
import type { Route } from '../../../platform/http/route.ts'
import type { Kit } from '../../../platform/kit.ts'
import { listCounts, listResults } from '../store.ts'
import type { VoiceSource } from '../types.ts'
import { HubPage } from './hub.page.tsx'

const OPEN_SHOWN = 3
const RESULTS_SHOWN = 12

/** `/ikut-serta`: every way to take part, whether everything is answered, and what came of it. */
export function hubRoutes(
  { db }: Pick<Kit, 'db'>,
  sources: readonly VoiceSource[],
): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/ikut-serta',
      access: 'public',
      kind: 'page',
      handle: async ({ ctx }) => {
        const open = (source: VoiceSource) =>
          source.openNow?.(db, ctx.now, OPEN_SHOWN) ?? Promise.resolve([])
        const [counts, results, opened] = await together([
          listCounts(db),
          listResults(db, RESULTS_SHOWN),
          together(sources.map(open)),
        ])
        const doors = sources.map((source, index) => ({ source, open: opened[index] ?? [] }))
        return page(<HubPage ctx={ctx} doors={doors} counts={counts} results={results} />)
      },
    },
  ]
}
