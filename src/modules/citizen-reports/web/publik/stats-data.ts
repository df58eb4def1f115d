import { type Tanggal, tanggalIn, zoneOf } from '../../../../kernel/date.ts'
import { type Fields, fieldText } from '../../../../platform/http/route.ts'
import type { Keep } from '../../../../platform/kept.ts'
import { formatTanggal } from '../../../../ui/format.ts'
import type { Lang } from '../../../../ui/page-context.ts'
import type { Katalog } from '../../domain/katalog.ts'
import type { ListFilter } from '../../domain/list-filter.ts'
import {
  gatherStats,
  periodOf,
  STATS_MASA,
  STATS_PER,
  type Stats,
  type StatsQuestion,
  type StatsRow,
  sideOfStats,
} from '../../domain/stats.ts'
import { publikMessages } from '../../messages/index.ts'
import { hasImported } from '../../store/impor-store.ts'
import { countListed, type ListTotal } from '../../store/list-store.ts'
import { listRekap } from '../../store/rekap-store.ts'
import type { CitizenReports } from '../../types.ts'
import { readFilter } from './read-filter.ts'

/** The question of an address; anything unknown is the default. */
export function readStats(
  query: Fields,
  known: Readonly<{ katalog: Katalog; reference: CitizenReports['deps']['reference'] }>,
): StatsQuestion {
  const { filter } = readFilter(query, known)
  const { unit, kecamatan, kategori } = filter
  const group = kategori?.split('.')[0]
  const first: StatsQuestion['only'] =
    unit !== undefined
      ? { unit }
      : kecamatan !== undefined
        ? { kecamatan }
        : group === undefined
          ? {}
          : { kategori: group }
  return {
    per: STATS_PER.find((per) => per === fieldText(query, 'per')) ?? 'unit',
    masa: STATS_MASA.find((masa) => masa === fieldText(query, 'masa')) ?? '12',
    only: first,
  }
}

/** The address of a view of the statistics. */
export function statsAddress(
  { per, masa, only }: StatsQuestion,
  path = '/laporan/statistik',
): string {
  const entries = Object.entries(only).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return `${path}?${new URLSearchParams([['per', per], ['masa', masa], ...entries])}`
}

export type StatsData = Stats &
  Readonly<{
    period: Readonly<{ dari: Tanggal; sampai: Tanggal }>
    overdue: ListTotal
    hasImported: boolean
  }>

/** Figures of a period, kept until something published changes. */
export async function loadStats(
  reports: CitizenReports,
  keep: Keep,
  { question, now }: Readonly<{ question: StatsQuestion; now: Date }>,
): Promise<StatsData> {
  const { db } = reports.deps.kit
  const zone = zoneOf(reports.deps.kit.region())
  const period = periodOf(question.masa, tanggalIn(zone, now))
  const version = await reports.counters.fresh()
  const key = JSON.stringify([statsAddress(question), period.dari])
  const stats = await keep({ key, version }, async () => {
    const { kategori, ...only } = question.only
    const counted = await listRekap(db, {
      sudut: sideOfStats(question),
      zona: zone,
      dari: period.dari,
      ...withoutNone(only),
      ...(kategori === undefined ? {} : { kategori }),
    })
    return {
      ...gatherStats(question, period, counted),
      hasImported: await hasImported(db),
    }
  })
  const late: ListFilter = { ...question.only, status: 'lewat' }
  const overdue = await countListed(db, { filter: late, zone, now, limit: 0 })
  return { ...stats, period, overdue }
}

function withoutNone(only: Pick<ListFilter, 'unit' | 'kecamatan'>) {
  return Object.fromEntries(
    Object.entries(only).map(([name, value]) => [name, value === '-' ? '' : value]),
  )
}

/** The name of a row as people read it. */
export function statsName(
  { deps }: CitizenReports,
  { katalog, lang }: Readonly<{ katalog: Katalog; lang: Lang }>,
  question: Pick<StatsQuestion, 'per'>,
): (row: Pick<StatsRow, 'kode'>) => string {
  const m = publikMessages(lang).stats
  return ({ kode }) => {
    switch (question.per) {
      case 'unit':
        return kode === '-' ? m.unitNone : (deps.reference.findUnit(kode)?.nama ?? kode)
      case 'kecamatan':
        return kode === '-' ? m.placeNone : (deps.reference.findWilayah(kode)?.nama ?? kode)
      case 'kategori':
        return katalog.kategori.get(kode)?.nama[lang] ?? kode
      case 'bulan':
        return monthName(kode as Tanggal, lang)
    }
  }
}

/** "November 2026". */
export function monthName(bulan: Tanggal, lang: Lang): string {
  return formatTanggal(bulan, lang).replace(/^1 /, '')
}
