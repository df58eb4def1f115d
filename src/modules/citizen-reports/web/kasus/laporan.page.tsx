import type { Refusal } from '../../../../kernel/result.ts'
import { formatNumber } from '../../../../ui/format.ts'
import {
  CitizenPage,
  ErrorSummary,
  Information,
  type PageContext,
  Section,
  StatusTag,
  type TagKind,
  Timeline,
  type TimelineItem,
} from '../../../../ui/index.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'
import { CaseAside, Crowd, type CrowdProps, type ShareProps } from './case-aside.tsx'
import { Comments, type CommentsProps } from './comments.tsx'
import { type CasePhoto, CasePhotos } from './photos.tsx'
import { PromiseBox } from './promise-box.tsx'
import { ReporterBox, type ReporterProps } from './reporter-box.tsx'
import type { CaseMap, FactRow } from './view-facts.ts'
import type { PromiseView } from './view-promise.ts'

export type RelatedLink = Readonly<{
  nomor: string
  judul: string
  tag: Readonly<{ kind: TagKind; label: string }>
}>

export type LaporanPageProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  nomor: string
  judul: string
  isi: string
  jenis: string
  tag: Readonly<{ kind: TagKind; label: string }>
  supporters: number
  promise: PromiseView
  next: string
  facts: readonly FactRow[]
  map: CaseMap | undefined
  photos: readonly CasePhoto[]
  timeline: readonly TimelineItem[]
  parent: RelatedLink | undefined
  children: readonly RelatedLink[]
  isRahasia: boolean
  /** False for a secret or hidden case: nothing on the page invites the public. */
  isPublik: boolean
  reporter: ReporterProps | undefined
  crowd: CrowdProps
  comments: CommentsProps
  share: ShareProps
  pausedReason: string | undefined
  refusedReason: Readonly<{ text: string; advice: string | undefined }> | undefined
}>

/** One report with everything that happened to it, for everyone to check. */
export function LaporanPage(props: LaporanPageProps) {
  const { ctx, nomor } = props
  const words = laporanMessages(ctx.lang)
  return (
    <CitizenPage
      ctx={ctx}
      title={`${props.judul} (${nomor})`}
      css={['kasus']}
      current="reports"
      scripts={scriptsOf(props)}
      head={props.isPublik ? <Head {...props} /> : <meta name="robots" content="noindex" />}
    >
      <div class="wadah isi-hal">
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <div class="meta">
          <StatusTag kind={props.tag.kind}>{props.tag.label}</StatusTag>
          <span class="angka tebal">{nomor}</span>
          <span>{props.jenis}</span>
        </div>
        <h1 class="judul-kasus">{props.judul}</h1>
        <div class="dua-lajur isi-hal">
          <div class="renggang kasus">
            {props.reporter && <ReporterBox ctx={ctx} nomor={nomor} reporter={props.reporter} />}
            <Notices {...props} />
            <PromiseBox ctx={ctx} promise={props.promise} next={props.next} />
            <p class="cerita">{props.isi}</p>
            {props.isPublik && <Crowd {...props} />}
            <CasePhotos ctx={ctx} photos={props.photos} />
            <Section id="h-waktu" title={words.one.timeline}>
              <Timeline items={props.timeline} label={words.one.timeline} />
            </Section>
            {props.isPublik && <Comments {...props.comments} />}
          </div>
          <aside class="tumpuk">
            <CaseAside {...props} />
          </aside>
        </div>
      </div>
    </CitizenPage>
  )
}

function scriptsOf({ isPublik, reporter }: LaporanPageProps): readonly string[] {
  return ['ui-form', ...(reporter?.canAddPhoto ? ['unggah'] : []), ...(isPublik ? ['cetak'] : [])]
}

function Head({ ctx, nomor, share }: LaporanPageProps) {
  return (
    <>
      <link rel="canonical" href={share.url} />
      <link
        rel="alternate"
        type="application/atom+xml"
        title={kasusMessages(ctx.lang).feed.one(nomor)}
        href={`/laporan/${nomor}/umpan.atom`}
      />
    </>
  )
}

function Notices(props: LaporanPageProps) {
  const { ctx, pausedReason, refusedReason, parent } = props
  const m = laporanMessages(ctx.lang).one
  const k = kasusMessages(ctx.lang)
  const hasNone =
    !props.isRahasia && !pausedReason && !refusedReason && !parent && props.children.length === 0
  if (hasNone) return null
  return (
    <div class="tumpuk">
      {props.isRahasia && <Information>{m.secretNotice}</Information>}
      {parent && (
        <Information>
          <b>{k.mergedInto}</b> <RelatedRow {...parent} />
          <br />
          {k.mergedHelp}
        </Information>
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
      {props.children.length > 0 && (
        <details class="serupa rapat">
          <summary>
            <b>{k.children}</b>: {formatNumber(props.children.length, ctx.lang)}
          </summary>
          <ul>
            {props.children.map((child) => (
              <li>
                <RelatedRow {...child} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function RelatedRow({ nomor, judul }: RelatedLink) {
  return (
    <a href={`/laporan/${nomor}`}>
      {judul} <span class="angka">({nomor})</span>
    </a>
  )
}
