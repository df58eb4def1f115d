import { isSignedIn } from '../../kernel/actor.ts'
import { type Answer, page, redirect } from '../../platform/http/answer.ts'
import { createPageKeep } from '../../platform/http/kept-page.ts'
import { fieldText, type Req } from '../../platform/http/route.ts'
import {
  formatNumber,
  formatPercent,
  formatRelative,
  formatRupiahShort,
  localeOf,
} from '../../ui/format.ts'
import type { CaseRowProps, PageContext } from '../../ui/index.ts'
import type { BelanjaTahun } from '../budget/index.ts'
import { findByNomor, rowOf } from '../citizen-reports/index.ts'
import { type HomeFigures, HomePage } from './home.page.tsx'
import { portalMessages } from './messages/index.ts'
import type { PortalNeeds } from './needs.ts'
import { SearchPage } from './search.page.tsx'

const KEPT_MAX = 100

type Front = Awaited<ReturnType<PortalNeeds['citizenReports']['front']['front']>>
type AnyRow = Omit<Parameters<typeof rowOf>[1], 'place' | 'fotoId'> &
  Readonly<{ kecamatanKode: string | null; fotoId?: string | null }>

/** The front page: one for all strangers, and one's own for whoever left something unfinished. */
export function createShowHome(needs: PortalNeeds): (req: Req) => Promise<Answer> {
  const keepPage = createPageKeep(KEPT_MAX)
  const { front } = needs.citizenReports
  return async (req) => {
    if (isSignedIn(req.actor)) return page(await homeView(needs, req, req.deviceId))
    const deviceId = req.isNewDevice === true ? undefined : req.deviceId
    const draft = await front.draftOf({ actor: req.actor, deviceId })
    if (draft !== undefined) return page(await homeView(needs, req, deviceId))
    return keepPage(req, await front.version(), () => homeView(needs, req, undefined))
  }
}

async function homeView(needs: PortalNeeds, req: Req, deviceId: string | undefined) {
  const { ctx } = req
  const { citizenReports } = needs
  const front = await citizenReports.front.front({ actor: req.actor, deviceId, now: ctx.now })
  const { draft } = front
  const spending = tellSpending(await needs.spending(), ctx.lang)
  return (
    <HomePage
      ctx={ctx}
      draft={
        draft && {
          title: draft.judul,
          when: formatRelative(draft.updatedAt, ctx.now, localeOf(ctx)),
        }
      }
      own={front.own.map((row) => caseRow(needs, req, row))}
      latest={front.latest.map((row) => caseRow(needs, req, row))}
      figures={figuresOf(needs, req, front)}
      spending={spending}
    />
  )
}

function tellSpending(spending: BelanjaTahun | undefined, lang: PageContext['lang']): string {
  const m = portalMessages(lang).home
  if (spending === undefined) return m.noSpending
  const { anggaran, realisasi } = spending
  const amount = formatRupiahShort(anggaran, lang)
  if (realisasi === undefined || anggaran === 0n) return m.spending(amount)
  return m.spent(amount, formatPercent(Number(realisasi) / Number(anggaran), lang))
}

function caseRow({ reference }: PortalNeeds, { ctx }: Req, row: AnyRow): CaseRowProps {
  const place =
    row.kecamatanKode === null ? undefined : reference.findWilayah(row.kecamatanKode)?.nama
  return rowOf(ctx, { ...row, fotoId: row.fotoId ?? null, place })
}

/** Twelve months in one line; what was missed stands first, and each figure opens its list. */
function figuresOf({ citizenReports }: PortalNeeds, { ctx }: Req, front: Front): HomeFigures {
  const { listAddress } = citizenReports.front
  const { lang } = ctx
  const m = portalMessages(lang).home
  const { angka, filter } = front.year
  const judged = angka.tepat + angka.terlambat
  const count = formatNumber(front.overdue.jumlah, lang)
  return {
    overdue: {
      text: m.overdue(front.overdue.isExact ? count : m.moreThan(count)),
      href: listAddress({ status: 'lewat' }),
    },
    reopened: {
      text: m.reopened(formatNumber(angka.dibukaKembali, lang)),
      href: listAddress({ ...filter, dibuka: 'ya' }),
    },
    silent: {
      text: m.silent(formatNumber(angka.tanpaKonfirmasi, lang)),
      href: listAddress({ ...filter, status: 'tanpa_konfirmasi' }),
    },
    onTime:
      judged < 20
        ? undefined
        : {
            text: formatPercent(angka.tepat / judged, lang),
            percent: (angka.tepat / judged) * 100,
            of: m.onTimeOf(formatNumber(angka.tepat, lang), formatNumber(judged, lang)),
            href: listAddress({ ...filter, tepat: 'ya' }),
          },
  }
}

const TYPED_MAX = 200
const SERVICES_SHOWN = 6

/** One search over numbers, services, matters to report, reports and pages. */
export async function showSearch(needs: PortalNeeds, req: Req): Promise<Answer> {
  const { ctx } = req
  const typed = fieldText(req.query, 'q')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, TYPED_MAX)
  const nomor = typed === '' ? undefined : await findByNomor(needs.citizenReports, typed)
  if (nomor !== undefined) return redirect(`/laporan/${nomor}`)
  const { front } = needs.citizenReports
  const found = typed === '' ? { kategori: [], laporan: [] } : await front.search(typed, ctx.now)
  const view = (
    <SearchPage
      ctx={ctx}
      typed={typed}
      services={await needs.services.find(typed, ctx.lang, SERVICES_SHOWN)}
      categories={found.kategori.map((one) => ({
        name: one.nama[ctx.lang],
        reportHref: `/lapor?kategori=${one.kode}`,
        listHref: front.listAddress({ kategori: one.kode }),
      }))}
      reports={found.laporan.map((row) => caseRow(needs, req, row))}
      allHref={front.listAddress({ q: typed })}
    />
  )
  return page(view)
}
