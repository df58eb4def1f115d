import type { ComponentChildren } from 'preact'
import {
  type ChartPoint,
  CitizenPage,
  type Column,
  DataTable,
  LineChart,
  Meter,
  type PageContext,
  Section,
} from '../../../../ui/index.ts'
import { publikMessages } from '../../messages/index.ts'

/** A number that opens the list behind it; none when there is nothing to open. */
export type Figure = Readonly<{
  text: string
  href: string | undefined
  words?: string
  more?: string
}>
export type PromiseLine = Readonly<{ words: string; source: string; warning: string | undefined }>
type Tab = Readonly<{ label: string; href: string; isCurrent: boolean }>

export type TableRow = Readonly<{
  nama: string
  deeper: string | undefined
  received: Figure
  open: Figure
  solved: Figure
  onTime: Readonly<{ share: string; percent: number | undefined; kept: Figure; judged: string }>
  median: string
  p90: string
  counted: string
  confirmed: Figure
  silent: Figure
  refused: Figure
  reopened: Figure
  proof: Figure
  inspected: Readonly<{ good: Figure; bad: Figure }>
}>

export type StatsPageProps = Readonly<{
  ctx: PageContext
  per: readonly Tab[]
  masa: readonly Tab[]
  range: string
  only: Readonly<{ name: string; href: string }> | undefined
  misses: readonly Figure[]
  promises: readonly PromiseLine[]
  /** Some cases came closed from another system: said beside what is counted of silence. */
  hasImported: boolean
  total: TableRow
  ranked: readonly TableRow[]
  tooFew: readonly TableRow[]
  isRanked: boolean
  /** Address of the page with every row; undefined when all are shown. */
  allHref: string | undefined
  months: readonly ChartPoint[]
  downloads: Readonly<{ csv: string; json: string }>
}>

/** Promise beside result; what was missed comes first, and every figure opens the cases it counts. */
export function StatsPage(props: StatsPageProps) {
  const { ctx } = props
  const m = publikMessages(ctx.lang).stats
  return (
    <CitizenPage
      ctx={ctx}
      title={m.title}
      description={m.description}
      current="reports"
      css={['publik']}
    >
      <div class="wadah isi-hal">
        <h1>{m.title}</h1>
        <p class="redup">{m.intro}</p>
        <Tabs label={m.period} tabs={props.masa} />
        <p class="tebal">
          {props.range}
          {props.only && (
            <>
              {' · '}
              {m.only(props.only.name)} (<a href={props.only.href}>{m.all}</a>)
            </>
          )}
        </p>
        <div class="dua-lajur">
          <Misses {...props} />
          <Promises {...props} />
        </div>
        <Section id="h-hasil" title={m.result}>
          <Tabs label={m.byLabel} tabs={props.per} />
          <Tables {...props} />
        </Section>
        <Section id="h-bulan" title={m.monthly}>
          <LineChart ctx={ctx} title={m.monthly} points={props.months} />
        </Section>
      </div>
    </CitizenPage>
  )
}

function Tabs({ label, tabs }: Readonly<{ label: string; tabs: readonly Tab[] }>) {
  return (
    <nav class="pilihan" aria-label={label}>
      {tabs.map((tab) => (
        <a href={tab.href} {...(tab.isCurrent ? { 'aria-current': 'true' as const } : {})}>
          {tab.label}
        </a>
      ))}
    </nav>
  )
}

function Misses({ ctx, misses }: StatsPageProps) {
  const m = publikMessages(ctx.lang).stats
  return (
    <Section id="h-meleset" title={m.misses}>
      {misses.length === 0 ? (
        <p>{m.noMisses}</p>
      ) : (
        <ul class="meleset">
          {misses.map((miss) => (
            <li>
              <a href={miss.href ?? '/laporan'}>
                <b class="angka">{miss.text}</b> {miss.words}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Promises({ ctx, promises, total }: StatsPageProps) {
  const m = publikMessages(ctx.lang).stats
  const { onTime } = total
  return (
    <Section id="h-janji" title={m.promise}>
      <div class="janji-kami">
        <ul class="prosa janji-kami">
          {promises.map((promise) => (
            <li>
              {promise.words}
              {promise.warning && <span class="kecil"> {promise.warning}</span>}
            </li>
          ))}
        </ul>
        <p class="kecil redup">
          {m.promiseSource([...new Set(promises.map((promise) => promise.source))].join('; '))}
        </p>
        <p>
          {m.onTime}: <b class="angka-besar">{onTime.share}</b>
        </p>
        {onTime.percent !== undefined && (
          <Meter
            percent={onTime.percent}
            promisePercent={100}
            label={`${m.onTime} ${onTime.share}`}
          />
        )}
        <p class="kecil">
          <Open figure={{ ...onTime.kept, text: m.onTimeOf(onTime.kept.text, onTime.judged) }} />.{' '}
          {m.onTimePromise}
        </p>
      </div>
    </Section>
  )
}

function Open({ figure }: { figure: Figure }) {
  const text = figure.href === undefined ? figure.text : <a href={figure.href}>{figure.text}</a>
  if (figure.more === undefined) return <>{text}</>
  return (
    <>
      {text} <span class="redup kecil">{figure.more}</span>
    </>
  )
}

const SHOWN_MAX = 20

function Tables(props: StatsPageProps) {
  const { ctx, ranked, tooFew, total, isRanked, downloads, allHref } = props
  const m = publikMessages(ctx.lang).stats
  const all = [total, ...ranked, ...tooFew]
  const rows = allHref === undefined ? all : all.slice(0, SHOWN_MAX + 1)
  if (ranked.length + tooFew.length === 0) return <p>{m.nothing}</p>
  return (
    <>
      {isRanked && (
        <p class="kecil redup">
          {ranked.length > 1 && `${m.rankNote} `}
          {tooFew.length > 0 && m.tooFewNote}
        </p>
      )}
      <h3>{m.speed}</h3>
      <DataTable caption={m.speed} columns={speedColumns(ctx)} rows={rows} />
      <h3>{m.honesty}</h3>
      <DataTable caption={m.honesty} columns={honestyColumns(ctx)} rows={rows} />
      {props.hasImported && <p class="kecil redup">{m.importedNote}</p>}
      {rows.length < all.length && (
        <p>
          <a href={allHref ?? ''}>{m.showAll(String(all.length - 1))}</a>
        </p>
      )}
      <p class="unduhan kecil">
        {m.download}: <a href={downloads.csv}>CSV</a>, <a href={downloads.json}>JSON</a>
        {' · '}
        <a href="/laporan">{m.back}</a>
      </p>
    </>
  )
}

const named = (ctx: PageContext): Column<TableRow> => ({
  header: publikMessages(ctx.lang).stats.name,
  isHead: true,
  cell: (row) => (row.deeper === undefined ? row.nama : <a href={row.deeper}>{row.nama}</a>),
})
const number = (header: string, cell: (row: TableRow) => ComponentChildren): Column<TableRow> => ({
  header,
  isNumber: true,
  cell,
})

function speedColumns(ctx: PageContext): readonly Column<TableRow>[] {
  const m = publikMessages(ctx.lang).stats
  return [
    named(ctx),
    number(m.received, (row) => <Open figure={row.received} />),
    number(m.open, (row) => <Open figure={row.open} />),
    number(m.solved, (row) => <Open figure={row.solved} />),
    number(m.onTime, ({ onTime }) => (
      <>
        <Open figure={onTime.kept} />/{onTime.judged}{' '}
        <span class={onTime.percent === undefined ? 'redup kecil' : 'tebal'}>{onTime.share}</span>
      </>
    )),
    number(m.median, (row) => (
      <>
        {row.median} <span class="redup kecil">{m.count(row.counted)}</span>
      </>
    )),
    number(m.p90, (row) => row.p90),
  ]
}

function honestyColumns(ctx: PageContext): readonly Column<TableRow>[] {
  const m = publikMessages(ctx.lang).stats
  return [
    named(ctx),
    number(m.confirmed, (row) => <Open figure={row.confirmed} />),
    number(m.silent, (row) => <Open figure={row.silent} />),
    number(m.reopened, (row) => <Open figure={row.reopened} />),
    number(m.refused, (row) => <Open figure={row.refused} />),
    number(m.proof, (row) => <Open figure={row.proof} />),
    number(m.inspected, ({ inspected }) => (
      <>
        <Open figure={inspected.good} />
        {inspected.bad.href !== undefined && (
          <>
            {', '}
            <a href={inspected.bad.href}>{`${inspected.bad.text} ${m.inspectedBad}`}</a>
          </>
        )}
      </>
    )),
  ]
}
