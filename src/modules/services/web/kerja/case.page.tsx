import type { Refusal } from '../../../../kernel/result.ts'
import {
  type Answer,
  Button,
  CheckAnswers,
  type Choice,
  Csrf,
  ErrorSummary,
  Facts,
  OfficerPage,
  type PageContext,
  RadioTiles,
  Section,
  StatusTag,
  type TagKind,
  TextArea,
  TextField,
  Timeline,
  type TimelineItem,
  Warning,
} from '../../../../ui/index.ts'
import type { Field } from '../../domain/definition/types.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { FieldView } from '../field-view.tsx'
import { OpinionForm } from './opinion-form.tsx'

export type ActionView = Readonly<{
  id: string
  label: string
  /** A reason in words, or one of a list. */
  reason: 'none' | 'text' | readonly string[]
  fields: readonly Readonly<{ field: Field; typed: string | undefined }>[]
  isFix: boolean
  isSigning: boolean
  /** The reader did a step that this one must not follow. */
  isOwn: boolean
}>

export type Point = Readonly<{ value: string; label: string }>

export type CasePageProps = Readonly<{
  ctx: PageContext
  nomor: string
  name: string
  version: number
  tag: Readonly<{ kind: TagKind; label: string }>
  remaining: string
  isLate: boolean
  facts: readonly Readonly<{ label: string; value: string }>[]
  groups: readonly Readonly<{ title: string; answers: readonly Answer[] }>[]
  documents: readonly Readonly<{ label: string; href: string | undefined }>[]
  rules: readonly Readonly<{ text: string; isHeld: boolean }>[]
  opinions: readonly string[]
  /** What the reader's agency fills in beside its opinion; undefined where it gives none. */
  opinion: readonly Field[] | undefined
  actions: readonly ActionView[]
  points: Readonly<{
    fields: readonly Point[]
    documents: readonly Point[]
    rules: readonly Point[]
  }>
  isFurtherRound: boolean
  needsPassphrase: boolean
  letters: readonly Readonly<{ label: string; href: string | undefined }>[]
  timeline: readonly TimelineItem[]
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
  desa: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
  tableChoices: (table: string) => readonly Choice[]
  nextHref: string | undefined
}>

/** One application at an officer's desk: what was said, what may be done, how much time is left. */
export function CasePage(props: CasePageProps) {
  const { ctx, nomor } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <OfficerPage
      ctx={ctx}
      title={m.caseTitle(nomor)}
      current="applications"
      css={['layanan']}
      scripts={['ui-kerja']}
    >
      <p class="kecil">
        <a href="/kerja/permohonan">{m.back}</a>
        {props.nextHref && (
          <>
            {' · '}
            <a href={props.nextHref} data-berikut>
              {m.next}
            </a>
          </>
        )}
      </p>
      <ErrorSummary ctx={ctx} refusals={props.refusals} />
      <h1>{props.name}</h1>
      <p class="meta">
        <span class="angka">{nomor}</span>{' '}
        <StatusTag kind={props.tag.kind}>{props.tag.label}</StatusTag>{' '}
        <b class={props.isLate ? 'telat angka' : 'angka'}>{props.remaining}</b>
      </p>
      <div class="dua-lajur permohonan">
        <div>
          {props.groups.map((group) => (
            <>
              <h2 class="jarak">{group.title}</h2>
              <CheckAnswers ctx={ctx} answers={group.answers} />
            </>
          ))}
          <Documents {...props} />
          <Rules {...props} />
          <Section id="perjalanan" title={m.timeline}>
            <Timeline label={m.timeline} items={props.timeline} />
          </Section>
        </div>
        <aside>
          <Actions {...props} />
          <Facts rows={props.facts} />
          {props.opinions.length > 0 && (
            <>
              <h2 class="jarak">{m.opinions}</h2>
              <ul class="butir">
                {props.opinions.map((text) => (
                  <li>{text}</li>
                ))}
              </ul>
            </>
          )}
          {props.letters.length > 0 && (
            <>
              <h2 class="jarak">{m.letter}</h2>
              <ul class="butir">
                {props.letters.map((letter) => (
                  <li>
                    {letter.href === undefined ? (
                      letter.label
                    ) : (
                      <a href={letter.href}>{letter.label}</a>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
          <p class="kecil redup jarak">{m.looked}</p>
        </aside>
      </div>
    </OfficerPage>
  )
}

function Documents({ ctx, documents }: CasePageProps) {
  const m = kerjaMessages(ctx.lang)
  return (
    <>
      <h2 class="jarak">{m.documents}</h2>
      {documents.length === 0 ? (
        <p>{m.noDocuments}</p>
      ) : (
        <ul class="kartu tugas">
          {documents.map((doc) => (
            <li>
              <span>{doc.label}</span>
              {doc.href && (
                <a href={doc.href}>
                  {m.openDocument}
                  <span class="vh"> {doc.label}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Rules({ ctx, rules }: CasePageProps) {
  const m = kerjaMessages(ctx.lang)
  if (rules.length === 0) return null
  return (
    <>
      <h2 class="jarak">{m.rules}</h2>
      <ul class="kartu tugas">
        {rules.map((rule) => (
          <li>
            <span>{rule.text}</span>
            <StatusTag kind={rule.isHeld ? 'selesai' : 'lewat'}>
              {rule.isHeld ? m.ruleHolds : m.ruleBroken}
            </StatusTag>
          </li>
        ))}
      </ul>
    </>
  )
}

function Actions(props: CasePageProps) {
  const { ctx } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <section aria-labelledby="tindakan">
      <h2 id="tindakan">{m.actions}</h2>
      {props.opinion && <OpinionForm {...props} fields={props.opinion} />}
      {props.actions.length === 0 && props.opinion === undefined && (
        <p class="redup">{m.noActions}</p>
      )}
      {props.actions.map((action, index) =>
        action.isOwn ? (
          <Warning>
            {action.label}: {m.same}
          </Warning>
        ) : (
          <ActionForm {...props} action={action} isFirst={index === 0} />
        ),
      )}
    </section>
  )
}

function ActionForm(props: CasePageProps & Readonly<{ action: ActionView; isFirst: boolean }>) {
  const { ctx, action, nomor } = props
  const m = kerjaMessages(ctx.lang)
  const isPlain = action.reason === 'none' && action.fields.length === 0 && !action.isFix
  const form = (
    <form
      method="post"
      action={`/kerja/permohonan/${nomor}`}
      {...(action.fields.some(({ field }) => field.type === 'foto')
        ? { encType: 'multipart/form-data' }
        : {})}
    >
      <Csrf ctx={ctx} />
      <input type="hidden" name="versi" value={String(props.version)} />
      {action.isFix && <FixList {...props} />}
      {action.fields.map(({ field, typed }) => (
        <FieldView
          ctx={ctx}
          field={field}
          value={undefined}
          typed={typed}
          refusals={props.refusals}
          desa={props.desa}
          tableChoices={props.tableChoices}
        />
      ))}
      <Reason {...props} />
      {action.isSigning && props.needsPassphrase && (
        <TextField
          ctx={ctx}
          name="frasa"
          label={m.passphrase}
          hint={m.passphraseHint}
          type="password"
          autocomplete="off"
          scope={action.id}
          refusals={props.refusals}
        />
      )}
      <Button name="tindakan" value={action.id} tone={props.isFirst ? 'primary' : 'secondary'}>
        {action.label}
      </Button>
    </form>
  )
  if (isPlain) return <div class="tindakan">{form}</div>
  return (
    <details class="tindakan" open={props.typed.tindakan === action.id}>
      <summary class="tombol dua">{action.label}</summary>
      {form}
    </details>
  )
}

function Reason({
  ctx,
  action,
  typed,
  refusals,
}: CasePageProps & Readonly<{ action: ActionView }>) {
  const m = kerjaMessages(ctx.lang)
  if (Array.isArray(action.reason))
    return (
      <RadioTiles
        ctx={ctx}
        name="alasan"
        label={m.reason}
        choices={action.reason.map((text) => ({ value: text, label: text }))}
        value={typed.alasan ?? ''}
        isSingleColumn
        refusals={refusals}
        scope={action.id}
      />
    )
  if (action.reason === 'none' && !action.isFix) return null
  return (
    <TextArea
      ctx={ctx}
      name="alasan"
      label={action.isFix ? m.note : m.reason}
      hint={m.reasonHint}
      value={typed.alasan ?? ''}
      rows={3}
      maxLength={2000}
      refusals={refusals}
      scope={action.id}
      {...(action.isFix ? { isOptional: true } : {})}
    />
  )
}

function FixList({ ctx, points, refusals, isFurtherRound, typed }: CasePageProps) {
  const m = kerjaMessages(ctx.lang)
  const groups = [
    [m.fixDocs, points.documents],
    [m.fixFields, points.fields],
    [m.fixRules, points.rules],
  ] as const
  const problem = refusals.find((one) => one.field === 'butir')
  return (
    <fieldset class={problem === undefined ? 'ruas' : 'ruas salah'} id="f-butir" tabIndex={-1}>
      <legend>{m.fix}</legend>
      <p class="bantuan">{isFurtherRound ? m.fixRound : m.fixHint}</p>
      {problem && <p class="pesan-salah">{ctx.word(problem)}</p>}
      {groups.map(([title, list]) =>
        list.length === 0 ? null : (
          <>
            <p class="kecil redup">{title}</p>
            {list.map((point) => (
              <div class="butir-perbaikan">
                <label>
                  <input
                    type="checkbox"
                    name="butir"
                    value={point.value}
                    checked={typed[`butir ${point.value}`] !== undefined}
                  />{' '}
                  {point.label}
                </label>
                <input
                  class="isian"
                  name={`catatan.${point.value}`}
                  aria-label={`${m.note}: ${point.label}`}
                  placeholder={m.note}
                  maxLength={300}
                  value={typed[`catatan.${point.value}`] ?? ''}
                />
              </div>
            ))}
          </>
        ),
      )}
      <p class="kecil redup">{m.fixOther}</p>
      <input
        class="isian"
        name="catatan.lain"
        aria-label={m.fixOther}
        placeholder={m.fixOtherHint}
        maxLength={300}
        value={typed['catatan.lain'] ?? ''}
      />
    </fieldset>
  )
}
