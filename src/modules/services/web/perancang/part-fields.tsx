import type { Refusal } from '../../../../kernel/result.ts'
import {
  CheckboxTiles,
  type PageContext,
  SelectField,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import type { Layanan } from '../../domain/definition/types.ts'
import { type Saying, sayExpr } from '../../domain/expr/say.ts'
import type { Expr } from '../../domain/expr/types.ts'
import { getAt, type Path } from '../../domain/perancang/path.ts'
import type { Part, RecordShape, Shape } from '../../domain/perancang/shapes.ts'
import {
  writeAsked,
  writeFigure,
  writeLines,
  writeNumber,
  writePairs,
  writeValues,
  writeWordLines,
} from '../../domain/perancang/write-part.ts'
import { designMessages } from '../../messages/index.ts'
import type { Choices } from './choices.ts'
import {
  BlockView,
  Lines,
  OptionsView,
  ReasonView,
  RunningView,
  type Shared,
  WordsView,
} from './part-texts.tsx'
import { NamedRows, RowsTable } from './rows.tsx'

/** What drawing a record needs. */
export type RecordProps = Readonly<{
  ctx: PageContext
  shape: RecordShape
  value: unknown
  /** Where the record lies, and what stands in front of its fields' names. */
  path: Path
  prefix: string
  isNew: boolean
  isReadOnly: boolean
  refusals: readonly Refusal[]
  choices: Choices
  tables: readonly string[]
  saying: Saying
  hrefOf: (path: Path) => string
  workflow: Layanan['workflow']
}>

/** Every part of a record as its shape asks for it. */
export function RecordFields(props: RecordProps) {
  return (
    <>
      {props.shape.parts.map((part) => (
        <PartField {...props} part={part} />
      ))}
    </>
  )
}

export function labelOf(ctx: PageContext, record: string, key: string): string {
  const fields: Readonly<Record<string, Readonly<Record<string, string>>>> = designMessages(
    ctx.lang,
  ).fields
  return fields[record]?.[key] ?? key
}

type PartProps = RecordProps & Readonly<{ part: Part }>

function PartField(props: PartProps) {
  const { ctx, part, shape, prefix, refusals } = props
  const view = VIEWS[part.shape.kind]
  const value = part.key === '.' ? props.value : getAt(props.value, [part.key])
  const shared: Shared = {
    ctx,
    name: `${prefix}${part.key}`,
    label: labelOf(ctx, shape.name, part.key),
    refusals,
    ...(part.isOptional === true ? { isOptional: true } : {}),
  }
  return view === undefined ? null : view({ ...props, value, shared, partShape: part.shape })
}

type ViewProps = Omit<PartProps, 'value'> &
  Readonly<{ value: unknown; shared: Shared; partShape: Shape }>
type View = (props: ViewProps) => preact.JSX.Element | null

const VIEWS: Readonly<Partial<Record<Shape['kind'], View>>> = {
  text: ({ shared, value, partShape, part, shape }) => {
    const text = String(value ?? '')
    return partShape.kind === 'text' && partShape.rows !== undefined ? (
      <TextArea {...shared} value={text} rows={partShape.rows} />
    ) : (
      <TextField {...shared} {...hintOf(shared.ctx, shape, part)} value={text} />
    )
  },
  date: ({ shared, value }) => <TextField {...shared} type="date" value={String(value ?? '')} />,
  words: WordsView,
  number: ({ shared, value }) => (
    <TextField {...shared} inputMode="decimal" value={writeNumber(value)} />
  ),
  figure: ({ shared, value }) => <TextField {...shared} value={writeFigure(value)} />,
  tick: ({ shared, value }) => {
    const { isOptional: _, label, ...rest } = shared
    return (
      <CheckboxTiles
        {...rest}
        label={label}
        choices={[{ value: 'ya', label }]}
        values={value === true ? ['ya'] : []}
        isSingleColumn
      />
    )
  },
  yesNo: ({ shared, value, choices }) => (
    <SelectField
      {...shared}
      choices={choices('yesNo')}
      placeholder={designMessages(shared.ctx.lang).pickNone}
      value={value === undefined ? '' : value === true ? 'ya' : 'tidak'}
    />
  ),
  pick: ({ shared, value, partShape, choices }) => (
    <SelectField
      {...shared}
      choices={partShape.kind === 'pick' ? choices(partShape.of) : []}
      placeholder={designMessages(shared.ctx.lang).pickNone}
      value={String(value ?? '')}
    />
  ),
  ticks: ({ shared, value, partShape, choices }) => (
    <CheckboxTiles
      {...shared}
      choices={partShape.kind === 'ticks' ? choices(partShape.of) : []}
      values={Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]}
    />
  ),
  lines: (props) => <Lines {...props} text={writeLines(props.value)} hint="lines" />,
  wordLines: (props) => <Lines {...props} text={writeWordLines(props.value)} hint="wordLines" />,
  pairs: (props) => <Lines {...props} text={writePairs(props.value)} hint="pairs" />,
  asked: (props) => <Lines {...props} text={writeAsked(props.value)} hint="asked" />,
  values: (props) => <Lines {...props} text={writeValues(props.value)} hint="values" />,
  options: OptionsView,
  reason: ReasonView,
  running: RunningView,
  block: BlockView,
  expr: ExprView,
  condition: ExprView,
  record: InnerRecord,
  leaf: LeafView,
  list: ListView,
  named: (props) => (
    <NamedRows
      ctx={props.ctx}
      label={props.shared.label}
      name={props.shared.name}
      value={props.workflow}
      hrefOf={(key) => props.hrefOf([...props.path, props.part.key, key])}
      isReadOnly={props.isReadOnly}
    />
  ),
}

function hintOf(ctx: PageContext, shape: RecordShape, part: Part): { hint?: string } {
  const { hints } = designMessages(ctx.lang)
  if (part.key === 'pattern') return { hint: hints.pattern }
  if (shape.name === 'letter' && part.key === 'number') return { hint: hints.number }
  return {}
}

/** An expression is told in words and has a page of its own. */
function ExprView(props: ViewProps) {
  const { ctx, shared, value, part, path, saying, isNew, isReadOnly } = props
  const m = designMessages(ctx.lang)
  if (isNew && value === undefined) return null
  const said = saidOf(ctx, value as Expr | undefined, {
    isCondition: part.shape.kind === 'condition',
    saying,
  })
  return (
    <div class="ruas rancang-syarat">
      <p class="label">{shared.label}</p>
      <p>
        {said}{' '}
        {!isNew && !isReadOnly && (
          <a href={props.hrefOf([...path, part.key])}>
            {m.edit}
            <span class="vh"> {shared.label}</span>
          </a>
        )}
      </p>
    </div>
  )
}

/** An expression in words; a condition that is plainly yes or no has words of its own. */
export function saidOf(
  { lang }: PageContext,
  expr: Expr | undefined,
  { isCondition, saying }: Readonly<{ isCondition: boolean; saying: Saying }>,
): string {
  const m = designMessages(lang)
  if (expr === undefined) return isCondition ? m.never : m.unset
  if (isCondition && typeof expr === 'boolean') return expr ? m.mandatory : m.never
  return expr === true ? m.always : sayExpr(expr, saying)
}

function InnerRecord(props: ViewProps) {
  const { shared, value, partShape, path, part } = props
  if (partShape.kind !== 'record') return null
  return (
    <fieldset class="ruas rancang-dalam">
      <legend>{shared.label}</legend>
      {partShape.name === 'sla' && (
        <p class="bantuan">{designMessages(shared.ctx.lang).hints.days}</p>
      )}
      <RecordFields
        {...props}
        shape={partShape}
        value={value}
        path={[...path, part.key]}
        prefix={`${shared.name}.`}
      />
    </fieldset>
  )
}

/** A record with a page of its own, that may be missing: the letter of an output. */
function LeafView({ ctx, shared, value, path, part, isNew, isReadOnly, hrefOf }: ViewProps) {
  const m = designMessages(ctx.lang)
  if (isNew) return null
  return (
    <div class="ruas rancang-syarat">
      <p class="label">{shared.label}</p>
      <p class="tombol-baris">
        {value === undefined ? m.unset : ''}
        {!isReadOnly && (
          <a href={hrefOf([...path, part.key])}>
            {value === undefined ? m.addNamed(m.rows.letter) : m.edit}
            <span class="vh"> {shared.label}</span>
          </a>
        )}
        {value !== undefined && !isReadOnly && (
          <button class="tombol dua mini" name="_aksi" value={`hapus:${shared.name}`}>
            {m.remove}
          </button>
        )}
      </p>
    </div>
  )
}

function ListView(props: ViewProps) {
  const { ctx, shared, value, partShape, path, part, isNew } = props
  if (partShape.kind !== 'list') return null
  const rows = Array.isArray(value) ? value : []
  if (isNew) {
    const [first] = rows
    if (first === undefined) return null
    return (
      <fieldset class="ruas rancang-dalam">
        <legend>{shared.label}</legend>
        <RecordFields
          {...props}
          shape={partShape.of()}
          value={first}
          path={[...path, part.key, '0']}
          prefix={`${shared.name}.0.`}
        />
      </fieldset>
    )
  }
  return (
    <RowsTable
      ctx={ctx}
      label={shared.label}
      name={shared.name}
      row={partShape.of().name}
      rows={rows}
      refusals={shared.refusals}
      isReadOnly={props.isReadOnly}
      hrefOf={(index) => props.hrefOf([...path, part.key, index])}
    />
  )
}
