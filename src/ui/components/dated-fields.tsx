import { uiMessages } from '../messages/index.ts'
import { type Choice, SelectField, TextArea, TextField, type TextFieldProps } from './forms.tsx'

/** A day as people write it: day first. Whatever was typed stays in it, also what cannot be read. */
export function DayField(props: Omit<TextFieldProps, 'hint' | 'type' | 'maxLength'>) {
  return <TextField {...props} hint={uiMessages(props.ctx.lang).dayHint} maxLength={10} />
}

type PurposeName = 'judul' | 'tujuan' | 'unit'

/** What is asked of residents, what for, and who asks: the head of every form that begins to ask them. */
export function PurposeFields({
  ctx,
  refusals = [],
  form,
  words,
  units,
}: Pick<TextFieldProps, 'ctx' | 'refusals'> &
  Readonly<{
    form: Readonly<Partial<Record<PurposeName, string>>>
    words: Readonly<Record<PurposeName, string>>
    units: readonly Choice[]
  }>) {
  const field = (name: PurposeName) => ({
    ctx,
    refusals,
    name,
    label: words[name],
    value: form[name] ?? '',
  })
  return (
    <>
      <TextField {...field('judul')} maxLength={150} />
      <TextArea {...field('tujuan')} rows={2} maxLength={500} />
      <SelectField {...field('unit')} choices={units} />
    </>
  )
}
