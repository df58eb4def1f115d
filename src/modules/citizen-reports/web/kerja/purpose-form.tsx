import { Button, type Choice, Csrf, type PageContext, SelectField } from '../../../../ui/index.ts'
import { kerjaMessages } from '../../messages/index.ts'
import type { ActionFormsProps } from './action-forms.tsx'

export type PurposeFormProps = Readonly<{
  ctx: PageContext
  actions: ActionFormsProps
  purposes: readonly Choice[]
  what: 'asli' | 'kontak'
  help: string
  label: string
}>

/** Asks why before data of the reporter is shown; the answer is on record and the reporter reads it. */
export function PurposeForm({ ctx, actions, purposes, what, help, label }: PurposeFormProps) {
  const { attempt } = actions
  return (
    <form method="post" action={`/kerja/laporan/${actions.nomor}/${what}#${what}`}>
      <Csrf ctx={ctx} />
      <input type="hidden" name="antrean" value={actions.antrean} />
      <p class="kecil redup">{help}</p>
      <SelectField
        ctx={ctx}
        scope={what}
        name="tujuan"
        label={kerjaMessages(ctx.lang).one.contactPurpose}
        choices={purposes}
        refusals={attempt?.tindakan === what ? attempt.refusals : []}
      />
      <Button tone="secondary" isSmall>
        {label}
      </Button>
    </form>
  )
}
