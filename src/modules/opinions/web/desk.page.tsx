import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  type Choice,
  Csrf,
  DataTable,
  DayField,
  EmptyState,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  Pagination,
  PurposeFields,
  RadioTiles,
  Section,
  SelectField,
  StatusTag,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { ALASAN, type HeadForm } from '../actions/converse.ts'
import { messagesIn } from '../messages/index.ts'
import type { Percakapan, Pernyataan } from '../store.ts'
import { PercakapanTable, TAGS } from './list.page.tsx'

export type DeskProps = Readonly<{
  ctx: PageContext
  rows: readonly Percakapan[]
  nextHref: string | undefined
  units: readonly Choice[]
  form: HeadForm
  refusals: readonly Refusal[]
}>

/** All conversations; a new one beneath. */
export function DeskPage({ ctx, rows, nextHref, units, form, refusals }: DeskProps) {
  const m = messagesIn(ctx.lang)
  const base = { ctx, refusals }
  return (
    <OfficerPage ctx={ctx} title={m.title} current="opinions">
      <div class="isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div>
          <h1>{m.title}</h1>
          <p class="bantuan">{m.deskLead}</p>
        </div>
        {rows.length === 0 ? (
          <EmptyState title={m.empty} />
        ) : (
          <PercakapanTable ctx={ctx} rows={rows} path="/kerja/pendapat" />
        )}
        {nextHref !== undefined && (
          <Pagination
            ctx={ctx}
            shown={m.shownOf(formatNumber(rows.length, ctx.lang))}
            nextHref={nextHref}
          />
        )}
        <Section id="h-baru" title={m.newTitle}>
          <form method="post" action="/kerja/pendapat" class="tumpuk">
            <Csrf ctx={ctx} />
            <PurposeFields {...base} form={form} words={m} units={units} />
            <RadioTiles
              {...base}
              name="moderasi"
              label={m.rule}
              value={form.moderasi ?? ''}
              choices={(['longgar', 'ketat'] as const).map((value) => ({
                value,
                label: m.rules[value],
              }))}
              isSingleColumn
            />
            <DayField {...base} name="tutup" label={m.tutup} value={form.tutup ?? ''} />
            <Button>{m.create}</Button>
          </form>
        </Section>
      </div>
    </OfficerPage>
  )
}

export type OneDeskProps = Readonly<{
  ctx: PageContext
  percakapan: Percakapan
  list: readonly Pernyataan[]
  /** What was sent and refused. */
  typed: Readonly<Record<'teks' | 'nomor' | 'alasan' | 'alasanKode', string>>
  refusals: readonly Refusal[]
}>

/** One conversation: what waits to be checked stands first. */
export function OneDeskPage(props: OneDeskProps) {
  const { ctx, percakapan, list, refusals } = props
  const m = messagesIn(ctx.lang)
  const path = `/kerja/pendapat/${percakapan.kode}`
  const { status } = percakapan
  return (
    <OfficerPage ctx={ctx} title={percakapan.judul} current="opinions">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href="/kerja/pendapat">{m.all}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={scoped(props)} />
        <div>
          <h1>{percakapan.judul}</h1>
          <p>
            <StatusTag kind={TAGS[status]}>{m.status[status]}</StatusTag>
          </p>
        </div>
        <div class="tombol-baris">
          {status === 'draf' && (
            <ActionForm ctx={ctx} action={`${path}/buka`} label={m.open} tone="primary" />
          )}
          {status !== 'draf' && (
            <>
              <ActionForm ctx={ctx} action={`${path}/gambar`} label={m.draw} tone="primary" />
              <ButtonLink href={`/pendapat/${percakapan.kode}`} tone="secondary">
                {m.publicPage}
              </ButtonLink>
            </>
          )}
          {status === 'buka' && <ActionForm ctx={ctx} action={`${path}/tutup`} label={m.close} />}
        </div>
        {status !== 'draf' && <Waiting {...props} />}
        {status !== 'tutup' && (
          <form method="post" action={`${path}/pernyataan`} class="tumpuk">
            <Csrf ctx={ctx} />
            <TextArea
              ctx={ctx}
              name="teks"
              label={m.addAwal}
              hint={m.submitHint}
              value={props.typed.teks}
              rows={2}
              maxLength={140}
              refusals={refusals}
            />
            <Button tone="secondary">{m.addAwal}</Button>
          </form>
        )}
        <Section id="h-semua" title={m.statements}>
          <DataTable
            caption={m.statements}
            columns={[
              {
                header: m.statement,
                isHead: true,
                cell: ({ nomor, teks }: Pernyataan) => `${nomor}. ${teks}`,
              },
              { header: m.state, cell: (row) => m.statementStatus[row.status] },
            ]}
            rows={list}
          />
        </Section>
      </div>
    </OfficerPage>
  )
}

/** Links of the summary lead to the fields of the one statement that was refused. */
function scoped({ refusals, typed }: OneDeskProps): readonly Refusal[] {
  return refusals.map((refusal) =>
    refusal.field === 'alasan' || refusal.field === 'alasan_kode'
      ? { ...refusal, field: `n${typed.nomor}-${refusal.field}` }
      : refusal,
  )
}

function Waiting({ ctx, percakapan, list, typed, refusals }: OneDeskProps) {
  const m = messagesIn(ctx.lang)
  const waiting = list.filter(({ status }) => status === 'menunggu')
  return (
    <Section id="h-tunggu" title={m.waiting}>
      {waiting.length === 0 && <p>{m.waitingNone}</p>}
      {waiting.map(({ nomor, teks }) => {
        const isRefused = typed.nomor === String(nomor)
        const base = { ctx, scope: `n${nomor}`, refusals: isRefused ? refusals : [] }
        return (
          <form method="post" action={`/kerja/pendapat/${percakapan.kode}/periksa`} class="tumpuk">
            <Csrf ctx={ctx} />
            <input type="hidden" name="nomor" value={String(nomor)} />
            <h3>
              {nomor}. {teks}
            </h3>
            <SelectField
              {...base}
              name="alasan_kode"
              label={m.reason}
              value={isRefused ? typed.alasanKode : ''}
              choices={ALASAN.map((value) => ({ value, label: m.reasons[value] }))}
              isOptional
            />
            <TextField
              {...base}
              name="alasan"
              label={m.reasonText}
              value={isRefused ? typed.alasan : ''}
              maxLength={300}
              isOptional
            />
            <div class="tombol-baris">
              <Button name="putusan" value="terima">
                {m.accept}
              </Button>
              <Button name="putusan" value="tolak" tone="secondary">
                {m.reject}
              </Button>
            </div>
          </form>
        )
      })}
    </Section>
  )
}
