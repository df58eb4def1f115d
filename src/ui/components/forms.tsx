import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../kernel/result.ts'
import { Icon, type IconName } from '../icon.tsx'
import { uiMessages } from '../messages/index.ts'
import type { PageContext } from '../page-context.ts'

/** Hidden token of every POST form; without it the request is refused. */
export function Csrf({ ctx }: { ctx: PageContext }) {
  return <input type="hidden" name="_csrf" value={ctx.csrf} />
}

/**
 * All reasons at once, at the top, each a link to its field. Takes the focus by script, and is an alert
 * for readers without it.
 */
/** Where a field is asked, when it is not on this page, and what it asks when the reason does not say so. */
export type Place = Readonly<{ href: string; name?: string }>

export function ErrorSummary({
  ctx,
  refusals,
  placeOf = () => undefined,
}: {
  ctx: PageContext
  refusals: readonly Refusal[]
  placeOf?: (field: string) => Place | undefined
}) {
  if (refusals.length === 0) return null
  return (
    <div class="galat" role="alert" tabIndex={-1} data-galat>
      <h2>{uiMessages(ctx.lang).errorTitle}</h2>
      <ul>
        {refusals.map((refusal) => {
          const { field } = refusal
          if (field === undefined) return <li>{ctx.word(refusal)}</li>
          const { href = `#${fieldId(field)}`, name } = placeOf(field) ?? {}
          return (
            <li>
              <a href={href}>
                {name === undefined ? ctx.word(refusal) : `${name}: ${ctx.word(refusal)}`}
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** Field names may hold dots ("jawaban.lama"); ids for links and labels do not. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^a-zA-Z0-9_-]/g, '-')}`
}

type FieldProps = Readonly<{
  ctx: PageContext
  name: string
  label: string
  hint?: string
  isOptional?: boolean
  refusals?: readonly Refusal[]
  /** Tells the ids of several forms of one page apart; the sent name stays the same. */
  scope?: string
}>

type Wiring = Readonly<{
  id: string
  describedBy: Readonly<{ 'aria-describedby'?: string }>
  invalid: Readonly<{ 'aria-invalid'?: 'true' }>
  problem: string | undefined
}>

/** What stands at a field that was refused, in the visitor's language. */
export function problemAt(
  { ctx, refusals = [] }: Pick<FieldProps, 'ctx' | 'refusals'>,
  name: string,
): string | undefined {
  const refusal = refusals.find(({ field }) => field === name)
  return refusal === undefined ? undefined : ctx.word(refusal)
}

function wire(props: FieldProps): Wiring {
  const { name, hint, scope } = props
  const id = fieldId(scope === undefined ? name : `${scope}-${name}`)
  const problem = problemAt(props, name)
  const described = [hint === undefined ? '' : `${id}-b`, problem === undefined ? '' : `${id}-s`]
    .filter((part) => part !== '')
    .join(' ')
  return {
    id,
    problem,
    describedBy: described === '' ? {} : { 'aria-describedby': described },
    invalid: problem === undefined ? {} : { 'aria-invalid': 'true' },
  }
}

function Around({
  field,
  wiring,
  children,
}: {
  field: FieldProps
  wiring: Wiring
  children: ComponentChildren
}) {
  return (
    <div class={wiring.problem === undefined ? 'ruas' : 'ruas salah'}>
      <label for={wiring.id}>
        {field.label}{' '}
        {field.isOptional && <span class="bantuan">{uiMessages(field.ctx.lang).optional}</span>}
      </label>
      <Notes field={field} wiring={wiring} />
      {children}
    </div>
  )
}

function Notes({ field, wiring }: { field: FieldProps; wiring: Wiring }) {
  return (
    <>
      {field.hint && (
        <p class="bantuan" id={`${wiring.id}-b`}>
          {field.hint}
        </p>
      )}
      {wiring.problem && (
        <p class="pesan-salah" id={`${wiring.id}-s`}>
          <span class="vh">{uiMessages(field.ctx.lang).error}: </span>
          {wiring.problem}
        </p>
      )}
    </>
  )
}

export type TextFieldProps = FieldProps &
  Readonly<{
    value?: string
    type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'date' | 'number' | 'url'
    autocomplete?: string
    inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email'
    maxLength?: number
    isRequired?: boolean
    /** Words of a button by which a script fills in the position of the phone. */
    positionLabel?: string
  }>

export function TextField(props: TextFieldProps) {
  const wiring = wire(props)
  return (
    <Around field={props} wiring={wiring}>
      <input
        class="isian"
        id={wiring.id}
        name={props.name}
        // The JSX types want one literal per input type; ours are all single-line texts.
        type={(props.type ?? 'text') as 'text'}
        value={props.value ?? ''}
        {...(props.autocomplete ? { autocomplete: props.autocomplete } : {})}
        {...(props.inputMode ? { inputMode: props.inputMode } : {})}
        {...(props.maxLength ? { maxLength: props.maxLength } : {})}
        {...(props.isRequired ? { 'aria-required': 'true' as const } : {})}
        {...(props.positionLabel ? { 'data-titik': props.positionLabel } : {})}
        {...wiring.describedBy}
        {...wiring.invalid}
      />
    </Around>
  )
}

export function TextArea(
  props: FieldProps & Readonly<{ value?: string; rows?: number; maxLength?: number }>,
) {
  const wiring = wire(props)
  return (
    <Around field={props} wiring={wiring}>
      <textarea
        class="isian"
        id={wiring.id}
        name={props.name}
        rows={props.rows ?? 5}
        {...(props.maxLength ? { maxLength: props.maxLength, 'data-hitung': wiring.id } : {})}
        {...wiring.describedBy}
        {...wiring.invalid}
      >
        {props.value ?? ''}
      </textarea>
    </Around>
  )
}

export type Choice = Readonly<{ value: string; label: string; hint?: string; icon?: IconName }>

export function SelectField(
  props: FieldProps &
    Readonly<{
      value?: string
      choices: readonly Choice[]
      groups?: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
      placeholder?: string
    }>,
) {
  const wiring = wire(props)
  return (
    <Around field={props} wiring={wiring}>
      <select
        class="isian"
        id={wiring.id}
        name={props.name}
        {...wiring.describedBy}
        {...wiring.invalid}
      >
        <option value="">{props.placeholder ?? uiMessages(props.ctx.lang).chooseOne}</option>
        <Options choices={props.choices} value={props.value} />
        {props.groups?.map((group) => (
          <optgroup label={group.label}>
            <Options choices={group.choices} value={props.value} />
          </optgroup>
        ))}
      </select>
    </Around>
  )
}

export function Options({
  choices,
  value,
}: {
  choices: readonly Choice[]
  value: string | undefined
}) {
  return (
    <>
      {choices.map((choice) => (
        <option value={choice.value} selected={choice.value === value}>
          {choice.label}
        </option>
      ))}
    </>
  )
}

type TilesProps = FieldProps & Readonly<{ choices: readonly Choice[]; isSingleColumn?: boolean }>

/** Choices as large tiles: 56 px high, the whole tile is the target. */
export function RadioTiles(props: TilesProps & Readonly<{ value?: string }>) {
  return <Tiles {...props} type="radio" isChecked={(value) => value === props.value} />
}

export function CheckboxTiles(props: TilesProps & Readonly<{ values?: readonly string[] }>) {
  return (
    <Tiles
      {...props}
      type="checkbox"
      isChecked={(value) => props.values?.includes(value) ?? false}
    />
  )
}

function Tiles(
  props: TilesProps &
    Readonly<{ type: 'radio' | 'checkbox'; isChecked: (value: string) => boolean }>,
) {
  const wiring = wire(props)
  return (
    <fieldset
      class={wiring.problem === undefined ? 'ruas' : 'ruas salah'}
      id={wiring.id}
      tabIndex={-1}
      {...wiring.describedBy}
    >
      <legend>
        {props.label}{' '}
        {props.isOptional && <span class="bantuan">{uiMessages(props.ctx.lang).optional}</span>}
      </legend>
      <Notes field={props} wiring={wiring} />
      <div class={props.isSingleColumn ? 'ubin satu' : 'ubin'}>
        {props.choices.map((choice) => (
          <label>
            <input
              type={props.type}
              name={props.name}
              value={choice.value}
              checked={props.isChecked(choice.value)}
            />
            {choice.icon && <Icon name={choice.icon} />}
            <span>
              {choice.label}
              {choice.hint && (
                <>
                  <br />
                  <span class="bantuan">{choice.hint}</span>
                </>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function FileField(
  props: FieldProps &
    Readonly<{
      accept: string
      capture?: 'environment' | 'user'
      isMultiple?: boolean
      script?: string
    }>,
) {
  const wiring = wire(props)
  return (
    <Around field={props} wiring={wiring}>
      <input
        class="isian"
        id={wiring.id}
        name={props.name}
        type="file"
        accept={props.accept}
        {...(props.capture ? { capture: props.capture } : {})}
        {...(props.isMultiple ? { multiple: true } : {})}
        {...(props.script ? { 'data-foto': props.script } : {})}
        {...wiring.describedBy}
        {...wiring.invalid}
      />
    </Around>
  )
}
