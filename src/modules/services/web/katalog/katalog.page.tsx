import {
  CitizenPage,
  EmptyState,
  Icon,
  type PageContext,
  Section,
  StatusTag,
  TextField,
} from '../../../../ui/index.ts'
import { katalogMessages } from '../../messages/index.ts'

export type ServiceRow = Readonly<{
  href: string
  name: string
  summary: string
  owner: string
  promise: string
  isCentral: boolean
  isFree: boolean
}>

export type Door = Readonly<{ href: string; label: string; count: string; isCurrent: boolean }>

export type KatalogPageProps = Readonly<{
  ctx: PageContext
  typed: string
  heading: string
  total: string
  rows: readonly ServiceRow[]
  events: readonly Door[]
  units: readonly Door[]
  isNarrowed: boolean
}>

/** The catalogue: one search in everyday words, occasions of life, agencies. */
export function KatalogPage(props: KatalogPageProps) {
  const { ctx, typed, rows, isNarrowed } = props
  const m = katalogMessages(ctx.lang)
  return (
    <CitizenPage
      ctx={ctx}
      title={isNarrowed ? props.heading : m.title}
      current="services"
      css={['layanan']}
      scripts={['ui-form']}
    >
      <div class="wadah isi-hal">
        <h1>{m.title}</h1>
        <p class="redup">{m.lead(props.total)}</p>
        <form class="cari-layanan" action="/layanan" method="get" role="search">
          <TextField
            ctx={ctx}
            name="q"
            label={m.search}
            hint={m.searchHint}
            value={typed}
            type="search"
            maxLength={120}
          />
          <button class="tombol" type="submit">
            <Icon name="cari" /> {m.searchButton}
          </button>
        </form>
        {isNarrowed && <Rows {...props} />}
        {isNarrowed && rows.length === 0 && (
          <EmptyState title={m.none(typed)}>
            <p>{m.noneHelp}</p>
          </EmptyState>
        )}
        <Doors id="peristiwa" title={m.byEvent} doors={props.events} />
        <Doors id="instansi" title={m.byUnit} doors={props.units} />
        <p class="jarak-atas">
          <a href="/layanan/waktu">{m.allTimes}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

function Rows({ ctx, heading, rows }: KatalogPageProps) {
  const m = katalogMessages(ctx.lang)
  if (rows.length === 0) return null
  return (
    <Section id="hasil" title={heading}>
      <div class="kartu daftar-layanan">
        {rows.map((row) => (
          <a class="baris" href={row.href}>
            <span class="judul">{row.name}</span>
            <span class="kecil">{row.summary}</span>
            <span class="meta">
              {row.isCentral && <StatusTag kind="koord">{m.isCentral}</StatusTag>}
              <span>{row.owner}</span>
              {row.promise !== '' && <span class="angka">{row.promise}</span>}
              {!row.isCentral && <span>{row.isFree ? m.free : m.paid}</span>}
            </span>
          </a>
        ))}
      </div>
    </Section>
  )
}

function Doors({
  id,
  title,
  doors,
}: Readonly<{ id: string; title: string; doors: readonly Door[] }>) {
  return (
    <Section id={id} title={title}>
      <ul class="pintu-layanan">
        {doors.map((door) => (
          <li>
            <a href={door.href} {...(door.isCurrent ? { 'aria-current': 'page' as const } : {})}>
              {door.label} <span class="angka redup">{door.count}</span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
