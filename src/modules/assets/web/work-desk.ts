import { hasRole } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { formatRelative, formatRupiah, localeOf } from '../../../ui/format.ts'
import { mayDecide } from '../actions/usulan.ts'
import { readsOf } from '../actions/wewenang.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { listMenunggu } from '../store/usulan-store.ts'
import { BELANJA } from './belanja.page.tsx'
import { ASET } from './frame.tsx'

const SHOWN = 5
const COUNTED_MAX = 100

/** Spending that has no card yet, and proposals this officer may decide, beside the other work. */
export function assetsDesk({ kit, fiscal, treasury }: Deps): WorkSource {
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
    const spent = await treasury.belanjaModal(tx, { tahun: yearOf(kit.today()), skpdIds })
    const spentCount = `${spent.rows.length}${spent.nextCursor === undefined ? '' : '+'}`
    return {
      key: 'aset',
      title: m.list.title,
      href: ASET,
      views: [
        {
          href: BELANJA,
          label: m.meja.tanpaKartu,
          count: spentCount,
          isHot: spent.rows.length > 0,
        },
        {
          href,
          label: m.meja.usulan,
          count: rows.length === COUNTED_MAX ? `${COUNTED_MAX - 1}+` : String(rows.length),
          isHot: rows.length > 0,
        },
      ],
      items: [
        ...spent.rows.slice(0, SHOWN).map((row) => ({
          href: `${BELANJA}/catat?nomor=${row.barisId}`,
          nomor: row.sp2dNomor,
          title: row.uraian,
          facts: formatRupiah(row.sisaSen, ctx.lang),
          state: m.meja.tanpaKartu,
          remaining: '',
          isLate: false,
        })),
        ...rows.slice(0, SHOWN).map((row) => ({
          href,
          nomor: row.label,
          title: row.nama,
          facts: row.alasan,
          state: m.usulan[row.jenis],
          remaining: formatRelative(row.diajukanAt, ctx.now, localeOf(ctx)),
          isLate: false,
        })),
      ],
    }
  }
}
