import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatNumber, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  Button,
  CitizenPage,
  Csrf,
  DataTable,
  ErrorSummary,
  Facts,
  type PageContext,
  RadioTiles,
  Section,
  TextArea,
} from '../../../ui/index.ts'
import { type Aturan, findButir } from '../domain/aturan.ts'
import { HASIL_BANDING } from '../domain/putusan.ts'
import { type Rekap, totalOf } from '../domain/transparansi.ts'
import { messagesIn } from '../messages/index.ts'
import type { Topik } from '../store/forum-store.ts'
import type { Keputusan } from '../store/moderasi-store.ts'
import { topikPath } from './asked.ts'

/** What this visitor may do about a decision. */
export type Peran = 'umum' | 'penulis' | 'pemutus-pertama' | 'pemutus'

export type DecisionProps = Readonly<{
  ctx: PageContext
  keputusan: Keputusan
  topik: Topik
  kirimanNomor: number
  /** The text, for its author and for those who judge; undefined for everybody else. */
  teks: string | undefined
  aturan: Aturan
  peran: Peran
  mayAppeal: boolean
  typed: Readonly<{ alasan: string; hasil: string }>
  refusals: readonly Refusal[]
}>

/** A decision with its rule, reason and appeal: for everybody. The text itself only for author and judges. */
export function DecisionPage(props: DecisionProps) {
  const { ctx, keputusan, topik, aturan } = props
  const m = messagesIn(ctx.lang)
  const title = m.decision(keputusan.nomor)
  const rule = findButir(aturan, keputusan.aturan)
  const name = rule?.nama[ctx.lang] ?? keputusan.aturan
  return (
    <CitizenPage ctx={ctx} title={title}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={topikPath(topik)}>{m.backToTopic}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <div>
          <h1>{title}</h1>
          <p class="redup">{m.decisionLead}</p>
        </div>
        <Facts
          rows={[
            { label: m.outcome, value: m.outcomes[keputusan.jenis] },
            {
              label: m.rule,
              value: rule === undefined ? name : `${formatNumber(rule.nomor, ctx.lang)}. ${name}`,
            },
            { label: m.reason, value: <span lang="id">{keputusan.alasan}</span> },
            {
              label: m.decidedOn,
              value: formatDateTime(keputusan.diputusAt, localeOf(ctx)),
            },
            { label: m.postOf, value: formatNumber(props.kirimanNomor, ctx.lang) },
          ]}
        />
        {props.teks !== undefined && (
          <div>
            <h2>{m.text}</h2>
            <blockquote lang="id">{props.teks}</blockquote>
          </div>
        )}
        <Section id="h-banding" title={m.appeal}>
          <Appeal {...props} />
        </Section>
      </div>
    </CitizenPage>
  )
}

function Appeal(props: DecisionProps) {
  const { ctx, keputusan, aturan, peran, mayAppeal } = props
  const m = messagesIn(ctx.lang)
  const { bandingHariKerja, bandingDalamHari } = aturan.tenggat
  const number = (n: number) => formatNumber(n, ctx.lang)
  if (keputusan.bandingId === null)
    return (
      <>
        <p>{m.noAppeal}</p>
        <p class="bantuan">{m.appealHow(number(bandingDalamHari), number(bandingHariKerja))}</p>
        {mayAppeal && <AppealForm {...props} />}
      </>
    )
  const isWaiting = keputusan.hasil === null
  return (
    <>
      <AppealFacts {...props} />
      {isWaiting && peran === 'pemutus-pertama' && <p class="info">{m.firstOfficer}</p>}
      {isWaiting && peran === 'pemutus' && <JudgeForm {...props} />}
    </>
  )
}

function AppealFacts({ ctx, keputusan, peran }: DecisionProps) {
  const m = messagesIn(ctx.lang)
  const { diajukanAt, tenggatPada, hasil, putusanAt, putusanAlasan, bandingAlasan } = keputusan
  const when = (at: Date | null) => (at === null ? '' : formatDateTime(at, localeOf(ctx)))
  const rows: Readonly<{ label: string; value: ComponentChildren }>[] = [
    { label: m.appealedOn, value: when(diajukanAt) },
    {
      label: m.appealDue,
      value: tenggatPada === null ? '' : formatTanggal(tenggatPada, ctx.lang),
    },
  ]
  // The author's words may repeat the hidden text.
  if (peran !== 'umum')
    rows.push({ label: m.appealReason, value: <span lang="id">{bandingAlasan}</span> })
  if (hasil !== null)
    rows.push(
      { label: m.judged, value: m.judgeChoices[hasil] },
      { label: m.reason, value: <span lang="id">{putusanAlasan}</span> },
      { label: m.judgedOn, value: when(putusanAt) },
    )
  return (
    <>
      <p>{hasil === null ? m.appealOpen : m.appealResult[hasil]}</p>
      <Facts rows={rows} />
    </>
  )
}

function AppealForm({ ctx, keputusan, typed, refusals }: DecisionProps) {
  const m = messagesIn(ctx.lang)
  return (
    <form method="post" action={`/forum/banding/${keputusan.nomor}`} class="tumpuk">
      <Csrf ctx={ctx} />
      <TextArea
        ctx={ctx}
        refusals={refusals}
        name="alasan"
        label={m.appealWhy}
        value={typed.alasan}
        maxLength={1_000}
      />
      <Button>{m.appealSend}</Button>
    </form>
  )
}

function JudgeForm({ ctx, keputusan, typed, refusals }: DecisionProps) {
  const m = messagesIn(ctx.lang)
  const base = { ctx, refusals }
  return (
    <form method="post" action={`/kerja/forum/banding/${keputusan.nomor}`} class="tumpuk">
      <Csrf ctx={ctx} />
      <RadioTiles
        {...base}
        name="hasil"
        label={m.judge}
        value={typed.hasil}
        choices={HASIL_BANDING.map((value) => ({ value, label: m.judgeChoices[value] }))}
      />
      <TextArea
        {...base}
        name="alasan"
        label={m.reason}
        value={typed.alasan}
        rows={3}
        maxLength={500}
      />
      <Button>{m.judgeSend}</Button>
    </form>
  )
}

export type MonthRow = Rekap & Readonly<{ bulan: string; isRunning: boolean }>

const sumOf = ({ putusan }: Rekap) => putusan.reduce((sum, { jumlah }) => sum + jumlah, 0)

/** What moderation did, month by month, with the running one on top. */
export function ReportPage({
  ctx,
  rows,
  aturan,
}: Readonly<{ ctx: PageContext; rows: readonly MonthRow[]; aturan: Aturan }>) {
  const m = messagesIn(ctx.lang)
  const number = (n: number) => formatNumber(n, ctx.lang)
  const span = (minutes: number | null) => {
    if (minutes === null) return '–'
    return minutes < 120 ? m.minutes(number(minutes)) : m.hours(number(Math.round(minutes / 60)))
  }
  const column = (header: string, value: (row: MonthRow) => string) => ({
    header,
    isNumber: true,
    cell: value,
  })
  const [now] = rows
  return (
    <CitizenPage ctx={ctx} title={m.report} description={m.reportDescription}>
      <div class="wadah isi-hal tumpuk">
        <p class="kecil">
          <a href="/forum">{m.all}</a>
        </p>
        <div>
          <h1>{m.report}</h1>
          <p class="redup">{m.reportLead}</p>
        </div>
        <DataTable
          caption={m.report}
          isStacked
          columns={[
            {
              header: m.month,
              isHead: true,
              cell: ({ bulan, isRunning }: MonthRow) =>
                isRunning ? `${bulan} (${m.running})` : bulan,
            },
            column(m.posts, ({ kiriman }) => number(kiriman)),
            column(m.flags, ({ tanda }) => number(totalOf(tanda))),
            column(m.decisions, (row) => number(sumOf(row))),
            column(m.median, ({ menitMedian }) => span(menitMedian)),
            column(m.p90, ({ menitP90 }) => span(menitP90)),
            column(m.late, ({ putusanTerlambat, bandingTerlambat }) =>
              number(putusanTerlambat + bandingTerlambat),
            ),
            column(m.appeals, ({ banding }) => number(banding)),
            column(m.granted, ({ bandingDikabulkan }) => number(bandingDikabulkan)),
            column(m.slowModes, ({ lambat }) => number(lambat)),
            column(m.questions, ({ pertanyaan }) => number(pertanyaan)),
            column(m.answers, ({ jawaban }) => number(jawaban)),
            column(m.lateQuestions, ({ pertanyaanLewat }) => number(pertanyaanLewat)),
          ]}
          rows={rows}
        />
        {now !== undefined && (
          <>
            <ByRule ctx={ctx} rekap={now} aturan={aturan} />
            <Refusals ctx={ctx} rekap={now} />
          </>
        )}
        <p>
          <a href="/forum/transparansi.csv">{m.download}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

function ByRule({
  ctx,
  rekap,
  aturan,
}: Readonly<{ ctx: PageContext; rekap: Rekap; aturan: Aturan }>) {
  const m = messagesIn(ctx.lang)
  const of = (kode: string, jenis: Rekap['putusan'][number]['jenis']) =>
    rekap.putusan.find((one) => one.aturan === kode && one.jenis === jenis)?.jumlah ?? 0
  return (
    <Section id="h-aturan" title={m.byRule}>
      <DataTable
        caption={m.byRule}
        isStacked
        columns={[
          {
            header: m.rule,
            isHead: true,
            cell: ({ nama }: Aturan['butir'][number]) => nama[ctx.lang],
          },
          {
            header: m.flags,
            isNumber: true,
            cell: ({ kode }) => formatNumber(rekap.tanda[kode] ?? 0, ctx.lang),
          },
          ...(['biarkan', 'sembunyikan', 'kunci', 'pindahkan'] as const).map((jenis) => ({
            header: m.outcomes[jenis],
            isNumber: true,
            cell: ({ kode }: Aturan['butir'][number]) => formatNumber(of(kode, jenis), ctx.lang),
          })),
        ]}
        rows={aturan.butir}
      />
    </Section>
  )
}

/** Codes as programs know them, and how often: floods and repeats are seen here. */
function Refusals({ ctx, rekap }: Readonly<{ ctx: PageContext; rekap: Rekap }>) {
  const m = messagesIn(ctx.lang)
  const rows = Object.entries(rekap.penolakan)
  return (
    <Section id="h-tolak" title={m.refusedTries}>
      {rows.length === 0 ? (
        <p>{m.nothing}</p>
      ) : (
        <DataTable
          caption={m.refusedTries}
          columns={[
            { header: m.refusedTry, isHead: true, cell: ([code]: (typeof rows)[number]) => code },
            { header: m.count, isNumber: true, cell: ([, n]) => formatNumber(n, ctx.lang) },
          ]}
          rows={rows}
        />
      )}
    </Section>
  )
}
