import { tanggal as civil, yearOf } from '../../../kernel/date.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { formatRelative, formatTanggal, localeOf } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { listUsulan } from '../store/usulan-store.ts'
import { BOOKKEEPERS, holds, keepsBook, shelfOf } from './access.ts'
import { USULAN } from './usulan.page.tsx'

const SHOWN = 5
const COUNTED_MAX = 100

/** Manual journals that wait for somebody else's decision. */
export function accountingDesk({ kit, fiscal }: Deps): WorkSource {
  return async (tx, { actor, ctx }) => {
    if (!holds(actor, BOOKKEEPERS)) return undefined
    const m = messagesIn(ctx.lang)
    const kodefikasi = await fiscal.kodefikasi(tx, yearOf(kit.today()))
    const books = shelfOf(actor, kodefikasi).books.filter((one) => keepsBook(actor, one))
    const rows = await listUsulan(tx, {
      skpdIds: books.map(({ id }) => id),
      isOpen: true,
      limit: COUNTED_MAX,
    })
    const count = rows.length === COUNTED_MAX ? `${COUNTED_MAX - 1}+` : String(rows.length)
    return {
      key: 'akuntansi',
      title: m.deskTitle,
      href: USULAN,
      views: [{ href: USULAN, label: m.deskWaiting, count, isHot: rows.length > 0 }],
      items: rows.slice(0, SHOWN).map((row) => ({
        href: `${USULAN}/${row.id}`,
        nomor: formatTanggal(civil(row.tanggal), ctx.lang),
        title: row.uraian,
        facts: kodefikasi.skpd.byId.get(row.skpdId)?.nama ?? '',
        state: m.jenis[row.jenis],
        remaining: m.since(formatRelative(row.dibuatAt, ctx.now, localeOf(ctx))),
        isLate: false,
      })),
    }
  }
}
