import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatRelative, localeOf } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  Facts,
  Information,
  OfficerPage,
  type PageContext,
  Pagination,
  RadioTiles,
  StatusTag,
  TextArea,
} from '../../../ui/index.ts'
import type { SanggahanSeen } from '../actions/dispute.ts'
import { type Messages, messagesIn } from '../messages/index.ts'
import type { SanggahanListed } from '../store/sanggahan-store.ts'

export const SANGGAHAN = '/kerja/sanggahan'

/** A field of a register as people call it. */
export function fieldName(m: Messages, field: string): string {
  return (m.fields as Readonly<Record<string, string>>)[field] ?? field
}

export type SanggahanListProps = Readonly<{
  ctx: PageContext
  /** Does this officer's office keep any register? */
  isKeeper: boolean
  rows: readonly SanggahanListed[]
  nextHref: string | undefined
  firstHref: string | undefined
}>

export function SanggahanListPage(props: SanggahanListProps) {
  const { ctx, isKeeper, rows } = props
  const m = messagesIn(ctx.lang)
  const isEmpty = rows.length === 0
  return (
    <OfficerPage ctx={ctx} title={m.title} current="queue">
      <div class="tumpuk isi-hal">
        <h1>{m.title}</h1>
        <p class="bantuan">{m.intro}</p>
        {isEmpty ? (
          <EmptyState title={isKeeper ? m.none : m.foreign}>
            <p>{isKeeper ? m.noneHelp : m.foreignHelp}</p>
          </EmptyState>
        ) : (
          <WaitingTable {...props} />
        )}
      </div>
    </OfficerPage>
  )
}

function WaitingTable({ ctx, rows, nextHref, firstHref }: SanggahanListProps) {
  const m = messagesIn(ctx.lang)
  return (
    <>
      <DataTable
        caption={m.title}
        rows={rows}
        columns={[
          {
            header: m.columns.field,
            isHead: true,
            cell: (row) => <a href={`${SANGGAHAN}/${row.id}`}>{fieldName(m, row.bidang)}</a>,
          },
          { header: m.columns.system, cell: (row) => m.systems[row.sistem] },
          { header: m.columns.origin, cell: (row) => m.origins[row.asal] },
          { header: m.columns.subject, cell: (row) => row.subjekJenis },
          {
            header: m.columns.since,
            cell: (row) => formatRelative(row.dibuatAt, ctx.now, localeOf(ctx)),
          },
        ]}
      />
      {(nextHref ?? firstHref) !== undefined && (
        <Pagination
          ctx={ctx}
          shown={String(rows.length)}
          {...(nextHref === undefined ? {} : { nextHref })}
          {...(firstHref === undefined ? {} : { firstHref })}
        />
      )}
    </>
  )
}

export type SanggahanProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  seen: SanggahanSeen
  values: Readonly<{ hasil: string; alasan: string }>
}>

/** One dispute: both values side by side, and the decision. */
export function SanggahanPage({ ctx, refusals, seen, values }: SanggahanProps) {
  const m = messagesIn(ctx.lang)
  const { row } = seen
  const field = fieldName(m, row.bidang)
  const isErased = row.nilaiKlaimTersegel === null
  return (
    <OfficerPage ctx={ctx} title={m.titleOf(field)} current="queue">
      <div class="wadah sempit tumpuk">
        <nav class="jejak-hal" aria-label={m.title}>
          <a href={SANGGAHAN}>{m.title}</a> <span aria-hidden="true">›</span>
        </nav>
        <h1>{m.titleOf(field)}</h1>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <p>
          <StatusTag kind={row.status === 'menunggu' ? 'tunggu' : 'netral'}>
            {m.statuses[row.status]}
          </StatusTag>
        </p>
        <div class="kartu">
          <div class="isi">
            <Facts
              rows={[
                { label: m.columns.system, value: m.systems[row.sistem] },
                { label: m.columns.origin, value: m.origins[row.asal] },
                { label: m.columns.since, value: formatDateTime(row.dibuatAt, localeOf(ctx)) },
                { label: m.register, value: isErased ? m.erased : seen.register || m.notThere },
                { label: m.claimed, value: <b>{isErased ? m.erased : seen.klaim}</b> },
                ...(row.alasan === null ? [] : [{ label: m.decided, value: row.alasan }]),
              ]}
            />
          </div>
        </div>
        <Information>{m.lookNote}</Information>
        {row.status === 'menunggu' && <DecideForm {...{ ctx, refusals, seen, values }} />}
      </div>
    </OfficerPage>
  )
}

function DecideForm({ ctx, refusals, seen, values }: SanggahanProps) {
  const m = messagesIn(ctx.lang)
  const choices = (['diterima', 'ditolak'] as const).map((value) => ({
    value,
    label: m.verdicts[value],
    hint: m.verdicts[`${value}Hint`],
  }))
  const field = { ctx, refusals }
  return (
    <form method="post" action={`${SANGGAHAN}/${seen.row.id}`} class="tumpuk">
      <Csrf ctx={ctx} />
      <RadioTiles
        {...field}
        name="hasil"
        label={m.verdict}
        choices={choices}
        value={values.hasil}
        isSingleColumn
      />
      <TextArea
        {...field}
        name="alasan"
        label={m.reason}
        hint={m.reasonHint}
        value={values.alasan}
        rows={4}
        maxLength={1000}
      />
      <Button>{m.decide}</Button>
    </form>
  )
}
