import { formatNumber, formatPercent, formatTanggalRange } from '../../../../ui/format.ts'
import type { PageContext } from '../../../../ui/page-context.ts'
import type { TenggatAturan } from '../../domain/clock.ts'
import type { Katalog } from '../../domain/katalog.ts'
import { type ListFilter, listAddress, monthFilter } from '../../domain/list-filter.ts'
import {
  type Angka,
  isComparable,
  percentileOf,
  rankMissesFirst,
  selesaiOf,
  tepatShare,
} from '../../domain/rekap.ts'
import { STATS_MASA, STATS_PER, type StatsQuestion, type StatsRow } from '../../domain/stats.ts'
import { publikMessages } from '../../messages/index.ts'
import type { CitizenReports } from '../../types.ts'
import { type Figure, type PromiseLine, StatsPage, type TableRow } from './stats.page.tsx'
import { monthName, type StatsData, statsAddress, statsName } from './stats-data.ts'

export type StatsView = Readonly<{
  ctx: PageContext
  katalog: Katalog
  question: StatsQuestion
  data: StatsData
  /** Every row, however many. */
  isAll: boolean
}>

/** The page of the statistics from its figures. */
export function statsView(reports: CitizenReports, view: StatsView) {
  const { ctx, question, data } = view
  const m = publikMessages(ctx.lang).stats
  const nameOf = statsName(reports, { katalog: view.katalog, lang: ctx.lang }, question)
  const named = data.rows.map((row) => ({ ...row, nama: nameOf(row) }))
  const { ranked, tooFew } = rankMissesFirst(named)
  const byMonth = named.toSorted((a, b) => b.kode.localeCompare(a.kode))
  const isMonths = question.per === 'bulan'
  const tableRow = tableRowOf(view)
  return (
    <StatsPage
      ctx={ctx}
      per={STATS_PER.map((per) => ({
        label: m.by[per],
        href: statsAddress({ ...question, per }),
        isCurrent: per === question.per,
      }))}
      masa={STATS_MASA.map((masa) => ({
        label: m.periods[masa],
        href: statsAddress({ ...question, masa }),
        isCurrent: masa === question.masa,
      }))}
      range={formatTanggalRange(data.period.dari, data.period.sampai, ctx.lang)}
      only={onlyOf(reports, view)}
      misses={missesOf(view)}
      promises={promisesOf(view)}
      hasImported={data.hasImported}
      total={tableRow({ kode: '', nama: m.all, angka: data.total, filter: question.only })}
      ranked={(isMonths ? byMonth : ranked).map(tableRow)}
      tooFew={(isMonths ? [] : tooFew).map(tableRow)}
      isRanked={!isMonths}
      allHref={view.isAll ? undefined : `${statsAddress(question)}&semua=1`}
      months={data.months.map(({ bulan, angka }) => ({
        label: monthName(bulan, ctx.lang),
        value: angka.masuk,
        text: formatNumber(angka.masuk, ctx.lang),
        href: listAddress({ ...question.only, ...monthFilter(bulan) }),
      }))}
      downloads={{
        csv: statsAddress(question, '/laporan/statistik.csv'),
        json: statsAddress(question, '/laporan/statistik.json'),
      }}
    />
  )
}

/** The one agency, area or category the figures are limited to, and the way back to all. */
function onlyOf(reports: CitizenReports, { ctx, katalog, question }: StatsView) {
  const [given] = Object.entries(question.only).filter(([, value]) => value !== undefined)
  if (given === undefined) return undefined
  const [per, kode] = given as ['unit' | 'kecamatan' | 'kategori', string]
  const name = statsName(reports, { katalog, lang: ctx.lang }, { per })({ kode })
  return { name, href: statsAddress({ ...question, only: {} }) }
}

/** What was missed, in plain words, the present first. Nothing missed says nothing. */
function missesOf({ ctx, question, data }: StatsView): readonly Figure[] {
  const m = publikMessages(ctx.lang)
  const { total, period, overdue } = data
  const base: ListFilter = { ...question.only, ...period }
  const line = (count: number, words: string, filter: ListFilter) =>
    count === 0 ? [] : [{ text: formatNumber(count, ctx.lang), words, href: listAddress(filter) }]
  const [now] = line(overdue.jumlah, m.stats.missOverdue, { ...question.only, status: 'lewat' })
  return [
    ...(now === undefined
      ? []
      : [overdue.isExact ? now : { ...now, text: m.list.moreThan(now.text) }]),
    ...line(total.terlambat, m.stats.missLate, { ...base, tepat: 'tidak' }),
    ...line(total.dibukaKembali, m.stats.missReopened, { ...base, dibuka: 'ya' }),
    ...line(total.tanpaKonfirmasi, m.stats.missSilent, { ...base, status: 'tanpa_konfirmasi' }),
    ...line(selesaiOf(total) - total.berbukti, m.stats.missProof, { ...base, bukti: 'tidak' }),
    ...line(total.inspeksiTidak, m.stats.missInspection, { ...base, inspeksi: 'tidak_sesuai' }),
  ]
}

/** The promises in force today, from the same dated rules as the clocks. */
function promisesOf({ ctx, katalog }: StatsView): readonly PromiseLine[] {
  const m = publikMessages(ctx.lang).stats
  const today = ctx.now.toISOString().slice(0, 10)
  const inForce = katalog.aturan.filter(
    (rule) =>
      rule.berlakuMulai <= today && (rule.berlakuSampai === null || today <= rule.berlakuSampai),
  )
  const line = (kode: TenggatAturan['kode'], words: (days: string) => string) => {
    const rules = inForce.filter((rule) => rule.kode === kode && rule.jenis === null)
    const days = [...new Set(rules.map((rule) => rule.hariKerja))].toSorted((a, b) => a - b)
    if (days.length === 0) return []
    const or = ctx.lang === 'id' ? 'atau' : 'or'
    const last = days.at(-1) ?? 0
    const list = days.length === 1 ? String(last) : `${days.slice(0, -1).join(', ')} ${or} ${last}`
    const unit = ctx.lang === 'id' ? 'hari kerja' : last === 1 ? 'working day' : 'working days'
    const isVerified = rules.every((rule) => rule.isTerverifikasi)
    return [
      {
        words: words(`${list} ${unit}`),
        source: rules[0]?.dasar.split(':')[0] ?? '',
        warning: isVerified ? undefined : m.unverified,
      },
    ]
  }
  return [
    ...line('verifikasi', m.promiseVerify),
    ...line('tindak_lanjut', m.promiseFollow),
    ...line('penyelesaian', m.promiseSolve),
  ]
}

type NamedRow = StatsRow & Readonly<{ nama: string }>

/** A row of figures, each with the address of the list that has as many cases. */
function tableRowOf({ ctx, question, data }: StatsView): (row: NamedRow) => TableRow {
  const { lang } = ctx
  const m = publikMessages(lang).stats
  return ({ kode, nama, angka, filter }) => {
    const period =
      question.per === 'bulan' && kode !== ''
        ? monthFilter(kode as Parameters<typeof monthFilter>[0])
        : data.period
    const base: ListFilter = { ...filter, ...period }
    const count = (value: number, more: ListFilter): Figure => ({
      text: formatNumber(value, lang),
      href: value === 0 ? undefined : listAddress({ ...base, ...more }),
    })
    const share = tepatShare(angka)
    const judged = angka.tepat + angka.terlambat
    return {
      nama,
      deeper: deeperOf(question, filter, kode),
      received: count(angka.masuk, {}),
      open: count(angka.terbuka, { status: 'terbuka' }),
      solved: count(selesaiOf(angka), { status: 'selesai' }),
      onTime: {
        share: share === undefined ? m.tooFew : formatPercent(share, lang),
        percent: share === undefined ? undefined : share * 100,
        kept: count(angka.tepat, { tepat: 'ya' }),
        judged: formatNumber(judged, lang),
      },
      median: daysText(ctx, angka, 0.5),
      p90: daysText(ctx, angka, 0.9),
      counted: formatNumber(
        angka.hari.reduce((sum, value) => sum + value, 0),
        lang,
      ),
      confirmed: count(angka.dikonfirmasi, { status: 'dikonfirmasi' }),
      silent: count(angka.tanpaKonfirmasi, { status: 'tanpa_konfirmasi' }),
      refused: count(angka.ditolak, { status: 'ditolak' }),
      reopened: count(angka.dibukaKembali, { dibuka: 'ya' }),
      proof: {
        ...count(angka.berbukti, { bukti: 'ya' }),
        ...(isComparable(angka)
          ? { more: formatPercent(angka.berbukti / Math.max(1, selesaiOf(angka)), lang) }
          : {}),
      },
      inspected: {
        good: count(angka.inspeksiSesuai, { inspeksi: 'sesuai' }),
        bad: count(angka.inspeksiTidak, { inspeksi: 'tidak_sesuai' }),
      },
    }
  }
}

function daysText({ lang }: PageContext, { hari }: Angka, share: number): string {
  const days = percentileOf(hari, share)
  if (days === undefined) return '–'
  const text = formatNumber(days, lang)
  return days >= 100 ? publikMessages(lang).stats.orMore(text) : text
}

/** A row leads into itself: an agency to its categories, an area to its agencies, a group to its leaves. */
function deeperOf(
  question: StatsQuestion,
  filter: StatsRow['filter'],
  kode: string,
): string | undefined {
  const isInside = Object.values(question.only).some((value) => value !== undefined)
  const isLeaf = question.per === 'kategori' && kode.includes('.')
  if (kode === '' || question.per === 'bulan' || isInside || isLeaf) return undefined
  const per = question.per === 'kecamatan' ? 'unit' : 'kategori'
  return statsAddress({ ...question, per, only: filter })
}
