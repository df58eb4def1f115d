import type { ComponentChildren } from 'preact'
import { isSignedIn } from '../kernel/actor.ts'
import { formatBytes } from './format.ts'
import { Icon, Logo } from './icon.tsx'
import { uiMessages } from './messages/index.ts'
import { CITIZEN_NAV, type NavItem, type NavKey, officerNav } from './navigation.ts'
import type { PageContext } from './page-context.ts'
import { InlineStyle } from './trusted.tsx'

export type Sheet =
  | 'pendopo'
  | 'petugas'
  | 'beranda'
  | 'kasus'
  | 'lapor'
  | 'publik'
  | 'slip'
  | 'bukti'
  | 'layanan'
  | 'skm'
  | 'perancang'
  | 'aset'
  | 'bayar'
  | 'antrean'
  | 'layar'
  | 'dana'
  | 'jejak'
  | 'papan'
  | 'rka'
  | 'anggaran'
  | 'buku'
  | 'rencana'

export type PageProps = Readonly<{
  ctx: PageContext
  title: string
  description?: string
  current?: NavKey
  /** Client scripts by file name without extension; deferred, each optional to the page. */
  scripts?: readonly string[]
  /** Style sheets besides the shared one. */
  css?: readonly Sheet[]
  /** Extra elements of head: feeds, canonical address. */
  head?: ComponentChildren
  bodyClass?: string
  children: ComponentChildren
}>

/** A page for citizens: banner, masthead, quick menu at the bottom of phones. */
export function CitizenPage(props: PageProps) {
  const { ctx, current } = props
  return (
    <Document {...props}>
      <header>
        <OfficialBanner ctx={ctx} />
        <Masthead ctx={ctx} items={CITIZEN_NAV.slice(1, 5)} {...(current ? { current } : {})} />
        {ctx.isDemo && <DemoBanner ctx={ctx} />}
      </header>
      <main id="isi" tabIndex={-1}>
        <Flash ctx={ctx} />
        {props.children}
      </main>
      <Footer ctx={ctx} />
      <nav class="nav-bawah" aria-label={uiMessages(ctx.lang).quickNav}>
        {CITIZEN_NAV.map((item) => (
          <a
            href={item.href}
            {...(item.key === current ? { 'aria-current': 'page' as const } : {})}
          >
            <Icon name={item.icon} />
            {uiMessages(ctx.lang).nav[item.key]}
          </a>
        ))}
      </nav>
    </Document>
  )
}

/** A page for officers: dense, full width, no footer. */
export function OfficerPage(props: PageProps) {
  const { ctx, current } = props
  return (
    <Document {...props} css={['petugas', ...(props.css ?? [])]}>
      <header>
        <Masthead
          ctx={ctx}
          items={officerNav(ctx.actor)}
          isOfficer
          {...(current ? { current } : {})}
        />
        {ctx.isDemo && <DemoBanner ctx={ctx} />}
      </header>
      <main id="isi" tabIndex={-1}>
        <div class="lebar">
          <Flash ctx={ctx} />
          {props.children}
        </div>
      </main>
    </Document>
  )
}

/** A page with nothing but its content: signing in, errors, a slip to print. */
export function PlainPage(props: PageProps) {
  return (
    <Document {...props}>
      <header>
        <OfficialBanner ctx={props.ctx} />
        <Masthead ctx={props.ctx} items={[]} />
        {props.ctx.isDemo && <DemoBanner ctx={props.ctx} />}
      </header>
      <main id="isi" tabIndex={-1}>
        <div class="wadah sempit isi-hal">
          <Flash ctx={props.ctx} />
          {props.children}
        </div>
      </main>
    </Document>
  )
}

/** A page without any frame: a screen in a hall that people read from afar. */
export function BarePage(props: PageProps) {
  return (
    <Document {...props}>
      <main id="isi" tabIndex={-1}>
        {props.children}
      </main>
    </Document>
  )
}

function Document({
  ctx,
  title,
  description,
  scripts = [],
  css = [],
  head,
  bodyClass,
  children,
}: PageProps) {
  const sheets: readonly Sheet[] = ['pendopo', ...css]
  return (
    <html lang={ctx.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${title} · Pendopo ${ctx.region.name}`}</title>
        {description && <meta name="description" content={description} />}
        <meta name="theme-color" content="#0b4a3c" />
        <link rel="icon" href={ctx.assets.href('logo.svg')} type="image/svg+xml" />
        {sheets.map((name) =>
          ctx.isFirstVisit ? (
            <InlineStyle text={ctx.assets.cssTextOf(name)} />
          ) : (
            <link rel="stylesheet" href={ctx.assets.href(`${name}.css`)} />
          ),
        )}
        {ctx.region.coloursHref && <link rel="stylesheet" href={ctx.region.coloursHref} />}
        {head}
        {scripts.map((name) => (
          <script defer src={ctx.assets.scriptHref(name)} />
        ))}
      </head>
      <body {...(bodyClass ? { class: bodyClass } : {})}>
        <a class="lompat" href="#isi">
          {uiMessages(ctx.lang).skip}
        </a>
        {children}
      </body>
    </html>
  )
}

function OfficialBanner({ ctx }: { ctx: PageContext }) {
  const m = uiMessages(ctx.lang)
  return (
    <div class="resmi">
      <div class="wadah">
        <details>
          <summary>
            {m.officialBanner(ctx.region.shortName)} <u>{m.howToTell}</u>
          </summary>
          <p>{m.officialDetail(ctx.region.domain)}</p>
        </details>
      </div>
    </div>
  )
}

function DemoBanner({ ctx }: { ctx: PageContext }) {
  const m = uiMessages(ctx.lang)
  return (
    <div class="uji">
      <div class="wadah">
        <span>{ctx.isDemoGrowing === true ? m.demoGrowing : m.demo}</span>
        {!isSignedIn(ctx.actor) && <a href="/masuk">{m.demoLogin}</a>}
      </div>
    </div>
  )
}

type MastheadProps = Readonly<{
  ctx: PageContext
  items: readonly NavItem[]
  current?: NavKey
  isOfficer?: boolean
}>

function Masthead({ ctx, items, current, isOfficer = false }: MastheadProps) {
  const m = uiMessages(ctx.lang)
  const signedIn = isSignedIn(ctx.actor)
  const other = ctx.lang === 'id' ? 'en' : 'id'
  return (
    <div class="kop">
      <div class="wadah">
        <a class="merek" href="/">
          <Logo />
          <span class="merek-nama">
            <b>Pendopo</b>
            <span>{isOfficer ? `${m.officerRoom}, ${ctx.region.shortName}` : ctx.region.name}</span>
          </span>
        </a>
        {items.length > 0 && (
          <nav class="nav-atas" aria-label={m.mainNav}>
            {items.map((item) => (
              <a
                href={item.href}
                {...(item.key === current ? { 'aria-current': 'page' as const } : {})}
              >
                {m.nav[item.key]}
              </a>
            ))}
          </nav>
        )}
        <a
          class="bahasa"
          href={`/bahasa/${other}?kembali=${encodeURIComponent(ctx.path)}`}
          lang={other}
          hreflang={other}
          aria-label={m.otherLanguageLong}
        >
          {other.toUpperCase()}
        </a>
        {ctx.unread !== undefined && <Bell ctx={ctx} unread={ctx.unread} />}
        <a class="masuk" href={signedIn ? '/keluar' : '/masuk'}>
          {signedIn && 'name' in ctx.actor ? shortName(ctx.actor.name) : m.signIn}
        </a>
      </div>
    </div>
  )
}

const UNREAD_SHOWN_MAX = 99

/** News for the one who is signed in: a number beside the bell, said in words too. */
function Bell({ ctx, unread }: Readonly<{ ctx: PageContext; unread: number }>) {
  const shown = unread > UNREAD_SHOWN_MAX ? `${UNREAD_SHOWN_MAX}+` : String(unread)
  return (
    <a class="lonceng" href="/akun/pemberitahuan">
      <Icon name="lonceng" />
      {unread > 0 && <b aria-hidden="true">{shown}</b>}
      <span class="vh">{uiMessages(ctx.lang).notices(shown)}</span>
    </a>
  )
}

/** "Rini Wulandari" becomes "Rini W." so that the masthead holds on a narrow phone. */
function shortName(name: string): string {
  const [first = name, second] = name.split(' ')
  return second === undefined ? first : `${first} ${second.charAt(0)}.`
}

function Flash({ ctx }: { ctx: PageContext }) {
  if (ctx.flash === undefined) return null
  return (
    <div class="wadah">
      <p class={`kabar ${ctx.flash.kind}`} role="status">
        {ctx.flash.text}
      </p>
    </div>
  )
}

function Footer({ ctx }: { ctx: PageContext }) {
  const m = uiMessages(ctx.lang)
  return (
    <footer>
      <div class="wadah">
        <div>
          <h2>Pendopo {ctx.region.name}</h2>
          <p>{m.footerAbout}</p>
        </div>
        <div>
          <h2>{m.footerHelp}</h2>
          <ul>
            <li>
              {m.emergency}: <a href="tel:112">112</a>
            </li>
            <li>{m.smsHint}</li>
          </ul>
        </div>
        <div>
          <h2>{m.footerOffline}</h2>
          <p>{m.offlineHint}</p>
        </div>
        <div>
          <h2>{m.footerAboutTitle}</h2>
          <ul>
            <li>
              <a href="/ikut-serta">{m.takePart}</a>
            </li>
            <li>
              <a href="/anggaran">{m.openBudget}</a>
            </li>
            <li>
              <a href="/antrean">{m.queues}</a>
            </li>
            <li>
              <a href="/skm">{m.satisfaction}</a>
            </li>
            <li>
              <a href="/aksesibilitas">{m.accessibility}</a>
            </li>
            <li>
              <a href="/status">{m.status}</a>
            </li>
            <li>
              <a href="/bukti">{m.proof}</a>
            </li>
            <li>
              <a href="/verifikasi">{m.checkLetter}</a>
            </li>
            <li>
              <a href="/keamanan">{m.security}</a>
            </li>
            <li>
              <a href="/bobot">{m.weights}</a>
            </li>
          </ul>
          <OwnWeight ctx={ctx} />
        </div>
      </div>
    </footer>
  )
}

/** What this page weighed when it was measured, for pages that are measured. */
function OwnWeight({ ctx }: { ctx: PageContext }) {
  const bytes = ctx.assets.weightOf?.(ctx.path.split('?')[0] ?? '')
  if (bytes === undefined) return null
  return (
    <a class="bobot" href="/bobot">
      {uiMessages(ctx.lang).weight(formatBytes(bytes, ctx.lang))}
    </a>
  )
}
