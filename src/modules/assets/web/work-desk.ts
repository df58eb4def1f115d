import { hasRole } from '../../../kernel/actor.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { formatRelative, localeOf } from '../../../ui/format.ts'
import { mayDecide } from '../actions/usulan.ts'
import { readsOf } from '../actions/wewenang.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { listMenunggu } from '../store/usulan-store.ts'
import { ASET } from './frame.tsx'

const SHOWN = 5
const COUNTED_MAX = 100

/** Proposals this officer may decide, beside the other work. */
export function assetsDesk({ kit, fiscal }: Deps): WorkSource {
  return async (tx, { actor, ctx }) => {
    if (actor.kind !== 'officer') return undefined
    if (!hasRole(actor, 'aset') && !hasRole(actor, 'pengurus-barang')) return undefined
    const m = messagesIn(ctx.lang)
    const kode = await fiscal.kodefikasi(tx, Number(kit.today().slice(0, 4)))
    const reads = readsOf(actor, kode)
    const skpdIds = reads.semua ? undefined : reads.skpd.map(({ id }) => id)
    const waiting = await listMenunggu(tx, { skpdIds, limit: COUNTED_MAX })
    const rows = waiting.filter((usulan) => mayDecide(actor, kode, usulan))
    const href = `${ASET}/usulan`
    return {
      key: 'aset',
      title: m.list.title,
      href: ASET,
      views: [
        {
          href,
          label: m.meja.usulan,
          count: rows.length === COUNTED_MAX ? `${COUNTED_MAX - 1}+` : String(rows.length),
          isHot: rows.length > 0,
        },
      ],
      items: rows.slice(0, SHOWN).map((row) => ({
        href,
        nomor: row.label,
        title: row.nama,
        facts: row.alasan,
        state: m.usulan[row.jenis],
        remaining: formatRelative(row.diajukanAt, ctx.now, localeOf(ctx)),
        isLate: false,
      })),
    }
  }
}
