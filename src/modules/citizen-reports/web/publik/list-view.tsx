import { tanggalIn } from '../../../../kernel/date.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import { formatNumber, formatPercent, formatTanggal, localeOf } from '../../../../ui/format.ts'
import type { CaseRowProps, Choice } from '../../../../ui/index.ts'
import { daysLeft } from '../../domain/clock.ts'
import type { Katalog } from '../../domain/katalog.ts'
import { JENIS } from '../../domain/laporan.ts'
import {
  filterEntries,
  LIST_URUT,
  type ListFilter,
  type ListFilterKey,
  listAddress,
  TANPA,
} from '../../domain/list-filter.ts'
import { tepatShare } from '../../domain/rekap.ts'
import { publikMessages } from '../../messages/index.ts'
import type { ListCursor } from '../../store/list-conditions.ts'
import type { ListRow, ListTotal } from '../../store/list-store.ts'
import type { CitizenReports } from '../../types.ts'
import { rowOf } from '../labels.ts'
import { type Chip, type FilterChoices, ListPage, type Summary } from './list.page.tsx'
import type { ListData } from './list-data.ts'
import { drawMarks } from './map-data.ts'
import { cursorText } from './read-filter.ts'

export type ListView = Readonly<{
  req: Req
  katalog: Katalog
  filter: ListFilter
  unknown: readonly ListFilterKey[]
  after: ListCursor | undefined
  data: ListData
  overdue: ListTotal
}>

/** The page of the list from what was found. */
export function listView(reports: CitizenReports, view: ListView) {
  const { req, filter, data, after } = view
  const { ctx } = req
  const m = publikMessages(ctx.lang).list
  const sketch = reports.deps.reference.sketchMap()
  const { found } = data
  const last = found.hasMore ? found.rows.at(-1) : found.cut
  const notes = { none: undefined, page: m.mapPage, part: m.mapPart }
  return (
    <ListPage
      ctx={ctx}
      rows={found.rows.map((row) => listRow(reports, req, row))}
      filter={filter}
      chips={chipsOf(reports, view)}
      unknown={view.unknown.map((key) => m.names[key])}
      choices={choicesOf(reports, view)}
      isWide={fieldText(req.query, 'lagi') === '1'}
      summary={summaryOf(view)}
      total={data.total}
      map={{ ...drawMarks(ctx, sketch, data.map), backdrop: sketch }}
      mapNote={notes[data.map.limit]}
      widerHref={data.map.widerHref}
      nextHref={last === undefined ? undefined : nextAddress(filter, last)}
      cutAt={found.cut && formatTanggal(tanggalIn(localeOf(ctx).zone, found.cut.at), ctx.lang)}
      firstHref={after === undefined ? undefined : listAddress(filter)}
    />
  )
}

function nextAddress(filter: ListFilter, last: ListCursor): string {
  const address = listAddress(filter)
  return `${address}${address.includes('?') ? '&' : '?'}sesudah=${cursorText(last)}`
}

/** A case as a row of a public list, with how late it is and where. */
export function listRow({ deps }: CitizenReports, { ctx }: Req, row: ListRow): CaseRowProps {
  const { reference } = deps
  const isLate = row.tenggatAt !== null && row.tenggatAt < ctx.now
  return rowOf(ctx, {
    ...row,
    place: row.kecamatanKode === null ? undefined : reference.findWilayah(row.kecamatanKode)?.nama,
    ...(isLate && row.tenggatAt !== null
      ? { lateDays: -daysLeft(row.tenggatAt, ctx.now, reference.calendar()) }
      : {}),
  })
}

/** This year in one line: received, on time, overdue; each leads to its list. */
function summaryOf({ req, data, overdue }: ListView): Summary {
  const { lang } = req.ctx
  const { angka, filter } = data.year
  const share = tepatShare(angka)
  const m = publikMessages(lang).list
  const late = formatNumber(overdue.jumlah, lang)
  return {
    received: { text: formatNumber(angka.masuk, lang), href: listAddress(filter) },
    onTime:
      share === undefined
        ? undefined
        : { text: formatPercent(share, lang), href: listAddress({ ...filter, tepat: 'ya' }) },
    overdue: {
      text: overdue.isExact ? late : m.moreThan(late),
      href: listAddress({ status: 'lewat' }),
    },
  }
}

/** Filters in use, each with the address without it. */
function chipsOf(reports: CitizenReports, view: ListView): readonly Chip[] {
  const { filter, req } = view
  const m = publikMessages(req.ctx.lang).list
  return filterEntries(filter).map(([key, value]) => {
    const label = `${m.names[key]}: ${nameOf(reports, view, [key, value])}`
    const rest = {
      ...filter,
      [key]: undefined,
      ...(key === 'kecamatan' ? { desa: undefined } : {}),
    }
    return { label, href: listAddress(rest), removes: m.remove(label) }
  })
}

function nameOf(
  { deps }: CitizenReports,
  { katalog, req }: ListView,
  [key, value]: readonly [ListFilterKey, string],
): string {
  const { lang } = req.ctx
  const { list, stats } = publikMessages(lang)
  const { values } = list
  if (value === TANPA) return key === 'unit' ? stats.unitNone : stats.placeNone
  switch (key) {
    case 'kategori':
      return katalog.kategori.get(value)?.nama[lang] ?? value
    case 'kecamatan':
    case 'desa':
      return deps.reference.findWilayah(value)?.nama ?? value
    case 'unit':
      return deps.reference.findUnit(value)?.nama ?? value
    case 'dari':
    case 'sampai':
      return formatTanggal(value as NonNullable<ListFilter['dari']>, lang)
    case 'kotak':
      return values.kotak
    case 'q':
      return value
    default:
      return (values as Readonly<Record<string, string>>)[value] ?? value
  }
}

function choicesOf({ deps }: CitizenReports, { katalog, req, filter }: ListView): FilterChoices {
  const { lang } = req.ctx
  const { values } = publikMessages(lang).list
  const { reference } = deps
  const plain = (keys: readonly (keyof typeof values)[]): readonly Choice[] =>
    keys.map((value) => ({ value, label: values[value] }))
  const areas = (list: readonly Readonly<{ kode: string; nama: string }>[]) =>
    list.map((one) => ({ value: one.kode, label: one.nama }))
  const leaf = filter.kategori?.includes('.') ? katalog.kategori.get(filter.kategori) : undefined
  return {
    kategori: [...katalog.grup, ...(leaf === undefined ? [] : [leaf])].map((one) => ({
      value: one.kode,
      label: one.nama[lang],
    })),
    kecamatan: areas(reference.kecamatan()),
    desa: filter.kecamatan === undefined ? [] : areas(reference.desaOf(filter.kecamatan)),
    // Offices of one area are found by that area; the long list of villages stays out of every page.
    unit: areas(
      reference
        .units()
        .filter(
          (unit) => (unit.isActive && unit.wilayahKode === null) || unit.kode === filter.unit,
        ),
    ),
    status: plain(['tunggu', 'proses', 'lewat', 'selesai', 'tanpa_konfirmasi', 'ditolak']),
    jenis: plain(JENIS),
    urut: plain(LIST_URUT.filter((one) => one !== 'tenggat')),
  }
}
