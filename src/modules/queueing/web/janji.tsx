import { HOUR_MS } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, redirect } from '../../../platform/http/answer.ts'
import { createLimiter, type Limiter } from '../../../platform/http/limiter.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { book } from '../actions/appointments.ts'
import { checkIn } from '../actions/check-in.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { findDesk } from '../store/place-store.ts'
import type { Desk } from '../types.ts'
import { get, HOME, post, query, show, text, viewOf } from './edge.ts'
import { BookPage, CheckInPage } from './janji.page.tsx'
import { type BookTyped, loadDays } from './janji-days.ts'
import { ownRoutes } from './janji-own.tsx'

const PER_DEVICE = 10
const PER_ADDRESS = 60

type Limits = Readonly<{ device: Limiter; address: Limiter }>

/** Booking, checking in, and the pages of one's own appointment. */
export function janjiRoutes(deps: Deps): readonly Route[] {
  const now = () => deps.kit.now().getTime()
  const limits: Limits = {
    device: createLimiter({ limit: PER_DEVICE, windowMs: HOUR_MS, now }),
    address: createLimiter({ limit: PER_ADDRESS, windowMs: HOUR_MS, now }),
  }
  return [
    get('/:tempat/janji', (req) =>
      showBook(deps, req, {
        layananId: query(req, 'layanan'),
        tanggal: query(req, 'tanggal'),
        mulai: '',
        telepon: '',
        saluran: '',
      }),
    ),
    post('/:tempat/janji', (req) => takeBooking(deps, limits, req)),
    get('/:tempat/hadir', (req) => showCheckIn(deps, req, query(req, 'kode'))),
    post('/:tempat/hadir', (req) => takeCheckIn(deps, req)),
    ...ownRoutes(deps),
  ]
}

async function openDesk(deps: Deps, req: Req): Promise<Desk | undefined> {
  const desk = await findDesk(deps.kit.db, req.params.tempat ?? '')
  return desk?.tempat.isAktif ? desk : undefined
}

async function showBook(
  deps: Deps,
  req: Req,
  typed: BookTyped,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const desk = await openDesk(deps, req)
  if (desk === undefined) return notFound
  const lines = desk.layanan.filter(({ isAktif, isJanji }) => isAktif && isJanji)
  const layanan = lines.find(({ id }) => id === typed.layananId)
  const days = layanan === undefined ? [] : await loadDays(deps, desk, layanan)
  return show(
    <BookPage
      {...viewOf(req, refusals)}
      desk={desk}
      lines={lines}
      layanan={layanan}
      days={days}
      day={days.find(({ tanggal }) => tanggal === typed.tanggal)}
      typed={typed}
      hasAccount={req.actor.kind === 'citizen'}
      kunci={deps.kit.newSecretId()}
    />,
    refusals,
  )
}

async function takeBooking(deps: Deps, limits: Limits, req: Req): Promise<Answer> {
  const typed = {
    layananId: text(req, 'layanan'),
    tanggal: text(req, 'tanggal'),
    mulai: text(req, 'mulai'),
    telepon: text(req, 'telepon'),
    saluran: text(req, 'saluran'),
  }
  const wait = Math.max(limits.address.hit(req.ip), limits.device.hit(req.deviceId))
  if (wait > 0) return showBook(deps, req, typed, [refusal('TERLALU_SERING')])
  const booked = await book(deps, deps.kit.db, {
    actor: req.actor,
    order: {
      ...typed,
      tempatKode: req.params.tempat ?? '',
      kunci: text(req, 'kunci'),
      bahasa: req.ctx.lang,
    },
  })
  if (!booked.ok) return showBook(deps, req, typed, booked.refusals)
  const { kind, kode } = booked.value
  return redirect(`${HOME}/${kind === 'janji' ? 'janji' : 'tunggu'}/${kode}`)
}

async function showCheckIn(
  deps: Deps,
  req: Req,
  typed: string,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const desk = await openDesk(deps, req)
  if (desk === undefined) return notFound
  return show(<CheckInPage {...viewOf(req, refusals)} desk={desk} typed={typed} />, refusals)
}

async function takeCheckIn(deps: Deps, req: Req): Promise<Answer> {
  const tempatKode = req.params.tempat ?? ''
  const typed = text(req, 'kode').slice(0, 200)
  const done = await checkIn(deps, deps.kit.db, {
    actor: req.actor,
    tempatKode,
    // A scanned QR code holds the whole address of the appointment.
    typed: typed.split('/').at(-1) ?? '',
  })
  if (!done.ok) return showCheckIn(deps, req, typed, done.refusals)
  const { kode, isLate } = done.value
  const late = viewOf(req).m.hadir.late
  return redirect(`${HOME}/tiket/${kode}`, isLate ? { flash: { kind: 'notice', text: late } } : {})
}
