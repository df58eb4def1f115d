import type { Refusal } from '../../../../kernel/result.ts'
import {
  ActionForm,
  Button,
  type Choice,
  CitizenPage,
  Csrf,
  ErrorSummary,
  FileField,
  LoadingNotice,
  type PageContext,
  StepBar,
  TextField,
} from '../../../../ui/index.ts'
import { type Field, wordsIn } from '../../domain/definition/types.ts'
import { ajukanMessages } from '../../messages/index.ts'
import { FieldView, Known, shownValue } from '../field-view.tsx'

export type AskedField = Readonly<{
  field: Field
  /** Not asked as the answers stand; a script opens it when they change. */
  isHidden?: boolean
  value: unknown
  /** Filled in by a register and locked. */
  isKnown: boolean
  /** What the applicant says is right instead. */
  claimed: string | undefined
  typed: string | undefined
}>

export type QuestionPageProps = Readonly<{
  ctx: PageContext
  title: string
  name: string
  base: string
  pageId: string
  step: number
  total: number
  fields: readonly AskedField[]
  /** Conditions for the script, as JSON; empty where there are none. */
  rules: string
  refusals: readonly Refusal[]
  unreachable: readonly ('penduduk' | 'oss')[]
  desa: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
  tableChoices: (table: string) => readonly Choice[]
  desaName: (kode: string) => string | undefined
}>

/** One page of questions. */
export function QuestionPage(props: QuestionPageProps) {
  const { ctx, base } = props
  const m = ajukanMessages(ctx.lang)
  return (
    <CitizenPage
      ctx={ctx}
      title={props.title}
      current="services"
      css={['layanan']}
      scripts={['ui-form', 'layanan']}
    >
      <div class="wadah sempit isi-hal">
        <p class="kecil">
          <a href={base}>{m.back}</a>
        </p>
        <StepBar
          step={props.step}
          total={props.total}
          label={m.savePage(String(props.step), String(props.total))}
        />
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <h1 class="jarak">{props.title}</h1>
        {props.unreachable.map((register) => (
          <LoadingNotice>{m.unreachable[register]}</LoadingNotice>
        ))}
        <form method="post" action={`${base}/${props.pageId}`} data-aturan={props.rules}>
          <Csrf ctx={ctx} />
          <button class="vh" name="aksi" value="lanjut" tabIndex={-1} aria-hidden="true">
            {m.save}
          </button>
          {props.fields.map((asked) =>
            asked.field.show === undefined ? (
              <Ask {...props} asked={asked} />
            ) : (
              <fieldset
                class="bila"
                data-bila={asked.field.id}
                hidden={asked.isHidden === true}
                disabled={asked.isHidden === true}
              >
                <Ask {...props} asked={asked} />
              </fieldset>
            ),
          )}
          <Button name="aksi" value="lanjut">
            {m.save}
          </Button>
        </form>
        <p class="kecil redup jarak-atas">{m.saved}</p>
      </div>
    </CitizenPage>
  )
}

function Ask(props: QuestionPageProps & Readonly<{ asked: AskedField }>) {
  const { ctx, asked } = props
  const { field, value } = asked
  if (!asked.isKnown)
    return (
      <FieldView
        ctx={ctx}
        field={field}
        value={value}
        typed={asked.typed}
        refusals={props.refusals}
        desa={props.desa}
        tableChoices={props.tableChoices}
      />
    )
  const m = ajukanMessages(ctx.lang)
  return (
    <>
      <Known
        label={wordsIn(field.label, ctx.lang)}
        value={shownValue(ctx, field, value, { desa: props.desaName })}
        note={field.prefill?.startsWith('oss.') ? m.fromOss : m.fromRegister}
      />
      <details class="sanggah" open={asked.claimed !== undefined}>
        <summary class="kecil">{asked.claimed === undefined ? m.dispute : m.disputed}</summary>
        <TextField
          ctx={ctx}
          name={`sanggah.${field.id}`}
          label={wordsIn(field.label, ctx.lang)}
          hint={m.disputeHint}
          value={asked.claimed ?? ''}
          maxLength={200}
          isOptional
        />
      </details>
    </>
  )
}

export type DocumentPageProps = Readonly<{
  ctx: PageContext
  base: string
  docId: string
  label: string
  hint: string | undefined
  accept: string
  acceptWords: string
  attached: string | undefined
  kept: readonly Readonly<{ id: string; label: string }>[]
  /** The date on it, where something hangs on it. */
  date: Readonly<{ asked: 'terbit' | 'berakhir'; typed: string }> | undefined
  warnings: readonly Refusal[]
  refusals: readonly Refusal[]
}>

/** One document: use what the vault holds, or upload; what is wrong with a picture is said here. */
export function DocumentPage(props: DocumentPageProps) {
  const { ctx, base, docId } = props
  const m = ajukanMessages(ctx.lang)
  const action = `${base}/berkas/${docId}`
  return (
    <CitizenPage
      ctx={ctx}
      title={m.docTitle(props.label)}
      current="services"
      css={['layanan']}
      scripts={['ui-form', 'foto']}
    >
      <div class="wadah sempit isi-hal">
        <p class="kecil">
          <a href={base}>{m.back}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <h1>{m.docTitle(props.label)}</h1>
        {props.hint && <p>{props.hint}</p>}
        {props.attached && (
          <div class="info">
            <p>{m.docUploaded(props.attached)}</p>
            {props.warnings.length > 0 && (
              <>
                <p>{m.docWarning}</p>
                <ul class="butir">
                  {props.warnings.map((one) => (
                    <li>{ctx.word(one)}</li>
                  ))}
                </ul>
              </>
            )}
            <ActionForm ctx={ctx} action={action} label={m.docRemove} fields={{ aksi: 'lepas' }} />
          </div>
        )}
        {props.kept.length > 0 && (
          <>
            <h2 class="jarak-atas">{m.docKept}</h2>
            <ul class="kartu tugas">
              {props.kept.map((one) => (
                <li>
                  <span>{one.label}</span>
                  <ActionForm
                    ctx={ctx}
                    action={action}
                    label={m.docUse}
                    fields={{ aksi: 'pakai', berkas: one.id }}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
        <h2 class="jarak-atas">{m.docUpload}</h2>
        <form method="post" action={action} encType="multipart/form-data">
          <Csrf ctx={ctx} />
          <FileField
            ctx={ctx}
            name="berkas"
            label={props.label}
            hint={props.acceptWords}
            accept={props.accept}
            refusals={props.refusals}
          />
          {props.date && (
            <TextField
              ctx={ctx}
              name="tanggal"
              label={m.docDate[props.date.asked]}
              hint={m.docDateHint}
              value={props.date.typed}
              refusals={props.refusals}
              inputMode="numeric"
              maxLength={10}
              isRequired
            />
          )}
          <Button name="aksi" value="unggah">
            {m.docSend}
          </Button>
        </form>
      </div>
    </CitizenPage>
  )
}
