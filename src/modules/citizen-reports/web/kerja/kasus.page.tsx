import type { ComponentChildren } from 'preact'
import type { SketchMapProps } from '../../../../ui/components/map.tsx'
import {
  Button,
  Card,
  Csrf,
  Facts,
  Information,
  OfficerPage,
  type PageContext,
  SketchMapView,
  StatusTag,
  type TagKind,
  Timeline,
  type TimelineItem,
  Warning,
} from '../../../../ui/index.ts'
import type { Kontak } from '../../actions/read-kontak.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { ActionForms, type ActionFormsProps } from './action-forms.tsx'
import type { Fact } from './kasus-words.ts'
import { PenerusanSection, type PenerusanSectionProps } from './penerusan-section.tsx'
import { PurposeForm } from './purpose-form.tsx'
import { Remaining } from './remaining.tsx'
import type { TimeLeft } from './words.ts'

export type RelatedView = Readonly<{
  nomor: string
  judul: string
  excerpt: string
  facts: string
  href: string
  tag: Readonly<{ kind: TagKind; label: string }>
}>

export type ContactView = Readonly<{
  /** no: not for this officer. anonim: for nobody. ask: with a purpose. shown: just read. */
  state: 'no' | 'anonim' | 'ask' | 'shown'
  kontak: Kontak
  purposes: readonly Readonly<{ value: string; label: string }>[]
}>

export type KasusPageProps = Readonly<{
  ctx: PageContext
  judul: string
  isi: string
  isRahasia: boolean
  tag: Readonly<{ kind: TagKind; label: string }>
  flags: readonly string[]
  isClosed: boolean
  time: TimeLeft
  facts: readonly Fact[]
  clock: readonly Fact[]
  pauses: readonly Readonly<{ reason: string; range: string }>[]
  answers: readonly Fact[]
  notes: readonly string[]
  timeline: readonly TimelineItem[]
  similar: readonly RelatedView[]
  children: readonly RelatedView[]
  parent: RelatedView | undefined
  photos: readonly Readonly<{ href: string; src: string; alt: string }>[]
  photoHref: string | undefined
  map: Omit<SketchMapProps, 'ctx'> | undefined
  mapNote: string
  contact: ContactView
  /** Words behind the mask; `no` where there are none or they are not for this officer. */
  original: Readonly<{ state: 'no' | 'ask' | 'shown'; facts: readonly Fact[] }>
  penerusan: Pick<PenerusanSectionProps, 'lines' | 'choices'>
  actions: ActionFormsProps
  actionNote: string | undefined
  links: Readonly<{ queueHref: string; nextHref?: string; publicHref?: string }>
  before: Readonly<{ nomor: string; href: string; canUndo: boolean }> | undefined
  changed: Readonly<{ steps: readonly string[]; typed: string }> | undefined
}>

/** One case with everything an officer needs to decide, and the verbs that fit. */
export function KasusPage(props: KasusPageProps) {
  const { ctx, actions } = props
  return (
    <OfficerPage
      ctx={ctx}
      title={`${props.judul} (${actions.nomor})`}
      current="reports"
      scripts={['ui-form', 'ui-kerja']}
      bodyClass="kasus"
    >
      <TopLinks {...props} />
      <Changed {...props} />
      <div class="meta kasus-meta">
        <StatusTag kind={props.tag.kind}>{props.tag.label}</StatusTag>
        <span class="angka tebal">{actions.nomor}</span>
        {!props.isClosed && <Remaining time={props.time} />}
        {props.flags.map((flag) => (
          <span class="tanda tebal">{flag}</span>
        ))}
      </div>
      <h1>{props.judul}</h1>
      {props.notes.map((note) => (
        <Information>{note}</Information>
      ))}
      <div class="kerja-satu">
        <Story {...props} />
        <Desk {...props} />
      </div>
    </OfficerPage>
  )
}

function TopLinks({ ctx, links, before }: KasusPageProps) {
  const m = kerjaMessages(ctx.lang).one
  return (
    <nav class="atas-kasus" aria-label={m.back}>
      <a href={links.queueHref}>{m.back}</a>
      <a class="ke-tindakan" href="#tindakan">
        {m.actions}
      </a>
      {links.nextHref && (
        <a href={links.nextHref} data-pintas="j" aria-keyshortcuts="j">
          {m.skip}
        </a>
      )}
      {links.publicHref && <a href={links.publicHref}>{m.public}</a>}
      {before && (
        <span class="tadi">
          <a href={before.href}>{m.previous(before.nomor)}</a>
          {before.canUndo && (
            <form method="post" action={`/kerja/laporan/${before.nomor}/tindakan`}>
              <Csrf ctx={ctx} />
              <input type="hidden" name="tindakan" value="pisah" />
              <Button tone="secondary" isSmall>
                {m.undoMerge}
              </Button>
            </form>
          )}
        </span>
      )}
    </nav>
  )
}

/** Of two officers at once one wins; the other reads what happened, and finds their words again. */
function Changed({ ctx, changed }: KasusPageProps) {
  if (changed === undefined) return null
  const m = kerjaMessages(ctx.lang).form
  return (
    <div class="galat" role="alert" tabIndex={-1} data-galat>
      <h2>{m.changed}</h2>
      {changed.steps.length > 0 && (
        <>
          <p>{m.changedBy}</p>
          <ul>
            {changed.steps.map((step) => (
              <li>{step}</li>
            ))}
          </ul>
        </>
      )}
      {changed.typed !== '' && (
        <>
          <p>{m.yourText}</p>
          <blockquote class="cerita">{changed.typed}</blockquote>
        </>
      )}
    </div>
  )
}

function Story(props: KasusPageProps) {
  const { ctx, similar } = props
  const m = kerjaMessages(ctx.lang).one
  return (
    <div class="tumpuk">
      <Card>
        <h2 class="vh">{m.story}</h2>
        <p class="cerita">{props.isi}</p>
        {props.answers.length > 0 && (
          <>
            <h3>{m.answers}</h3>
            <Facts rows={props.answers} />
          </>
        )}
        <Original {...props} />
      </Card>
      <FactCards {...props} />
      <Photos {...props} />
      {similar.length > 0 && (
        <RelatedList title={m.similar} rows={similar}>
          <Warning>{m.similarWarn(String(similar.length))}</Warning>
        </RelatedList>
      )}
      {props.parent && <RelatedList title={m.parent} rows={[props.parent]} />}
      {props.children.length > 0 && <RelatedList title={m.children} rows={props.children} />}
      <section aria-labelledby="h-riwayat">
        <h2 id="h-riwayat" class="judul-kecil">
          {m.timeline}
        </h2>
        <Timeline items={props.timeline} label={m.timeline} />
      </section>
    </div>
  )
}

/** The reporter's own words where the published ones are masked; each look is recorded. */
function Original({ ctx, original, contact, actions }: KasusPageProps) {
  const m = kerjaMessages(ctx.lang).one
  if (original.state === 'no') return null
  const isRefused = actions.attempt?.tindakan === 'asli' && actions.attempt.refusals.length > 0
  return (
    <section id="asli" class="jarak-atas">
      {original.state === 'shown' ? (
        <>
          <h3>{m.original}</h3>
          <Facts rows={original.facts} />
        </>
      ) : (
        <details {...(isRefused ? { open: true } : {})}>
          <summary>{m.original}</summary>
          <PurposeForm
            {...{ ctx, actions }}
            purposes={contact.purposes}
            what="asli"
            help={m.originalHelp}
            label={m.originalShow}
          />
        </details>
      )}
    </section>
  )
}

function FactCards(props: KasusPageProps) {
  const { ctx, clock, pauses, facts } = props
  const m = kerjaMessages(ctx.lang).one
  return (
    <div class="kartu-dua">
      <Card>
        <h2 class="judul-kecil">{m.facts}</h2>
        <Facts rows={facts} />
      </Card>
      <div class="tumpuk">
        <Card>
          <h2 class="judul-kecil">{m.deadline}</h2>
          <Facts rows={clock} />
          {pauses.length > 0 && (
            <>
              <h3>{m.pauses}</h3>
              <ul class="kecil">
                {pauses.map((pause) => (
                  <li>
                    {pause.reason} <span class="redup">{pause.range}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Card>
        <Place {...props} />
      </div>
    </div>
  )
}

function Place({ ctx, map, mapNote }: KasusPageProps) {
  if (map === undefined) return null
  return (
    <figure class="peta-kecil">
      <SketchMapView ctx={ctx} {...map} hasLegend={false} />
      <figcaption class="kecil redup">{mapNote || kerjaMessages(ctx.lang).one.map}</figcaption>
    </figure>
  )
}

function Photos({ ctx, photos, photoHref }: KasusPageProps) {
  const m = kerjaMessages(ctx.lang).one
  if (photos.length === 0) return null
  return (
    <section class="bukti-baris" aria-label={m.photos}>
      {photos.map((photo) => (
        <a href={photo.href}>
          <img src={photo.src} alt={photo.alt} width="128" height="128" loading="lazy" />
        </a>
      ))}
      {photoHref && <a href={photoHref}>{m.photoManage}</a>}
    </section>
  )
}

function RelatedList({
  title,
  rows,
  children,
}: Readonly<{
  title: string
  rows: readonly RelatedView[]
  children?: ComponentChildren
}>) {
  return (
    <section class="kartu">
      <div class="isi">
        <h2 class="judul-kecil">{title}</h2>
        {children}
        <ul class="terkait">
          {rows.map((row) => (
            <li>
              <a href={row.href}>{row.judul}</a>
              <span class="meta">
                <StatusTag kind={row.tag.kind}>{row.tag.label}</StatusTag>
                <span class="angka">{row.nomor}</span>
                <span>{row.facts}</span>
              </span>
              <p class="kecil redup potong">{row.excerpt}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function Desk(props: KasusPageProps) {
  const { ctx } = props
  const m = kerjaMessages(ctx.lang).one
  return (
    <aside class="panel meja" aria-label={m.actions} id="tindakan" tabIndex={-1}>
      <section>
        <h2>{m.actions}</h2>
        {props.actionNote && <p class="kecil redup">{props.actionNote}</p>}
      </section>
      <ActionForms {...props.actions} />
      <Contact {...props} />
      <PenerusanSection ctx={ctx} nomor={props.actions.nomor} {...props.penerusan} />
    </aside>
  )
}

function Contact({ ctx, contact, actions }: KasusPageProps) {
  const m = kerjaMessages(ctx.lang).one
  if (contact.state === 'no') return null
  return (
    <section id="kontak">
      <h3>{m.contact}</h3>
      {contact.state === 'anonim' && <p class="kecil redup">{m.contactAnonymous}</p>}
      {contact.state === 'shown' && <ContactFacts ctx={ctx} kontak={contact.kontak} />}
      {contact.state === 'ask' && (
        <PurposeForm
          {...{ ctx, actions }}
          purposes={contact.purposes}
          what="kontak"
          help={m.contactHelp}
          label={m.contactShow}
        />
      )}
    </section>
  )
}

function ContactFacts({ ctx, kontak }: Readonly<{ ctx: PageContext; kontak: Kontak }>) {
  const m = kerjaMessages(ctx.lang).one
  const rows = [
    ...(kontak.nama === undefined ? [] : [{ label: m.contactName, value: kontak.nama }]),
    ...(kontak.telepon === undefined
      ? []
      : [
          {
            label: m.contactPhone,
            value: <a href={`tel:${kontak.telepon}`}>{kontak.telepon}</a>,
          },
        ]),
    ...(kontak.email === undefined
      ? []
      : [
          {
            label: m.contactEmail,
            value: <a href={`mailto:${kontak.email}`}>{kontak.email}</a>,
          },
        ]),
  ]
  return rows.length === 0 ? <p class="kecil">{m.contactNone}</p> : <Facts rows={rows} />
}
