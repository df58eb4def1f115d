import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  CheckboxTiles,
  type Choice,
  CitizenPage,
  Csrf,
  ErrorSummary,
  type PageContext,
  Warning,
} from '../../../../ui/index.ts'
import { wordsIn } from '../../domain/definition/types.ts'
import { ajukanMessages, luringMessages } from '../../messages/index.ts'
import type { AskedField } from '../ajukan/question.page.tsx'
import { FieldView, Known } from '../field-view.tsx'

export const LURING = '/permohonan/luring'

export type LuringPart = Readonly<{
  id: string
  title: string
  /** Shown only under a condition. */
  isConditional: boolean
  fields: readonly AskedField[]
}>

export type LuringDocument = Readonly<{
  id: string
  label: string
  hint: string
  accept: string
  maxBytes: number
  isConditional: boolean
  isNeeded: boolean
  isAttached: boolean
  /** Words of the date the service asks for. */
  date: string | undefined
  /** Where it is attached with a network. */
  href: string
}>

export type LuringFormProps = Readonly<{
  ctx: PageContext
  draftId: string
  accountId: string
  code: string
  version: number
  revision: number
  cara: string
  untuk: string
  name: string
  rules: string
  parts: readonly LuringPart[]
  documents: readonly LuringDocument[]
  refusals: readonly Refusal[]
  desa: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
  tableChoices: (table: string) => readonly Choice[]
}>

/** The whole form of one service on one page, which a worker keeps for places without a network. */
export function LuringFormPage(props: LuringFormProps) {
  const { ctx, name, draftId } = props
  const m = luringMessages(ctx.lang)
  return (
    <CitizenPage
      ctx={ctx}
      title={m.formTitle(name)}
      current="services"
      css={['layanan']}
      scripts={['ui-form', 'layanan', 'isi-luring']}
    >
      <div class="wadah sempit isi-hal">
        <p class="kecil">
          <a href={LURING}>{m.keptTitle}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <h1>{name}</h1>
        <p class="jarak">{m.formLead}</p>
        <noscript>
          <p class="info">{m.formNoScript}</p>
        </noscript>
        <p class="kecil redup jarak">{m.sharedPhone}</p>
        <p class="kecil jarak">
          <a href={`/permohonan/draf/${draftId}`}>{m.formOnline}</a>
        </p>
        <div data-luring-kotak tabIndex={-1} hidden />
        <form
          method="post"
          action={`${LURING}/${draftId}`}
          data-isi-luring={draftId}
          data-aturan={props.rules}
          data-akun={props.accountId}
          data-kode={props.code}
          data-versi={String(props.version)}
          data-dasar={String(props.revision)}
          data-cara={props.cara}
          data-untuk={props.untuk}
          data-nama={name}
          data-kata={JSON.stringify(wordsFor(ctx))}
        >
          <Csrf ctx={ctx} />
          {props.parts.map((part) => (
            <Part {...props} part={part} />
          ))}
          <Documents {...props} />
          <div data-luring-langsung hidden>
            <CheckboxTiles
              ctx={ctx}
              name="aksi.langsung"
              label={m.whenSent}
              hint={m.directHint}
              values={[]}
              choices={[{ value: '1', label: m.direct }]}
              isSingleColumn
            />
          </div>
          <p class="tebal" role="status" data-luring-kabar />
          <Button>{m.ready}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}

/** Sentences the script says. */
function wordsFor({ lang }: PageContext) {
  const m = luringMessages(lang)
  const { formSaved, waitNetwork, sendingNow, unread, conflict, useMine, useServer } = m
  const { versionChanged, docKept, docRemove, docTooLarge, addRow } = m
  return {
    ...{ formSaved, waitNetwork, sendingNow, unread, conflict, useMine, useServer },
    ...{ versionChanged, docKept, docRemove, docTooLarge, addRow },
  }
}

function Part(props: LuringFormProps & Readonly<{ part: LuringPart }>) {
  const { part } = props
  const inner = (
    <>
      <h2 class="jarak-atas jarak">{part.title}</h2>
      {part.fields.filter(isForPhone).map((asked) =>
        asked.field.show === undefined ? (
          <Ask {...props} asked={asked} />
        ) : (
          <fieldset class="bila" data-bila={asked.field.id}>
            <Ask {...props} asked={asked} />
          </fieldset>
        ),
      )}
    </>
  )
  return part.isConditional ? (
    <fieldset class="bila" data-bila={`@${part.id}`}>
      {inner}
    </fieldset>
  ) : (
    inner
  )
}

/** What is worked out follows from the rest; it is shown where the answers are checked. */
function isForPhone({ field }: AskedField): boolean {
  return field.type !== 'hitung'
}

function Ask(props: LuringFormProps & Readonly<{ asked: AskedField }>) {
  const { ctx, asked } = props
  const { field } = asked
  const m = luringMessages(ctx.lang)
  const label = wordsIn(field.label, ctx.lang)
  // What a register knows stays on the server: the phone need not carry it.
  if (asked.isKnown) return <Known label={label} value="…" note={m.fromRegister} />
  if (field.type === 'foto') return <Known label={label} value="…" note={m.photoLater} />
  return (
    <FieldView
      ctx={ctx}
      field={field}
      value={asked.value}
      typed={asked.typed}
      refusals={props.refusals}
      desa={props.desa}
      tableChoices={props.tableChoices}
    />
  )
}

function Documents({ ctx, documents }: LuringFormProps) {
  if (documents.length === 0) return null
  return (
    <>
      <h2 class="jarak-atas jarak">{ajukanMessages(ctx.lang).documents}</h2>
      {documents.map((doc) => {
        const inner = <Document ctx={ctx} doc={doc} />
        return doc.isConditional ? (
          <fieldset class="bila" data-bila={`dok.${doc.id}`}>
            {inner}
          </fieldset>
        ) : (
          inner
        )
      })}
    </>
  )
}

/** Fields without a name: the script keeps them apart from the answers, and a form without one sends nothing of them. */
function Document({ ctx, doc }: Readonly<{ ctx: PageContext; doc: LuringDocument }>) {
  const m = luringMessages(ctx.lang)
  const id = `f-dok-${doc.id}`
  return (
    <div class="ruas" data-dok={doc.id} data-maks={String(doc.maxBytes)}>
      <label for={id}>
        {doc.label} <span class="bantuan">{doc.isNeeded ? m.docNeeded : m.docIfAsked}</span>
      </label>
      <p class="bantuan" id={`${id}-b`}>
        {doc.hint}
      </p>
      {doc.isAttached && <p class="info">{m.docAttached}</p>}
      <p class="kecil">
        <a href={doc.href} data-dok-jaringan>
          {m.docOnline}
          <span class="vh"> {doc.label}</span>
        </a>
      </p>
      <div data-dok-luring hidden>
        {doc.date && (
          <div class="ruas">
            <label for={`${id}-tanggal`}>{doc.date}</label>
            <input class="isian" id={`${id}-tanggal`} data-dok-tanggal />
          </div>
        )}
        <input
          class="isian"
          type="file"
          id={id}
          accept={doc.accept}
          aria-describedby={`${id}-b`}
          data-dok-berkas
        />
        <p class="kecil" role="status" data-dok-kabar />
      </div>
    </div>
  )
}

/** What is kept on this phone; drawn by the script, the page itself knows nothing about it. */
export function KeptPage({ ctx, accountId }: Readonly<{ ctx: PageContext; accountId: string }>) {
  const m = luringMessages(ctx.lang)
  const { keptWaiting, keptDraft, keptProblem, keptConflict, keptArrived, keptFiled } = m
  const words = {
    ...{ keptWaiting, keptDraft, keptProblem, keptConflict, keptArrived, keptFiled },
    keptRemove: m.keptRemove,
  }
  return (
    <CitizenPage
      ctx={ctx}
      title={m.keptTitle}
      current="services"
      css={['layanan']}
      scripts={['isi-luring']}
    >
      <div class="wadah sempit isi-hal">
        <h1>{m.keptTitle}</h1>
        <p class="jarak">{m.keptLead}</p>
        <noscript>
          <Warning>{m.formNoScript}</Warning>
        </noscript>
        <ul
          class="kartu tugas isian-ponsel jarak"
          data-isian-ponsel={accountId}
          data-kata={JSON.stringify(words)}
        />
        <p class="jarak" data-isian-kosong>
          {m.keptNone}
        </p>
        <p class="jarak">
          <a href="/layanan">{m.keptFind}</a>
        </p>
        <p class="kecil redup jarak">{m.sharedPhone}</p>
      </div>
    </CitizenPage>
  )
}
