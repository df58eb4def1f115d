import type { Refusal } from '../../../../kernel/result.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  CitizenPage,
  Csrf,
  ErrorSummary,
  type PageContext,
  RadioTiles,
  Section,
} from '../../../../ui/index.ts'
import { ajukanMessages, luringMessages } from '../../messages/index.ts'

export type StartPageProps = Readonly<{
  ctx: PageContext
  code: string
  name: string
  pages: string
  documents: readonly string[]
  isSignedIn: boolean
  /** The service may be filled in without a network. */
  isOffline: boolean
  /** People who gave power of attorney: value and name. */
  others: readonly Readonly<{ value: string; label: string }>[]
  drafts: readonly Readonly<{ href: string; changed: string }>[]
  draftId: string
  refusals: readonly Refusal[]
}>

/** Before the first question: what it takes, and for whom. */
export function StartPage(props: StartPageProps) {
  const { ctx, name, documents } = props
  const m = ajukanMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.startTitle(name)} current="services" css={['layanan']}>
      <div class="wadah sempit isi-hal">
        <p class="kecil">
          <a href={`/layanan/${props.code}`}>{name}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <h1>{m.startTitle(name)}</h1>
        {props.drafts.length > 0 && (
          <Section id="lanjut" title={m.resume}>
            <ul class="butir">
              {props.drafts.map((draft) => (
                <li>
                  <a href={draft.href}>{draft.changed}</a>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Section id="sebelum" title={m.beforeStart}>
          <p>{m.needTime(props.pages)}</p>
          {documents.length > 0 && (
            <>
              <p>{m.needDocs}</p>
              <ul class="butir">
                {documents.map((label) => (
                  <li>{label}</li>
                ))}
              </ul>
            </>
          )}
        </Section>
        {props.isSignedIn ? <StartForm {...props} /> : <SignIn {...props} />}
      </div>
    </CitizenPage>
  )
}

function StartForm({ ctx, code, others, draftId, isOffline }: StartPageProps) {
  const m = ajukanMessages(ctx.lang)
  return (
    <form method="post" action={`/layanan/${code}/ajukan`} class="jarak-atas">
      <Csrf ctx={ctx} />
      <input type="hidden" name="draf" value={draftId} />
      {others.length > 0 ? (
        <RadioTiles
          ctx={ctx}
          name="untuk"
          label={m.forWhom}
          value=""
          isSingleColumn
          choices={[
            { value: '', label: m.forSelf },
            ...others.map(({ value, label }) => ({ value, label: m.forOther(label) })),
          ]}
        />
      ) : (
        <p class="kecil redup">
          {m.forOtherNone} <a href="/akun/kuasa">{m.manageProxies}</a>
        </p>
      )}
      <p class="tombol-baris jarak jarak-atas">
        <Button>{m.start}</Button>
        {isOffline && (
          <Button name="aksi" value="luring" tone="secondary">
            {luringMessages(ctx.lang).keepForm}
          </Button>
        )}
      </p>
      {isOffline && <p class="kecil redup jarak">{luringMessages(ctx.lang).keepFormHint}</p>}
    </form>
  )
}

function SignIn({ ctx, code }: StartPageProps) {
  const m = ajukanMessages(ctx.lang)
  return (
    <div class="jarak-atas">
      <p>{m.signInWhy}</p>
      <p class="tombol-baris">
        <ButtonLink href={`/masuk?kembali=${encodeURIComponent(`/layanan/${code}/ajukan`)}`}>
          {m.signIn}
        </ButtonLink>
      </p>
    </div>
  )
}

export type TaskRow = Readonly<{
  href: string
  label: string
  state: 'done' | 'todo' | 'problem' | 'optional'
}>

export type TasksPageProps = Readonly<{
  ctx: PageContext
  code: string
  name: string
  forName: string | undefined
  base: string
  pages: readonly TaskRow[]
  documents: readonly TaskRow[]
  isReady: boolean
  /** Where it can be filled in without a network. */
  offlineHref: string | undefined
}>

const STATE_KIND = {
  done: 'selesai',
  todo: 'tunggu',
  problem: 'lewat',
  optional: 'netral',
} as const

/** Everything that is asked, with what is done and what is left; any order, any day. */
export function TasksPage(props: TasksPageProps) {
  const { ctx, base } = props
  const m = ajukanMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.startTitle(props.name)} current="services" css={['layanan']}>
      <div class="wadah sempit isi-hal">
        <p class="kecil">
          <a href={`/layanan/${props.code}`}>{props.name}</a>
          {props.forName && ` · ${m.forName(props.forName)}`}
        </p>
        <h1>{m.tasks}</h1>
        <Tasks ctx={ctx} rows={props.pages} />
        {props.documents.length > 0 && (
          <>
            <h2 class="jarak-atas">{m.documents}</h2>
            <Tasks ctx={ctx} rows={props.documents} />
          </>
        )}
        <p class="tombol-baris jarak-atas">
          <ButtonLink
            href={`${base}/periksa`}
            {...(props.isReady ? {} : { tone: 'secondary' as const })}
          >
            {m.taskCheck}
          </ButtonLink>
        </p>
        {!props.isReady && <p class="kecil redup">{m.taskCheckWait}</p>}
        <p class="kecil redup jarak-atas">{m.saved}</p>
        {props.offlineHref && (
          <p class="kecil">
            <a href={props.offlineHref}>{luringMessages(ctx.lang).keepForm}</a>
          </p>
        )}
        <details class="jarak-atas">
          <summary>{m.discard}</summary>
          <p>{m.discardSure}</p>
          <ActionForm ctx={ctx} action={`${base}/hapus`} label={m.discard} />
        </details>
      </div>
    </CitizenPage>
  )
}

function Tasks({ ctx, rows }: Readonly<{ ctx: PageContext; rows: readonly TaskRow[] }>) {
  const m = ajukanMessages(ctx.lang)
  const words = {
    done: m.taskDone,
    todo: m.taskTodo,
    problem: m.taskProblem,
    optional: m.taskOptional,
  }
  return (
    <ul class="kartu tugas">
      {rows.map((row) => (
        <li>
          <a href={row.href}>{row.label}</a>
          <span class={`tag ${STATE_KIND[row.state]}`}>{words[row.state]}</span>
        </li>
      ))}
    </ul>
  )
}
