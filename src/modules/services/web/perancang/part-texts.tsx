import type { Refusal } from '../../../../kernel/result.ts'
import { type PageContext, SelectField, TextArea, TextField } from '../../../../ui/index.ts'
import { isRecord } from '../../domain/perancang/read-part.ts'
import type { Shape } from '../../domain/perancang/shapes.ts'
import {
  writeBlock,
  writeOptions,
  writeReason,
  writeRunning,
  writeWords,
} from '../../domain/perancang/write-part.ts'
import { designMessages } from '../../messages/index.ts'
import type { Choices } from './choices.ts'

/** What every field of a record is drawn with. */
export type Shared = Readonly<{
  ctx: PageContext
  name: string
  label: string
  refusals: readonly Refusal[]
  isOptional?: boolean
}>
type ViewProps = Readonly<{
  shared: Shared
  value: unknown
  partShape: Shape
  choices: Choices
  tables: readonly string[]
}>

export function WordsView({ shared, value, partShape }: ViewProps) {
  const m = designMessages(shared.ctx.lang)
  const { id, en } = writeWords(value)
  const english = {
    ...shared,
    name: `${shared.name}.en`,
    label: m.english(shared.label),
    isOptional: true,
  }
  if (partShape.kind === 'words' && partShape.rows !== undefined)
    return (
      <div class="dua-bahasa">
        <TextArea {...shared} value={id} rows={partShape.rows} />
        <TextArea {...english} value={en} rows={partShape.rows} />
      </div>
    )
  return (
    <div class="dua-bahasa">
      <TextField {...shared} value={id} />
      <TextField {...english} value={en} />
    </div>
  )
}

type HintKey = 'lines' | 'wordLines' | 'pairs' | 'values' | 'options' | 'asked'

export function Lines({
  shared,
  text,
  hint,
}: ViewProps & Readonly<{ text: string; hint: HintKey }>) {
  const count = text === '' ? 2 : text.split('\n').length + 1
  return (
    <TextArea
      {...shared}
      value={text}
      rows={Math.min(14, count)}
      hint={designMessages(shared.ctx.lang).hints[hint]}
    />
  )
}

export function OptionsView(props: ViewProps) {
  const { shared, value, tables } = props
  const m = designMessages(shared.ctx.lang)
  const ref = isRecord(value) ? String(value.ref ?? '') : ''
  return (
    <>
      <Lines {...props} text={writeOptions(value)} hint="options" />
      <SelectField
        {...shared}
        name={`${shared.name}.tabel`}
        label={m.hints.optionTable}
        choices={tables.map((table) => ({ value: table, label: table }))}
        placeholder={m.pickNone}
        value={ref}
      />
    </>
  )
}

export function ReasonView({ shared, value }: ViewProps) {
  const m = designMessages(shared.ctx.lang)
  const { choice, list } = writeReason(value)
  const { ya, daftar, none } = m.reasons
  return (
    <>
      <SelectField
        {...shared}
        choices={[
          { value: 'ya', label: ya },
          { value: 'daftar', label: daftar },
        ]}
        placeholder={none}
        value={choice}
      />
      <TextArea
        {...shared}
        name={`${shared.name}.daftar`}
        label={m.hints.reason}
        value={list}
        rows={3}
      />
    </>
  )
}

export function RunningView({ shared, value }: ViewProps) {
  const m = designMessages(shared.ctx.lang)
  const { choice, map } = writeRunning(value)
  return (
    <>
      <SelectField
        {...shared}
        choices={Object.entries(m.runnings).map(([one, label]) => ({ value: one, label }))}
        value={choice}
      />
      <TextArea
        {...shared}
        name={`${shared.name}.peta`}
        label={m.hints.map}
        value={map}
        rows={4}
        isOptional
      />
    </>
  )
}

export function BlockView({ shared, value, choices }: ViewProps) {
  const m = designMessages(shared.ctx.lang)
  const { jenis, isi, kelompok } = writeBlock(value)
  return (
    <>
      <SelectField
        {...shared}
        name={`${shared.name}jenis`}
        label={m.blockFields.jenis}
        choices={Object.entries(m.blockKinds).map(([one, label]) => ({ value: one, label }))}
        value={jenis}
      />
      <TextArea
        {...shared}
        name={`${shared.name}isi`}
        label={m.blockFields.isi}
        hint={`${m.hints.blockText} ${m.hints.pairs}`}
        value={isi}
        rows={8}
      />
      <SelectField
        {...shared}
        name={`${shared.name}kelompok`}
        label={m.blockFields.kelompok}
        choices={choices('groups')}
        placeholder={m.pickNone}
        value={kelompok}
        isOptional
      />
    </>
  )
}
