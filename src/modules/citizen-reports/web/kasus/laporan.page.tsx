import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../../kernel/result.ts'
import { formatNumber } from '../../../../ui/format.ts'
import {
  Button,
  Card,
  CitizenPage,
  Csrf,
  ErrorSummary,
  Facts,
  Information,
  type PageContext,
  Section,
  StatusTag,
  type TagKind,
  TextArea,
  TextField,
  Timeline,
  type TimelineItem,
  Warning,
} from '../../../../ui/index.ts'
import { laporanMessages } from '../../messages/index.ts'

export type LaporanPageProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  nomor: string
  judul: string
  isi: string
  tag: Readonly<{ kind: TagKind; label: string }>
  facts: readonly Readonly<{ label: string; value: ComponentChildren }>[]
  timeline: readonly TimelineItem[]
  supporters: number
  isRahasia: boolean
  /** The visitor is the reporter; what they may do now, and the code that says so. */
  reporter:
    | Readonly<{ kodeLacak: string; canConfirm: boolean; canReopen: boolean; canComplete: boolean }>
    | undefined
  pausedReason: string | undefined
  refusedReason: Readonly<{ text: string; advice: string | undefined }> | undefined
}>

/** One report with everything that happened to it, for everyone to check. */
export function LaporanPage(props: LaporanPageProps) {
  const { ctx, refusals } = props
  const words = laporanMessages(ctx.lang)
  return (
    <CitizenPage
      ctx={ctx}
      title={`${props.judul} (${props.nomor})`}
      current="reports"
      scripts={['ui-form']}
    >
      <div class="wadah isi-hal">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div class="meta">
          <StatusTag kind={props.tag.kind}>{props.tag.label}</StatusTag>
          <span class="angka tebal">{props.nomor}</span>
          {!props.isRahasia && (
            <span class="angka">
              {words.list.supporters(formatNumber(props.supporters, ctx.lang))}
            </span>
          )}
        </div>
        <h1>{props.judul}</h1>
        <div class="dua-lajur isi-hal">
          <div class="renggang">
            <Notices {...props} />
            <p class="cerita">{props.isi}</p>
            <Section id="h-waktu" title={words.one.timeline}>
              <Timeline items={props.timeline} label={words.one.timeline} />
            </Section>
          </div>
          <aside class="tumpuk">
            <Card>
              <Facts rows={props.facts} />
            </Card>
            <ReporterBox {...props} />
          </aside>
        </div>
      </div>
    </CitizenPage>
  )
}

function Notices(props: LaporanPageProps) {
  const { ctx, pausedReason, refusedReason } = props
  const m = laporanMessages(ctx.lang).one
  return (
    <>
      {props.isRahasia && <Information>{m.secretNotice}</Information>}
      {pausedReason && <Information>{m.paused(pausedReason)}</Information>}
      {refusedReason && (
        <Information>
          <b>{m.refusedBecause}:</b> {refusedReason.text}
          {refusedReason.advice && (
            <>
              <br />
              <b>{m.advice}:</b> {refusedReason.advice}
            </>
          )}
        </Information>
      )}
    </>
  )
}

function ReporterBox({ ctx, nomor, reporter, refusals }: LaporanPageProps) {
  const m = laporanMessages(ctx.lang).one
  if (reporter === undefined) {
    return (
      <Card>
        <form method="post" action={`/laporan/${nomor}/pelapor`}>
          <h2 class="jarak">{m.reporterBox}</h2>
          <Csrf ctx={ctx} />
          <TextField
            ctx={ctx}
            name="kode"
            label={m.codeLabel}
            hint={m.codeHint}
            refusals={refusals}
            maxLength={40}
          />
          <Button tone="secondary">{m.open}</Button>
        </form>
      </Card>
    )
  }
  const canAnswer = reporter.canConfirm || reporter.canReopen || reporter.canComplete
  return (
    <Card>
      <p class="tebal">{m.asReporter}</p>
      {canAnswer && (
        <form method="post" action={`/laporan/${nomor}/jawab`} class="tumpuk">
          <Csrf ctx={ctx} />
          <input type="hidden" name="kode" value={reporter.kodeLacak} />
          {reporter.canConfirm && <Warning>{m.askConfirm}</Warning>}
          <TextArea
            ctx={ctx}
            name="pesan"
            label={m.messageLabel}
            rows={3}
            maxLength={2000}
            refusals={refusals}
          />
          <div class="tombol-baris">
            {reporter.canConfirm && <Verb value="konfirmasi" label={m.confirm} />}
            {reporter.canConfirm && <Verb value="belum_selesai" label={m.notYetDone} />}
            {reporter.canReopen && <Verb value="buka_kembali" label={m.reopen} />}
            {reporter.canComplete && <Verb value="lengkapi" label={m.answer} />}
          </div>
        </form>
      )}
    </Card>
  )
}

function Verb({ value, label }: Readonly<{ value: string; label: string }>) {
  return (
    <Button name="jawab" value={value} tone="secondary">
      {label}
    </Button>
  )
}
