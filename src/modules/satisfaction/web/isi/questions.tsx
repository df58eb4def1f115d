import type { Refusal } from '../../../../kernel/result.ts'
import {
  fieldId,
  type PageContext,
  problemAt,
  SelectField,
  TextArea,
} from '../../../../ui/index.ts'
import { CATATAN_MAX, type JawabanForm } from '../../domain/jawaban.ts'
import { type Kuesioner, SKALA, type SoalUnsur, soalOf } from '../../domain/kuesioner.ts'
import { isiMessages } from '../../messages/index.ts'

export type QuestionsProps = Readonly<{
  ctx: PageContext
  kuesioner: Kuesioner
  isGratis: boolean
  typed: JawabanForm
  refusals: readonly Refusal[]
}>

/** The nine rows: four words each, the number above, the whole cell is the target. */
export function Questions(props: QuestionsProps) {
  return (
    <div class="skm-soal">
      {props.kuesioner.unsur.map((unsur, index) => (
        <Row {...props} unsur={unsur} number={index + 1} />
      ))}
    </div>
  )
}

function Row({
  ctx,
  unsur,
  number,
  isGratis,
  typed,
  refusals,
}: QuestionsProps & Readonly<{ unsur: SoalUnsur; number: number }>) {
  const name = unsur.kode.toLowerCase()
  const id = fieldId(name)
  const { pertanyaan, pilihan } = soalOf(unsur, isGratis)
  const problem = problemAt({ ctx, refusals }, name)
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      class={problem === undefined ? 'skm-baris' : 'skm-baris salah'}
      {...(problem === undefined ? {} : { 'aria-describedby': `${id}-s` })}
    >
      <legend>
        <span class="redup angka">{number}.</span> {pertanyaan[ctx.lang]}
      </legend>
      {problem !== undefined && (
        <p class="pesan-salah" id={`${id}-s`}>
          {problem}
        </p>
      )}
      <div class="skm-skala">
        {SKALA.map((mark) => (
          <label>
            <input
              type="radio"
              name={name}
              value={String(mark)}
              checked={typed[name] === String(mark)}
            />
            <b class="angka">{mark}</b>
            <span>{pilihan[mark - 1]?.[ctx.lang]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Who answers, if they want to say, and a remark. */
export function AboutYou({
  ctx,
  kuesioner,
  typed,
  refusals,
  legend,
}: Omit<QuestionsProps, 'isGratis'> & Readonly<{ legend?: string }>) {
  const m = isiMessages(ctx.lang)
  return (
    <fieldset class="skm-anda">
      <legend>{legend ?? m.you}</legend>
      <div class="skm-anda-dua">
        {kuesioner.responden.map(({ kode, nama, pilihan }) => (
          <SelectField
            ctx={ctx}
            name={kode}
            label={nama[ctx.lang]}
            value={typed[kode] ?? ''}
            placeholder={m.notTold}
            choices={pilihan.map((one) => ({ value: one.kode, label: one.nama[ctx.lang] }))}
            refusals={refusals}
          />
        ))}
      </div>
      <TextArea
        ctx={ctx}
        name="catatan"
        label={m.remark}
        hint={m.remarkHint}
        value={typed.catatan ?? ''}
        rows={3}
        maxLength={CATATAN_MAX}
        isOptional
        refusals={refusals}
      />
    </fieldset>
  )
}
