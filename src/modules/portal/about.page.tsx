import { formatBytes, formatNumber } from '../../ui/format.ts'
import {
  CitizenPage,
  type Column,
  DataTable,
  ErrorBody,
  type ErrorInfo,
  type PageContext,
  PlainPage,
  Section,
  StatusTag,
} from '../../ui/index.ts'
import { portalMessages } from './messages/index.ts'

export function errorView(ctx: PageContext, error: ErrorInfo) {
  return (
    <PlainPage ctx={ctx} title={error.title}>
      <ErrorBody ctx={ctx} error={error} />
    </PlainPage>
  )
}

export type StatusProps = Readonly<{
  ctx: PageContext
  version: string
  since: string
  database: string | undefined
  waiting: number
  failed: number
  days: readonly Readonly<{ day: string; minutes: number; share: string }>[]
}>

/** Shown without a database too: what cannot be known is said. */
export function StatusPage(props: StatusProps) {
  const { ctx } = props
  const m = portalMessages(ctx.lang).status
  const isWorking = props.database !== undefined
  const columns: readonly Column<StatusProps['days'][number]>[] = [
    { header: m.day, isHead: true, cell: (row) => row.day },
    { header: m.minutes, isNumber: true, cell: (row) => formatNumber(row.minutes, ctx.lang) },
    { header: m.share, isNumber: true, cell: (row) => row.share },
  ]
  return (
    <CitizenPage ctx={ctx} title={m.title}>
      <div class="wadah isi-hal">
        <h1>{m.title}</h1>
        <Section id="h-now" title={m.now}>
          <div class="kisi">
            <div>
              <span class="redup kecil">{m.database}</span>
              <StatusTag kind={isWorking ? 'selesai' : 'lewat'}>
                {isWorking ? m.ok : m.down}
              </StatusTag>
              <span class="kecil">{isWorking ? `PostgreSQL ${props.database}` : m.unknown}</span>
            </div>
            <div>
              <span class="redup kecil">{m.jobs}</span>
              <StatusTag kind={props.failed === 0 ? 'selesai' : 'lewat'}>
                {m.waiting(formatNumber(props.waiting, ctx.lang))}
              </StatusTag>
              <span class="kecil">{m.failed(formatNumber(props.failed, ctx.lang))}</span>
            </div>
            <div>
              <span class="redup kecil">{m.version}</span>
              <b>{props.version}</b>
              <span class="kecil">
                {m.since} {props.since}
              </span>
            </div>
          </div>
        </Section>
        <Section id="h-up" title={m.uptime}>
          <DataTable caption={m.uptime} columns={columns} rows={props.days} />
          <p class="kecil redup">{m.note}</p>
        </Section>
      </div>
    </CitizenPage>
  )
}

export type AsvsRow = Readonly<{ id: string; pokok: string; cara: string; bukti: string }>

export function SecurityPage({
  ctx,
  rows,
}: Readonly<{ ctx: PageContext; rows: readonly AsvsRow[] }>) {
  const m = portalMessages(ctx.lang).security
  const tested = rows.filter((row) => row.cara === 'uji').length
  const columns: readonly Column<AsvsRow>[] = [
    { header: m.id, isHead: true, cell: (row) => row.id },
    { header: m.requirement, cell: (row) => row.pokok },
    { header: m.kind, cell: (row) => m.kinds[row.cara] ?? row.cara },
    { header: m.evidence, cell: (row) => row.bukti },
  ]
  return (
    <CitizenPage ctx={ctx} title={m.title}>
      <div class="wadah isi-hal tumpuk">
        <h1>{m.title}</h1>
        <p class="prosa">{m.intro}</p>
        <p class="tebal">
          {m.counts(formatNumber(rows.length, ctx.lang), formatNumber(tested, ctx.lang))}
        </p>
        <DataTable caption={m.title} columns={columns} rows={rows} />
        <p>{m.report}</p>
      </div>
    </CitizenPage>
  )
}

export type WeightRow = Readonly<{ path: string; htmlBytes: number; scriptBytes: number }>

export function WeightsPage({
  ctx,
  rows,
}: Readonly<{ ctx: PageContext; rows: readonly WeightRow[] }>) {
  const m = portalMessages(ctx.lang).weights
  const columns: readonly Column<WeightRow>[] = [
    { header: m.page, isHead: true, cell: (row) => <a href={row.path}>{row.path}</a> },
    { header: m.html, isNumber: true, cell: (row) => formatBytes(row.htmlBytes, ctx.lang) },
    { header: m.scripts, isNumber: true, cell: (row) => formatBytes(row.scriptBytes, ctx.lang) },
    {
      header: m.total,
      isNumber: true,
      cell: (row) => formatBytes(row.htmlBytes + row.scriptBytes, ctx.lang),
    },
  ]
  return (
    <CitizenPage ctx={ctx} title={m.title}>
      <div class="wadah isi-hal tumpuk">
        <h1>{m.title}</h1>
        <p class="prosa">{m.intro}</p>
        <DataTable caption={m.title} columns={columns} rows={rows} />
        <p class="kecil redup">{m.note}</p>
      </div>
    </CitizenPage>
  )
}

export function AccessibilityPage({ ctx }: { ctx: PageContext }) {
  const m = portalMessages(ctx.lang).accessibility
  return (
    <CitizenPage ctx={ctx} title={m.title}>
      <div class="wadah isi-hal prosa">
        <h1>{m.title}</h1>
        {m.paragraphs.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </div>
    </CitizenPage>
  )
}
