import { createHash } from 'node:crypto'
import { z } from 'zod'
import { MINUTE_MS } from '../../../kernel/date.ts'
import { type Answer, json, text } from '../../../platform/http/answer.ts'
import { createLimiter } from '../../../platform/http/limiter.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { listSkor, type SkorBaris } from '../actions/load-skor.ts'
import type { Deps } from '../deps.ts'
import { MUTU } from '../domain/aturan.ts'
import { UNSUR } from '../domain/kuesioner.ts'
import { type Periode, parsePeriode, periodeKode, periodeOf, quarterOf } from '../domain/periode.ts'
import { refusal } from '../domain/refusals.ts'

const READS_PER_MINUTE = 300
/** Reading is open to scripts of every site; nothing here depends on a cookie. */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, retry-after',
  'cross-origin-resource-policy': 'cross-origin',
} as const

const nilai = (what: string) => z.number().nullable().describe(`${what}; null bila belum cukup`)

export const SkmQuerySchema = z.object({
  periode: z
    .string()
    .max(10)
    .optional()
    .describe('Tahun atau triwulan: 2026, 2026-Q3; triwulan berjalan bila tidak diisi'),
  per: z.enum(['unit', 'layanan', 'unit-layanan']).default('unit'),
})

export const SkmListSchema = z.object({
  periode: z.string(),
  items: z.array(
    z.object({
      unit_kode: z.string(),
      layanan_kode: z.string(),
      nama: z.string(),
      cukup: z.boolean().describe('Jawaban mencapai jumlah terkecil'),
      responden: z.int(),
      minimum: z.int().describe('Jumlah jawaban terkecil agar nilai ditampilkan'),
      diundang: z.int(),
      terjawab: z.int(),
      ikm: nilai('Indeks 25 sampai 100'),
      mutu: z.enum(MUTU).nullable(),
      selang_bawah: nilai('Batas bawah selang kepercayaan 95%'),
      selang_atas: nilai('Batas atas selang kepercayaan 95%'),
      unsur: z
        .array(
          z.object({
            kode: z.enum(UNSUR),
            rata_rata: z.number(),
            nilai: z.number(),
            mutu: z.enum(MUTU),
          }),
        )
        .describe('Sembilan unsur; kosong bila belum cukup'),
    }),
  ),
  next: z.null(),
  total: z.int(),
})

/** Scores for programs. */
export function apiRoutes(deps: Deps): readonly Route[] {
  const limiter = createLimiter({
    limit: READS_PER_MINUTE,
    windowMs: MINUTE_MS,
    now: () => deps.kit.now().getTime(),
  })
  return [
    {
      method: 'GET',
      url: '/api/v1/skm',
      access: 'public',
      kind: 'api',
      schema: {
        summary: 'Nilai survei kepuasan masyarakat per unit atau layanan',
        tags: ['skm'],
        query: SkmQuerySchema,
        response: { 200: SkmListSchema },
      },
      handle: (req) => {
        const waitSeconds = limiter.hit(req.ip)
        return waitSeconds > 0 ? tooMany(waitSeconds) : listScores(deps, req)
      },
    },
  ]
}

async function listScores(deps: Deps, req: Req): Promise<Answer> {
  const asked = SkmQuerySchema.parse(req.query)
  const periode =
    asked.periode === undefined
      ? periodeOf(quarterOf(deps.kit.today()))
      : parsePeriode(asked.periode)
  if (periode === undefined)
    return {
      kind: 'refused',
      refusals: [refusal('PERIODE_TIDAK_ADA', 'periode')],
      status: 422,
      headers: OPEN,
    }
  const rows = await listSkor(deps, deps.kit.db, { periode, sisi: asked.per })
  return readable(req, bodyOf(periode, rows, deps.rules.aturanAt(deps.kit.today()).jawabanMinimum))
}

function bodyOf(
  periode: Periode,
  rows: readonly SkorBaris[],
  minimum: number,
): z.infer<typeof SkmListSchema> {
  return {
    periode: periodeKode(periode),
    items: rows.map(({ pokok, nama, tally, nilai: found }) => {
      const skor = found.kind === 'skor' ? found : undefined
      return {
        unit_kode: pokok.unitKode,
        layanan_kode: pokok.layananKode,
        nama,
        cukup: skor !== undefined,
        responden: tally.jumlah,
        minimum: found.kind === 'skor' ? minimum : found.minimum,
        diundang: tally.diundang,
        terjawab: tally.terjawab,
        ikm: skor === undefined ? null : skor.indeks / 100,
        mutu: skor?.mutu ?? null,
        selang_bawah: skor?.selang === undefined ? null : skor.selang.bawah / 100,
        selang_atas: skor?.selang === undefined ? null : skor.selang.atas / 100,
        unsur: (skor?.unsur ?? []).map((one) => ({
          kode: one.unsur,
          rata_rata: one.rataPerseribu / 1_000,
          nilai: one.indeks / 100,
          mutu: one.mutu,
        })),
      }
    }),
    next: null,
    total: rows.length,
  }
}

/** What the program has already is not sent again. */
function readable(req: Req, data: unknown): Answer {
  const digest = createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 22)
  const etag = `"${digest}"`
  const headers = { ...OPEN, etag, 'cache-control': 'public, max-age=30' }
  const known = (req.headers['if-none-match'] ?? '').split(',')
  return known.some((one) => one.trim().replace(/^W\//, '') === etag)
    ? text('', 'application/json; charset=utf-8', { status: 304, headers })
    : json(data, { headers })
}

function tooMany(waitSeconds: number): Answer {
  return {
    kind: 'refused',
    status: 429,
    refusals: [
      {
        code: 'TERLALU_SERING',
        message: `Terlalu banyak permintaan. Coba lagi ${waitSeconds} detik lagi.`,
      },
    ],
    headers: { ...OPEN, 'retry-after': String(waitSeconds) },
  }
}
