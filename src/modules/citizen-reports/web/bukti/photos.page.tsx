import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  ButtonLink,
  Csrf,
  EmptyState,
  ErrorSummary,
  Information,
  OfficerPage,
  type PageContext,
  StatusTag,
  TextArea,
  TextField,
  Timeline,
  type TimelineItem,
} from '../../../../ui/index.ts'
import type { ShownPhoto } from '../../actions/photos-of.ts'
import { type Box, TILE_COLUMNS, TILE_ROWS, writeBox } from '../../domain/redaction.ts'
import { buktiMessages } from '../../messages/bukti.ts'
import { type CaseHead, CaseHeading } from './claim.page.tsx'

type Listed = ShownPhoto & Readonly<{ when: string }>

export type PhotosProps = Readonly<{
  ctx: PageContext
  head: CaseHead
  photos: readonly Listed[]
}>

/** All photos of a case with what was decided about each. */
export function PhotosPage({ ctx, head, photos }: PhotosProps) {
  const m = buktiMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={`${m.photos.title} ${head.nomor}`} current="reports">
      <div class="bukti-hal">
        <CaseHeading ctx={ctx} head={head} title={m.photos.title} lead={m.photos.lead} />
        {photos.length === 0 && <EmptyState title={m.photos.none} />}
        <ul class="foto-daftar">
          {photos.map((photo) => (
            <li class="kartu">
              <img
                src={photo.thumbnailHref}
                alt={m.kind[photo.peran]}
                width="96"
                height="96"
                loading="lazy"
              />
              <div>
                <b>{m.kind[photo.peran]}</b>
                <p class="kecil redup">{photo.when}</p>
                <p>
                  <DecisionTag ctx={ctx} photo={photo} />
                </p>
                <ButtonLink
                  href={`/kerja/laporan/${head.nomor}/foto/${photo.id}`}
                  tone="secondary"
                  isSmall
                >
                  {m.photos.open}
                  <span class="vh"> {`${m.kind[photo.peran]}, ${photo.when}`}</span>
                </ButtonLink>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </OfficerPage>
  )
}

function DecisionTag({ ctx, photo }: Readonly<{ ctx: PageContext; photo: ShownPhoto }>) {
  const kinds = { menunggu: 'tunggu', terbit: 'selesai', ditahan: 'netral' } as const
  const words = buktiMessages(ctx.lang).photos.decision
  return <StatusTag kind={kinds[photo.keputusan]}>{words[photo.keputusan]}</StatusTag>
}

export type ReviewProps = Readonly<{
  ctx: PageContext
  head: CaseHead
  photo: ShownPhoto
  refusals: readonly Refusal[]
  /** Boxes to begin with: those published, or those of the form that came back. */
  boxes: readonly Box[]
  /** The covered picture as it would be published, as a data address. */
  previewHref: string | undefined
  /** Signed address of the uncovered picture, after a look was recorded. */
  originalHref: string | undefined
  mayOpenOriginal: boolean
  isSecret: boolean
  history: readonly TimelineItem[]
}>

/** One photo: cover, look, publish or hold back. */
export function ReviewPage(props: ReviewProps) {
  const { ctx, head, photo } = props
  const m = buktiMessages(ctx.lang).photos
  return (
    <OfficerPage
      ctx={ctx}
      title={`${m.oneTitle} ${head.nomor}`}
      current="reports"
      scripts={['samar', 'ui-form']}
    >
      <div class="bukti-hal">
        <CaseHeading ctx={ctx} head={head} title={m.oneTitle} lead={m.oneLead} />
        <p>
          <a href={`/kerja/laporan/${head.nomor}/foto`}>{m.toAll}</a>{' '}
          <DecisionTag ctx={ctx} photo={photo} />
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        {props.previewHref && (
          <section aria-labelledby="pratinjau">
            <h2 id="pratinjau">{m.preview}</h2>
            <img class="bidik" src={props.previewHref} alt={m.previewAlt} />
          </section>
        )}
        {props.isSecret ? <Information>{m.secret}</Information> : <CoverForm {...props} />}
        <div class="banding">
          <HoldForm {...props} />
          {props.mayOpenOriginal && <OriginalForm {...props} />}
        </div>
        {props.history.length > 0 && (
          <section aria-labelledby="riwayat-foto">
            <h2 id="riwayat-foto">{m.history}</h2>
            <Timeline items={props.history} label={m.history} />
          </section>
        )}
      </div>
    </OfficerPage>
  )
}

function CoverForm({ ctx, head, photo, boxes }: ReviewProps) {
  const m = buktiMessages(ctx.lang).photos
  return (
    <form method="post" action={`/kerja/laporan/${head.nomor}/foto/${photo.id}`}>
      <Csrf ctx={ctx} />
      <p class="bantuan" id="cara-samar" data-samar-kata={m.drawHelp}>
        {m.tileHelp}
      </p>
      <div class="samar" data-samar data-kotak-kata={m.box}>
        <img
          src={photo.fullHref}
          alt={m.photoAlt}
          width={photo.widthPx}
          height={photo.heightPx}
          draggable={false}
        />
        <fieldset class="petak-samar" id="f-kotak" aria-describedby="cara-samar">
          <legend class="vh">{m.tiles}</legend>
          {Array.from({ length: TILE_COLUMNS * TILE_ROWS }, (_, index) => (
            <label>
              <input type="checkbox" name="petak" value={String(index)} />
              <span class="vh">
                {m.tile(Math.floor(index / TILE_COLUMNS) + 1, (index % TILE_COLUMNS) + 1)}
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      <ul class="kotak-daftar" data-kotak-daftar aria-label={m.boxes}>
        {boxes.map((box, index) => (
          <li>
            <label class="centang">
              <input type="checkbox" name="kotak" value={writeBox(box)} checked />{' '}
              {`${m.box} ${index + 1}`}
            </label>
          </li>
        ))}
      </ul>
      <div class="tombol-baris">
        <Button name="putusan" value="terbit">
          {m.publish}
        </Button>
        <Button tone="secondary" name="putusan" value="pratinjau">
          {m.showPreview}
        </Button>
      </div>
    </form>
  )
}

function HoldForm({ ctx, head, photo, refusals }: ReviewProps) {
  const m = buktiMessages(ctx.lang).photos
  return (
    <form class="kartu" method="post" action={`/kerja/laporan/${head.nomor}/foto/${photo.id}`}>
      <div class="isi">
        <Csrf ctx={ctx} />
        <TextArea
          ctx={ctx}
          name="alasan"
          label={m.holdReason}
          hint={m.holdHint}
          rows={2}
          maxLength={500}
          refusals={refusals}
        />
        <Button tone="secondary" name="putusan" value="tahan">
          {m.hold}
        </Button>
      </div>
    </form>
  )
}

function OriginalForm({ ctx, head, photo, refusals, originalHref }: ReviewProps) {
  const m = buktiMessages(ctx.lang).photos
  return (
    <form class="kartu" method="post" action={`/kerja/laporan/${head.nomor}/foto/${photo.id}`}>
      <div class="isi">
        <Csrf ctx={ctx} />
        {originalHref && (
          <p>
            <img class="bidik" src={originalHref} alt={m.originalAlt} />
          </p>
        )}
        <TextField
          ctx={ctx}
          name="tujuan"
          label={m.purpose}
          hint={m.purposeHint}
          maxLength={500}
          refusals={refusals}
        />
        <Button tone="secondary" name="putusan" value="asli">
          {m.openOriginal}
        </Button>
      </div>
    </form>
  )
}
