import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  type Choice,
  Csrf,
  type PageContext,
  RadioTiles,
  TextArea,
} from '../../../../ui/index.ts'
import type { Field } from '../../domain/definition/types.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { FieldView } from '../field-view.tsx'

export type OpinionFormProps = Readonly<{
  ctx: PageContext
  nomor: string
  fields: readonly Field[]
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
  desa: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
  tableChoices: (table: string) => readonly Choice[]
}>

/** An agency's own opinion, and the figures it is asked for beside it. */
export function OpinionForm(props: OpinionFormProps) {
  const { ctx, nomor, refusals, typed } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <form method="post" action={`/kerja/permohonan/${nomor}/pendapat`} class="tindakan">
      <Csrf ctx={ctx} />
      <RadioTiles
        ctx={ctx}
        name="setuju"
        label={m.giveOpinion}
        value={typed.setuju ?? ''}
        choices={[
          { value: 'ya', label: m.agree },
          { value: 'tidak', label: m.disagree },
        ]}
        refusals={refusals}
      />
      {props.fields.map((field) => (
        <FieldView
          ctx={ctx}
          field={field}
          value={undefined}
          typed={typed[field.id]}
          refusals={refusals}
          desa={props.desa}
          tableChoices={props.tableChoices}
        />
      ))}
      <TextArea
        ctx={ctx}
        name="alasan"
        label={m.opinionReason}
        hint={m.reasonHint}
        value={typed.alasan ?? ''}
        rows={4}
        maxLength={2000}
        refusals={refusals}
      />
      <Button>{m.sendOpinion}</Button>
    </form>
  )
}
