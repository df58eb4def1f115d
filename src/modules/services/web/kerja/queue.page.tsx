import type { Refusal } from '../../../../kernel/result.ts'
import {
  BulkBar,
  Button,
  type Choice,
  Csrf,
  type DenseColumn,
  DenseTable,
  EmptyState,
  ErrorSummary,
  FilterBar,
  FilterSelect,
  KeyHints,
  OfficerPage,
  type PageContext,
  Pagination,
  type SavedView,
  SavedViews,
  StatusTag,
} from '../../../../ui/index.ts'
import { kerjaMessages } from '../../messages/index.ts'

export type QueueRow = Readonly<{
  nomor: string
  href: string
  service: string
  stage: string
  unit: string
  applied: string
  remaining: string
  isLate: boolean
  flags: readonly string[]
}>

export type QueuePageProps = Readonly<{
  ctx: PageContext
  views: readonly SavedView[]
  rows: readonly QueueRow[]
  services: readonly Choice[]
  chosen: string
  bulk: readonly Readonly<{ value: string; label: string }>[]
  needsPassphrase: boolean
  shown: string
  nextHref: string | undefined
  firstHref: string | undefined
  refusals: readonly Refusal[]
  notes: readonly string[]
}>

const BULK = 'massal'

/** What waits for one's offices, least time left first. */
export function QueuePage(props: QueuePageProps) {
  const { ctx, rows } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <OfficerPage
      ctx={ctx}
      title={m.queue}
      current="applications"
      scripts={['ui-table', 'ui-kerja']}
      bodyClass="antrean"
    >
      <h1 class="vh">{m.queue}</h1>
      <ErrorSummary ctx={ctx} refusals={props.refusals} />
      {props.notes.map((note) => (
        <p class="info">{note}</p>
      ))}
      <SavedViews ctx={ctx} views={props.views} />
      <FilterBar action="/kerja/permohonan" label={m.filter} button={m.filter}>
        <FilterSelect
          name="layanan"
          label={m.filterService}
          value={props.chosen}
          choices={props.services}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState title={m.none}>
          <p>{m.noneHelp}</p>
        </EmptyState>
      ) : (
        <Rows {...props} />
      )}
    </OfficerPage>
  )
}

function Rows(props: QueuePageProps) {
  const { ctx, rows } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <>
      <DenseTable
        ctx={ctx}
        caption={m.queue}
        rows={rows}
        rowId={(row) => row.nomor}
        rowLabel={(row) => row.nomor}
        {...(props.bulk.length > 0 ? { bulkFormId: BULK } : {})}
        columns={columnsOf(ctx)}
        foot={<KeyHints ctx={ctx} shown={props.shown} />}
      />
      <Bulk {...props} />
      {(props.nextHref ?? props.firstHref) && (
        <Pagination
          ctx={ctx}
          shown={props.shown}
          {...(props.nextHref === undefined ? {} : { nextHref: props.nextHref })}
          {...(props.firstHref === undefined ? {} : { firstHref: props.firstHref })}
        />
      )}
    </>
  )
}

/** On a phone a row is a small card: service and number above, stage and time left below. */
function columnsOf(ctx: PageContext): readonly DenseColumn<QueueRow>[] {
  const m = kerjaMessages(ctx.lang)
  return [
    {
      header: m.col.service,
      isHead: true,
      phoneClass: 'k-per',
      cell: (row) => (
        <>
          <a href={row.href}>{row.service}</a>
          <span class="sub angka">
            {[row.nomor, row.applied].filter((text) => text !== '').join(' · ')}
          </span>
        </>
      ),
    },
    {
      header: m.col.stage,
      phoneClass: 'k-st',
      cell: (row) => (
        <>
          {row.stage}{' '}
          {row.flags.map((flag) => (
            <StatusTag kind="koord">{flag}</StatusTag>
          ))}
        </>
      ),
    },
    { header: m.col.unit, cell: (row) => row.unit, isWideOnly: true },
    {
      header: m.col.remaining,
      phoneClass: 'k-sisa',
      cell: (row) => <span class={row.isLate ? 'sisa lewat-waktu' : 'sisa'}>{row.remaining}</span>,
    },
  ]
}

function Bulk({ ctx, bulk, chosen, needsPassphrase }: QueuePageProps) {
  const m = kerjaMessages(ctx.lang)
  if (bulk.length === 0) return <p class="kecil redup">{m.bulkNone}</p>
  return (
    <form method="post" action="/kerja/permohonan/massal" id={BULK}>
      <Csrf ctx={ctx} />
      <input type="hidden" name="layanan" value={chosen} />
      <BulkBar ctx={ctx} formId={BULK}>
        {needsPassphrase && (
          <>
            <label for="f-frasa">{m.passphrase}</label>
            <input class="isian" id="f-frasa" name="frasa" type="password" autocomplete="off" />
          </>
        )}
        {bulk.map((one) => (
          <Button name="tindakan" value={one.value} isSmall tone="secondary">
            {one.label}
          </Button>
        ))}
      </BulkBar>
    </form>
  )
}

export type WatchPageProps = Readonly<{
  ctx: PageContext
  views: readonly SavedView[]
  rows: readonly QueueRow[]
}>

/** What will count as approved because nobody decided. */
export function WatchPage({ ctx, views, rows }: WatchPageProps) {
  const m = kerjaMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.watchTitle} current="applications">
      <SavedViews ctx={ctx} views={views} />
      <h1>{m.watchTitle}</h1>
      <p class="redup">{m.watchLead}</p>
      {rows.length === 0 ? (
        <EmptyState title={m.watchNone} />
      ) : (
        <DenseTable
          ctx={ctx}
          caption={m.watchTitle}
          rows={rows}
          rowId={(row) => row.nomor}
          rowLabel={(row) => row.nomor}
          columns={columnsOf(ctx)}
        />
      )}
    </OfficerPage>
  )
}
