import type { Role } from '../../../../kernel/actor.ts'
import { type Point, parseLatLon } from '../../../../kernel/geo.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { transaction } from '../../../../platform/db/database.ts'
import { type Answer, json, page, redirect, text } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../../ui/format.ts'
import {
  AKSI_LAPANGAN,
  createFieldWork,
  type FieldSending,
  type FieldWork,
} from '../../actions/field-work.ts'
import { photoHref } from '../../actions/photo-links.ts'
import { issueNonce } from '../../actions/proof-nonce.ts'
import { orderStops } from '../../domain/field.ts'
import type { Laporan } from '../../domain/laporan.ts'
import { possibleActions } from '../../domain/transitions.ts'
import { buktiMessages } from '../../messages/bukti.ts'
import { listFirstPhotos, listShortlist } from '../../store/field-store.ts'
import type { Foto } from '../../store/foto-store.ts'
import { findLaporanByNomor } from '../../store/laporan-store.ts'
import { findAturanBukti } from '../../store/proof-store.ts'
import type { CitizenReports } from '../../types.ts'
import { tagOf } from '../labels.ts'
import { geoHref } from './case-head.ts'
import { FieldPage, type FieldStop } from './field.page.tsx'
import { nomorOf } from './officer-case.ts'
import { readClaim } from './proof-form.ts'

const FIELD_ROLES: readonly Role[] = [
  'petugas-lapangan',
  'penghubung-opd',
  'kepala-opd',
  'camat',
  'lurah',
  'kades',
]
/** A day's round; more would make the page heavy to carry along. */
const STOPS_MAX = 25

/**
 * Field work: the officer's own shortlist with its forms on one page, which the worker at
 * `/kerja/lapangan/sw.js` keeps for places without a signal. What is sent from there carries an id of the
 * phone, so that sending it twice does it once.
 */
export function fieldRoutes(reports: CitizenReports): readonly Route[] {
  const work = createFieldWork(reports.deps, reports)
  const route = (
    method: 'GET' | 'POST',
    url: string,
    handle: Route['handle'],
    rest: Partial<Route> = {},
  ): Route => ({ method, url, access: { roles: FIELD_ROLES }, kind: 'page', handle, ...rest })
  return [
    route('GET', '/kerja/lapangan', (req) => showRound(reports, req)),
    route('GET', '/kerja/lapangan/token', (req) => text(req.ctx.csrf, 'text/plain; charset=utf-8')),
    route('GET', '/kerja/lapangan/sw.js', showWorker, { access: 'public' }),
    route('POST', '/kerja/lapangan/:nomor', (req) => take(reports, work, req), {
      takesPhotos: true,
    }),
  ]
}

type Shown = Readonly<{ refusals?: readonly Refusal[]; openNomor?: string; pesan?: string }>

async function showRound(reports: CitizenReports, req: Req, shown: Shown = {}): Promise<Answer> {
  const { kit } = reports.deps
  const accountId = accountOf(req)
  const here = hereOf(req)
  const order = fieldText(req.query, 'urut') === 'jarak' ? 'jarak' : 'tenggat'
  const { aturan, cases, photos } = await transaction(kit.db, async (tx) => {
    const list = await listShortlist(tx, accountId, STOPS_MAX)
    return {
      cases: list,
      photos: await listFirstPhotos(
        tx,
        list.map((one) => one.id),
      ),
      aturan: await findAturanBukti(tx),
    }
  })
  const stops = cases.map((laporan) => ({
    laporan,
    point: pointOf(laporan),
    tenggatAt: laporan.tenggatAt,
  }))
  const ordered = orderStops(stops, { order, here })
  const { refusals = [], openNomor = '', pesan = '' } = shown
  const view = (
    <FieldPage
      ctx={req.ctx}
      refusals={refusals}
      openNomor={openNomor}
      pesan={pesan}
      accountId={accountId}
      order={here === undefined ? 'tenggat' : order}
      drawnAt={formatDateTime(kit.now(), localeOf(req.ctx))}
      offlineHours={formatNumber(aturan.umurLuringJam, req.ctx.lang)}
      stops={ordered.map(({ stop, metres }) =>
        stopOf(reports, req, {
          laporan: stop.laporan,
          metres,
          photo: photos.find((one) => one.laporanId === stop.laporan.id),
        }),
      )}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

function accountOf(req: Req): string {
  return 'accountId' in req.actor ? req.actor.accountId : ''
}

function hereOf(req: Req): Point | undefined {
  const here = parseLatLon({ lat: fieldText(req.query, 'lat'), lon: fieldText(req.query, 'lon') })
  return here.ok ? here.value : undefined
}

function pointOf({ lat, lon }: Laporan): Point | undefined {
  return lat === null || lon === null ? undefined : { lat, lon }
}

type StopFacts = Readonly<{
  laporan: Laporan
  metres: number | undefined
  photo: Foto | undefined
}>

function stopOf(
  { deps }: CitizenReports,
  req: Req,
  { laporan, metres, photo }: StopFacts,
): FieldStop {
  const { kit, reference } = deps
  const signer = { secretKey: kit.secretKey, now: kit.now() }
  const may = possibleActions(laporan, { actor: req.actor, isReporter: false }).map(
    (one) => one.tindakan,
  )
  const point = pointOf(laporan)
  const village = laporan.wilayahKode && reference.findWilayah(laporan.wilayahKode)?.nama
  return {
    nomor: laporan.nomor,
    judul: laporan.judul,
    isi: laporan.isi,
    tag: tagOf(req.ctx, laporan),
    place: [laporan.patokan, village].filter(Boolean).join(', '),
    due: laporan.tenggatAt === null ? '–' : formatDateTime(laporan.tenggatAt, localeOf(req.ctx)),
    distance: metres === undefined ? undefined : distanceText(req, metres),
    geoHref: point && geoHref(point),
    photo: photo && {
      href: photoHref(signer, photo, 'penuh'),
      widthPx: photo.lebar,
      heightPx: photo.tinggi,
    },
    nonce: issueNonce(
      { ...signer, random: kit.randomBytes(9) },
      { laporanId: laporan.id, petugasId: accountOf(req), isOffline: true },
    ),
    keys: { note: kit.newSecretId(), fix: kit.newSecretId() },
    canNote: may.includes('tindak_lanjut'),
    canClaim: may.includes('ajukan_selesai'),
  }
}

function distanceText(req: Req, metres: number): string {
  return metres < 1_000
    ? `${formatNumber(Math.round(metres), req.ctx.lang)} m`
    : `${formatNumber(metres / 1_000, req.ctx.lang, 1)} km`
}

async function take(reports: CitizenReports, work: FieldWork, req: Req): Promise<Answer> {
  const sending = readSending(req)
  const wantsJson = String(req.headers.accept ?? '').includes('application/json')
  const done = await work({ actor: req.actor }, sending)
  const nomor = nomorOf(req)
  if (wantsJson) {
    if (done.ok) return json({ nomor, status: tagOf(req.ctx, done.value).label })
    const now = await findLaporanByNomor(reports.deps.kit.db, nomor)
    const isMine = now !== undefined && now.petugasId === accountOf(req)
    return json(
      {
        nomor,
        detail: done.refusals.map(req.ctx.word).join(' '),
        ...(isMine ? { status: tagOf(req.ctx, now).label } : {}),
      },
      { status: 422 },
    )
  }
  if (!done.ok)
    return showRound(reports, req, {
      refusals: done.refusals.map(({ code, message }) => ({ code, message })),
      openNomor: nomor,
      pesan: sending.claim.pesan,
    })
  return redirect(`/kerja/lapangan#${nomor}`, {
    flash: { kind: 'success', text: buktiMessages(req.ctx.lang).field.done(nomor) },
  })
}

/** Fields of one card carry its number; here they lose it again. */
function readSending(req: Req): FieldSending {
  const aksi = AKSI_LAPANGAN.find((one) => one === fieldText(req.form, 'aksi')) ?? 'tindak_lanjut'
  const form = Object.fromEntries(
    Object.entries(req.form).map(([name, value]) => [plainName(name), value]),
  )
  const files = req.files.map((file) => ({ ...file, field: plainName(file.field) }))
  const { version: _drawnFor, ...claim } = readClaim({ ...req, form, files })
  return { kunci: fieldText(req.form, 'kunci'), aksi, claim }
}

function plainName(name: string): string {
  return /^(pesan|foto)-/.exec(name)?.[1] ?? name
}

/** Names of what it keeps stand in the worker: a new script or sheet makes a new one. */
function showWorker(req: Req): Answer {
  const { href } = req.ctx.assets
  const kept = ['pendopo.css', 'petugas.css', 'kamera.js', 'lapangan.js', 'ui-form.js'].map(href)
  return text(
    `// ${kept.join(' ')}\nimportScripts(${JSON.stringify(href('sw-lapangan.js'))})\n`,
    'text/javascript; charset=utf-8',
    { headers: { 'cache-control': 'no-store', 'service-worker-allowed': '/kerja/lapangan' } },
  )
}
