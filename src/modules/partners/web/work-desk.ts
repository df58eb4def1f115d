import type { WorkSource } from '../../../platform/work.ts'
import { formatRelative, localeOf } from '../../../ui/format.ts'
import { registersKeptBy } from '../actions/keepers.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { listWaitingSanggahan } from '../store/sanggahan-store.ts'
import { fieldName, SANGGAHAN } from './sanggahan.page.tsx'

const SHOWN = 5
const COUNTED_MAX = 100

/** Disputes that wait for the keeper of a register, beside other work. */
export function disputesDesk({ reference }: Pick<Deps, 'reference'>): WorkSource {
  return async (tx, { actor, ctx }) => {
    const sistem = registersKeptBy(reference, actor)
    if (sistem.length === 0) return undefined
    const m = messagesIn(ctx.lang)
    const rows = await listWaitingSanggahan(tx, { sistem, limit: COUNTED_MAX })
    const count = rows.length === COUNTED_MAX ? `${COUNTED_MAX - 1}+` : String(rows.length)
    return {
      key: 'sanggahan',
      title: m.desk.title,
      href: SANGGAHAN,
      views: [{ href: SANGGAHAN, label: m.desk.waiting, count, isHot: rows.length > 0 }],
      items: rows.slice(0, SHOWN).map((row) => ({
        href: `${SANGGAHAN}/${row.id}`,
        nomor: m.systems[row.sistem],
        title: fieldName(m, row.bidang),
        facts: m.origins[row.asal],
        state: m.statuses.menunggu,
        remaining: m.desk.since(formatRelative(row.dibuatAt, ctx.now, localeOf(ctx))),
        isLate: false,
      })),
    }
  }
}
