import { isSignedIn } from '../../../kernel/actor.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { formatNumber } from '../../../ui/format.ts'
import { consoleUnits } from '../actions/console.ts'
import { momentOf } from '../actions/place-state.ts'
import type { Deps } from '../deps.ts'
import { konsolMessages } from '../messages/index.ts'
import { listTempatOfUnits } from '../store/place-store.ts'
import { countWaiting } from '../store/ticket-store.ts'

const CONSOLE = '/kerja/antrean'

/** People who wait at the places this officer has a counter in: two statements. */
export function queueDesk(deps: Deps): WorkSource {
  return async (tx, { actor, ctx }) => {
    if (!isSignedIn(actor)) return undefined
    const units = consoleUnits(actor)
    if (units.length === 0) return undefined
    const places = await listTempatOfUnits(tx, units)
    if (places.length === 0) return undefined
    const m = konsolMessages(ctx.lang)
    const counts = await countWaiting(tx, momentOf(deps).today)
    return {
      key: 'antrean',
      title: m.deskTitle,
      href: CONSOLE,
      views: places.map(({ kode, nama }) => {
        const n = counts.find(({ tempatKode }) => tempatKode === kode)?.n ?? 0
        return { href: CONSOLE, label: nama, count: formatNumber(n, ctx.lang), isHot: n > 0 }
      }),
      items: [],
    }
  }
}
