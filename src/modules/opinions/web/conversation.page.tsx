import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatNumber, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  CitizenPage,
  Csrf,
  ErrorSummary,
  Facts,
  type PageContext,
  RadioTiles,
  Section,
  StatusTag,
  TextArea,
} from '../../../ui/index.ts'
import { groupSign } from '../domain/lembar.ts'
import type { Suara } from '../domain/matriks.ts'
import { messagesIn } from '../messages/index.ts'
import type { Percakapan, Pernyataan } from '../store.ts'
import { TAGS } from './list.page.tsx'

/** What somebody who is signed in answered, and what is asked next. */
export type Own = Readonly<{
  next: Pernyataan | undefined
  current: Suara | undefined
  answered: readonly (Pernyataan & Readonly<{ suara: Suara }>)[]
  /** Their group in the latest picture, and when that was made. */
  group: number | undefined
  drawnAt: Date | undefined
}>

export type ConversationProps = Readonly<{
  ctx: PageContext
  percakapan: Percakapan
  unit: string
  isOpen: boolean
  total: number
  own: Own | undefined
  teks: string
  refusals: readonly Refusal[]
}>

const CHOICES = ['setuju', 'tidak', 'lewati'] as const
const choiceOf = (suara: Suara | undefined): (typeof CHOICES)[number] | '' =>
  suara === undefined ? '' : suara === 1 ? 'setuju' : suara === -1 ? 'tidak' : 'lewati'

/** One statement at a time, with real radio buttons; no replies. */
export function ConversationPage(props: ConversationProps) {
  const { ctx, percakapan, isOpen, own, refusals } = props
  const m = messagesIn(ctx.lang)
  const path = `/pendapat/${percakapan.kode}`
  return (
    <CitizenPage ctx={ctx} title={percakapan.judul}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href="/pendapat">{m.all}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div>
          <h1 lang="id">{percakapan.judul}</h1>
          <p>
            <StatusTag kind={TAGS[percakapan.status]}>{m.status[percakapan.status]}</StatusTag>
          </p>
        </div>
        {isOpen && own !== undefined && <Ask {...props} own={own} />}
        {isOpen && own === undefined && (
          <div>
            <ButtonLink href={`/masuk?lanjut=${encodeURIComponent(path)}`}>{m.signIn}</ButtonLink>
            <p class="bantuan">{m.signInNote}</p>
          </div>
        )}
        <p>
          <a href={`${path}/hasil`}>{m.seeResult}</a>
        </p>
        <Facts
          rows={[
            { label: m.purpose, value: <span lang="id">{percakapan.tujuan}</span> },
            { label: m.by, value: props.unit },
            { label: m.until, value: formatTanggal(percakapan.tutupPada, ctx.lang) },
            { label: m.rule, value: m.rules[percakapan.moderasi] },
          ]}
        />
        {isOpen && own !== undefined && <Submit {...props} />}
        {own !== undefined && <OwnGroup {...props} own={own} />}
        {own !== undefined && own.answered.length > 0 && <Mine {...props} own={own} />}
        <p class="kecil">
          <a href={`${path}/moderasi`}>{m.seeModeration}</a>
        </p>
        <p class="kecil redup">{m.privacy}</p>
      </div>
    </CitizenPage>
  )
}

function Ask({
  ctx,
  percakapan,
  own,
  total,
  refusals,
}: ConversationProps & Readonly<{ own: Own }>) {
  const m = messagesIn(ctx.lang)
  const { next, current, answered } = own
  const n = (value: number) => formatNumber(value, ctx.lang)
  return (
    <Section id="h-tanya" title={m.vote}>
      {next === undefined ? (
        <p>{m.done}</p>
      ) : (
        <form method="post" action={`/pendapat/${percakapan.kode}`} class="tumpuk">
          <Csrf ctx={ctx} />
          <input type="hidden" name="nomor" value={String(next.nomor)} />
          <RadioTiles
            ctx={ctx}
            name="suara"
            label={next.teks}
            value={choiceOf(current)}
            choices={CHOICES.map((value) => ({ value, label: m.votes[value] }))}
            isSingleColumn
            refusals={refusals}
          />
          <Button>{m.send}</Button>
        </form>
      )}
      <p class="kecil redup">{m.progress(n(answered.length), n(total))}</p>
    </Section>
  )
}

/** For their eyes alone: where their votes of this moment stand in the picture that was published. */
function OwnGroup({ ctx, percakapan, own }: ConversationProps & Readonly<{ own: Own }>) {
  const m = messagesIn(ctx.lang)
  if (own.group === undefined || own.drawnAt === undefined) return null
  return (
    <p>
      {m.ownGroup(groupSign(own.group), formatDateTime(own.drawnAt, localeOf(ctx)))}{' '}
      <a href={`/pendapat/${percakapan.kode}/hasil`}>{m.seeResult}</a>
    </p>
  )
}

function Submit({ ctx, percakapan, teks, refusals }: ConversationProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="h-usul" title={m.submit}>
      <form method="post" action={`/pendapat/${percakapan.kode}/usul`} class="tumpuk">
        <Csrf ctx={ctx} />
        <TextArea
          ctx={ctx}
          name="teks"
          label={m.statement}
          hint={m.submitHint}
          value={teks}
          rows={2}
          maxLength={140}
          refusals={refusals}
        />
        <Button tone="secondary">{m.submitButton}</Button>
      </form>
    </Section>
  )
}

function Mine({ ctx, percakapan, isOpen, own }: ConversationProps & Readonly<{ own: Own }>) {
  const m = messagesIn(ctx.lang)
  return (
    <details>
      <summary>{m.mine}</summary>
      <ul>
        {own.answered.map(({ nomor, teks, suara }) => (
          <li>
            {teks} <b>{m.votes[choiceOf(suara) || 'lewati']}</b>{' '}
            {isOpen && (
              <a href={`/pendapat/${percakapan.kode}?nomor=${nomor}`}>
                {m.changeVote}
                <span class="vh"> {teks}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
