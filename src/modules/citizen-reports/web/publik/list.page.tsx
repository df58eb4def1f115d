import type { SketchMapProps } from '../../../../ui/components/map.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import {
  ButtonLink,
  CaseRow,
  type CaseRowProps,
  type Choice,
  CitizenPage,
  EmptyState,
  FilterBar,
  FilterSelect,
  FilterText,
  Icon,
  Information,
  type PageContext,
  Pagination,
  SketchMapView,
} from '../../../../ui/index.ts'
import { filterEntries, type ListFilter, listAddress } from '../../domain/list-filter.ts'
import { laporanMessages, publikMessages } from '../../messages/index.ts'
import type { ListTotal } from '../../store/list-store.ts'

type Figure = Readonly<{ text: string; href: string }>
export type Summary = Readonly<{
  received: Figure
  onTime: Figure | undefined
  overdue: Figure
}>
export type Chip = Readonly<{ label: string; href: string; removes: string }>
export type FilterChoices = Readonly<
  Record<
    'kategori' | 'kecamatan' | 'desa' | 'unit' | 'status' | 'jenis' | 'urut',
    readonly Choice[]
  >
>

export type ListPageProps = Readonly<{
  ctx: PageContext
  rows: readonly CaseRowProps[]
  filter: ListFilter
  chips: readonly Chip[]
  /** Names of filters that were asked for and are not known. */
  unknown: readonly string[]
  choices: FilterChoices
  /** Show the less needed filters too; they weigh as much as the list. */
  isWide: boolean
  summary: Summary
  total: ListTotal
  map: Omit<SketchMapProps, 'ctx'>
  mapNote: string | undefined
  widerHref: string | undefined
  nextHref: string | undefined
  /** The search stopped at this day; the next link goes on. */
  cutAt: string | undefined
  firstHref: string | undefined
}>

/** List and map of what is published: the filters are the address, the map leads to the same lists. */
export function ListPage(props: ListPageProps) {
  const { ctx } = props
  const m = publikMessages(ctx.lang).list
  return (
    <CitizenPage
      ctx={ctx}
      title={m.title}
      description={m.description}
      current="reports"
      css={['publik']}
    >
      <div class="wadah">
        <div class="judul-hal">
          <div>
            <h1>{m.title}</h1>
            <SummaryLine {...props} />
          </div>
          <ButtonLink href="/lapor">
            <Icon name="kamera" /> {m.make}
          </ButtonLink>
        </div>
        <Filters {...props} />
        <ActiveFilters {...props} />
        <div class="papan berdua">
          <MapPart {...props} />
          <Results {...props} />
        </div>
        <Downloads ctx={ctx} filter={props.filter} />
      </div>
    </CitizenPage>
  )
}

function SummaryLine({ ctx, summary }: ListPageProps) {
  const m = publikMessages(ctx.lang).list
  const { received, onTime, overdue } = summary
  return (
    <p>
      <a href={received.href}>
        <b class="angka">{received.text}</b> {m.thisYear}
      </a>{' '}
      {onTime && (
        <a href={onTime.href}>
          <b class="angka">{onTime.text}</b> {m.onTime}
        </a>
      )}{' '}
      <a href={overdue.href}>
        <b class="angka">{overdue.text}</b> {m.overdue}
      </a>
    </p>
  )
}

const VISIBLE = [
  'q',
  'kategori',
  'status',
  'kecamatan',
  'desa',
  'unit',
  'jenis',
  'dari',
  'sampai',
  'urut',
]

function Filters({ ctx, filter, choices, isWide }: ListPageProps) {
  const m = publikMessages(ctx.lang).list
  const select = (
    name: 'kategori' | 'status' | 'kecamatan' | 'desa' | 'unit' | 'jenis' | 'urut',
  ) => (
    <FilterSelect
      name={name}
      label={m.names[name]}
      value={filter[name] ?? ''}
      choices={choices[name]}
    />
  )
  const more = [filter.desa, filter.unit, filter.jenis, filter.dari, filter.sampai, filter.urut]
  const isOpen = isWide || more.some((value) => value !== undefined)
  const address = listAddress(filter)
  return (
    <FilterBar
      action="/laporan"
      label={m.filter}
      button={m.apply}
      more={
        isOpen ? (
          <div class="penuh lagi saring">
            {choices.desa.length > 0 && select('desa')}
            {select('unit')}
            {select('jenis')}
            {select('urut')}
            <DateField name="dari" label={m.names.dari} value={filter.dari} />
            <DateField name="sampai" label={m.names.sampai} value={filter.sampai} />
          </div>
        ) : (
          <p class="penuh lagi">
            <a href={`${address}${address.includes('?') ? '&' : '?'}lagi=1`}>{m.more}</a>
          </p>
        )
      }
    >
      <FilterText name="q" label={m.keyword} value={filter.q ?? ''} />
      {select('kategori')}
      {select('status')}
      {select('kecamatan')}
      {filterEntries(filter)
        .filter(([name]) => !VISIBLE.includes(name))
        .map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
    </FilterBar>
  )
}

function DateField({
  name,
  label,
  value,
}: Readonly<{ name: string; label: string; value: string | undefined }>) {
  return (
    <div>
      <label class="kecil" for={`s-${name}`}>
        {label}
      </label>
      <input class="isian" id={`s-${name}`} name={name} type="date" value={value ?? ''} />
    </div>
  )
}

function ActiveFilters({ ctx, chips, total, unknown }: ListPageProps) {
  const m = publikMessages(ctx.lang).list
  const count = formatNumber(total.jumlah, ctx.lang)
  return (
    <>
      {unknown.length > 0 && <Information>{m.unknown(unknown.join(', '))}</Information>}
      {chips.length > 0 && (
        <div class="dipakai">
          <p role="status">{total.isExact ? m.found(count) : m.foundMore(count)}</p>
          <ul aria-label={m.active}>
            {chips.map((chip) => (
              <li>
                <a href={chip.href} aria-label={chip.removes}>
                  {chip.label} <Icon name="silang" />
                </a>
              </li>
            ))}
            {chips.length > 1 && (
              <li>
                <a href="/laporan">{m.clear}</a>
              </li>
            )}
          </ul>
        </div>
      )}
    </>
  )
}

function MapPart({ ctx, map, mapNote, widerHref, filter }: ListPageProps) {
  const m = publikMessages(ctx.lang).list
  const region = listAddress({ ...filter, kotak: undefined, kecamatan: undefined, desa: undefined })
  return (
    <section class="petak" aria-label={m.map}>
      {widerHref && (
        <p class="skala">
          <a href={widerHref}>{m.zoomOut}</a>
          {widerHref !== region && <a href={region}>{m.wholeMap}</a>}
        </p>
      )}
      <SketchMapView
        ctx={ctx}
        {...map}
        kecamatanHref={(kode) =>
          listAddress({ ...filter, kecamatan: kode, desa: undefined, kotak: undefined })
        }
      />
      {mapNote && <p class="kecil redup catatan">{mapNote}</p>}
    </section>
  )
}

function Results(props: ListPageProps) {
  const { ctx, rows, total, cutAt, filter } = props
  const m = publikMessages(ctx.lang).list
  const count = formatNumber(rows.length, ctx.lang)
  const whole = formatNumber(total.jumlah, ctx.lang)
  const all = total.isExact ? whole : m.moreThan(whole)
  return (
    <section class="daftar" aria-label={m.listView}>
      {rows.length === 0 && cutAt === undefined ? (
        <EmptyState title={m.none}>
          <p>{m.noneHelp}</p>
          <p class="tombol-baris">
            {filterEntries(filter).length > 0 && <a href="/laporan">{m.clear}</a>}
            <a href="/lapor">{m.make}</a>
          </p>
        </EmptyState>
      ) : (
        rows.map((row) => <CaseRow {...row} />)
      )}
      {cutAt && <p class="info">{m.cut(cutAt)}</p>}
      <Pagination
        ctx={ctx}
        shown={total.jumlah > rows.length ? m.shownOf(count, all) : m.shown(count)}
        {...(props.nextHref ? { nextHref: props.nextHref } : {})}
        {...(props.firstHref ? { firstHref: props.firstHref } : {})}
      />
    </section>
  )
}

/** Every list has an export, and its figures. */
function Downloads({ ctx, filter }: Pick<ListPageProps, 'ctx' | 'filter'>) {
  const m = publikMessages(ctx.lang).list
  return (
    <p class="unduhan tombol-baris kecil">
      <a href="/laporan/statistik">{m.stats}</a>
      <span>
        {m.export}:{' '}
        <a href={listAddress(filter, '/laporan/ekspor.csv')} download rel="nofollow">
          {m.csv}
        </a>
        ,{' '}
        <a href={listAddress(filter, '/laporan/ekspor.json')} download rel="nofollow">
          {m.json}
        </a>
      </span>
      <a href={listAddress(filter, '/laporan/peta')} rel="nofollow">
        {m.mapJson}
      </a>
      <a href={listAddress(filter, '/laporan/langganan')} rel="nofollow">
        {laporanMessages(ctx.lang).list.alerts}
      </a>
      <a href={listAddress(filter, '/laporan/umpan.rss')} rel="nofollow">
        {laporanMessages(ctx.lang).list.feed}
      </a>
    </p>
  )
}
