import { cleanText } from '../../../../kernel/clean-text.ts'
import { parseLatLon } from '../../../../kernel/geo.ts'
import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, json, page, redirect, text } from '../../../../platform/http/answer.ts'
import type { Limiter } from '../../../../platform/http/limiter.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import { formatTime, localeOf } from '../../../../ui/format.ts'
import { readPlace } from '../../actions/place-words.ts'
import type { Submission, Submitted } from '../../actions/submit-laporan.ts'
import { grupOf, type Kategori } from '../../domain/katalog.ts'
import { refusal, sentTooOften } from '../../domain/refusals.ts'
import { PATOKAN_MAX } from '../../domain/submit.ts'
import { findLaporanByKunciKlien } from '../../store/laporan-store.ts'
import type { CitizenReports } from '../../types.ts'
import { OfflinePage } from '../pages/offline.page.tsx'
import { contactOf } from './check.tsx'
import { lineOf } from './draft.ts'
import { PHOTOS_MAX } from './draft-photos.ts'
import { checkContact } from './person.tsx'
import { sentHref } from './sent.tsx'
import { checkStory } from './story.tsx'

/** `GET /lapor/luring`: the whole form on one page, which the service worker keeps for a dead network. */
export async function showOffline(
  reports: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const katalog = await reports.katalog.get()
  const { lang } = req.ctx
  const view = (
    <OfflinePage
      ctx={req.ctx}
      refusals={refusals}
      typed={req.form}
      photosMax={PHOTOS_MAX}
      kunci={reports.deps.kit.newSecretId()}
      groups={katalog.grup.map((grup) => ({
        label: grup.nama[lang],
        choices: katalog.daun
          .filter((daun) => grupOf(daun.kode) === grup.kode)
          .map((daun) => ({ value: daun.kode, label: daun.nama[lang] })),
      }))}
      kecamatan={reports.deps.reference
        .kecamatan()
        .map(({ kode, nama }) => ({ value: kode, label: nama }))}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

/** `GET /lapor/luring/token`: a fresh token for a page that waited; sets the browser's cookie when it is gone. */
export function showToken(req: Req): Answer {
  return {
    kind: 'html',
    html: `<input type="hidden" name="_csrf" value="${req.ctx.csrf}">`,
    headers: { 'cache-control': 'no-store' },
  }
}

/** `POST /lapor/luring`: a report written without network. Its id was made there: sent twice it is one case. */
export async function takeOffline(
  reports: CitizenReports,
  req: Req,
  limiter: Limiter,
): Promise<Answer> {
  const wantsJson = String(req.headers.accept ?? '').includes('application/json')
  const done = await submitOffline(reports, req, limiter)
  if (done.ok) {
    const { nomor, kodeLacak } = done.value
    return wantsJson
      ? json({ nomor, kodeLacak }, { headers: { 'cache-control': 'no-store' } })
      : redirect(sentHref(reports.deps, req, nomor))
  }
  if (!wantsJson) return showOffline(reports, req, done.refusals)
  const refusals = done.refusals.map((one) => ({ ...one, message: req.ctx.word(one) }))
  const detail = refusals.map(({ message }) => message).join(' ')
  const { waitSeconds } = done
  return json(
    { detail, refusals },
    {
      status: waitSeconds > 0 ? 429 : 422,
      headers: waitSeconds > 0 ? { 'retry-after': String(waitSeconds) } : {},
    },
  )
}

type Done =
  | Readonly<{ ok: true; value: Pick<Submitted, 'nomor' | 'kodeLacak'> }>
  | Readonly<{ ok: false; refusals: readonly Refusal[]; waitSeconds: number }>

async function submitOffline(reports: CitizenReports, req: Req, limiter: Limiter): Promise<Done> {
  const { kit } = reports.deps
  const kunci = fieldText(req.form, 'kunci').toLowerCase()
  const isResend = isUuid(kunci) && (await findLaporanByKunciKlien(kit.db, kunci)) !== undefined
  const waitSeconds = isResend
    ? 0
    : Math.max(limiter.hit(req.deviceId), limiter.hit(`ip ${req.ip}`))
  if (waitSeconds > 0) {
    const until = new Date(kit.now().getTime() + waitSeconds * 1000)
    return {
      ok: false,
      waitSeconds,
      refusals: [sentTooOften(formatTime(until, localeOf(req.ctx)))],
    }
  }
  const read = await readForm(reports, req, isUuid(kunci) ? kunci : kit.newSecretId())
  if (!read.ok) return { ...read, waitSeconds: 0 }
  const sent = await reports.submit(kit.db, req.actor, read.submission)
  return sent.ok ? sent : { ...sent, waitSeconds: 0 }
}

type Read =
  | Readonly<{ ok: true; submission: Submission }>
  | Readonly<{ ok: false; refusals: readonly Refusal[] }>

async function readForm(reports: CitizenReports, req: Req, kunci: string): Promise<Read> {
  const line = (name: string, max = 60) => lineOf(req.form, name, max)
  const typed = {
    judul: line('judul', 300),
    isi: cleanText(fieldText(req.form, 'isi')).trim(),
    jenis: line('jenis', 40) || 'pengaduan',
    telepon: line('telepon', 40),
    email: line('email', 254),
  }
  const katalog = await reports.katalog.get()
  const leaf = katalog.daun.find(({ kode }) => kode === line('kategori', 80))
  const lokasi = await placeOf(reports, req)
  const hasPlace = lokasi.lat !== null || lokasi.kecamatanKode || lokasi.wilayahKode
  const refusals = [
    ...checkStory(typed),
    ...(leaf === undefined ? [refusal('KATEGORI_TIDAK_ADA', 'kategori')] : []),
    ...(leaf?.isButuhLokasi && !hasPlace ? [refusal('LOKASI_KOSONG', 'kecamatan')] : []),
    ...checkContact(typed),
  ]
  if (refusals.length > 0 || leaf === undefined) return { ok: false, refusals }
  return {
    ok: true,
    submission: { ...submissionOf(req, { typed, leaf, lokasi }), kunciKlien: kunci },
  }
}

/** A point outside the region becomes words for the officer: the citizen is not there any more to mend it. */
function placeOf(reports: CitizenReports, req: Req): Promise<Submission['lokasi']> {
  const point = parseLatLon({ lat: lineOf(req.form, 'lat', 24), lon: lineOf(req.form, 'lon', 24) })
  const kecamatan = lineOf(req.form, 'kecamatan', 13)
  return readPlace(reports.deps, reports.deps.kit.db, {
    ...(point.ok ? { point: point.value } : {}),
    words: lineOf(req.form, 'patokan', PATOKAN_MAX),
    ...(kecamatan === '' ? {} : { wilayahKode: kecamatan }),
  })
}

type Typed = Readonly<{
  typed: Readonly<{ judul: string; isi: string; jenis: string; telepon: string; email: string }>
  leaf: Kategori
  lokasi: Submission['lokasi']
}>

function submissionOf(req: Req, { typed, leaf, lokasi }: Typed): Omit<Submission, 'kunciKlien'> {
  return {
    kategoriKode: leaf.kode,
    isian: {
      jenis: typed.jenis as Submission['isian']['jenis'],
      judul: typed.judul,
      isi: typed.isi,
      jawaban: {},
      isAnonim: lineOf(req.form, 'anonim', 1) === '1',
      isRahasia: lineOf(req.form, 'rahasia', 1) === '1',
      isNamaTampil: false,
      nama: null,
    },
    lokasi,
    kontak: contactOf(typed.telepon, typed.email),
    kanal: 'web',
    bahasa: req.ctx.lang,
    // Extra questions cannot be asked without network; the officer asks for what is missing.
    isBrief: true,
  }
}

/**
 * `GET /sw.js`: at the root, so that its scope may be /lapor. The names of what it keeps stand in it: a new
 * style sheet or script makes a new worker, and the form it keeps is fetched anew.
 */
export function showWorker(req: Req): Answer {
  const { href } = req.ctx.assets
  const kept = ['pendopo.css', 'luring.js', 'ui-form.js'].map(href).join(' ')
  return text(
    `// ${kept}\nimportScripts(${JSON.stringify(href('sw.js'))})\n`,
    'text/javascript; charset=utf-8',
    { headers: { 'cache-control': 'no-store' } },
  )
}
