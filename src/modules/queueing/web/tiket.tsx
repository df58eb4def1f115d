import { MINUTE_MS } from '../../../kernel/date.ts'
import { parsePublicCode } from '../../../kernel/nomor.ts'
import { type Answer, notFound, redirect } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { qrSvg } from '../../../platform/qr.ts'
import { formatDateTime, formatNumber, formatTime, localeOf } from '../../../ui/format.ts'
import {
  ActionForm,
  CitizenPage,
  Facts,
  StatusTag,
  type TagKind,
  TrustedSvg,
} from '../../../ui/index.ts'
import { TICKET_PREFIX } from '../actions/codes.ts'
import {
  loadState,
  momentOf,
  type Outlook,
  openCounters,
  outlookForTicket,
} from '../actions/place-state.ts'
import { cancelTicket } from '../actions/take-ticket.ts'
import type { Deps } from '../deps.ts'
import { shownMinutes } from '../domain/forecast.ts'
import { formatNomorAntrean } from '../domain/line.ts'
import { findDesk } from '../store/place-store.ts'
import { findByKode, type Tiket } from '../store/ticket-store.ts'
import type { Desk, Layanan, StatusTiket } from '../types.ts'
import {
  get,
  HOME,
  nameOf,
  post,
  query,
  rangeOf,
  refusedTo,
  show,
  type View,
  viewOf,
} from './edge.ts'

/** A ticket: its own page, known by its code. */
export function tiketRoutes(deps: Deps): readonly Route[] {
  return [
    get('/tiket/:kode', (req) => showTicket(deps, req)),
    post('/tiket/:kode/batal', async (req) => {
      const kode = req.params.kode ?? ''
      const done = await cancelTicket(deps, deps.kit.db, { actor: req.actor, kode })
      const to = `${HOME}/tiket/${encodeURIComponent(kode)}`
      if (!done.ok) return refusedTo(req, to, done)
      return redirect(to, {
        flash: { kind: 'success', text: viewOf(req).m.tiket.cancelled },
      })
    }),
  ]
}

/** A ticket with its place, and what its holder may expect while it waits. */
export type TicketView = Readonly<{
  tiket: Tiket
  desk: Desk
  layanan: Layanan
  loketKode: string | undefined
  outlook: Outlook | undefined
  counters: number
}>

export async function loadTicket(deps: Deps, kode: string): Promise<TicketView | undefined> {
  const { db } = deps.kit
  const parsed = parsePublicCode(kode, TICKET_PREFIX)
  const tiket = parsed.ok ? await findByKode(db, parsed.value) : undefined
  const desk = tiket && (await findDesk(db, tiket.tempatKode))
  const layanan = desk?.layanan.find(({ id }) => id === tiket?.layananId)
  if (tiket === undefined || desk === undefined || layanan === undefined) return undefined
  const loketKode = desk.loket.find(({ id }) => id === tiket.loketId)?.kode
  const shared = { tiket, desk, layanan, loketKode }
  if (tiket.status !== 'menunggu' || tiket.tanggal !== momentOf(deps).today)
    return { ...shared, outlook: undefined, counters: 0 }
  const state = await loadState(deps, db, desk)
  return {
    ...shared,
    outlook: outlookForTicket(state, tiket),
    counters: openCounters(state, layanan.id),
  }
}

async function showTicket(deps: Deps, req: Req): Promise<Answer> {
  const found = await loadTicket(deps, req.params.kode ?? '')
  if (found === undefined) return notFound
  const kiosk = query(req, 'kios') === found.desk.tempat.kode ? found.desk.tempat.kode : undefined
  const url = `${deps.kit.baseUrl}${HOME}/tiket/${found.tiket.kode}`
  return show(<TicketPage {...viewOf(req)} {...found} kiosk={kiosk} url={url} />)
}

const TAGS: Readonly<Record<StatusTiket, TagKind>> = {
  menunggu: 'tunggu',
  dipanggil: 'proses',
  dilayani: 'proses',
  selesai: 'selesai',
  tidak_hadir: 'lewat',
  batal: 'netral',
  kedaluwarsa: 'netral',
}

const REFRESH_SECONDS = 30
const KIOSK_SECONDS = 20
const EARLY_MINUTES = 10

type TicketProps = View & TicketView & Readonly<{ kiosk: string | undefined; url: string }>

const isOpenTicket = ({ status }: Tiket) =>
  status === 'menunggu' || status === 'dipanggil' || status === 'dilayani'

function TicketPage(props: TicketProps) {
  const { ctx, m, tiket, desk, kiosk } = props
  const nomor = formatNomorAntrean(tiket.huruf, tiket.urut)
  const next = kiosk === undefined ? '' : `;url=${HOME}/${kiosk}/ambil`
  const seconds = kiosk === undefined ? REFRESH_SECONDS : KIOSK_SECONDS
  const isFollowed = isOpenTicket(tiket) || kiosk !== undefined
  return (
    <CitizenPage
      ctx={ctx}
      title={m.tiket.title(nomor)}
      css={['antrean']}
      scripts={['antrean']}
      head={
        isFollowed && (
          <noscript>
            <meta http-equiv="refresh" content={`${seconds}${next}`} />
          </noscript>
        )
      }
      {...(kiosk === undefined ? {} : { bodyClass: 'kios' })}
    >
      <div class="wadah sempit isi-hal tumpuk">
        <article
          class="tiket"
          data-segar={isFollowed && kiosk === undefined ? String(REFRESH_SECONDS) : undefined}
          data-kembali={kiosk === undefined ? undefined : `${HOME}/${kiosk}/ambil`}
        >
          <header>
            <p>{m.tiket.yours}</p>
            <h1 class="nomor-besar">{nomor}</h1>
            <p class="tak-cetak">
              <StatusTag kind={TAGS[tiket.status]}>{m.tiket.status[tiket.status]}</StatusTag>{' '}
              {tiket.prioritas !== null && <StatusTag kind="koord">{m.tiket.priority}</StatusTag>}
            </p>
          </header>
          <TicketState {...props} />
          <TicketFacts {...props} />
          <div class="tiket-qr">
            <TrustedSvg svg={qrSvg(props.url)} label={m.tiket.scan} />
            <p class="kecil">{m.tiket.scan}</p>
          </div>
        </article>
        <div class="tombol-baris tak-cetak">
          {kiosk !== undefined && (
            <a class="tombol" href={`${HOME}/${kiosk}/ambil`}>
              {m.tiket.another}
            </a>
          )}
          <button class="tombol dua" type="button" hidden data-cetak>
            {m.tiket.print}
          </button>
          {isOpenTicket(tiket) && kiosk === undefined && (
            <a href={`${HOME}/tiket/${tiket.kode}`}>{m.tiket.refresh}</a>
          )}
          <a href={`${HOME}/${desk.tempat.kode}`}>{desk.tempat.nama}</a>
        </div>
        {kiosk === undefined && (
          <div class="tak-cetak tumpuk">
            <p class="bantuan">{m.tiket.keep}</p>
            {tiket.status === 'menunggu' && (
              <ActionForm
                ctx={ctx}
                action={`${HOME}/tiket/${tiket.kode}/batal`}
                label={m.tiket.cancel}
              />
            )}
          </div>
        )}
      </div>
    </CitizenPage>
  )
}

/** What the holder should know or do now, in one sentence or two. */
function TicketState(props: TicketProps) {
  const { ctx, m, tiket, loketKode, outlook, counters } = props
  const words = m.tiket
  if (tiket.status === 'dipanggil' || tiket.status === 'dilayani')
    return <p class="panggil-besar">{words.called(loketKode ?? '')}</p>
  if (tiket.status === 'tidak_hadir') return <p class="awas">{words.missed}</p>
  if (tiket.status === 'selesai') return <p>{words.done}</p>
  if (outlook === undefined) return <p>{words.over}</p>
  const { low } = shownMinutes(outlook.forecast)
  const come = new Date(ctx.now.getTime() + Math.max(0, low - EARLY_MINUTES) * MINUTE_MS)
  return (
    <div class="tiket-kini">
      <dl>
        <div>
          <dt>{words.ahead}</dt>
          <dd>{words.people(formatNumber(outlook.ahead, ctx.lang))}</dd>
        </div>
        <div>
          <dt>{words.forecast}</dt>
          <dd>{rangeOf(props, outlook.forecast)}</dd>
        </div>
      </dl>
      <div class="tak-cetak">
        {low > EARLY_MINUTES ? (
          <>
            <p class="datang">{words.come(formatTime(come, localeOf(ctx)))}</p>
            <p class="kecil redup">{words.comeHint}</p>
          </>
        ) : (
          <p class="datang">{words.stay}</p>
        )}
        {counters === 0 && <p class="kecil redup">{words.noCounter}</p>}
      </div>
    </div>
  )
}

function TicketFacts({ ctx, m, tiket, desk, layanan }: TicketProps) {
  return (
    <Facts
      rows={[
        { label: m.tiket.at, value: desk.tempat.nama },
        { label: m.tiket.line, value: nameOf(layanan, ctx) },
        { label: m.tiket.taken, value: formatDateTime(tiket.diambilAt, localeOf(ctx)) },
      ]}
    />
  )
}
