import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  ButtonLink,
  type Choice,
  Csrf,
  ErrorSummary,
  type PageContext,
  RadioTiles,
  SelectField,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import type { Need, Tindakan } from '../../domain/transitions.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { type TemplateChoice, TemplateField } from './template-field.tsx'

/** One action as a form: what it needs, what may be chosen, and the words it can be sent with. */
export type ActionFormView = Readonly<{
  tindakan: Tindakan
  needs: readonly Need[]
  tone: 'primary' | 'secondary' | 'danger'
  /** The message may be added where it is not needed. */
  hasMessage: boolean
  isInternal: boolean
  templates: readonly TemplateChoice[]
  /** Opens by itself: the step that usually comes next, or the one that was just refused. */
  isOpen: boolean
  shortcut: string | undefined
}>

export type UnitGroup = Readonly<{ label: string; choices: readonly Choice[] }>

/** What all forms of the page draw from. */
export type ActionChoices = Readonly<{
  suggestions: readonly Choice[]
  units: readonly UnitGroup[]
  officers: readonly Choice[]
  parents: readonly Choice[]
  reasons: Readonly<Record<'tolak' | 'jeda' | 'koordinasi', readonly Choice[]>>
}>

/** What was sent and refused: shown again as it was typed. */
export type Attempt = Readonly<{
  tindakan: string
  values: Readonly<Record<string, string>>
  refusals: readonly Refusal[]
}>

export type ActionFormsProps = Readonly<{
  ctx: PageContext
  nomor: string
  version: number
  /** Lines of the timeline the officer has seen: later ones are what changed. */
  seen: number
  antrean: string
  forms: readonly ActionFormView[]
  choices: ActionChoices
  /** What is written goes to the reporter alone. */
  isSecret: boolean
  attempt: Attempt | undefined
  proofHref: string
}>

/** Every action the table of transitions allows, each with its form. */
export function ActionForms(props: ActionFormsProps) {
  return (
    <>
      {props.forms.map((view) =>
        view.needs.includes('bukti') || view.tindakan === 'validasi' ? (
          <ProofLink {...props} view={view} />
        ) : view.needs.length === 0 && !view.hasMessage ? (
          <OneTap {...props} view={view} />
        ) : (
          <WithFields {...props} view={view} />
        ),
      )}
    </>
  )
}

type OneForm = ActionFormsProps & Readonly<{ view: ActionFormView }>

function Hidden({ ctx, view, version, seen, antrean }: OneForm) {
  return (
    <>
      <Csrf ctx={ctx} />
      <input type="hidden" name="tindakan" value={view.tindakan} />
      <input type="hidden" name="version" value={String(version)} />
      <input type="hidden" name="langkah" value={String(seen)} />
      <input type="hidden" name="antrean" value={antrean} />
    </>
  )
}

/** A fix is claimed with a photo and agreed to beside it: both on the page of the proof. */
function ProofLink({ ctx, proofHref, view }: OneForm) {
  const m = kerjaMessages(ctx.lang).form
  return (
    <div class="satu-tombol" id={`tindakan-${view.tindakan}`}>
      <ButtonLink href={proofHref}>
        {view.tindakan === 'validasi' ? m.proofCheck : m.proofLink}
      </ButtonLink>
    </div>
  )
}

function OneTap(props: OneForm) {
  const { ctx, view, nomor } = props
  return (
    <form
      class="satu-tombol"
      method="post"
      action={`/kerja/laporan/${nomor}/tindakan`}
      id={`tindakan-${view.tindakan}`}
    >
      <Hidden {...props} />
      <button
        class={view.tone === 'primary' ? 'tombol' : 'tombol dua'}
        type="submit"
        {...shortcutOf(view)}
      >
        {kerjaMessages(ctx.lang).actions[view.tindakan]}
      </button>
    </form>
  )
}

function shortcutOf({ shortcut }: ActionFormView) {
  return shortcut === undefined ? {} : { 'data-pintas': shortcut, 'aria-keyshortcuts': shortcut }
}

function WithFields(props: OneForm) {
  const { ctx, view, nomor, attempt } = props
  const label = kerjaMessages(ctx.lang).actions[view.tindakan]
  const tried = attempt?.tindakan === view.tindakan ? attempt : undefined
  const scoped = (tried?.refusals ?? []).map((refusal) =>
    refusal.field === undefined
      ? refusal
      : { ...refusal, field: `${view.tindakan}-${refusal.field}` },
  )
  return (
    <details
      id={`tindakan-${view.tindakan}`}
      open={view.isOpen || tried !== undefined}
      {...shortcutOf(view)}
    >
      <summary>
        {label}
        {view.shortcut && <kbd hidden>{view.shortcut.toUpperCase()}</kbd>}
      </summary>
      <form method="post" action={`/kerja/laporan/${nomor}/tindakan`}>
        <Hidden {...props} />
        <ErrorSummary ctx={ctx} refusals={scoped} />
        <NeededFields {...props} tried={tried} />
        <Button tone={view.tone === 'primary' ? 'primary' : 'secondary'}>{label}</Button>
      </form>
    </details>
  )
}

type Tried = OneForm & Readonly<{ tried: Attempt | undefined }>

const REASON_OF: Readonly<Partial<Record<Need, 'tolak' | 'jeda' | 'koordinasi'>>> = {
  'alasan-tolak': 'tolak',
  'alasan-jeda': 'jeda',
  'alasan-koordinasi': 'koordinasi',
}

function NeededFields(props: Tried) {
  const { ctx, view, choices, tried } = props
  const m = kerjaMessages(ctx.lang).form
  const value = (name: string) => tried?.values[name] ?? ''
  const shared = { ctx, scope: view.tindakan, refusals: tried?.refusals ?? [] }
  return (
    <>
      {view.needs.map((need) => {
        const reason = REASON_OF[need]
        if (reason !== undefined)
          return (
            <SelectField
              {...shared}
              name="alasan"
              label={m.reason}
              value={value('alasan')}
              choices={choices.reasons[reason]}
            />
          )
        if (need === 'unit') return <UnitField {...props} />
        if (need === 'petugas') return <OfficerField {...props} />
        if (need === 'induk') return <ParentField {...props} />
        return null
      })}
      {view.hasMessage && (
        <>
          <TemplateField ctx={ctx} scope={view.tindakan} templates={view.templates} />
          <TextArea
            {...shared}
            name="pesan"
            label={m.message}
            hint={
              view.isInternal
                ? m.messageInternal
                : props.isSecret
                  ? m.messageSecret
                  : m.messagePublic
            }
            isOptional={!view.needs.includes('pesan')}
            rows={4}
            maxLength={4000}
            value={value('pesan')}
          />
        </>
      )}
    </>
  )
}

/** Hints as tiles, none of them chosen beforehand; the whole list beneath. */
function UnitField({ ctx, view, choices, tried }: Tried) {
  const m = kerjaMessages(ctx.lang)
  const shared = { ctx, scope: view.tindakan, refusals: tried?.refusals ?? [] }
  const isForward = view.tindakan === 'disposisi' && choices.suggestions.length > 0
  return (
    <>
      {isForward && (
        <RadioTiles
          ctx={ctx}
          scope={view.tindakan}
          name="saran"
          label={m.one.suggested}
          value={tried?.values.saran ?? ''}
          choices={choices.suggestions}
          isSingleColumn
        />
      )}
      <SelectField
        {...shared}
        name="unit"
        label={
          isForward
            ? m.form.unitOther
            : view.tindakan === 'koordinasi'
              ? m.form.unitAsk
              : m.form.unit
        }
        {...(isForward ? { hint: m.form.unitOtherHint } : {})}
        value={tried?.values.unit ?? ''}
        choices={[]}
        groups={choices.units}
      />
    </>
  )
}

function OfficerField({ ctx, view, choices, tried }: Tried) {
  const m = kerjaMessages(ctx.lang).form
  return (
    <SelectField
      ctx={ctx}
      scope={view.tindakan}
      refusals={tried?.refusals ?? []}
      name="petugas"
      label={m.officer}
      {...(choices.officers.length === 0 ? { hint: m.officerNone } : {})}
      value={tried?.values.petugas ?? ''}
      choices={choices.officers}
    />
  )
}

function ParentField({ ctx, view, choices, tried }: Tried) {
  const m = kerjaMessages(ctx.lang).form
  return (
    <>
      {choices.parents.length > 0 && (
        <RadioTiles
          ctx={ctx}
          scope={view.tindakan}
          name="mirip"
          label={m.parentPick}
          value={tried?.values.mirip ?? ''}
          choices={choices.parents}
          isSingleColumn
        />
      )}
      <TextField
        ctx={ctx}
        scope={view.tindakan}
        refusals={tried?.refusals ?? []}
        name="induk"
        label={choices.parents.length > 0 ? m.parentOther : m.parent}
        hint={m.parentHint}
        value={tried?.values.induk ?? ''}
        maxLength={40}
      />
    </>
  )
}
