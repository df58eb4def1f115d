import type { WorkSource } from '../../../../platform/work.ts'
import { formatNumber, formatRelative, localeOf } from '../../../../ui/format.ts'
import { wordsIn } from '../../domain/definition/types.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { countAntrean, listAntrean } from '../../store/tugas-store.ts'
import type { Services } from '../../types.ts'
import { lanesOf } from './queue-routes.tsx'

const SHOWN = 5

/** Applications that wait for this officer, on /kerja beside the work of other modules. */
export function applicationsDesk(services: Services): WorkSource {
  const { deps } = services
  return async (tx, { actor, ctx }) => {
    const lanes = lanesOf(actor)
    if (lanes.length === 0) return undefined
    const count = await countAntrean(tx, lanes, deps.kit.now())
    const rows = await listAntrean(tx, { lanes, after: undefined, limit: SHOWN, kode: undefined })
    const katalog = await deps.layanan.katalog()
    const m = kerjaMessages(ctx.lang)
    return {
      key: 'permohonan',
      title: m.desk,
      href: '/kerja/permohonan',
      views: [
        {
          href: '/kerja/permohonan',
          label: m.views.all,
          count: formatNumber(count.all, ctx.lang),
          isHot: count.late > 0,
        },
      ],
      items: rows.map((row) => {
        const layanan = katalog.layanan.get(row.kode)
        const state = layanan?.workflow.states[row.tahap]
        return {
          href: `/kerja/permohonan/${row.nomor}`,
          nomor: row.nomor,
          title: layanan === undefined ? row.kode : wordsIn(layanan.name, ctx.lang),
          facts: deps.reference.findUnit(row.unitKode)?.singkatan ?? row.unitKode,
          state: state === undefined ? row.tahap : wordsIn(state.label, ctx.lang),
          remaining:
            row.tenggatAt === null ? '' : formatRelative(row.tenggatAt, ctx.now, localeOf(ctx)),
          isLate: row.tenggatAt !== null && row.tenggatAt <= ctx.now,
        }
      }),
    }
  }
}
