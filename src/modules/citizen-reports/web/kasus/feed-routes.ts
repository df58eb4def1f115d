import { createHash } from 'node:crypto'
import { toInstant } from '../../../../kernel/date.ts'
import { type Answer, notFound, text } from '../../../../platform/http/answer.ts'
import type { Req, Route } from '../../../../platform/http/route.ts'
import { describeTarget } from '../../actions/alerts.ts'
import { listPublicCases } from '../../actions/public-cases.ts'
import type { Katalog } from '../../domain/katalog.ts'
import type { Laporan } from '../../domain/laporan.ts'
import { listAddress } from '../../domain/list-filter.ts'
import {
  ATOM_CONTENT_TYPE,
  type Feed,
  type FeedItem,
  RSS_CONTENT_TYPE,
  renderAtom,
  renderRss,
} from '../../exchange/feed.ts'
import { kasusMessages } from '../../messages/index.ts'
import { findLaporanByNomor } from '../../store/laporan-store.ts'
import { listRiwayat, type Riwayat } from '../../store/riwayat-store.ts'
import type { CitizenReports } from '../../types.ts'
import { readFilter } from '../publik/read-filter.ts'
import { roundPoint, viewStep } from './view-facts.ts'

const ENTRIES_MAX = 50
/** Readers ask again after this; a new report is seen within five minutes. */
const FRESH_SECONDS = 300
const SUMMARY_LENGTH = 500

const FORMATS = [
  { ending: 'atom', contentType: ATOM_CONTENT_TYPE, render: renderAtom },
  { ending: 'rss', contentType: RSS_CONTENT_TYPE, render: renderRss },
] as const
type Format = (typeof FORMATS)[number]

/** The list and each report as Atom and RSS, for readers that need no account and tell us nothing. */
export function feedRoutes(reports: CitizenReports): readonly Route[] {
  const route = (url: string, handle: Route['handle']): Route => ({
    method: 'GET',
    url,
    access: 'public',
    kind: 'page',
    handle,
  })
  return FORMATS.flatMap((format) => [
    route(`/laporan/umpan.${format.ending}`, (req) => listFeed(reports, req, format)),
    route(`/laporan/:nomor/umpan.${format.ending}`, (req) => caseFeed(reports, req, format)),
  ])
}

async function listFeed(reports: CitizenReports, req: Req, format: Format): Promise<Answer> {
  const { deps } = reports
  const katalog = await deps.katalog.get()
  const { filter } = readFilter(req.query, { katalog, reference: deps.reference })
  const { cases } = await listPublicCases(deps, { filter, after: undefined, limit: ENTRIES_MAX })
  const m = kasusMessages(req.ctx.lang).feed
  const region = deps.kit.region().name
  const isTargeted = filter.kecamatan ?? filter.kategori ?? filter.unit
  const what =
    isTargeted === undefined
      ? undefined
      : await describeTarget(deps, req.ctx.lang, {
          laporanId: null,
          kecamatanKode: filter.kecamatan ?? null,
          kategoriKode: filter.kategori ?? null,
          unitKode: filter.unit ?? null,
        })
  return answerFeed(reports, req, format, {
    title: what === undefined ? m.title(region) : m.filtered(region, what),
    description: m.description,
    siteUrl: `${deps.kit.baseUrl}${listAddress(filter)}`,
    selfUrl: `${deps.kit.baseUrl}${listAddress(filter, `/laporan/umpan.${format.ending}`)}`,
    updatedAt: newest(cases.map((laporan) => laporan.updatedAt)),
    items: cases.map((laporan) => caseItem(reports, req, { laporan, katalog })),
  })
}

async function caseFeed(reports: CitizenReports, req: Req, format: Format): Promise<Answer> {
  const { deps } = reports
  const laporan = await findLaporanByNomor(deps.kit.db, String(req.params.nomor).toUpperCase())
  if (laporan === undefined || !laporan.isPublik || laporan.isRahasia) return notFound
  const katalog = await deps.katalog.get()
  const steps = await listRiwayat(deps.kit.db, laporan.id, 'publik')
  const url = `${deps.kit.baseUrl}/laporan/${laporan.nomor}`
  return answerFeed(reports, req, format, {
    title: `${kasusMessages(req.ctx.lang).feed.one(laporan.nomor)}: ${laporan.judul}`,
    description: laporan.judul,
    siteUrl: url,
    selfUrl: `${url}/umpan.${format.ending}`,
    updatedAt: newest(steps.map((step) => step.waktu)),
    items: steps
      .toReversed()
      .slice(0, ENTRIES_MAX)
      .map((step) => stepItem(req, { step, url, katalog })),
  })
}

/** A list with nothing in it was never updated: the epoch, so that its tag stays the same. */
function newest(dates: readonly Date[]): FeedItem['updatedAt'] {
  return toInstant(new Date(Math.max(0, ...dates.map((date) => date.getTime()))))
}

function caseItem(
  { deps }: CitizenReports,
  req: Req,
  { laporan, katalog }: Readonly<{ laporan: Laporan; katalog: Katalog }>,
): FeedItem {
  const kategori = katalog.kategori.get(laporan.kategoriKode)?.nama[req.ctx.lang]
  const kecamatan =
    laporan.kecamatanKode === null ? undefined : deps.reference.findWilayah(laporan.kecamatanKode)
  const { lat, lon } = laporan
  return {
    url: `${deps.kit.baseUrl}/laporan/${laporan.nomor}`,
    title: laporan.judul,
    summary: laporan.isi.slice(0, SUMMARY_LENGTH),
    publishedAt: toInstant(laporan.diterimaAt),
    updatedAt: toInstant(laporan.updatedAt),
    categories: [kategori, kecamatan?.nama].filter((one) => one !== undefined),
    ...(lat === null || lon === null ? {} : { point: roundPoint({ lat, lon }) }),
  }
}

function stepItem(
  req: Req,
  { step, url, katalog }: Readonly<{ step: Riwayat; url: string; katalog: Katalog }>,
): FeedItem {
  const shown = viewStep(req.ctx, step, {
    reasonOf: (kode) => katalog.alasan.get(kode)?.teks[req.ctx.lang] ?? kode,
  })
  return {
    url: `${url}#${step.id}`,
    title: String(shown.title),
    summary: shown.body ?? shown.when,
    publishedAt: toInstant(step.waktu),
    updatedAt: toInstant(step.waktu),
    categories: [],
  }
}

type Contents = Omit<Feed, 'language' | 'author'>

function answerFeed(
  { deps }: CitizenReports,
  req: Req,
  format: Format,
  contents: Contents,
): Answer {
  const body = format.render({
    ...contents,
    language: req.ctx.lang,
    author: deps.kit.region().name,
  })
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = {
    etag,
    'cache-control': `private, max-age=${FRESH_SECONDS}`,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  }
  if (isKnown(req, etag)) return text('', format.contentType, { status: 304, headers })
  return text(body, format.contentType, { headers })
}

/** The reader has this very text already. */
export function isKnown(req: Req, etag: string): boolean {
  return (req.headers['if-none-match'] ?? '')
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === etag)
}
