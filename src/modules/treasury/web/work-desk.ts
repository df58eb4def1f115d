import { grantsOf } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import { LANGKAH, type Tahap } from '../domain/tahap.ts'
import { skpdsSeen } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { countTahap, listAntrean } from '../store/antrean-store.ts'
import { listWaitingKinds } from '../store/pendapatan-store.ts'
import { listBelumSetor } from '../store/sts-store.ts'
import { addressOf, HOME, timeLeftOf } from './frame.tsx'

const SHOWN = 5
const STATIONS: readonly Tahap[] = ['diajukan', 'dikembalikan', 'diverifikasi', 'spm', 'sp2d']

/** Payments that wait for this officer, beside their other work. */
export function createTreasuryDesk({ fiscal, kit, reference }: Deps): WorkSource {
  const revenueDesk: WorkSource = async (tx, { actor, ctx }) => {
    const { skpd } = await fiscal.kodefikasi(tx, yearOf(kit.today()))
    const [skpdId = 0] = skpdsSeen(actor, skpd) ?? []
    const m = messagesIn(ctx.lang)
    const href = addressOf(`${HOME}/penerimaan`, { skpd: String(skpdId) })
    const kinds = await listWaitingKinds(tx, { skpdId, limit: SHOWN * 4 })
    const open = await listBelumSetor(tx, { skpdIds: [skpdId], limit: SHOWN * 4 })
    const waiting = kinds.reduce((sum, { banyak }) => sum + banyak, 0)
    const isLate = open.some(({ setorSebelum }) => setorSebelum < kit.today())
    return {
      key: 'penerimaan',
      title: m.pendapatan.desk,
      href,
      views: [
        {
          href,
          label: m.pendapatan.deskWaiting,
          count: formatNumber(waiting, ctx.lang),
          isHot: waiting > 0,
        },
        {
          href: `${href}#belum`,
          label: m.pendapatan.deskDeposit,
          count: formatNumber(open.length, ctx.lang),
          isHot: isLate,
        },
      ],
      items: kinds.slice(0, SHOWN).map((kind) => ({
        href,
        nomor: kind.pungutan,
        title: m.pendapatan.waiting,
        facts: formatRupiah(kind.jumlah, ctx.lang),
        state: m.pendapatan.sebab[kind.sebab],
        remaining: '',
        isLate: false,
      })),
    }
  }
  return async (tx, { actor, ctx }) => {
    const roles = grantsOf(actor).map(({ role }) => role)
    const tahap = STATIONS.find((station) =>
      Object.values(LANGKAH).some(
        (rule) => rule.dari[0] === station && rule.roles.some((role) => roles.includes(role)),
      ),
    )
    if (tahap === undefined)
      return roles.includes('bendahara-penerimaan') ? revenueDesk(tx, { actor, ctx }) : undefined
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
