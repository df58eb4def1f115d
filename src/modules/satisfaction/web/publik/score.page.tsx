import type { ComponentChildren } from 'preact'
import { CitizenPage, type PageContext, Section } from '../../../../ui/index.ts'
import type { SkorBaris, SkorView, TrendPoint } from '../../actions/load-skor.ts'
import { laporanPath, skorPath } from '../../domain/alamat.ts'
import { type Periode, periodeKode } from '../../domain/periode.ts'
import { publikMessages } from '../../messages/index.ts'
import { periodeName } from '../words.ts'
import { Elements, Method, Respondents, ScoreHead, Trend } from './score-parts.tsx'
import { ScoreTable } from './score-table.tsx'

export type ScorePageProps = Readonly<{
  ctx: PageContext
  view: SkorView
  periods: readonly Periode[]
  /** The first two run; the rest is published. */
  runningCount: number
  trend: readonly TrendPoint[]
  /** Units, services, or what is within the one shown. */
  units: readonly SkorBaris[] | undefined
  services: readonly SkorBaris[] | undefined
  isAll: boolean
}>

/** The score of the region, a unit or a service; what it is made of; and what is within it. */
export function ScorePage(props: ScorePageProps) {
  const { ctx, view } = props
  const m = publikMessages(ctx.lang)
  const { sisi } = view.pokok
  const title = titleOf(view, m.title)
  return (
    <CitizenPage ctx={ctx} title={title} description={m.description} css={['publik', 'skm']}>
      <div class="wadah isi-hal">
        {sisi !== 'daerah' && (
          <p class="kecil">
            <a href={skorPath(REGION, periodeKode(view.periode))}>{m.back}</a>
          </p>
        )}
        <h1>{title}</h1>
        {sisi === 'daerah' && <p class="redup">{m.intro}</p>}
        {sisi === 'unit-layanan' && <p class="redup">{view.unitNama}</p>}
        <Periods {...props} />
        <ScoreHead ctx={ctx} view={view} />
        <Elements ctx={ctx} view={view} />
        <Tables {...props} />
        <Trend ctx={ctx} view={view} points={props.trend} />
        <Respondents ctx={ctx} view={view} />
        <Method ctx={ctx} view={view} />
        <Downloads ctx={ctx} view={view} />
      </div>
    </CitizenPage>
  )
}

const REGION = { sisi: 'daerah', unitKode: '', layananKode: '' } as const

function titleOf({ pokok, unitNama, layananNama }: SkorView, region: string): string {
  if (pokok.sisi === 'daerah') return region
  return pokok.sisi === 'unit' ? unitNama : layananNama
}

function Periods({ ctx, view, periods, runningCount }: ScorePageProps) {
  const m = publikMessages(ctx.lang)
  const shown = periodeKode(view.periode)
  const isListed = periods.some((one) => periodeKode(one) === shown)
  const all = isListed ? periods : [...periods, view.periode]
  return (
    <nav class="pilihan" aria-label={m.period}>
      {all.map((periode, index) => (
        <a
          href={skorPath(view.pokok, periodeKode(periode))}
          {...(periodeKode(periode) === shown ? { 'aria-current': 'true' as const } : {})}
        >
          {periodeName(periode, ctx.lang)}
          {index < runningCount && ` (${m.running})`}
        </a>
      ))}
    </nav>
  )
}

function Tables({ ctx, view, units, services, isAll }: ScorePageProps) {
  const m = publikMessages(ctx.lang)
  const periode = periodeKode(view.periode)
  const allHref = isAll ? undefined : `${skorPath(view.pokok, periode)}&semua=1`
  const part = (
    rows: readonly SkorBaris[] | undefined,
    words: Readonly<{ id: string; title: string; head: string }>,
  ): ComponentChildren =>
    rows !== undefined && (
      <Section id={words.id} title={words.title}>
        {rows.length > 1 && <p class="kecil redup">{m.rankNote}</p>}
        <ScoreTable
          ctx={ctx}
          caption={words.title}
          head={words.head}
          rows={rows}
          periode={periode}
          allHref={allHref}
        />
      </Section>
    )
  return (
    <>
      {part(units, { id: 'h-unit', title: m.units, head: m.unit })}
      {part(services, { id: 'h-layanan', title: m.services, head: m.service })}
    </>
  )
}

function Downloads({ ctx, view }: Readonly<{ ctx: PageContext; view: SkorView }>) {
  const m = publikMessages(ctx.lang)
  const { pokok, terbit } = view
  const periode = periodeKode(view.periode)
  const hasReport = pokok.sisi === 'unit' && terbit !== undefined
  return (
    <p class="unduhan kecil">
      {m.download}: <a href={skorPath(pokok, periode, '/data.csv')}>{m.csv}</a>
      {pokok.sisi === 'daerah' && (
        <>
          {', '}
          <a href={`/skm/nasional.csv?periode=${periode}`}>{m.national}</a>
          {', '}
          <a href={`/api/v1/skm?periode=${periode}`}>{m.api}</a>
        </>
      )}
      {hasReport && (
        <>
          {' · '}
          <a href={laporanPath(pokok.unitKode, periode)}>{m.report}</a>
        </>
      )}
    </p>
  )
}
