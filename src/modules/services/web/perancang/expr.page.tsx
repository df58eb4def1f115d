import type { Refusal } from '../../../../kernel/result.ts'
import { Button, type Choice, SelectField, TextArea, TextField } from '../../../../ui/index.ts'
import { JOINS } from '../../domain/perancang/builder.ts'
import { BANDING, type FormRow } from '../../domain/perancang/builder-form.ts'
import type { SectionId } from '../../domain/perancang/sections.ts'
import { designMessages } from '../../messages/index.ts'
import { DesignerPage, type Desk, DraftKeys, partHref } from './frame.tsx'

export type ExprPageProps = Readonly<{
  desk: Desk
  section: SectionId
  address: string
  above: string
  title: string
  said: string
  /** The rows it can be taken apart into; undefined when it is none of the usual ones. */
  rows: readonly FormRow[] | undefined
  join: (typeof JOINS)[number]
  json: string
  lefts: readonly Choice[]
  params: readonly Choice[]
  isCondition: boolean
  isOptional: boolean
  /** A condition is built from rows; figures and dates are written. */
  isBuildable: boolean
  refusals: readonly Refusal[]
}>

/** A condition: put together from choices, or written as JSON; both are checked at once. */
export function ExprPage(props: ExprPageProps) {
  const { desk, address } = props
  const { ctx } = desk
  const m = designMessages(ctx.lang)
  const action = partHref(desk, address)
  return (
    <DesignerPage desk={desk} title={props.title} current={props.section} refusals={props.refusals}>
      <p class="kecil">
        <a href={partHref(desk, props.above)}>{m.back}</a>
      </p>
      <p>
        <b>{m.exprNow}:</b> {props.said}
      </p>
      {props.isBuildable && <Builder {...props} action={action} />}
      <section class="bab" aria-labelledby="json">
        <h2 id="json">{m.jsonTitle}</h2>
        <form method="post" action={action}>
          <DraftKeys desk={desk} />
          <TextArea
            ctx={ctx}
            name="json"
            label={m.jsonLabel}
            hint={m.jsonHint}
            value={props.json}
            rows={8}
            refusals={props.refusals}
          />
          <p class="tombol-baris">
            <Button name="_cara" value="json">
              {m.jsonButton}
            </Button>
          </p>
        </form>
      </section>
      <form method="post" action={action} class="tombol-baris jarak">
        <DraftKeys desk={desk} />
        {props.isCondition && (
          <>
            <Button tone="secondary" isSmall name="_cara" value="selalu">
              {m.setAlways}
            </Button>
            <Button tone="secondary" isSmall name="_cara" value="tidak">
              {m.setNever}
            </Button>
          </>
        )}
        {props.isOptional && !props.isCondition && (
          <Button tone="secondary" isSmall name="_cara" value="hapus">
            {m.clearExpr}
          </Button>
        )}
      </form>
    </DesignerPage>
  )
}

function Builder(props: ExprPageProps & Readonly<{ action: string }>) {
  const { desk, rows, action } = props
  const { ctx } = desk
  const m = designMessages(ctx.lang)
  return (
    <section class="bab" aria-labelledby="susun">
      <h2 id="susun">{m.buildTitle}</h2>
      {rows === undefined ? (
        <p class="redup">{m.notBuilt}</p>
      ) : (
        <form method="post" action={action}>
          <DraftKeys desk={desk} />
          <p class="redup">{m.buildLead}</p>
          <SelectField
            ctx={ctx}
            name="gabung"
            label={m.join}
            choices={JOINS.map((value) => ({ value, label: m.joins[value] }))}
            value={props.join}
          />
          {rows.map((row, index) => (
            <BuilderRow {...props} row={row} index={index} />
          ))}
          <p class="tombol-baris">
            <Button name="_cara" value="susun">
              {m.buildButton}
            </Button>
          </p>
        </form>
      )}
    </section>
  )
}

function BuilderRow({
  desk: { ctx },
  lefts,
  params,
  row,
  index,
  refusals,
}: ExprPageProps & Readonly<{ row: FormRow; index: number }>) {
  const m = designMessages(ctx.lang)
  const banding: Readonly<Record<string, string>> = m.banding
  const shared = { ctx, refusals }
  return (
    <fieldset class="rancang-susun">
      <legend>{m.rowNumber(String(index + 1))}</legend>
      <SelectField
        {...shared}
        name={`kiri.${index}`}
        label={m.left}
        choices={lefts}
        placeholder={m.pickNone}
        value={row.kiri}
      />
      <SelectField
        {...shared}
        name={`banding.${index}`}
        label={m.compare}
        choices={BANDING.map((value) => ({ value, label: banding[value] ?? value }))}
        placeholder={m.pickNone}
        value={row.banding}
      />
      <SelectField
        {...shared}
        name={`jenis.${index}`}
        label={m.rightKind}
        choices={Object.entries(m.rightKinds)
          .filter(([value]) => value !== 'angka-hukum' || params.length > 0)
          .map(([value, label]) => ({ value, label }))}
        placeholder={m.pickNone}
        value={row.jenis}
      />
      <TextField {...shared} name={`kanan.${index}`} label={m.right} value={row.kanan} />
    </fieldset>
  )
}
