import { parsePublicCode } from '../../../kernel/nomor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, redirect } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { qrSvg } from '../../../platform/qr.ts'
import { formatNumber, formatTanggalWithWeekday } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  CitizenPage,
  Csrf,
  ErrorSummary,
  Facts,
  RadioTiles,
  StatusTag,
  type TagKind,
  TrustedSvg,
} from '../../../ui/index.ts'
import { cancel, reschedule } from '../actions/appointments.ts'
import { JANJI_PREFIX, TUNGGU_PREFIX } from '../actions/codes.ts'
import { momentOf } from '../actions/place-state.ts'
import { leaveWaitingList } from '../actions/waiting-list.ts'
import type { Deps } from '../deps.ts'
import { formatMinute } from '../domain/hours.ts'
import { ruleOn } from '../domain/rules.ts'
import {
  countBefore,
  findJanji,
  findPenunggu,
  findTiketKodeOf,
  type Janji,
  type StatusJanji,
} from '../store/appointment-store.ts'
import { findDesk } from '../store/place-store.ts'
import type { Desk, Layanan } from '../types.ts'
import {
  dayName,
  get,
  HOME,
  nameOf,
  post,
  query,
  refusedTo,
  show,
  text,
  type View,
  viewOf,
} from './edge.ts'
import { dayWords, slotChoices } from './janji.page.tsx'
import { type FreeDay, loadDays } from './janji-days.ts'

/** One's own appointment or place on a waiting list, known by its code. */
export function ownRoutes(deps: Deps): readonly Route[] {
  return [
    get('/janji/:kode', (req) => showOwn(deps, req)),
    post('/janji/:kode/pindah', (req) => move(deps, req)),
    post('/janji/:kode/batal', async (req) => {
      const kode = req.params.kode ?? ''
      const done = await cancel(deps, deps.kit.db, { actor: req.actor, kode })
      const words = viewOf(req).m.janji.cancelled
      return ended(req, `${HOME}/janji/${encodeURIComponent(kode)}`, done, words)
    }),
    get('/tunggu/:kode', (req) => showWaiting(deps, req)),
    post('/tunggu/:kode/keluar', async (req) => {
      const kode = req.params.kode ?? ''
      const done = await leaveWaitingList(deps, deps.kit.db, { actor: req.actor, kode })
      return ended(req, HOME, done, viewOf(req).m.tunggu.left)
    }),
  ]
}

function ended(
  req: Req,
  to: string,
  done: Awaited<ReturnType<typeof cancel>>,
  words: string,
): Answer {
  if (!done.ok) return refusedTo(req, to, done)
  return redirect(to, { flash: { kind: 'success', text: words } })
}

type Own = Readonly<{ janji: Janji; desk: Desk; layanan: Layanan }>

async function loadOwn(deps: Deps, typed: string): Promise<Own | undefined> {
  const parsed = parsePublicCode(typed, JANJI_PREFIX)
  const janji = parsed.ok ? await findJanji(deps.kit.db, parsed.value) : undefined
  const desk = janji && (await findDesk(deps.kit.db, janji.tempatKode))
  const layanan = desk?.layanan.find(({ id }) => id === janji?.layananId)
  if (janji === undefined || desk === undefined || layanan === undefined) return undefined
  return { janji, desk, layanan }
}

async function showOwn(deps: Deps, req: Req, refusals: readonly Refusal[] = []): Promise<Answer> {
  const own = await loadOwn(deps, req.params.kode ?? '')
  if (own === undefined) return notFound
  const { janji, desk, layanan } = own
  const days = janji.status === 'dipesan' ? await loadDays(deps, desk, layanan) : []
  const tanggal = query(req, 'tanggal') || text(req, 'tanggal')
  const { today } = momentOf(deps)
  const early = ruleOn(desk.aturan, 'hadir_awal_menit', today)
  const late = ruleOn(desk.aturan, 'hadir_lewat_menit', today)
  return show(
    <OwnPage
      {...viewOf(req, refusals)}
      {...own}
      days={days}
      day={days.find((one) => one.tanggal === tanggal)}
      tiketKode={await findTiketKodeOf(deps.kit.db, janji.id)}
      window={[Math.max(0, janji.mulai - early), Math.min(24 * 60, janji.mulai + late)]}
      url={`${deps.kit.baseUrl}${HOME}/janji/${janji.kode}`}
    />,
    refusals,
  )
}

async function move(deps: Deps, req: Req): Promise<Answer> {
  const kode = req.params.kode ?? ''
  const done = await reschedule(deps, deps.kit.db, {
    actor: req.actor,
    kode,
    tanggal: text(req, 'tanggal'),
    mulai: text(req, 'mulai'),
  })
  if (!done.ok) return showOwn(deps, req, done.refusals)
  return redirect(`${HOME}/janji/${encodeURIComponent(kode)}`, {
    flash: { kind: 'success', text: viewOf(req).m.janji.moved },
  })
}

const TAGS: Readonly<Record<StatusJanji, TagKind>> = {
  dipesan: 'tunggu',
  hadir: 'selesai',
  batal: 'netral',
  tidak_hadir: 'lewat',
}

type OwnProps = View &
  Own &
  Readonly<{
    days: readonly FreeDay[]
    day: FreeDay | undefined
    tiketKode: string | undefined
    window: readonly [number, number]
    url: string
  }>

function OwnPage(props: OwnProps) {
  const { ctx, m, janji, desk, layanan, tiketKode, window, url, refusals } = props
  const words = m.janji
  const isActive = janji.status === 'dipesan'
  return (
    <CitizenPage ctx={ctx} title={words.made} css={['antrean']}>
      <div class="wadah sempit isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <article class="tiket">
          <header>
            <h1>{isActive ? words.made : words.status[janji.status]}</h1>
            <p>
              <StatusTag kind={TAGS[janji.status]}>{words.status[janji.status]}</StatusTag>
            </p>
          </header>
          <p class="datang">
            {formatTanggalWithWeekday(janji.tanggal, ctx.lang)}, {formatMinute(janji.mulai)}
          </p>
          <Facts
            rows={[
              { label: words.place, value: desk.tempat.nama },
              { label: m.line, value: nameOf(layanan, ctx) },
              { label: words.code, value: janji.kode },
            ]}
          />
          {isActive && (
            <div class="tiket-qr">
              <TrustedSvg svg={qrSvg(url)} label={words.scan} />
              <div class="kecil">
                <p>{words.arriveHint(formatMinute(window[0]), formatMinute(window[1]))}</p>
                <p>{words.mine}</p>
              </div>
            </div>
          )}
        </article>
        {tiketKode !== undefined && (
          <p>
            <ButtonLink href={`${HOME}/tiket/${tiketKode}`}>{words.toTicket}</ButtonLink>
          </p>
        )}
        {isActive && (
          <>
            <p>
              <ButtonLink
                href={`${HOME}/${desk.tempat.kode}/hadir?kode=${janji.kode}`}
                tone="secondary"
              >
                {m.hadir.send}
              </ButtonLink>
            </p>
            <MoveForm {...props} />
            <ActionForm
              ctx={ctx}
              action={`${HOME}/janji/${janji.kode}/batal`}
              label={words.cancel}
            />
          </>
        )}
      </div>
    </CitizenPage>
  )
}

function MoveForm(props: OwnProps) {
  const { ctx, m, janji, days, day, refusals } = props
  const free = days.filter(({ sisa }) => sisa > 0)
  return (
    <details open={day !== undefined || refusals.length > 0}>
      <summary>{m.janji.change}</summary>
      <ul class="hari-ubin">
        {free.map((one) => (
          <li>
            <a
              href={`${HOME}/janji/${janji.kode}?tanggal=${one.tanggal}#pindah`}
              {...(one.tanggal === day?.tanggal ? { 'aria-current': 'date' as const } : {})}
            >
              <b>{dayName(one.tanggal, ctx)}</b>
              <span class="kecil">{dayWords(props, one)}</span>
            </a>
          </li>
        ))}
      </ul>
      {day !== undefined && (
        <form
          method="post"
          action={`${HOME}/janji/${janji.kode}/pindah`}
          id="pindah"
          class="jarak-atas"
        >
          <Csrf ctx={ctx} />
          <input type="hidden" name="tanggal" value={day.tanggal} />
          <RadioTiles
            ctx={ctx}
            refusals={refusals}
            name="mulai"
            label={`${m.janji.time}, ${formatTanggalWithWeekday(day.tanggal, ctx.lang)}`}
            choices={slotChoices(props, day)}
          />
          <Button>{m.janji.changeSave}</Button>
        </form>
      )}
    </details>
  )
}

async function showWaiting(deps: Deps, req: Req): Promise<Answer> {
  const parsed = parsePublicCode(req.params.kode ?? '', TUNGGU_PREFIX)
  const found = parsed.ok ? await findPenunggu(deps.kit.db, parsed.value) : undefined
  if (found === undefined) return notFound
  const before = await countBefore(deps.kit.db, found.kode)
  const { ctx, m } = viewOf(req)
  const words = m.tunggu
  const isPromoted = found.janjiKode !== null
  return show(
    <CitizenPage ctx={ctx} title={words.title} css={['antrean']}>
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{words.title}</h1>
        <p class="datang">{formatTanggalWithWeekday(found.tanggal, ctx.lang)}</p>
        {isPromoted ? (
          <>
            <p>{words.promoted}</p>
            <p>
              <ButtonLink href={`${HOME}/janji/${found.janjiKode}`}>{words.see}</ButtonLink>
            </p>
          </>
        ) : (
          <>
            <p>{before === 0 ? words.first : words.place(formatNumber(before, ctx.lang))}</p>
            <p class="bantuan">{words.hint}</p>
            <ActionForm
              ctx={ctx}
              action={`${HOME}/tunggu/${found.kode}/keluar`}
              label={words.leave}
            />
          </>
        )}
      </div>
    </CitizenPage>,
  )
}
