import { grantsOf } from '../../../kernel/actor.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { formatRelative, localeOf } from '../../../ui/format.ts'
import { HEAD_ROLES, holdsAny, PPKD_ROLES, TAPD_ROLES } from '../actions/people.ts'
import { messagesIn } from '../messages/index.ts'
import { listWaiting, type Waiting } from '../store/waiting-store.ts'
import { ANGGARAN, bagianHref, versiHref } from './frame.ts'

const SHOWN = 5
const COUNTED_MAX = 100

/** Parts to be reviewed or mended, and documents to be enacted, beside an officer's other work. */
export const budgetDesk: WorkSource = async (tx, { actor, ctx }) => {
  const isTapd = holdsAny(actor, TAPD_ROLES)
  const isPpkd = holdsAny(actor, PPKD_ROLES)
  const units = grantsOf(actor).flatMap(({ role, unitKode }) =>
    HEAD_ROLES.includes(role) && unitKode !== undefined ? [unitKode] : [],
  )
  if (!isTapd && !isPpkd && units.length === 0) return undefined
  const m = messagesIn(ctx.lang)
  const rows = await listWaiting(tx, { isTapd, isPpkd, units, limit: COUNTED_MAX })
  const count = rows.length === COUNTED_MAX ? `${COUNTED_MAX - 1}+` : String(rows.length)
  const hrefOf = (row: Waiting) =>
    row.skpdId === null ? versiHref(row.versiId) : bagianHref(row.versiId, row.skpdId)
  return {
    key: 'anggaran',
    title: m.title,
    href: ANGGARAN,
    views: [{ href: ANGGARAN, label: m.title, count, isHot: rows.length > 0 }],
    items: rows.slice(0, SHOWN).map((row) => ({
      href: hrefOf(row),
      nomor: String(row.tahun),
      title: row.nama,
      facts: row.judul,
      state: m.work[row.apa],
      remaining: formatRelative(row.sejak, ctx.now, localeOf(ctx)),
      isLate: false,
    })),
  }
}
