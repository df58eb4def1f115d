import type { Refusal } from '../../../../kernel/result.ts'
import { CheckboxTiles, type PageContext, RadioTiles, TextField } from '../../../../ui/index.ts'
import type { Pertanyaan } from '../../domain/katalog.ts'

export type QuestionProps = Readonly<{
  ctx: PageContext
  soal: Pertanyaan
  value: string | readonly string[] | undefined
  refusals: readonly Refusal[]
}>

const TWO_COLUMN_MAX = 14

/** One extra question of a category, drawn from its data. */
export function QuestionField({ ctx, soal, value, refusals }: QuestionProps) {
  const text = typeof value === 'string' ? value : (value?.[0] ?? '')
  const shared = {
    ctx,
    name: `jawaban.${soal.kode}`,
    label: soal.label[ctx.lang],
    refusals,
    isOptional: !soal.wajib,
    ...(soal.bantuan === undefined ? {} : { hint: soal.bantuan[ctx.lang] }),
  }
  const choices = (soal.pilihan ?? []).map((pilihan) => ({
    value: pilihan.kode,
    label: pilihan.label[ctx.lang],
  }))
  // Two columns of a phone hold short words only.
  const isSingleColumn = choices.some(({ label }) => label.length > TWO_COLUMN_MAX)
  switch (soal.tipe) {
    case 'choice':
      return (
        <RadioTiles {...shared} choices={choices} value={text} isSingleColumn={isSingleColumn} />
      )
    case 'multi':
      return (
        <CheckboxTiles
          {...shared}
          choices={choices}
          isSingleColumn={isSingleColumn}
          values={typeof value === 'string' ? [value] : (value ?? [])}
        />
      )
    case 'date':
      return <TextField {...shared} type="date" value={text} />
    case 'number':
      return <TextField {...shared} inputMode="decimal" value={text} maxLength={20} />
    case 'text':
      return <TextField {...shared} value={text} maxLength={500} />
  }
}
