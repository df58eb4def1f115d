import { daysBetween } from '../../../../kernel/date.ts'
import type { WorkSource } from '../../../../platform/work.ts'
import { formatNumber } from '../../../../ui/format.ts'
import { ownUnits } from '../../actions/own.ts'
import type { Deps } from '../../deps.ts'
import { kerjaPath } from '../../domain/survei.ts'
import { kerjaMessages, publikMessages } from '../../messages/index.ts'
import { listWaiting } from '../../store/survei-store.ts'

const WAITING_SHOWN = 10

/** Surveys whose promised publication comes near or is over: the clock everybody sees, on the desk too. */
export function surveyDesk({ kit, reference }: Deps): WorkSource {
  return async (tx, { actor, ctx }) => {
    const units = ownUnits(actor)
    if (units.length === 0) return undefined
    const m = kerjaMessages(ctx.lang)
    const p = publikMessages(ctx.lang)
    const today = kit.today()
    const waiting = await listWaiting(tx, units, { today, limit: WAITING_SHOWN })
    const items = waiting.map((row) => {
      const days = daysBetween(today, row.janjiTerbit)
      const isLate = days < 0
      const count = formatNumber(Math.abs(days), ctx.lang)
      return {
        href: kerjaPath(row.kode),
        nomor: row.kode,
        title: row.judul,
        facts: reference.findUnit(row.unitKode)?.singkatan ?? row.unitKode,
        state: p.status[row.status],
        remaining: isLate ? m.late(count) : m.left(count),
        isLate,
      }
    })
    return {
      key: 'surveys',
      title: m.desk,
      href: '/kerja/survei',
      views: [
        {
          href: '/kerja/survei',
          label: m.deskWaiting,
          count: formatNumber(items.length, ctx.lang),
          isHot: items.some(({ isLate }) => isLate),
        },
      ],
      items,
    }
  }
}
