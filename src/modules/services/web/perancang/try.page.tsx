import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  CheckboxTiles,
  type Choice,
  Facts,
  Section,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import { wordsIn } from '../../domain/definition/types.ts'
import { designMessages } from '../../messages/index.ts'
import { FieldView, type FieldViewProps } from '../field-view.tsx'
import { DesignerPage, type Desk, DraftKeys, deskHref } from './frame.tsx'

export type TryPageProps = Readonly<{
  desk: Desk
  day: string
  documents: readonly string[]
  factsText: string
  answers: Readonly<Record<string, unknown>>
  desa: FieldViewProps['desa']
  tableChoices: (table: string) => readonly Choice[]
  outcome: readonly Readonly<{ label: string; value: string }>[] | undefined
  missing: readonly Refusal[]
  name: string
  refusals: readonly Refusal[]
}>

/** Made-up answers, and what the definition makes of them; a try-out becomes a test case by one button. */
export function TryPage(props: TryPageProps) {
  const { desk, outcome } = props
  const { ctx, isi } = desk
  const m = designMessages(ctx.lang)
  return (
    <DesignerPage desk={desk} title={m.tryTitle} current="coba" refusals={props.refusals} isWide>
      <p class="redup">{m.tryLead}</p>
      <form method="post" action={deskHref(desk, '/coba')} class="rancang-coba">
        <DraftKeys desk={desk} />
        <div class="layanan">
          <TextField ctx={ctx} name="_hari" label={m.tryDay} type="date" value={props.day} />
          {isi.form.map((page) => (
            <fieldset class="rancang-dalam">
              <legend>{wordsIn(page.title, ctx.lang)}</legend>
              {page.fields.map((field) => (
                <FieldView
                  ctx={ctx}
                  field={field}
                  value={props.answers[field.id]}
                  refusals={props.missing}
                  desa={props.desa}
                  tableChoices={props.tableChoices}
                />
              ))}
            </fieldset>
          ))}
          {isi.documents.length > 0 && (
            <CheckboxTiles
              ctx={ctx}
              name="_dok"
              label={m.tryDocuments}
              choices={isi.documents.map((doc) => ({
                value: doc.id,
                label: wordsIn(doc.label, ctx.lang),
              }))}
              values={props.documents}
            />
          )}
          <TextArea
            ctx={ctx}
            name="_fakta"
            label={m.tryFacts}
            hint={m.tryFactsHint}
            value={props.factsText}
            rows={3}
            isOptional
            refusals={props.refusals}
          />
          <p class="tombol-baris">
            <Button name="_cara" value="lihat">
              {m.tryButton}
            </Button>
          </p>
        </div>
        <div class="rancang-hasil">
          {outcome !== undefined && (
            <Section id="hasil" title={m.tryResult}>
              <Facts rows={outcome} />
              {props.missing.length > 0 && (
                <>
                  <h3>{m.tryMissing}</h3>
                  <ul class="butir kecil">
                    {props.missing.map((one) => (
                      <li>
                        <span class="angka redup">{one.field}</span> {ctx.word(one)}
                      </li>
                    ))}
                  </ul>
                </>
              )}
              {desk.status === 'draf' && (
                <>
                  <TextField
                    ctx={ctx}
                    name="_nama"
                    label={m.tryName}
                    value={props.name}
                    maxLength={120}
                    refusals={props.refusals}
                  />
                  <p class="tombol-baris">
                    <Button name="_cara" value="simpan" tone="secondary">
                      {m.tryKeep}
                    </Button>
                  </p>
                </>
              )}
            </Section>
          )}
        </div>
      </form>
    </DesignerPage>
  )
}
