import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  Csrf,
  ErrorSummary,
  Information,
  OfficerPage,
  type PageContext,
  StatusTag,
  type TagKind,
  TextArea,
} from '../../../../ui/index.ts'
import type { ShownPhoto } from '../../actions/photos-of.ts'
import { buktiMessages } from '../../messages/bukti.ts'
import { CameraFields } from './camera-fields.tsx'

export type CaseHead = Readonly<{
  nomor: string
  judul: string
  place: string
  geoHref: string | undefined
  tag: Readonly<{ kind: TagKind; label: string }>
  version: number
}>

export type ClaimProps = Readonly<{
  ctx: PageContext
  head: CaseHead
  refusals: readonly Refusal[]
  before: ShownPhoto | undefined
  nonce: string
  pesan: string
  /** Figures of the house rules, written for people. */
  rules: Readonly<{ radius: string; accuracy: string; minutes: string }>
  mayGoWithout: boolean
}>

/** The field officer shows that it is fixed: before, camera, words, send. */
export function ClaimPage(props: ClaimProps) {
  const { ctx, head, refusals } = props
  const m = buktiMessages(ctx.lang).claim
  return (
    <OfficerPage
      ctx={ctx}
      title={`${m.title} ${head.nomor}`}
      current="reports"
      scripts={['kamera', 'ui-form']}
    >
      <div class="bukti-hal">
        <CaseHeading ctx={ctx} head={head} title={m.title} lead={m.lead} />
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div class="banding">
          <BeforePhoto ctx={ctx} photo={props.before} />
          <section aria-labelledby="sesudah">
            <h2 id="sesudah">{m.after}</h2>
            <form
              method="post"
              action={`/kerja/laporan/${head.nomor}/bukti`}
              enctype="multipart/form-data"
            >
              <Csrf ctx={ctx} />
              <input type="hidden" name="version" value={String(head.version)} />
              <CameraFields ctx={ctx} nonce={props.nonce} refusals={refusals} />
              <TextArea
                ctx={ctx}
                name="pesan"
                label={m.message}
                hint={m.messageHint}
                rows={3}
                maxLength={4_000}
                value={props.pesan}
                refusals={refusals}
              />
              <Button>{m.send}</Button>
            </form>
          </section>
        </div>
        <details class="kartu">
          <summary>{m.rulesTitle}</summary>
          <div class="isi prosa">
            <ul>
              {m
                .rules(props.rules.radius, props.rules.accuracy, props.rules.minutes)
                .map((rule) => (
                  <li>{rule}</li>
                ))}
            </ul>
            <p>{m.rulesAfter}</p>
          </div>
        </details>
        {props.mayGoWithout && <WithoutPhoto {...props} />}
      </div>
    </OfficerPage>
  )
}

export function CaseHeading({
  ctx,
  head,
  title,
  lead,
}: Readonly<{ ctx: PageContext; head: CaseHead; title: string; lead: string }>) {
  const m = buktiMessages(ctx.lang)
  return (
    <header class="tumpuk">
      <p class="kecil">
        <a href={`/kerja/laporan/${head.nomor}`}>{m.claim.toCase}</a>
      </p>
      <h1>{title}</h1>
      <p>
        <b>{head.judul}</b>
      </p>
      <p class="meta">
        <StatusTag kind={head.tag.kind}>{head.tag.label}</StatusTag>
        <span class="angka">{head.nomor}</span>
        {head.place !== '' && <span>{head.place}</span>}
        {head.geoHref && <a href={head.geoHref}>{m.field.openMap}</a>}
      </p>
      <p class="redup">{lead}</p>
    </header>
  )
}

export function BeforePhoto({
  ctx,
  photo,
}: Readonly<{ ctx: PageContext; photo: ShownPhoto | undefined }>) {
  const m = buktiMessages(ctx.lang).claim
  return (
    <section aria-labelledby="sebelum">
      <h2 id="sebelum">{m.before}</h2>
      {photo === undefined ? (
        <p class="redup">{m.noBefore}</p>
      ) : (
        <img
          class="bidik"
          src={photo.fullHref}
          alt={m.beforeAlt}
          width={photo.widthPx}
          height={photo.heightPx}
        />
      )}
    </section>
  )
}

function WithoutPhoto({ ctx, head, refusals, pesan }: ClaimProps) {
  const m = buktiMessages(ctx.lang).claim
  return (
    <details class="kartu">
      <summary>{m.withoutTitle}</summary>
      <div class="isi">
        <p>{m.withoutLead}</p>
        <form method="post" action={`/kerja/laporan/${head.nomor}/tanpa-bukti`}>
          <Csrf ctx={ctx} />
          <input type="hidden" name="version" value={String(head.version)} />
          <TextArea
            ctx={ctx}
            name="penjelasan"
            label={m.message}
            rows={3}
            maxLength={4_000}
            value={pesan}
            refusals={refusals}
          />
          <Button tone="secondary">{m.withoutSend}</Button>
        </form>
      </div>
    </details>
  )
}

/** Neither to claim nor to check at this moment. */
export function NoProofPage({
  ctx,
  head,
  isWaiting,
  isOwn,
}: Readonly<{ ctx: PageContext; head: CaseHead; isWaiting: boolean; isOwn: boolean }>) {
  const m = buktiMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={`${m.claim.title} ${head.nomor}`} current="reports">
      <div class="bukti-hal">
        <CaseHeading ctx={ctx} head={head} title={m.claim.title} lead="" />
        <Information>
          {isWaiting ? m.claim.waiting : m.claim.notNow} {isOwn && m.check.own}
        </Information>
      </div>
    </OfficerPage>
  )
}
