import { grantsOf } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import { LANGKAH, type Tahap } from '../domain/tahap.ts'
import { skpdsSeen } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { countTahap, listAntrean } from '../store/antrean-store.ts'
import { addressOf, HOME, timeLeftOf } from './frame.tsx'

const SHOWN = 5
const STATIONS: readonly Tahap[] = ['diajukan', 'dikembalikan', 'diverifikasi', 'spm', 'sp2d']

/** Payments that wait for this officer, beside their other work. */
export function createTreasuryDesk({ fiscal, kit, reference }: Deps): WorkSource {
  return async (tx, { actor, ctx }) => {
    const roles = grantsOf(actor).map(({ role }) => role)
    const tahap = STATIONS.find((station) =>
      Object.values(LANGKAH).some(
        (rule) => rule.dari[0] === station && rule.roles.some((role) => roles.includes(role)),
      ),
    )
    if (tahap === undefined) return undefined
    const own = roles.includes('bendahara') || roles.includes('pptk') ? 'dikembalikan' : tahap
    const { skpd } = await fiscal.kodefikasi(tx, yearOf(kit.today()))
    const skpdIds = skpdsSeen(actor, skpd)
    const rows = await listAntrean(tx, { tahap: own, skpdIds, jenis: undefined, limit: SHOWN })
    const count = await countTahap(tx, { tahap: own, skpdIds, now: ctx.now })
    const m = messagesIn(ctx.lang)
    const href = addressOf(HOME, { tahap: own })
    const total = formatNumber(count.jumlah, ctx.lang)
    return {
      key: 'perbendaharaan',
      title: m.title,
      href: HOME,
      views: [{ href, label: m.tahap[own], count: total, isHot: count.lewat > 0 }],
      items: rows.map((row) => {
        const time = timeLeftOf(ctx, row, reference.calendar())
        return {
          href: `${HOME}/spp/${row.id}`,
          nomor: row.nomor,
          title: row.uraian,
          facts: `${skpd.byId.get(row.skpdId)?.nama ?? ''} · ${formatRupiah(row.jumlah, ctx.lang)}`,
          state: m.tahap[row.tahap],
          remaining: time.words,
          isLate: time.isLate,
        }
      }),
    }
  }
}
