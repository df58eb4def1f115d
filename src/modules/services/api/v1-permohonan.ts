import { isUuid } from '../../../kernel/id.ts'
import { parseNomor } from '../../../kernel/nomor.ts'
import { transaction } from '../../../platform/db/database.ts'
import { type Answer, json } from '../../../platform/http/answer.ts'
import { createLimiter } from '../../../platform/http/limiter.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { openCase } from '../actions/open-case.ts'
import { signedIn } from '../actions/submit.ts'
import type { Layanan } from '../domain/definition/types.ts'
import { refusal } from '../domain/refusals.ts'
import { listOwn, type OwnRow } from '../store/permohonan-store.ts'
import type { Services } from '../types.ts'
import { stateWords, timelineTitle } from '../web/timeline.ts'
import { instantText, OWN, refusedWith, tooManyCalls } from './v1-answers.ts'
import { both } from './v1-entry.ts'
import {
  NewPermohonanSchema,
  NomorSchema,
  OwnQuerySchema,
  PermohonanDetailSchema,
  PermohonanListSchema,
  TakenSchema,
} from './v1-schemas.ts'
import { applyByProgram } from './v1-submit.ts'

const BASE = '/api/v1/permohonan'
const TAGS = ['permohonan']
const APPLICATIONS_PER_HOUR = 20
const HOUR_MS = 3_600_000
const BODY_BYTES_MAX = 256 * 1024

/**
 * Own applications, for what runs in the browser of who is signed in: their session, and no other site's
 * scripts. Reading hands out the token that sending asks for in `x-csrf-token`.
 */
export function permohonanApi(services: Services): readonly Route[] {
  const posts = createLimiter({
    limit: APPLICATIONS_PER_HOUR,
    windowMs: HOUR_MS,
    now: () => services.deps.kit.now().getTime(),
  })
  const way = { access: 'signed-in', kind: 'api' } as const
  return [
    {
      ...way,
      method: 'GET',
      url: BASE,
      schema: {
        summary: 'Permohonan Anda sendiri, terbaru dulu',
        tags: TAGS,
        query: OwnQuerySchema,
        response: { 200: PermohonanListSchema },
      },
      handle: (req) => listMine(services, req),
    },
    {
      ...way,
      method: 'GET',
      url: `${BASE}/:nomor`,
      schema: {
        summary: 'Satu permohonan Anda: keadaan, linimasa, surat, tagihan',
        tags: TAGS,
        params: NomorSchema,
        response: { 200: PermohonanDetailSchema },
      },
      handle: (req) => oneOfMine(services, req),
    },
    {
      ...way,
      method: 'POST',
      url: BASE,
      bodyLimit: BODY_BYTES_MAX,
      schema: {
        summary: 'Ajukan permohonan; Idempotency-Key atau id_klien membuat kiriman ulang aman',
        tags: TAGS,
        body: NewPermohonanSchema,
        response: { 200: TakenSchema, 201: TakenSchema },
      },
      handle: async (req) => {
        const actor = signedIn(req.actor)
        const waitSeconds = actor === undefined ? 0 : posts.hit(actor.accountId)
        return waitSeconds > 0 ? tooManyCalls(waitSeconds, OWN) : take(services, req)
      },
    },
  ]
}

const forbidden: Answer = { kind: 'forbidden' }

async function listMine(services: Services, req: Req): Promise<Answer> {
  const actor = signedIn(req.actor)
  if (actor === undefined) return forbidden
  const { limit, cursor } = OwnQuerySchema.parse(req.query)
  const before = cursor === undefined ? undefined : readCursor(cursor)
  if (cursor !== undefined && before === undefined)
    return refusedWith([refusal('PENANDA_HALAMAN', 'cursor')], 422, OWN)
  const { kit, layanan } = services.deps
  const found = await listOwn(kit.db, { akunId: actor.accountId, before, limit: limit + 1 })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const { layanan: known } = await layanan.katalog()
  const data = {
    items: rows.map((row) => apiRow(services, req, { row, layanan: known.get(row.kode) })),
    next:
      found.length > limit && last !== undefined
        ? `${last.diajukanAt.toISOString()}_${last.id}`
        : null,
  }
  return json(data, { headers: { ...OWN, 'x-csrf-token': req.ctx.csrf } })
}

function readCursor(cursor: string) {
  const [at = '', id = ''] = cursor.split('_')
  return isUuid(id) && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id } : undefined
}

function apiRow(
  { deps }: Services,
  { ctx }: Req,
  { row, layanan }: Readonly<{ row: OwnRow; layanan: Layanan | undefined }>,
) {
  const state = layanan === undefined ? undefined : stateWords(ctx, layanan, row.tahap)
  return {
    nomor: row.nomor,
    url: `${deps.kit.baseUrl}/permohonan/${row.nomor}`,
    layanan: { kode: row.kode, nama: both(layanan?.name ?? row.kode), versi: row.versi },
    tahap: row.tahap,
    keadaan: state ?? row.tahap,
    akhir: row.akhir,
    giliran_pemohon: row.akhir === null && row.jedaSejak !== null,
    diajukan: instantText(row.diajukanAt, deps),
    tenggat: row.tenggatAt === null ? null : instantText(row.tenggatAt, deps),
  }
}

/** For everybody but its applicant it does not exist. */
async function oneOfMine(services: Services, req: Req): Promise<Answer> {
  const { deps } = services
  const nomor = parseNomor(req.params.nomor ?? '')
  const open = nomor.ok
    ? await transaction(deps.kit.db, (tx) =>
        openCase(deps, tx, { nomor: nomor.value.nomor, caller: { actor: req.actor } }),
      )
    : undefined
  if (open?.standing.isPemohon !== true)
    return refusedWith([refusal('PERMOHONAN_TIDAK_DITEMUKAN', 'nomor')], 404, OWN)
  const { permohonan, prepared, riwayat } = open
  const { layanan } = prepared
  const subject = { kind: 'permohonan', id: permohonan.id }
  const letters = await deps.letters.findBySubject(deps.kit.db, subject)
  const bills = await deps.bills.billsOf(deps.kit.db, subject)
  const data = {
    ...apiRow(services, req, { row: permohonan, layanan }),
    linimasa: riwayat
      .filter((row) => row.isPublik)
      .map((row) => ({
        waktu: instantText(row.waktu, deps),
        kejadian: row.kejadian,
        judul: timelineTitle(deps, { ctx: req.ctx, layanan, row }),
        pesan: row.pesan,
      })),
    surat: letters.map((letter) => ({
      judul: letter.judul,
      nomor: letter.nomor,
      status: letter.status,
      verifikasi: letter.kode === null ? null : `${deps.kit.baseUrl}/verifikasi/${letter.kode}`,
    })),
    tagihan: bills.map((bill) => ({ kode_bayar: bill.kodeBayar, status: bill.status })),
  }
  return json(data, { headers: { ...OWN, 'x-csrf-token': req.ctx.csrf } })
}

async function take(services: Services, req: Req): Promise<Answer> {
  const actor = signedIn(req.actor)
  if (actor === undefined) return forbidden
  const done = await applyByProgram(services, {
    actor,
    form: NewPermohonanSchema.parse(req.body),
    idempotencyKey: req.headers['idempotency-key'],
  })
  if (!done.ok) return refusedWith(done.refusals, 422, OWN)
  const { nomor, isNew } = done.value
  const url = `${services.deps.kit.baseUrl}/permohonan/${nomor}`
  return json(
    { nomor, url, baru: isNew },
    { status: isNew ? 201 : 200, headers: { ...OWN, location: url } },
  )
}
