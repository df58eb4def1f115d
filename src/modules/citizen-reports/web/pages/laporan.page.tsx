import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../../kernel/result.ts'
import { formatNumber } from '../../../../ui/format.ts'
import {
  ActionForm,
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

export type Photo = Readonly<{
  id: string
  src: string
  smallSrc: string
  caption: string
  alt: string
}>
export type Comment = Readonly<{ name: string; when: string; text: string }>

export type LaporanPageProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  nomor: string
  judul: string
  isi: string
  tag: Readonly<{ kind: TagKind; label: string }>
  facts: readonly Readonly<{ label: string; value: ComponentChildren }>[]
  timeline: readonly TimelineItem[]
  photos: readonly Photo[]
  proofs: readonly Photo[]
  comments: readonly Comment[]
  canComment: boolean
  supporters: number
  hasSupported: boolean
  isFollowing: boolean
  /** Open cases can be supported and followed. */
  isOpen: boolean
  isRahasia: boolean
  /** The visitor is the reporter; what they may do now. */
  reporter:
    | Readonly<{
        canConfirm: boolean
        canReopen: boolean
        canComplete: boolean
        reopenUntil: string | undefined
      }>
    | undefined
  mergedInto: string | undefined
  mergedCount: number
  pausedReason: string | undefined
  refusedReason: Readonly<{ text: string; advice: string | undefined }> | undefined
}>

/** One report with everything that happened to it, for everyone to check. */
export function LaporanPage(props: LaporanPageProps) {
  const { ctx, refusals } = props
  const m = laporanMessages(ctx.lang).one
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
        </div>
        <h1>{props.judul}</h1>
        <div class="dua-lajur isi-hal">
          <div class="renggang">
            <Notices {...props} />
            <p class="cerita">{props.isi}</p>
            <Gallery photos={props.photos} title={m.photos} id="h-foto" />
            <Gallery photos={props.proofs} title={m.proof} id="h-bukti" />
            <Section id="h-waktu" title={m.timeline}>
              <Timeline items={props.timeline} label={m.timeline} />
            </Section>
            {!props.isRahasia && <Comments {...props} />}
          </div>
          <aside class="tumpuk">
            <Card>
              <Facts rows={props.facts} />
            </Card>
            {!props.isRahasia && <Support {...props} />}
            <ReporterBox {...props} />
          </aside>
        </div>
      </div>
    </CitizenPage>
  )
}

function Notices(props: LaporanPageProps) {
  const { ctx, mergedInto, mergedCount, pausedReason, refusedReason } = props
  const m = laporanMessages(ctx.lang).one
  return (
    <>
      {props.isRahasia && <Information>{m.secretNotice}</Information>}
      {mergedInto && (
        <Information>
          <a href={`/laporan/${mergedInto}`}>{m.merged(mergedInto)}</a>
        </Information>
      )}
      {mergedCount > 0 && (
        <Information>{m.mergedInto(formatNumber(mergedCount, ctx.lang))}</Information>
      )}
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

function Gallery({
  photos,
  title,
  id,
}: Readonly<{ photos: readonly Photo[]; title: string; id: string }>) {
  if (photos.length === 0) return null
  return (
    <Section id={id} title={title}>
      <div class="galeri">
        {photos.map((photo) => (
          <figure>
            <a href={photo.src}>
              <img src={photo.smallSrc} alt={photo.alt} width="140" height="140" loading="lazy" />
            </a>
            <figcaption>{photo.caption}</figcaption>
          </figure>
        ))}
      </div>
    </Section>
  )
}

function Support({ ctx, nomor, isOpen, hasSupported, isFollowing, supporters }: LaporanPageProps) {
  const words = laporanMessages(ctx.lang)
  const m = words.one
  return (
    <Card>
      <p class="angka tebal">{words.list.supporters(formatNumber(supporters, ctx.lang))}</p>
      <div class="tombol-baris">
        {isOpen &&
          (hasSupported ? (
            <span class="redup">{m.supported}</span>
          ) : (
            <ActionForm
              ctx={ctx}
              action={`/laporan/${nomor}/dukung`}
              label={m.support}
              tone="primary"
            />
          ))}
        {'accountId' in ctx.actor && (
          <ActionForm
            ctx={ctx}
            action={`/laporan/${nomor}/ikuti`}
            label={isFollowing ? m.unfollow : m.follow}
            fields={{ ikut: isFollowing ? '0' : '1' }}
          />
        )}
      </div>
    </Card>
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
  return (
    <Card>
      <p class="tebal">{m.asReporter}</p>
      {reporter.canConfirm && (
        <form method="post" action={`/laporan/${nomor}/jawab`} class="tumpuk">
          <Csrf ctx={ctx} />
          <Warning>{m.askConfirm}</Warning>
          <TextArea
            ctx={ctx}
            name="pesan"
            label={m.messageLabel}
            rows={3}
            maxLength={2000}
            isOptional
            refusals={refusals}
          />
          <div class="tombol-baris">
            <Button name="jawab" value="konfirmasi">
              {m.confirm}
            </Button>
            <Button name="jawab" value="belum_selesai" tone="secondary">
              {m.notYetDone}
            </Button>
          </div>
        </form>
      )}
      {reporter.canReopen && (
        <form method="post" action={`/laporan/${nomor}/jawab`} class="tumpuk">
          <Csrf ctx={ctx} />
          {reporter.reopenUntil && <p class="kecil redup">{m.reopenUntil(reporter.reopenUntil)}</p>}
          <TextArea
            ctx={ctx}
            name="pesan"
            label={m.messageLabel}
            rows={3}
            maxLength={2000}
            isOptional
            refusals={refusals}
          />
          <Button name="jawab" value="buka_kembali" tone="secondary">
            {m.reopen}
          </Button>
        </form>
      )}
      {reporter.canComplete && (
        <form method="post" action={`/laporan/${nomor}/jawab`} class="tumpuk">
          <Csrf ctx={ctx} />
          <TextArea
            ctx={ctx}
            name="pesan"
            label={m.messageLabel}
            rows={3}
            maxLength={2000}
            refusals={refusals}
          />
          <Button name="jawab" value="lengkapi">
            {m.answer}
          </Button>
        </form>
      )}
    </Card>
  )
}

function Comments({ ctx, nomor, comments, canComment, refusals }: LaporanPageProps) {
  const m = laporanMessages(ctx.lang).one
  return (
    <Section id="h-komentar" title={m.comments}>
      <div class="tumpuk">
        {comments.map((comment) => (
          <blockquote class="komentar">
            <p>{comment.text}</p>
            <footer class="kecil redup">
              {comment.name}, {comment.when}
            </footer>
          </blockquote>
        ))}
        {canComment ? (
          <form method="post" action={`/laporan/${nomor}/komentar`}>
            <Csrf ctx={ctx} />
            <TextArea
              ctx={ctx}
              name="komentar"
              label={m.commentLabel}
              hint={m.commentHint}
              rows={3}
              maxLength={2000}
              refusals={refusals}
            />
            <Button tone="secondary">{m.commentSend}</Button>
          </form>
        ) : (
          <p>
            <a href={`/masuk?lanjut=/laporan/${nomor}`}>{m.commentSignIn}</a>
          </p>
        )}
      </div>
    </Section>
  )
}
