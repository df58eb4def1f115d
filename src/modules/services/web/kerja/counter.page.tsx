import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  CheckboxTiles,
  type Choice,
  Csrf,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  type SavedView,
  SavedViews,
  SelectField,
  TextField,
} from '../../../../ui/index.ts'
import { kerjaMessages } from '../../messages/index.ts'

export type CounterPageProps = Readonly<{
  ctx: PageContext
  views: readonly SavedView[]
  groups: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
  typed: Readonly<{ nama: string; hp: string; layanan: string; setuju: boolean }>
  refusals: readonly Refusal[]
}>

/** A clerk begins an application for the person at the counter. */
export function CounterPage({ ctx, views, groups, typed, refusals }: CounterPageProps) {
  const m = kerjaMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.counterTitle} current="applications" scripts={['ui-form']}>
      <SavedViews ctx={ctx} views={views} />
      <div class="wadah sempit">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.counterTitle}</h1>
        <p class="redup">{m.counterLead}</p>
        <form method="post" action="/kerja/permohonan/loket">
          <Csrf ctx={ctx} />
          <TextField
            ctx={ctx}
            name="nama"
            label={m.counterName}
            value={typed.nama}
            maxLength={100}
            refusals={refusals}
          />
          <TextField
            ctx={ctx}
            name="hp"
            label={m.counterPhone}
            hint={m.counterPhoneHint}
            value={typed.hp}
            type="tel"
            inputMode="tel"
            refusals={refusals}
          />
          <SelectField
            ctx={ctx}
            name="layanan"
            label={m.counterService}
            choices={[]}
            groups={groups}
            value={typed.layanan}
            refusals={refusals}
          />
          <CheckboxTiles
            ctx={ctx}
            name="setuju"
            label={m.counterConsentTitle}
            choices={[{ value: 'ya', label: m.counterConsent }]}
            values={typed.setuju ? ['ya'] : []}
            isSingleColumn
            refusals={refusals}
          />
          <Button>{m.counterStart}</Button>
        </form>
      </div>
    </OfficerPage>
  )
}
