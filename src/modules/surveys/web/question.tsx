import type { Refusal } from '../../../kernel/result.ts'
import { type Fields, fieldList } from '../../../platform/http/route.ts'
import {
  CheckboxTiles,
  type Choice,
  type PageContext,
  RadioTiles,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { formFields, type Ketikan, TEKS_MAX } from '../domain/isian.ts'
import { type Bahasa, kataIn, ruasOf, type Soal } from '../domain/soal.ts'
import { publikMessages } from '../messages/index.ts'

export type QuestionsProps = Readonly<{
  ctx: PageContext
  bahasa: Bahasa
  soal: readonly Soal[]
  typed: Ketikan
  refusals: readonly Refusal[]
}>

/** Questions as real form controls: nothing needs a script, a mouse or a drag. */
export function Questions({ soal, ...props }: QuestionsProps) {
  return (
    <>
      {soal.map((one) => (
        <Question {...props} one={one} />
      ))}
    </>
  )
}

type QuestionProps = Omit<QuestionsProps, 'soal'> & Readonly<{ one: Soal }>

function Question(props: QuestionProps) {
  const { ctx, bahasa, one, typed, refusals } = props
  const m = publikMessages(ctx.lang)
  const base = {
    ctx,
    name: one.kode,
    label: kataIn(one.teks, bahasa),
    isOptional: !one.isWajib,
    refusals,
  }
  const value = typed[one.kode]?.[0] ?? ''
  switch (one.jenis) {
    case 'tunggal':
      return <RadioTiles {...base} value={value} choices={choicesOf(one, bahasa)} isSingleColumn />
    case 'ganda':
      return (
        <CheckboxTiles
          {...base}
          hint={m.chooseMany}
          values={typed[one.kode] ?? []}
          choices={choicesOf(one, bahasa)}
          isSingleColumn
        />
      )
    case 'skala':
      return <Scale {...props} value={value} />
    case 'angka': {
      const { dari = 0, sampai = 0 } = one.rentang ?? {}
      return (
        <TextField
          {...base}
          value={value}
          inputMode="numeric"
          maxLength={11}
          hint={m.numberHint(String(dari), String(sampai))}
        />
      )
    }
    case 'teks':
      return <TextArea {...base} value={value} rows={3} maxLength={TEKS_MAX} hint={m.textHint} />
    case 'matriks':
      return <Table {...props} />
    case 'urutan':
      return <Order {...props} />
  }
}

function choicesOf({ pilihan }: Soal, bahasa: Bahasa): readonly Choice[] {
  return pilihan.map(({ kode, teks }) => ({ value: kode, label: kataIn(teks, bahasa) }))
}

function Scale({ ctx, bahasa, one, refusals, value }: QuestionProps & Readonly<{ value: string }>) {
  const { dari = 0, sampai = 0 } = one.rentang ?? {}
  const steps = Array.from({ length: sampai - dari + 1 }, (_, at) => String(dari + at))
  return (
    <RadioTiles
      ctx={ctx}
      name={one.kode}
      label={kataIn(one.teks, bahasa)}
      isOptional={!one.isWajib}
      hint={publikMessages(ctx.lang).scaleHint(String(dari), String(sampai))}
      value={value}
      choices={steps.map((step) => ({ value: step, label: step }))}
      refusals={refusals}
    />
  )
}

/** Row after row: a wide table of radio buttons cannot be read on a phone. */
function Table({ ctx, bahasa, one, typed, refusals }: QuestionProps) {
  return (
    <section aria-label={kataIn(one.teks, bahasa)} class="tumpuk">
      <p class="tebal">{kataIn(one.teks, bahasa)}</p>
      {one.baris.map(({ kode, teks }) => {
        const name = ruasOf(one, kode)
        return (
          <RadioTiles
            ctx={ctx}
            name={name}
            label={kataIn(teks, bahasa)}
            isOptional={!one.isWajib}
            value={typed[name]?.[0] ?? ''}
            choices={choicesOf(one, bahasa)}
            refusals={refusals}
          />
        )
      })}
    </section>
  )
}

function Order({ ctx, bahasa, one, typed, refusals }: QuestionProps) {
  const m = publikMessages(ctx.lang)
  const places = one.pilihan.map((_, at) => ({ value: String(at + 1), label: String(at + 1) }))
  const problem = refusals.find(({ field }) => field === one.kode)
  return (
    <fieldset
      class={problem === undefined ? 'ruas' : 'ruas salah'}
      id={`f-${one.kode}`}
      tabIndex={-1}
    >
      <legend>{kataIn(one.teks, bahasa)}</legend>
      <p class="bantuan">{m.rankHint}</p>
      {problem !== undefined && <p class="pesan-salah">{ctx.word(problem)}</p>}
      {one.pilihan.map(({ kode, teks }) => {
        const name = ruasOf(one, kode)
        return (
          <SelectField
            ctx={ctx}
            name={name}
            label={kataIn(teks, bahasa)}
            value={typed[name]?.[0] ?? ''}
            placeholder={m.rank}
            choices={places}
            refusals={refusals}
          />
        )
      })}
    </fieldset>
  )
}

const VALUES_MAX = 40

/** What a form carries of these questions, cut to what can be meant. */
export function readTyped(soal: readonly Soal[], form: Fields): Ketikan {
  return Object.fromEntries(
    formFields(soal).map((name) => [
      name,
      fieldList(form, name)
        .slice(0, VALUES_MAX)
        .map((value) => value.slice(0, TEKS_MAX * 4)),
    ]),
  )
}
