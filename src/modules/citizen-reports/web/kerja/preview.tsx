import type { SketchMapProps } from '../../../../ui/components/map.tsx'
import {
  Button,
  ButtonLink,
  Csrf,
  type PageContext,
  SketchMapView,
  StatusTag,
  type TagKind,
} from '../../../../ui/index.ts'
import type { Tindakan } from '../../domain/transitions.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { Remaining } from './remaining.tsx'
import type { TimeLeft } from './words.ts'

/** A verb of the panel: sent at once when the form needs nothing, else a link to its form. */
export type PanelVerb = Readonly<{
  tindakan: Tindakan
  label: string
  isDirect: boolean
  isPrimary: boolean
  unitKode?: string
}>

export type PreviewProps = Readonly<{
  ctx: PageContext
  nomor: string
  judul: string
  isi: string
  about: string
  version: number
  href: string
  tag: Readonly<{ kind: TagKind; label: string }>
  flags: readonly string[]
  time: TimeLeft
  facts: readonly Readonly<{ label: string; value: string }>[]
  hints: readonly string[]
  photo: Readonly<{ src: string; href: string; caption: string }> | undefined
  map: Omit<SketchMapProps, 'ctx'> | undefined
  mapNote: string
  similarCount: number
  similarWarning: string
  verbs: readonly PanelVerb[]
  recent: readonly Readonly<{ when: string; what: string }>[]
  /** Hidden in each form: the view to go on in. */
  antrean: string
}>

/** The case beside the queue: enough to decide, with the verbs that fit. No modal, no second page. */
export function PreviewPanel(props: PreviewProps) {
  const { ctx } = props
  const m = kerjaMessages(ctx.lang).one
  return (
    <>
      <header>
        <div class="meta">
          <StatusTag kind={props.tag.kind}>{props.tag.label}</StatusTag>
          <span class="angka">{props.nomor}</span>
        </div>
        <h2>
          <a href={props.href}>{props.judul}</a>
        </h2>
        <p class="kecil redup">{props.about}</p>
        {props.flags.length > 0 && <p class="kecil tebal">{props.flags.join(' · ')}</p>}
      </header>
      <section>
        <p class="kecil potong">{props.isi}</p>
        <Pictures {...props} />
        {props.similarCount > 0 && <p class="awas">{props.similarWarning}</p>}
      </section>
      <Verbs {...props} />
      <section>
        <h3>{m.deadline}</h3>
        <Remaining time={props.time} />
        <dl class="angka">
          {props.facts.map((fact) => (
            <>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </>
          ))}
        </dl>
        {props.hints.map((hint) => (
          <p class="kecil redup">{hint}</p>
        ))}
      </section>
      <section>
        <h3>{m.recent}</h3>
        <dl class="angka">
          {props.recent.map((row) => (
            <>
              <dt>{row.when}</dt>
              <dd>{row.what}</dd>
            </>
          ))}
        </dl>
      </section>
    </>
  )
}

/** The reporter's photo and where it is, side by side. */
function Pictures({ ctx, photo, map, mapNote }: PreviewProps) {
  if (photo === undefined && map === undefined) return null
  return (
    <div class={photo && map ? 'bukti' : ''}>
      {photo && (
        <figure>
          <a href={photo.href}>
            <img src={photo.src} alt={photo.caption} width="128" height="96" loading="lazy" />
          </a>
          <figcaption>{photo.caption}</figcaption>
        </figure>
      )}
      {map && (
        <figure class="peta-kecil">
          <SketchMapView ctx={ctx} {...map} hasLegend={false} />
          {mapNote && <figcaption>{mapNote}</figcaption>}
        </figure>
      )}
    </div>
  )
}

function Verbs(props: PreviewProps) {
  const { ctx, verbs } = props
  const m = kerjaMessages(ctx.lang).one
  return (
    <section>
      <form class="aksi" method="post" action={`/kerja/laporan/${props.nomor}/tindakan`}>
        <Csrf ctx={ctx} />
        <input type="hidden" name="version" value={String(props.version)} />
        <input type="hidden" name="antrean" value={props.antrean} />
        <input type="hidden" name="kembali" value="antrean" />
        {verbs.map((verb) =>
          verb.isDirect ? (
            <Button
              tone={verb.isPrimary ? 'primary' : 'secondary'}
              name="langsung"
              value={directValue(verb)}
            >
              {verb.label}
            </Button>
          ) : (
            <ButtonLink href={`${props.href}#tindakan-${verb.tindakan}`} tone="secondary">
              {verb.label}
            </ButtonLink>
          ),
        )}
        <a class="tombol dua penuh" href={props.href}>
          {m.open}
        </a>
      </form>
    </section>
  )
}

/** "verifikasi", or "disposisi:dishub": one button is one decision. */
function directValue({ tindakan, unitKode }: PanelVerb): string {
  return unitKode === undefined ? tindakan : `${tindakan}:${unitKode}`
}
