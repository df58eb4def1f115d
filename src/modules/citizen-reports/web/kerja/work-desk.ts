import type { WorkDesk, WorkSource } from '../../../../platform/work.ts'
import { formatNumber } from '../../../../ui/format.ts'
import { placeOf } from '../../actions/fill-message.ts'
import { lingkupOf, type Pandangan, pandanganOf, writeSaringan } from '../../domain/antrean.ts'
import { kerjaMessages, laporanMessages } from '../../messages/index.ts'
import { ANTREAN_COUNT_MAX, countAntrean, listAntrean } from '../../store/antrean-store.ts'
import type { CitizenReports } from '../../types.ts'
import { kasusHref } from './build-preview.ts'
import { timeLeftOf } from './words.ts'

const SHOWN = 8
const HOT: readonly Pandangan[] = ['lewat', 'eskalasi', 'rahasia']

/** The reports that wait for this officer: their views with counts, and what is due first. */
export function reportsDesk({ deps }: CitizenReports): WorkSource {
  return async (tx, { actor, ctx }): Promise<WorkDesk | undefined> => {
    const views = pandanganOf(actor)
    const first = views[0]
    if (first === undefined) return undefined
    const m = kerjaMessages(ctx.lang)
    const question = { lingkup: lingkupOf(actor), now: ctx.now }
    const counts = await countAntrean(
      tx,
      views.map((pandangan) => ({ ...question, saringan: { pandangan } })),
    )
    const rows = await listAntrean(
      tx,
      { ...question, saringan: { pandangan: first } },
      { limit: SHOWN },
    )
    return {
      key: 'laporan',
      title: m.desk.title,
      href: '/kerja/laporan',
      views: views.map((pandangan, index) => {
        const count = counts[index] ?? 0
        return {
          href: `/kerja/laporan?${writeSaringan({ pandangan })}`,
          label: m.views[pandangan],
          count: count >= ANTREAN_COUNT_MAX ? '999+' : formatNumber(count, ctx.lang),
          isHot: HOT.includes(pandangan) && count > 0,
        }
      }),
      items: rows.map((row) => {
        const time = timeLeftOf(ctx, row, deps.reference.calendar())
        return {
          href: kasusHref(row.nomor, writeSaringan({ pandangan: first })),
          nomor: row.nomor,
          title: row.judul,
          facts: row.isRahasia ? m.flags.rahasia : placeOf(deps, row),
          state: laporanMessages(ctx.lang).status[row.status],
          remaining: time.words,
          isLate: time.isLate,
        }
      }),
    }
  }
}
