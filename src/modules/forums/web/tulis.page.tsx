import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber } from '../../../ui/format.ts'
import {
  Button,
  CitizenPage,
  Csrf,
  ErrorSummary,
  type PageContext,
  RadioTiles,
  Section,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { TopikForm } from '../actions/tulis.ts'
import type { Aturan } from '../domain/aturan.ts'
import type { Isyarat } from '../domain/isyarat.ts'
import { ISI_MAX, JUDUL_MAX } from '../domain/kiriman.ts'
import { messagesIn } from '../messages/index.ts'
import type { Forum, Topik } from '../store/forum-store.ts'
import type { Kiriman } from '../store/kiriman-store.ts'
import { topikPath } from './asked.ts'

/** What a text may be, asked before it is sent; the button then sends it all the same. */
function Asked({ ctx, isyarat }: Readonly<{ ctx: PageContext; isyarat: readonly Isyarat[] }>) {
  if (isyarat.length === 0) return null
  const m = messagesIn(ctx.lang)
  return (
    <div class="awas" role="alert">
      <b>{m.asked}</b>
      <ul>
        {isyarat.map((one) => (
          <li>{m.hints[one]}</li>
        ))}
      </ul>
      <p>{m.askedNote}</p>
      <input type="hidden" name="yakin" value={isyarat.join(',')} />
    </div>
  )
}

/** What was typed into the form of a post, and what it is asked about. */
export type Typed = Readonly<{
  isi: string
  kutip: string
  isJawaban: boolean
  isyarat: readonly Isyarat[]
}>

export type ReplyProps = Readonly<{
  ctx: PageContext
  topik: Topik
  unitName: (kode: string) => string
  /** Unit whose name stands beside the post of this visitor; null for residents. */
  writesFor: string | null
  mayAnswer: boolean
  typed: Typed
  refusals: readonly Refusal[]
}>

/** The form of a reply, beneath the posts. */
export function ReplyForm(props: ReplyProps) {
  const { ctx, topik, typed, refusals, writesFor, unitName, mayAnswer } = props
  const m = messagesIn(ctx.lang)
  const base = { ctx, refusals }
  return (
    <Section id="tulis" title={m.reply}>
      <form method="post" action={topikPath(topik)} class="tumpuk">
        <Csrf ctx={ctx} />
        <Asked ctx={ctx} isyarat={typed.isyarat} />
        {writesFor !== null && <p class="bantuan">{m.asOfficer(unitName(writesFor))}</p>}
        {typed.kutip !== '' && (
          <p class="kecil">
            {m.quotes(typed.kutip)}
            <input type="hidden" name="kutip" value={typed.kutip} />
          </p>
        )}
        <TextArea
          {...base}
          name="isi"
          label={m.message}
          hint={m.messageHint}
          value={typed.isi}
          maxLength={ISI_MAX}
        />
        {mayAnswer && (
          <label class="centang">
            <input type="checkbox" name="jawaban" value="ya" checked={typed.isJawaban} />{' '}
            {m.asAnswer}
          </label>
        )}
        <Button>{typed.isyarat.length > 0 ? m.sendAnyway : m.send}</Button>
      </form>
    </Section>
  )
}

/** The form of a new topic. */
export function NewTopicPage({
  ctx,
  forum,
  unit,
  aturan,
  form,
  isyarat,
  refusals,
}: Readonly<{
  ctx: PageContext
  forum: Forum
  unit: string
  aturan: Aturan
  form: TopikForm
  isyarat: readonly Isyarat[]
  refusals: readonly Refusal[]
}>) {
  const m = messagesIn(ctx.lang)
  const base = { ctx, refusals }
  const days = formatNumber(aturan.tenggat.jawabanHariKerja, ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.newTopic}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={`/forum/${forum.kode}`}>{m.backToForum}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.newTopic}</h1>
        <p>
          <span lang="id">{forum.judul}</span>. <a href="/forum/aturan">{m.rulesLink}</a>
        </p>
        <form method="post" action={`/forum/${forum.kode}/tulis`} class="tumpuk">
          <Csrf ctx={ctx} />
          <Asked ctx={ctx} isyarat={isyarat} />
          <RadioTiles
            {...base}
            name="jenis"
            label={m.topicKind}
            value={form.jenis}
            isSingleColumn
            choices={[
              { value: 'bahasan', label: m.topicKinds.bahasan, hint: m.talkHint },
              {
                value: 'pertanyaan',
                label: m.topicKinds.pertanyaan,
                hint: m.questionHint(unit, days),
              },
            ]}
          />
          <TextField
            {...base}
            name="judul"
            label={m.topicTitle}
            value={form.judul}
            maxLength={JUDUL_MAX}
          />
          <TextArea
            {...base}
            name="isi"
            label={m.message}
            hint={m.messageHint}
            value={form.isi}
            maxLength={ISI_MAX}
          />
          <Button>{isyarat.length > 0 ? m.sendAnyway : m.send}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}

/** Choose the rule that a post breaks. */
export function FlagPage({
  ctx,
  topik,
  kiriman,
  teks,
  aturan,
  chosen,
  refusals,
}: Readonly<{
  ctx: PageContext
  topik: Topik
  kiriman: Pick<Kiriman, 'nomor' | 'nama'>
  teks: string
  aturan: Aturan
  chosen: string
  refusals: readonly Refusal[]
}>) {
  const m = messagesIn(ctx.lang)
  const path = topikPath(topik)
  return (
    <CitizenPage ctx={ctx} title={m.flagTitle}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={path}>{m.backToTopic}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div>
          <h1>{m.flagTitle}</h1>
          <p>{m.flagLead}</p>
        </div>
        <blockquote lang="id">
          <b>{kiriman.nama}:</b> {teks}
        </blockquote>
        <form method="post" action={`${path}/tandai/${kiriman.nomor}`} class="tumpuk">
          <Csrf ctx={ctx} />
          <RadioTiles
            ctx={ctx}
            refusals={refusals}
            name="aturan"
            label={m.rule}
            value={chosen}
            isSingleColumn
            choices={aturan.butir.map(({ kode, nama, teks }) => ({
              value: kode,
              label: nama[ctx.lang],
              hint: teks[ctx.lang],
            }))}
          />
          <Button>{m.flag}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}
