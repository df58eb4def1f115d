import { parseLatLon } from '../../../../kernel/geo.ts'
import { type Answer, refused } from '../../../../platform/http/answer.ts'
import type { Limiter } from '../../../../platform/http/limiter.ts'
import type { Req } from '../../../../platform/http/route.ts'
import { formatNumber, formatRelative, localeOf } from '../../../../ui/format.ts'
import { renderPage } from '../../../../ui/index.ts'
import { findSimilar, type SimilarFound } from '../../actions/find-similar.ts'
import { refusal } from '../../domain/refusals.ts'
import { titleFrom } from '../../domain/submit.ts'
import { laporMessages } from '../../messages/index.ts'
import type { CitizenReports } from '../../types.ts'
import { tagOf } from '../labels.ts'
import { Similar, type SimilarCase } from '../pages/similar.tsx'
import { lineOf } from './draft.ts'

/** Fewer than on the page: a hint while typing is paid for in kilobytes. */
const HINTS_MAX = 2
const TEXT_MIN = 8

/** A case as the hint shows it: enough to judge whether it is the same. */
export function toSimilarCase(
  { deps }: CitizenReports,
  req: Req,
  found: SimilarFound,
): SimilarCase {
  const { ctx } = req
  const m = laporMessages(ctx.lang).place
  const place = deps.reference.findWilayah(found.wilayahKode ?? found.kecamatanKode ?? '')?.nama
  return {
    nomor: found.nomor,
    judul: found.judul,
    excerpt: firstSentence(found.awal),
    tag: tagOf(ctx, found),
    ...(found.jarakM === null
      ? place === undefined
        ? {}
        : { distance: place }
      : { distance: m.distance(formatNumber(found.jarakM, ctx.lang)) }),
    supporters: formatNumber(found.jumlahDukungan, ctx.lang),
    received: formatRelative(found.diterimaAt, ctx.now, localeOf(ctx)),
    ...(found.fotoId === null ? {} : { photoSrc: `/foto/${found.fotoId}/kecil` }),
  }
}

const SENTENCE_MAX = 160

function firstSentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const end = /[.?](?= )/.exec(line)?.index
  const sentence = end === undefined ? line : line.slice(0, end + 1)
  return sentence.length <= SENTENCE_MAX ? sentence : titleFrom(sentence)
}

/** `POST /lapor/serupa`: hints for what is typed so far, as a piece of HTML; empty when there are none. */
export async function showHints(
  reports: CitizenReports,
  req: Req,
  limiter: Limiter,
): Promise<Answer> {
  const nothing: Answer = { kind: 'html', html: '', headers: { 'cache-control': 'no-store' } }
  if (limiter.hit(req.deviceId) > 0 || limiter.hit(`ip ${req.ip}`) > 0)
    return refused([refusal('TERLALU_SERING')], 429)
  const text = `${lineOf(req.form, 'judul', 160)} ${lineOf(req.form, 'isi', 400)}`
  const point = parseLatLon({ lat: lineOf(req.form, 'lat', 24), lon: lineOf(req.form, 'lon', 24) })
  if (text.trim().length < TEXT_MIN) return nothing
  const found = await findSimilar(
    reports.deps,
    {
      text,
      kategoriKode: lineOf(req.form, 'kategori', 80),
      point: point.ok ? point.value : undefined,
      wilayahKode: lineOf(req.form, 'wilayah', 13),
      kecamatanKode: lineOf(req.form, 'kecamatan', 8),
    },
    HINTS_MAX,
  )
  if (found.length === 0) return nothing
  const cases = found.map((one) => toSimilarCase(reports, req, one))
  const html = renderPage(<Similar ctx={req.ctx} cases={cases} />).replace(/^<!doctype html>/i, '')
  return { ...nothing, html }
}
