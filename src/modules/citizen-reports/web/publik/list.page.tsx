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
  type PageContext,
  Pagination,
  SketchMapView,
} from '../../../../ui/index.ts'
import { laporanMessages } from '../../messages/index.ts'

export type ListPageProps = Readonly<{
  ctx: PageContext
  rows: readonly CaseRowProps[]
  filter: Readonly<{
    q: string
    kategori: string
    kecamatan: string
    isFiltered: boolean
  }>
  choices: Readonly<{
    kategori: readonly Choice[]
    kecamatan: readonly Choice[]
  }>
  map: Omit<SketchMapProps, 'ctx'>
  nextHref: string | undefined
  firstHref: string | undefined
}>

/** List and map of what is published: the filters are the address, the map is a picture of the same list. */
export function ListPage(props: ListPageProps) {
  const { ctx, filter, choices } = props
  const m = laporanMessages(ctx.lang).list
  return (
    <CitizenPage ctx={ctx} title={m.title} current="reports">
      <div class="wadah">
        <div class="judul-hal">
          <div>
            <h1>{m.title}</h1>
          </div>
          <ButtonLink href="/lapor">
            <Icon name="kamera" /> {m.make}
          </ButtonLink>
        </div>
        <FilterBar action="/laporan" label={m.filter} button={m.apply}>
          <FilterText name="q" label={m.keyword} value={filter.q} />
          <FilterSelect
            name="kategori"
            label={m.category}
            value={filter.kategori}
            choices={choices.kategori}
          />
          <FilterSelect
            name="kecamatan"
            label={m.kecamatan}
            value={filter.kecamatan}
            choices={choices.kecamatan}
          />
        </FilterBar>
        <div class="papan berdua">
          <section class="petak" aria-label={m.map}>
            <SketchMapView ctx={ctx} {...props.map} />
          </section>
          <section class="daftar" aria-label={m.listView}>
            {props.rows.length === 0 ? (
              <EmptyState title={m.none}>
                <p>{m.noneHelp}</p>
                {filter.isFiltered && <a href="/laporan">{m.clear}</a>}
              </EmptyState>
            ) : (
              props.rows.map((row) => <CaseRow {...row} />)
            )}
            <Pagination
              ctx={ctx}
              shown={m.shown(formatNumber(props.rows.length, ctx.lang))}
              {...(props.nextHref ? { nextHref: props.nextHref } : {})}
              {...(props.firstHref ? { firstHref: props.firstHref } : {})}
            />
          </section>
        </div>
      </div>
    </CitizenPage>
  )
}
