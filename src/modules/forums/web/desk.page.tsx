import type { Tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatNumber, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  type Choice,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  Facts,
  OfficerPage,
  type PageContext,
  Pagination,
  RadioTiles,
  Section,
  SelectField,
  StatusTag,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { ForumForm } from '../actions/buat-forum.ts'
import { type Aturan, findButir } from '../domain/aturan.ts'
import { ISYARAT } from '../domain/isyarat.ts'
import { JENIS_PUTUSAN } from '../domain/putusan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Forum, Topik } from '../store/forum-store.ts'
import type { Kiriman } from '../store/kiriman-store.ts'
import type { AntreRow, BandingRow, Perkara } from '../store/moderasi-store.ts'
import { topikPath } from './asked.ts'
import { TopicTable } from './forum.page.tsx'

export const KERJA = '/kerja/forum'
const SHORT = 90

export const shorten = (text: string) => (text.length > SHORT ? `${text.slice(0, SHORT)}…` : text)

/** Hints in words, as a case shows them. */
function hintWords({ lang }: PageContext, isyarat: readonly string[]): string {
  const m = messagesIn(lang)
  const known = ISYARAT.filter((one) => isyarat.includes(one))
  return known.length === 0 ? '–' : known.map((one) => m.hintNames[one]).join(', ')
}

/** Cases and appeals that wait, what is due first on top. */
export function DeskPage({
  ctx,
  rows,
  nextHref,
  appeals,
  aturan,
  today,
  mayDecide,
}: Readonly<{
  ctx: PageContext
  rows: readonly AntreRow[]
  nextHref: string | undefined
  appeals: readonly BandingRow[]
  aturan: Aturan
  today: Tanggal
  mayDecide: boolean
}>) {
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.work} current="forums">
      <div class="isi-hal tumpuk">
        <div>
          <h1>{m.work}</h1>
          <p class="bantuan">{mayDecide ? m.deskLead : m.readOnly}</p>
        </div>
        <p class="tombol-baris">
          {mayDecide && <ButtonLink href={`${KERJA}/baru`}>{m.openForum}</ButtonLink>}
          <a href="/forum/transparansi">{m.reportLink}</a>
        </p>
        <Section id="h-perkara" title={m.queue}>
          {rows.length === 0 ? (
            <EmptyState title={m.queueEmpty} />
          ) : (
            <Queue ctx={ctx} rows={rows} />
          )}
        </Section>
        {nextHref !== undefined && (
          <Pagination
            ctx={ctx}
            shown={m.shownOf(formatNumber(rows.length, ctx.lang))}
            nextHref={nextHref}
            firstHref={KERJA}
          />
        )}
        <Section id="h-banding" title={m.appealsWaiting}>
          {appeals.length === 0 ? (
            <p>{m.nothing}</p>
          ) : (
            <Appeals ctx={ctx} rows={appeals} aturan={aturan} today={today} />
          )}
        </Section>
      </div>
    </OfficerPage>
  )
}

function Queue({ ctx, rows }: Readonly<{ ctx: PageContext; rows: readonly AntreRow[] }>) {
  const m = messagesIn(ctx.lang)
  return (
    <DataTable
      caption={m.queue}
      isStacked
      columns={[
        {
          header: m.case,
          isHead: true,
          cell: ({ id, isi }: AntreRow) => (
            <a href={`${KERJA}/perkara/${id}`} lang="id">
              {shorten(isi)}
            </a>
          ),
        },
        {
          header: m.sources,
          cell: ({ sumber, jumlahTanda }) =>
            m.sourcesOf(formatNumber(sumber, ctx.lang), formatNumber(jumlahTanda, ctx.lang)),
        },
        { header: m.hint, cell: ({ isyarat }) => hintWords(ctx, isyarat) },
        {
          header: m.due,
          cell: ({ tenggatAt }) => (
            <StatusTag kind={tenggatAt < ctx.now ? 'lewat' : 'tunggu'}>
              {formatDateTime(tenggatAt, localeOf(ctx))}
            </StatusTag>
          ),
        },
      ]}
      rows={rows}
    />
  )
}

function Appeals({
  ctx,
  rows,
  aturan,
  today,
}: Readonly<{
  ctx: PageContext
  rows: readonly BandingRow[]
  aturan: Aturan
  today: Tanggal
}>) {
  const m = messagesIn(ctx.lang)
  return (
    <DataTable
      caption={m.appealsWaiting}
      isStacked
      columns={[
        {
          header: m.appeal,
          isHead: true,
          cell: ({ nomor }: BandingRow) => <a href={`/forum/banding/${nomor}`}>{nomor}</a>,
        },
        {
          header: m.rule,
          cell: ({ aturan: kode }) => findButir(aturan, kode)?.nama[ctx.lang] ?? kode,
        },
        { header: m.outcome, cell: ({ jenis }) => m.outcomes[jenis] },
        {
          header: m.due,
          cell: ({ tenggatPada }) => (
            <StatusTag kind={tenggatPada < today ? 'lewat' : 'tunggu'}>
              {formatTanggal(tenggatPada, ctx.lang)}
            </StatusTag>
          ),
        },
      ]}
      rows={rows}
    />
  )
}

export type CaseProps = Readonly<{
  ctx: PageContext
  perkara: Perkara
  kiriman: Kiriman
  topik: Topik
  tanda: readonly Readonly<{ aturan: string; jumlah: number }>[]
  aturan: Aturan
  forums: readonly Forum[]
  mayDecide: boolean
  typed: Readonly<Record<'jenis' | 'aturan' | 'alasan' | 'keForum', string>>
  refusals: readonly Refusal[]
}>

/** One case: the text, who flagged it for what, and the decision. */
export function CasePage(props: CaseProps) {
  const { ctx, perkara, kiriman, topik, tanda, aturan, mayDecide } = props
  const m = messagesIn(ctx.lang)
  const number = (n: number) => formatNumber(n, ctx.lang)
  const named = tanda.map(
    ({ aturan: kode, jumlah }) =>
      `${findButir(aturan, kode)?.nama[ctx.lang] ?? kode} (${number(jumlah)})`,
  )
  return (
    <OfficerPage ctx={ctx} title={m.case} current="forums">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={KERJA}>{m.backToQueue}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <div>
          <h1>{m.case}</h1>
          <p class="bantuan">{m.caseLead}</p>
        </div>
        <blockquote lang="id">{kiriman.isi}</blockquote>
        <Facts
          rows={[
            {
              label: m.topics,
              value: (
                <a href={topikPath(topik)} lang="id">
                  {topik.judul}
                </a>
              ),
            },
            { label: m.postOf, value: number(kiriman.nomor) },
            { label: m.author, value: kiriman.nama },
            { label: m.flags, value: named.join(', ') },
            { label: m.sources, value: number(perkara.sumber) },
            { label: m.hint, value: hintWords(ctx, kiriman.isyarat) },
            { label: m.due, value: formatDateTime(perkara.tenggatAt, localeOf(ctx)) },
          ]}
        />
        {perkara.status === 'diputus' && <p class="info">{m.decidedCase}</p>}
        {perkara.status === 'terbuka' && mayDecide && <DecideForm {...props} />}
        {!mayDecide && <p class="info">{m.readOnly}</p>}
      </div>
    </OfficerPage>
  )
}

function DecideForm({ ctx, perkara, kiriman, topik, aturan, forums, typed, refusals }: CaseProps) {
  const m = messagesIn(ctx.lang)
  const base = { ctx, refusals }
  const isTopic = kiriman.nomor === 1
  const kinds = JENIS_PUTUSAN.filter((one) => isTopic || one === 'biarkan' || one === 'sembunyikan')
  const targets = forums.filter(({ id, status }) => id !== topik.forumId && status === 'buka')
  return (
    <form method="post" action={`${KERJA}/perkara/${perkara.id}`} class="tumpuk">
      <Csrf ctx={ctx} />
      <RadioTiles
        {...base}
        name="jenis"
        label={m.outcome}
        value={typed.jenis}
        choices={kinds.map((value) => ({ value, label: m.outcomes[value] }))}
      />
      <SelectField
        {...base}
        name="aturan"
        label={m.rule}
        value={typed.aturan}
        choices={aturan.butir.map(({ kode, nama }) => ({ value: kode, label: nama[ctx.lang] }))}
      />
      <TextArea
        {...base}
        name="alasan"
        label={m.reason}
        value={typed.alasan}
        rows={3}
        maxLength={500}
      />
      {isTopic && (
        <SelectField
          {...base}
          name="ke_forum"
          label={m.toForum}
          isOptional
          value={typed.keForum}
          choices={targets.map(({ kode, judul }) => ({ value: kode, label: judul }))}
        />
      )}
      <Button>{m.decide}</Button>
    </form>
  )
}

/** Questions that wait for an officer's own units. */
export function QuestionsPage({
  ctx,
  rows,
  today,
}: Readonly<{ ctx: PageContext; rows: readonly Topik[]; today: Tanggal }>) {
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.questionsDesk} current="forums">
      <div class="isi-hal tumpuk">
        <h1>{m.questionsDesk}</h1>
        {rows.length === 0 ? (
          <EmptyState title={m.questionsEmpty} />
        ) : (
          <TopicTable ctx={ctx} rows={rows} today={today} />
        )}
      </div>
    </OfficerPage>
  )
}

/** Open a forum. */
export function NewForumPage({
  ctx,
  form,
  units,
  refusals,
}: Readonly<{
  ctx: PageContext
  form: ForumForm
  units: readonly Choice[]
  refusals: readonly Refusal[]
}>) {
  const m = messagesIn(ctx.lang)
  const base = { ctx, refusals }
  return (
    <OfficerPage ctx={ctx} title={m.openForum} current="forums">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={KERJA}>{m.backToQueue}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.openForum}</h1>
        <form method="post" action={`${KERJA}/baru`} class="tumpuk">
          <Csrf ctx={ctx} />
          <RadioTiles
            {...base}
            name="jenis"
            label={m.kind}
            value={form.jenis ?? ''}
            choices={(['tempat', 'tema'] as const).map((value) => ({
              value,
              label: m.kinds[value],
            }))}
          />
          <TextField
            {...base}
            name="judul"
            label={m.forumTitle}
            value={form.judul ?? ''}
            maxLength={100}
          />
          <TextField
            {...base}
            name="kode"
            label={m.code}
            hint={m.codeHint}
            value={form.kode ?? ''}
            maxLength={40}
          />
          <TextArea
            {...base}
            name="uraian"
            label={m.purpose}
            value={form.uraian ?? ''}
            rows={2}
            maxLength={500}
          />
          <TextField
            {...base}
            name="wilayah"
            label={m.place}
            hint={m.placeHint}
            isOptional
            value={form.wilayah ?? ''}
            maxLength={13}
          />
          <SelectField
            {...base}
            name="unit"
            label={m.unit}
            value={form.unit ?? ''}
            choices={units}
          />
          <Button>{m.create}</Button>
        </form>
      </div>
    </OfficerPage>
  )
}
