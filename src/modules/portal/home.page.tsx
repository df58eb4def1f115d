import {
  CaseRow,
  type CaseRowProps,
  CitizenPage,
  Icon,
  type IconName,
  Meter,
  type PageContext,
  Section,
} from '../../ui/index.ts'
import { portalMessages } from './messages/index.ts'

type Figure = Readonly<{ text: string; href: string }>
export type HomeFigures = Readonly<{
  overdue: Figure
  reopened: Figure
  silent: Figure
  /** Undefined while too few are solved to tell. */
  onTime: (Figure & Readonly<{ percent: number; of: string }>) | undefined
}>

export type HomeProps = Readonly<{
  ctx: PageContext
  /** A report this browser began and never sent. */
  draft: Readonly<{ title: string | null; when: string }> | undefined
  /** Cases of this visitor that still wait for something. */
  own: readonly CaseRowProps[]
  latest: readonly CaseRowProps[]
  figures: HomeFigures
  /** What the door to the budget says: how much, and how much is spent. */
  spending: string
}>

/** The first screen answers: a search, four doors, then what this person left unfinished. */
export function HomePage(props: HomeProps) {
  const { ctx, latest } = props
  const m = portalMessages(ctx.lang).home
  return (
    <CitizenPage
      ctx={ctx}
      title={m.title}
      description={m.description(ctx.region.name)}
      current="home"
      css={['beranda']}
      bodyClass="rumah"
    >
      <Roof ctx={ctx} spending={props.spending} />
      <div class="wadah">
        <Unfinished {...props} />
        <Promises {...props} />
        <Section id="h-latest" title={m.latest} aside={<a href="/laporan">{m.allLatest}</a>}>
          <div class="kartu">
            {latest.map((row) => (
              <CaseRow {...row} />
            ))}
          </div>
        </Section>
      </div>
    </CitizenPage>
  )
}

function Unfinished({ ctx, draft, own }: HomeProps) {
  const m = portalMessages(ctx.lang).home
  if (draft === undefined && own.length === 0) return null
  return (
    <Section id="h-urusan" title={m.yours} aside={<a href="/akun/laporan">{m.allYours}</a>}>
      <div class="kartu">
        {draft && (
          <CaseRow
            href="/lapor"
            tag={{ kind: 'tunggu', label: m.draft }}
            nomor=""
            title={draft.title || m.draftUntitled}
            facts={[m.draftSaved(draft.when)]}
          />
        )}
        {own.map((row) => (
          <CaseRow {...row} />
        ))}
      </div>
    </Section>
  )
}

/** Misses first, in plain words; the share on time beside its promise. */
function Promises({ ctx, figures }: HomeProps) {
  const m = portalMessages(ctx.lang).home
  const { onTime } = figures
  return (
    <Section
      id="h-janji"
      title={m.promises}
      aside={<a href="/laporan/statistik">{m.statistics}</a>}
    >
      <p class="tombol-baris">
        {[figures.overdue, figures.reopened, figures.silent].map((figure) => (
          <a href={figure.href}>{figure.text}</a>
        ))}
      </p>
      {onTime === undefined ? (
        <p class="redup">{m.tooFew}</p>
      ) : (
        <>
          <Meter percent={onTime.percent} promisePercent={100} label={onTime.of} />
          <p class="kecil">
            <a href={onTime.href}>
              <b>{onTime.text}</b> · {onTime.of}
            </a>
          </p>
        </>
      )}
    </Section>
  )
}

function Roof({ ctx, spending }: Pick<HomeProps, 'ctx' | 'spending'>) {
  const m = portalMessages(ctx.lang).home
  return (
    <div class="halaman">
      <svg
        class="langit"
        viewBox="0 0 1500 560"
        preserveAspectRatio="xMidYMin slice"
        aria-hidden="true"
      >
        <circle class="surya" cx="1190" cy="72" r="42" />
        <path
          class="gunung"
          d="M-20 300 250 96l22 10 20-8 250 202zM960 300l250-176 20 8 18-6 270 174z"
        />
        <path class="gunung" d="M-20 282q380-50 760-34t780 30v290H-20z" />
        <path
          class="gunung2"
          d="M-20 330 90 224l120 60 60-34 170 90 230 30 260-20 240-30 170-100 90 40 60-26 80 70v260H-20z"
        />
      </svg>
      <div class="bubungan">
        <div class="atap">
          <h1>{m.ask}</h1>
          <form class="cari" action="/cari" role="search">
            <label class="vh" for="q">
              {m.searchLabel}
            </label>
            <input id="q" name="q" type="search" placeholder={m.searchHint} autocomplete="off" />
            <button type="submit">
              <Icon name="cari" />
              <span>{m.search}</span>
            </button>
          </form>
          <div class="sering">
            {m.often.map((link) => (
              <a href={link.href}>{link.label}</a>
            ))}
          </div>
        </div>
        <div class="blandar" />
      </div>
      <nav class="saka" aria-label={m.doors}>
        <Door href="/layanan" icon="berkas" words={m.doorServices} />
        <Door href="/lapor" icon="kamera" words={m.doorReport} />
        <Door href="/ikut-serta" icon="usul" words={m.doorVoice} />
        <Door href="/anggaran" icon="grafik" words={[m.doorBudget, spending]} />
      </nav>
      <div class="umpak" />
    </div>
  )
}

function Door({
  href,
  icon,
  words,
}: Readonly<{ href: string; icon: IconName; words: readonly string[] }>) {
  const [title, text] = words
  return (
    <a href={href}>
      <Icon name={icon} />
      <b>{title}</b>
      <span>{text}</span>
    </a>
  )
}
