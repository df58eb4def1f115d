import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  ButtonLink,
  type Choice,
  Csrf,
  EmptyState,
  ErrorSummary,
  Facts,
  FieldRound,
  OfficerPage,
  type PageContext,
  RadioTiles,
  TextArea,
} from '../../../../ui/index.ts'
import { luringMessages } from '../../messages/index.ts'
import { FieldView } from '../field-view.tsx'
import type { ActionView } from '../kerja/case.page.tsx'

export type StopAction = ActionView &
  Readonly<{
    kunci: string
    /** Names of what must be filled in. */
    needed: readonly string[]
    /** Conditions for the script, as JSON. */
    rules: string
  }>

export type Stop = Readonly<{
  nomor: string
  service: string
  stage: string
  tahap: string
  sejak: string
  due: string
  place: readonly Readonly<{ label: string; value: string; href: string | undefined }>[]
  actions: readonly StopAction[]
}>

export type RoundPageProps = Readonly<{
  ctx: PageContext
  accountId: string
  stops: readonly Stop[]
  drawnAt: string
  refusals: readonly Refusal[]
  /** The form that came back refused. */
  open: Readonly<{ nomor: string; tindakan: string }> | undefined
  typed: Readonly<Record<string, string>>
  desa: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
  tableChoices: (table: string) => readonly Choice[]
}>

export const ROUND = '/kerja/permohonan/lapangan/bawa'

/** What an officer has taken along, each with its form; a worker keeps this page for places without a network. */
export function RoundPage(props: RoundPageProps) {
  const { ctx, stops } = props
  const m = luringMessages(ctx.lang)
  return (
    <OfficerPage
      ctx={ctx}
      title={m.round}
      current="applications"
      css={['layanan']}
      scripts={['layanan', 'lapangan', 'ui-form']}
    >
      <FieldRound
        ctx={ctx}
        accountId={props.accountId}
        scope={ROUND}
        title={m.round}
        lead={m.roundLead(String(stops.length))}
        drawnAt={m.drawnAt(props.drawnAt)}
        isMendable
      >
        <ErrorSummary ctx={ctx} refusals={scoped(props)} />
        <p>
          <a href="/kerja/permohonan/lapangan">{m.toList}</a>
        </p>
        {stops.length === 0 && (
          <EmptyState title={m.roundNone}>
            <p>{m.roundNoneHelp}</p>
          </EmptyState>
        )}
        <ol class="putaran">
          {stops.map((stop) => (
            <StopCard {...props} stop={stop} />
          ))}
        </ol>
      </FieldRound>
    </OfficerPage>
  )
}

/** Field names repeat from card to card; the summary leads to the one that was sent. */
function scoped({ refusals, open }: RoundPageProps): readonly Refusal[] {
  if (open === undefined) return refusals
  return refusals.map((one) =>
    one.field === undefined ? one : { ...one, field: `${scopeOf(open)}-${one.field}` },
  )
}

function scopeOf({ nomor, tindakan }: Readonly<{ nomor: string; tindakan: string }>): string {
  return `${nomor}-${tindakan}`
}

function StopCard(props: RoundPageProps & Readonly<{ stop: Stop }>) {
  const { ctx, stop } = props
  const m = luringMessages(ctx.lang)
  return (
    <li class="kartu" id={stop.nomor}>
      <details open={props.open?.nomor === stop.nomor}>
        <summary>
          <span class="meta">
            <span class="angka">{stop.nomor}</span>
            <span>{stop.stage}</span>
          </span>
          <b>{stop.service}</b>
          <span class="kecil redup">
            {stop.place
              .flatMap(({ value, href }) => (href === undefined ? [value] : []))
              .join(', ')}
          </span>
        </summary>
        <div class="isi tumpuk">
          <Facts
            rows={[
              ...stop.place.map(({ label, value, href }) => ({
                label,
                value:
                  href === undefined ? (
                    value
                  ) : (
                    <ButtonLink href={href} tone="secondary" isSmall>
                      {m.openMap}
                      <span class="vh"> {label}</span>
                    </ButtonLink>
                  ),
              })),
              { label: m.due, value: stop.due },
            ]}
          />
          {stop.actions.map((action) => (
            <StopForm {...props} action={action} />
          ))}
        </div>
      </details>
    </li>
  )
}

function StopForm(props: RoundPageProps & Readonly<{ stop: Stop; action: StopAction }>) {
  const { ctx, stop, action } = props
  const m = luringMessages(ctx.lang)
  const scope = scopeOf({ nomor: stop.nomor, tindakan: action.id })
  const isOpen = props.open?.nomor === stop.nomor && props.open.tindakan === action.id
  const refusals = isOpen ? props.refusals : []
  return (
    <details open={isOpen}>
      <summary>{action.label}</summary>
      <form
        method="post"
        action={`${ROUND}/${stop.nomor}`}
        enctype="multipart/form-data"
        data-aturan={action.rules}
        data-kirim-lapangan={`${action.label}, ${stop.nomor}`}
        data-wajib={action.needed.join(' ')}
        data-kecilkan
      >
        <Csrf ctx={ctx} />
        <input type="hidden" name="kunci" value={action.kunci} />
        <input type="hidden" name="tindakan" value={action.id} />
        <input type="hidden" name="tahap" value={stop.tahap} />
        <input type="hidden" name="sejak" value={stop.sejak} />
        <input type="hidden" name="diisi" value="" />
        {action.fields.map(({ field, typed }) => {
          const asked = (
            <FieldView
              ctx={ctx}
              field={field}
              scope={scope}
              value={undefined}
              typed={isOpen ? typed : undefined}
              refusals={refusals}
              desa={props.desa}
              tableChoices={props.tableChoices}
            />
          )
          return field.show === undefined ? (
            asked
          ) : (
            <fieldset class="bila" data-bila={field.id}>
              {asked}
            </fieldset>
          )
        })}
        {action.reason !== 'none' && (
          <Reason {...props} refusals={refusals} scope={scope} isOpen={isOpen} />
        )}
        <Button>{m.send(action.label)}</Button>
      </form>
    </details>
  )
}

function Reason({
  ctx,
  action,
  scope,
  refusals,
  typed,
  isOpen,
}: RoundPageProps & Readonly<{ action: StopAction; scope: string; isOpen: boolean }>) {
  const m = luringMessages(ctx.lang)
  const value = isOpen ? (typed.alasan ?? '') : ''
  return Array.isArray(action.reason) ? (
    <RadioTiles
      ctx={ctx}
      name="alasan"
      label={m.reason}
      choices={action.reason.map((text) => ({ value: text, label: text }))}
      value={value}
      isSingleColumn
      refusals={refusals}
      scope={scope}
    />
  ) : (
    <TextArea
      ctx={ctx}
      name="alasan"
      label={m.reason}
      hint={m.reasonHint}
      value={value}
      rows={3}
      maxLength={2000}
      refusals={refusals}
      scope={scope}
    />
  )
}
