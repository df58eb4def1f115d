import { parseTanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber, formatTanggal } from '../../../ui/format.ts'
import {
  CheckboxTiles,
  type Choice,
  FileField,
  type PageContext,
  RadioTiles,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { type Field, wordsIn } from '../domain/definition/types.ts'
import type { Row } from '../domain/expr/types.ts'
import { ajukanMessages } from '../messages/index.ts'

/** What drawing a field needs: its answer, what is wrong, and the lists it may choose from. */
export type FieldViewProps = Readonly<{
  ctx: PageContext
  field: Field
  /** Name it is sent by; the field's own id unless it is a cell of a row. */
  name?: string
  /** Tells several forms of one page apart. */
  scope?: string
  value: unknown
  /** What was typed, where it could not be read: nobody types twice. */
  typed?: string | undefined
  refusals: readonly Refusal[]
  desa: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
  tableChoices: (table: string) => readonly Choice[]
}>

/** Choices up to here are tiles, more are a list to open. */
const TILES_MAX = 6
const ROWS_SHOWN_MIN = 2

/** One field as its type asks for it. */
export function FieldView(props: FieldViewProps) {
  const { ctx, field, value } = props
  const { lang } = ctx
  const name = props.name ?? field.id
  const shared = {
    ctx,
    name,
    label: wordsIn(field.label, lang),
    ...(props.scope === undefined ? {} : { scope: props.scope }),
    ...(field.hint === undefined ? {} : { hint: wordsIn(field.hint, lang) }),
    refusals: props.refusals,
    ...(field.required === undefined || field.required === false ? { isOptional: true } : {}),
  }
  switch (field.type) {
    case 'info':
      return <p class="info">{wordsIn(field.label, lang)}</p>
    case 'hitung':
      return (
        <Known
          label={wordsIn(field.label, lang)}
          value={shownValue(ctx, field, value)}
          note={ajukanMessages(lang).computed}
        />
      )
    case 'paragraf':
      return (
        <TextArea {...shared} value={props.typed ?? text(value)} maxLength={field.max ?? 2000} />
      )
    case 'pilih':
      return <Choose {...props} shared={shared} />
    case 'banyak':
      return (
        <CheckboxTiles
          {...shared}
          choices={choicesOf(props)}
          values={Array.isArray(value) ? (value as readonly string[]) : []}
        />
      )
    case 'centang':
    case 'pernyataan':
      return <Tick {...props} shared={shared} />
    case 'wilayah':
      return (
        <SelectField
          {...shared}
          choices={[]}
          groups={props.desa}
          value={text(value)}
          placeholder={ajukanMessages(lang).chooseDesa}
        />
      )
    case 'ulang':
      return <Rows {...props} />
    case 'foto':
      return <FileField {...shared} accept="image/*" capture="environment" />
    default:
      return (
        <TextField
          {...shared}
          {...inputOf(field)}
          value={props.typed ?? inputText(ctx, field, value)}
          {...hintFor(ctx, field, shared)}
        />
      )
  }
}

type Shared = Readonly<{
  ctx: PageContext
  name: string
  label: string
  hint?: string
  refusals: readonly Refusal[]
  isOptional?: boolean
}>

function hintFor(
  ctx: PageContext,
  field: Field,
  { hint }: Shared,
): { hint?: string; positionLabel?: string } {
  if (field.type !== 'titik') return {}
  const m = ajukanMessages(ctx.lang)
  return { positionLabel: m.pointHere, ...(hint === undefined ? { hint: m.pointHint } : {}) }
}

const INPUT: Readonly<
  Partial<
    Record<
      Field['type'],
      Readonly<{
        type?: 'date' | 'tel' | 'email'
        inputMode?: 'numeric' | 'decimal' | 'tel' | 'email'
      }>
    >
  >
> = {
  angka: { inputMode: 'decimal' },
  rupiah: { inputMode: 'numeric' },
  tanggal: { type: 'date' },
  nik: { inputMode: 'numeric' },
  nkk: { inputMode: 'numeric' },
  nib: { inputMode: 'numeric' },
  hp: { type: 'tel', inputMode: 'tel' },
  email: { type: 'email', inputMode: 'email' },
}

function inputOf(field: Field) {
  const max = field.type === 'teks' ? (field.max ?? 200) : undefined
  return { ...(INPUT[field.type] ?? {}), ...(max === undefined ? {} : { maxLength: max }) }
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

/** As it is typed: 1.250,5 in Indonesian, a point as two numbers. */
function inputText({ lang }: PageContext, field: Field, value: unknown): string {
  if (typeof value === 'number') return formatNumber(value, lang, 6)
  if (field.type === 'titik' && isPoint(value)) return `${value.lat}, ${value.lon}`
  return text(value)
}

function isPoint(value: unknown): value is Readonly<{ lat: number; lon: number }> {
  return typeof value === 'object' && value !== null && 'lat' in value && 'lon' in value
}

function choicesOf({ ctx, field, tableChoices }: FieldViewProps): readonly Choice[] {
  const { options } = field
  if (options === undefined) return []
  if ('ref' in options) return tableChoices(options.ref)
  return options.map(([value, label]) => ({ value, label: wordsIn(label, ctx.lang) }))
}

function Choose(props: FieldViewProps & Readonly<{ shared: Shared }>) {
  const choices = choicesOf(props)
  return choices.length <= TILES_MAX ? (
    <RadioTiles {...props.shared} choices={choices} value={text(props.value)} isSingleColumn />
  ) : (
    <SelectField {...props.shared} choices={choices} value={text(props.value)} />
  )
}

function Tick({ shared, value }: FieldViewProps & Readonly<{ shared: Shared }>) {
  const { label, isOptional: _, ...rest } = shared
  return (
    <CheckboxTiles
      {...rest}
      label={label}
      choices={[{ value: 'ya', label }]}
      values={value === true ? ['ya'] : []}
      isSingleColumn
    />
  )
}

/** Rows of a repeating group: those that are filled and one or two more. */
function Rows(props: FieldViewProps) {
  const { ctx, field } = props
  const m = ajukanMessages(ctx.lang)
  const rows = Array.isArray(props.value) ? (props.value as readonly Row[]) : []
  const most = field.max ?? 30
  const count = Math.min(most, Math.max(rows.length + 1, field.min ?? 1, ROWS_SHOWN_MIN))
  return (
    <fieldset
      class="ruas"
      id={`f-${field.id.replaceAll('.', '-')}`}
      tabIndex={-1}
      data-baris={field.id}
      data-baris-maks={String(most)}
    >
      <legend>{wordsIn(field.label, ctx.lang)}</legend>
      <p class="bantuan">{field.hint === undefined ? m.rowHint : wordsIn(field.hint, ctx.lang)}</p>
      {props.refusals
        .filter((one) => one.field === field.id)
        .map((one) => (
          <p class="pesan-salah">{ctx.word(one)}</p>
        ))}
      {Array.from({ length: count }, (_, index) => (
        <div class="baris-ulang" role="group" aria-label={m.rowNumber(String(index + 1))}>
          <p class="kecil redup">{m.rowNumber(String(index + 1))}</p>
          {(field.fields ?? []).map((cell) => (
            <FieldView
              {...props}
              field={index < (field.min ?? 0) ? cell : { ...cell, required: false }}
              name={`${field.id}.${index}.${cell.id}`}
              value={rows[index]?.[cell.id]}
              typed={undefined}
            />
          ))}
        </div>
      ))}
      {count < most && (
        <button class="tombol dua mini" name="aksi" value={`baris:${field.id}`}>
          {m.rowMore}
        </button>
      )}
    </fieldset>
  )
}

/** Something that is known and not asked. */
export function Known({
  label,
  value,
  note,
}: Readonly<{ label: string; value: string; note: string }>) {
  return (
    <dl class="dari-register">
      <dt>{label}</dt>
      <dd>{value}</dd>
      <dd class="kecil redup">{note}</dd>
    </dl>
  )
}

/** Words for stored codes. */
export type Names = Readonly<{
  desa?: (kode: string) => string | undefined
  table?: (table: string, key: string) => string | undefined
}>

/** A value in words: the label of a choice, a date, a number with its dots. */
export function shownValue(
  ctx: PageContext,
  field: Field,
  value: unknown,
  names: Names = {},
): string {
  if (value === null || value === undefined || value === '') return '-'
  if (typeof value === 'boolean') return yesOrNo(ctx, value)
  if (typeof value === 'number') return shownNumber(ctx, field, value)
  if (isPoint(value)) return `${value.lat}, ${value.lon}`
  if (Array.isArray(value)) return value.map((one) => shownPart(ctx, field, one, names)).join('; ')
  return shownText(ctx, field, String(value), names)
}

function yesOrNo({ lang }: PageContext, value: boolean): string {
  if (lang === 'en') return value ? 'yes' : 'no'
  return value ? 'ya' : 'tidak'
}

function shownNumber({ lang }: PageContext, { type }: Field, value: number): string {
  return type === 'rupiah' ? `Rp${formatNumber(value, lang)}` : formatNumber(value, lang, 6)
}

function shownPart(ctx: PageContext, field: Field, one: unknown, names: Names): string {
  if (typeof one !== 'object' || one === null) return optionText(ctx, field, String(one), names)
  const row = one as Row
  return (field.fields ?? [])
    .map(
      (cell) => `${wordsIn(cell.label, ctx.lang)}: ${shownValue(ctx, cell, row[cell.id], names)}`,
    )
    .join(', ')
}

function shownText(ctx: PageContext, field: Field, value: string, names: Names): string {
  if (field.type === 'tanggal') {
    const date = parseTanggal(value)
    return date.ok ? formatTanggal(date.value, ctx.lang) : value
  }
  if (field.type === 'wilayah') return names.desa?.(value) ?? value
  return optionText(ctx, field, value, names)
}

function optionText(ctx: PageContext, { options }: Field, value: string, names: Names): string {
  if (options === undefined) return value
  if ('ref' in options) return names.table?.(options.ref, value) ?? value
  const found = options.find(([code]) => code === value)
  return found === undefined ? value : wordsIn(found[1], ctx.lang)
}
