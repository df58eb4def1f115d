import { parsePublicCode } from '../../../../kernel/nomor.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, notFound, page, redirect, text } from '../../../../platform/http/answer.ts'
import { createLimiter, type Limiter } from '../../../../platform/http/limiter.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { qrSvg } from '../../../../platform/qr.ts'
import { askCorrection } from '../../actions/ask-correction.ts'
import { issueReporterPass, WITHDRAW_REPORTER_PASS } from '../../actions/reporter-pass.ts'
import { refusal } from '../../domain/refusals.ts'
import type { Tindakan } from '../../domain/transitions.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'
import { findLaporanByNomor } from '../../store/laporan-store.ts'
import type { CitizenReports } from '../../types.ts'
import { crowdRoutes } from './crowd-routes.ts'
import { KoreksiPage } from './koreksi.page.tsx'
import { callerOf, nomorOf, openCase } from './open-case.ts'
import { showCase } from './show-case.tsx'

const PHOTO_BYTES_MAX = 12 * 1024 * 1024
const TEN_MINUTES_MS = 600_000
const CODES_PER_TEN_MINUTES = 20
const CORRECTIONS_PER_TEN_MINUTES = 5

/** One report with its timeline, for everyone; what its reporter may do, for the reporter. */
export function kasusRoutes(reports: CitizenReports): readonly Route[] {
  const now = () => reports.deps.kit.now().getTime()
  const limiterOf = (limit: number) => createLimiter({ limit, windowMs: TEN_MINUTES_MS, now })
  const codes = limiterOf(CODES_PER_TEN_MINUTES)
  const corrections = limiterOf(CORRECTIONS_PER_TEN_MINUTES)
  const open = (method: 'GET' | 'POST', url: string, handle: Route['handle']): Route => ({
    method,
    url: `/laporan/:nomor${url}`,
    access: 'public',
    kind: 'page',
    handle,
  })
  return [
    open('GET', '', (req) => showCase(reports, req)),
    open('GET', '/qr.svg', (req) => showQr(reports, req)),
    open('POST', '/pelapor', (req) => openAsReporter(reports, req, codes)),
    open('POST', '/pelapor/keluar', async (req) =>
      redirect(`/laporan/${nomorOf(req)}`, {
        cookies: [WITHDRAW_REPORTER_PASS],
        flash: { kind: 'success', text: kasusMessages(req.ctx.lang).signedOutReporter },
      }),
    ),
    open('POST', '/jawab', (req) => answer(reports, req)),
    { ...open('POST', '/foto', (req) => addPhoto(reports, req)), bodyLimit: PHOTO_BYTES_MAX },
    open('GET', '/koreksi', (req) => showCorrection(reports, req)),
    open('POST', '/koreksi', (req) => takeCorrection(reports, req, corrections)),
    ...crowdRoutes(reports),
  ]
}

/** The address of a public case as a picture, for its printed page; of others there is none. */
async function showQr({ deps }: CitizenReports, req: Req): Promise<Answer> {
  const laporan = await findLaporanByNomor(deps.kit.db, nomorOf(req))
  if (laporan === undefined || !laporan.isPublik) return notFound
  const svg = qrSvg(`${deps.kit.baseUrl}/laporan/${laporan.nomor}`)
  return text(
    svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '),
    'image/svg+xml; charset=utf-8',
    {
      headers: { 'cache-control': 'public, max-age=86400' },
    },
  )
}

/** The code as typed, forgiving spaces and case; undefined when it is no code at all. */
function codeOf(req: Req): string | undefined {
  const parsed = parsePublicCode(fieldText(req.form, 'kode'), 'LCK')
  return parsed.ok ? parsed.value : undefined
}

/** The code opens the case once and is forgotten; a signed pass carries the standing from there. */
async function openAsReporter(reports: CitizenReports, req: Req, codes: Limiter): Promise<Answer> {
  const m = laporanMessages(req.ctx.lang)
  if (codes.hit(req.ip) > 0) return showCase(reports, req, [tooOften(req, 'kode')])
  const { deps } = reports
  const kodeLacak = codeOf(req)
  const opened =
    kodeLacak === undefined ? undefined : await openCase(deps, req, { actor: req.actor, kodeLacak })
  if (!opened?.standing.isReporter)
    return showCase(reports, req, [
      { code: 'KODE_SALAH', message: m.flash.wrongCode, field: 'kode' },
    ])
  codes.forget(req.ip)
  return redirect(`/laporan/${opened.laporan.nomor}`, {
    cookies: [issueReporterPass(deps.kit, opened.laporan.id)],
  })
}

const ANSWERS: readonly Tindakan[] = ['konfirmasi', 'belum_selesai', 'buka_kembali', 'lengkapi']

async function answer(reports: CitizenReports, req: Req): Promise<Answer> {
  const { deps, act } = reports
  const tindakan = ANSWERS.find((one) => one === fieldText(req.form, 'jawab'))
  if (tindakan === undefined) return showCase(reports, req, [refusal('TINDAKAN_TIDAK_DIIZINKAN')])
  const pesan = fieldText(req.form, 'pesan').trim()
  const nomor = nomorOf(req)
  const done = await act(deps.kit.db, callerOf(deps, req), {
    nomor,
    tindakan,
    form: pesan === '' ? {} : { pesan },
  })
  if (!done.ok) return showCase(reports, req, done.refusals)
  const m = laporanMessages(req.ctx.lang).flash
  const text =
    tindakan === 'konfirmasi' ? m.confirmed : tindakan === 'lengkapi' ? m.answered : m.reopened
  return redirect(`/laporan/${nomor}`, { flash: { kind: 'success', text } })
}

async function addPhoto(reports: CitizenReports, req: Req): Promise<Answer> {
  const { deps, takePhoto } = reports
  const opened = await openCase(deps, req)
  if (opened === undefined) return notFound
  // Decoding a picture is work: nobody but the reporter may ask for it here.
  if (!opened.standing.isReporter)
    return showCase(reports, req, [refusal('TINDAKAN_TIDAK_DIIZINKAN')])
  const file = req.files.find((one) => one.field === 'foto')
  const done = await takePhoto(deps.kit.db, {
    bytes: file?.bytes ?? new Uint8Array(),
    peran: 'pelengkap',
    place: { nomor: nomorOf(req), caller: callerOf(deps, req) },
  })
  if (done.ok)
    return redirect(`/laporan/${nomorOf(req)}`, {
      flash: { kind: 'success', text: kasusMessages(req.ctx.lang).photoAdded },
    })
  const isMissing = done.refusals.some((one) => one.code === 'LAPORAN_TIDAK_DITEMUKAN')
  return isMissing ? notFound : showCase(reports, req, done.refusals)
}

async function showCorrection(
  { deps }: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const opened = await openCase(deps, req)
  if (opened === undefined) return notFound
  const { laporan, judul } = opened
  const typed = { apa: fieldText(req.form, 'apa'), rincian: fieldText(req.form, 'rincian') }
  const view = (
    <KoreksiPage ctx={req.ctx} nomor={laporan.nomor} judul={judul} {...{ refusals, typed }} />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function takeCorrection(
  reports: CitizenReports,
  req: Req,
  corrections: Limiter,
): Promise<Answer> {
  const { deps } = reports
  const opened = await openCase(deps, req)
  if (opened === undefined) return notFound
  if (corrections.hit(req.ip) > 0) return showCorrection(reports, req, [tooOften(req)])
  const done = await askCorrection(
    deps,
    { actor: req.actor, isReporter: opened.standing.isReporter },
    {
      laporan: opened.laporan,
      form: {
        apa: fieldText(req.form, 'apa'),
        rincian: fieldText(req.form, 'rincian'),
        lang: req.ctx.lang,
      },
    },
  )
  if (!done.ok) return showCorrection(reports, req, done.refusals)
  const text = kasusMessages(req.ctx.lang).koreksi.sent
  return redirect(`/laporan/${opened.laporan.nomor}`, { flash: { kind: 'success', text } })
}

function tooOften(req: Req, field?: string): Refusal {
  return {
    code: 'TERLALU_SERING',
    message: kasusMessages(req.ctx.lang).refusals.tooOften,
    ...(field === undefined ? {} : { field }),
  }
}
