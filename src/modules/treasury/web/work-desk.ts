import { grantsOf } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { WorkDesk, WorkSource } from '../../../platform/work.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import type { PageContext } from '../../../ui/index.ts'
import type { Deps } from '../deps.ts'
import { LANGKAH, type Tahap } from '../domain/tahap.ts'
import { skpdsSeen } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { countTahap, listAntrean } from '../store/antrean-store.ts'
import { listWaitingKinds } from '../store/pendapatan-store.ts'
import { listKonsep } from '../store/spd-store.ts'
import { listBelumSetor } from '../store/sts-store.ts'
import { addressOf, HOME, timeLeftOf } from './frame.tsx'

const SHOWN = 5
const WAITING_MAX = 100
const STATIONS: readonly Tahap[] = ['diajukan', 'dikembalikan', 'diverifikasi', 'spm', 'sp2d']

/** Payments that wait for this officer, beside their other work. */
export function createTreasuryDesk(deps: Deps): WorkSource {
  const { fiscal, kit, reference } = deps
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
    if (tahap === undefined && roles.includes('ppkd')) return spdDesk(deps, tx, ctx)
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

/** Who signs releases of funds: the drafts that wait. */
async function spdDesk({ fiscal, kit }: Deps, tx: Tx, ctx: PageContext): Promise<WorkDesk> {
  const rows = await listKonsep(tx, WAITING_MAX)
  const { skpd } = await fiscal.kodefikasi(tx, yearOf(kit.today()))
  const m = messagesIn(ctx.lang)
  const href = `${HOME}/spd`
  const count = `${formatNumber(rows.length, ctx.lang)}${rows.length === WAITING_MAX ? '+' : ''}`
  return {
    key: 'perbendaharaan',
    title: m.title,
    href: HOME,
    views: [{ href, label: m.spd.waiting, count, isHot: rows.length > 0 }],
    items: rows.slice(0, SHOWN).map((row) => ({
      href: `${href}/${row.id}`,
      nomor: m.spd.draft,
      title: skpd.byId.get(row.skpdId)?.nama ?? '',
      facts: formatRupiah(row.jumlah, ctx.lang),
      state: m.spd.status.konsep,
      remaining: '',
      isLate: false,
    })),
  }
}
