import { grantsOf } from '../../../kernel/actor.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { formatRelative, formatRupiah, localeOf } from '../../../ui/format.ts'
import { TREASURER_ROLES } from '../actions/solve.ts'
import { messagesIn } from '../messages/index.ts'
import { listStuck } from '../store/pelunasan-store.ts'
import { PEMBAYARAN } from './desk.page.tsx'

const SHOWN = 5
const COUNTED_MAX = 100

/** Money that fits no bill, beside the treasurer's other work. */
export const paymentsDesk: WorkSource = async (tx, { actor, ctx }) => {
  if (!grantsOf(actor).some(({ role }) => TREASURER_ROLES.includes(role))) return undefined
  const m = messagesIn(ctx.lang).desk
  const rows = await listStuck(tx, { limit: COUNTED_MAX })
  const count = rows.length === COUNTED_MAX ? `${COUNTED_MAX - 1}+` : String(rows.length)
  return {
    key: 'pembayaran',
    title: m.title,
    href: PEMBAYARAN,
    views: [{ href: PEMBAYARAN, label: m.waiting, count, isHot: rows.length > 0 }],
    items: rows.slice(0, SHOWN).map((row) => ({
      href: `${PEMBAYARAN}#tersangkut`,
      nomor: row.kodeBayar,
      title: formatRupiah(row.jumlah, ctx.lang),
      facts: row.gerbangTransaksi,
      state: m.outcomes[row.hasil],
      remaining: m.since(formatRelative(row.diterimaAt, ctx.now, localeOf(ctx))),
      isLate: false,
    })),
  }
}
