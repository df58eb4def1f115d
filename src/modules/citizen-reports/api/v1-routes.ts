import { zoneOf } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, json } from '../../../platform/http/answer.ts'
import { createLimiter, type Limiter } from '../../../platform/http/limiter.ts'
import type { Fields, Req, Route } from '../../../platform/http/route.ts'
import { type ApiKeys, createApiKeys } from '../actions/api-keys.ts'
import { listPublicCases } from '../actions/public-cases.ts'
import { refusal } from '../domain/refusals.ts'
import { findLaporanByNomor } from '../store/laporan-store.ts'
import type { CitizenReports } from '../types.ts'
import { totalOf } from '../web/publik/list-data.ts'
import { cursorText, readCursor, readFilter } from '../web/publik/read-filter.ts'
import { readable, refusedWith, tooManyCalls } from './v1-answers.ts'
import { apiCase, apiCaseDetail } from './v1-case.ts'
import {
  CaseDetailSchema,
  CaseListSchema,
  CaseQuerySchema,
  KategoriListSchema,
  NewCaseSchema,
  NomorSchema,
  StatistikQuerySchema,
  StatistikSchema,
  TakenSchema,
} from './v1-schemas.ts'
import { statistics } from './v1-statistics.ts'
import { submitByProgram } from './v1-submit.ts'

const BASE = '/api/v1'
const TAGS = ['laporan']
const MINUTE_MS = 60_000
const READS_PER_MINUTE = 300
const POSTS_PER_MINUTE = 60
const BODY_BYTES_MAX = 64 * 1024

type Api = Readonly<{ reports: CitizenReports; keys: ApiKeys; reads: Limiter; posts: Limiter }>

/** Our own API: what the public pages show, for programs; and reports sent with a key. */
export function v1Routes(reports: CitizenReports): readonly Route[] {
  const now = () => reports.deps.kit.now().getTime()
  const limiterOf = (limit: number) => createLimiter({ limit, windowMs: MINUTE_MS, now })
  const api: Api = {
    reports,
    keys: createApiKeys(reports.deps),
    reads: limiterOf(READS_PER_MINUTE),
    posts: limiterOf(POSTS_PER_MINUTE),
  }
  return [
    read(api, '/laporan', {
      schema: {
        summary: 'Laporan yang terbit, dengan saringan daftar publik',
        tags: TAGS,
        query: CaseQuerySchema,
        response: { 200: CaseListSchema },
      },
      handle: (req) => listCases(api, req),
    }),
    read(api, '/laporan/:nomor', {
      schema: {
        summary: 'Satu laporan dengan linimasa publiknya',
        tags: TAGS,
        params: NomorSchema,
        response: { 200: CaseDetailSchema },
      },
      handle: (req) => oneCase(api, req),
    }),
    read(api, '/kategori', {
      schema: {
        summary: 'Pohon kategori dengan pertanyaan tambahannya',
        tags: TAGS,
        response: { 200: KategoriListSchema },
      },
      handle: (req) => listKategori(api, req),
    }),
    read(api, '/statistik/laporan', {
      schema: {
        summary: 'Angka per perangkat daerah, kecamatan, atau kategori',
        tags: TAGS,
        query: StatistikQuerySchema,
        response: { 200: StatistikSchema },
      },
      handle: async (req) =>
        readable(req, await statistics(reports, StatistikQuerySchema.parse(req.query))),
    }),
    {
      method: 'POST',
      url: `${BASE}/laporan`,
      access: 'key',
      kind: 'api',
      bodyLimit: BODY_BYTES_MAX,
      schema: {
        summary: 'Kirim laporan; Idempotency-Key atau id_klien membuat kiriman ulang aman',
        tags: TAGS,
        body: NewCaseSchema,
        response: { 200: TakenSchema, 201: TakenSchema },
      },
      handle: (req) => takeCase(api, req),
    },
  ]
}

function read(
  { reads }: Api,
  url: string,
  { schema, handle }: Pick<Route, 'handle'> & { schema: NonNullable<Route['schema']> },
): Route {
  return {
    method: 'GET',
    url: `${BASE}${url}`,
    access: 'public',
    kind: 'api',
    schema,
    handle: (req) => {
      const waitSeconds = reads.hit(req.ip)
      return waitSeconds > 0 ? tooManyCalls(waitSeconds) : handle(req)
    },
  }
}

async function listCases({ reports }: Api, req: Req): Promise<Answer> {
  const { deps } = reports
  const katalog = await deps.katalog.get()
  const { limit, cursor, ...asked } = CaseQuerySchema.parse(req.query)
  const { filter, unknown } = readFilter(asked as Fields, { katalog, reference: deps.reference })
  const after = cursor === undefined ? undefined : readCursor(cursor, filter)
  const refusals: readonly Refusal[] = [
    ...unknown.map((field) => refusal('SARINGAN_TIDAK_DIKENAL', field)),
    ...(cursor !== undefined && after === undefined
      ? [refusal('PENANDA_TIDAK_DIKENAL', 'cursor')]
      : []),
  ]
  if (refusals.length > 0) return refusedWith(refusals, 422)
  const page = await listPublicCases(deps, { filter, after, limit })
  const question = {
    filter,
    after: undefined,
    limit,
    zone: zoneOf(deps.kit.region()),
    now: deps.kit.now(),
  }
  const total = await totalOf(reports, question)
  return readable(req, {
    items: page.cases.map((laporan) => apiCase(deps, katalog, laporan)),
    next: page.next === undefined ? null : cursorText(page.next),
    total: total.isExact ? total.jumlah : null,
  })
}

async function oneCase({ reports }: Api, req: Req): Promise<Answer> {
  const { deps } = reports
  const nomor = String(req.params.nomor).toUpperCase()
  const laporan = await findLaporanByNomor(deps.kit.db, nomor)
  if (laporan === undefined || !laporan.isPublik || laporan.isRahasia)
    return refusedWith([refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor')], 404)
  return readable(req, await apiCaseDetail(deps, await deps.katalog.get(), laporan))
}

async function listKategori({ reports }: Api, req: Req): Promise<Answer> {
  const katalog = await reports.deps.katalog.get()
  const items = [...katalog.kategori.values()]
    .filter((kategori) => kategori.isActive)
    .map((kategori) => ({
      kode: kategori.kode,
      induk: kategori.indukKode,
      nama: kategori.nama,
      jenis: kategori.jenis,
      butuh_lokasi: kategori.isButuhLokasi,
      rahasia: kategori.isRahasia,
      pertanyaan: kategori.pertanyaan.map(({ kode, label, tipe, wajib, pilihan }) => ({
        kode,
        label,
        tipe,
        wajib,
        pilihan: (pilihan ?? []).map((one) => one.kode),
      })),
    }))
  return readable(req, { items, next: null, total: items.length })
}

const BEARER = /^Bearer ([\w-]{1,100})$/

async function takeCase({ reports, keys, posts }: Api, req: Req): Promise<Answer> {
  const [, kunci = ''] = BEARER.exec(req.headers.authorization ?? '') ?? []
  const key = await keys.find(kunci, 'api')
  if (key === undefined)
    return refusedWith([refusal('KUNCI_TIDAK_SAH')], 401, { 'www-authenticate': 'Bearer' })
  const waitSeconds = posts.hit(key.id)
  if (waitSeconds > 0) return tooManyCalls(waitSeconds)
  const done = await submitByProgram(reports, {
    key,
    form: NewCaseSchema.parse(req.body),
    idempotencyKey: req.headers['idempotency-key'],
  })
  if (!done.ok) return refusedWith(done.refusals, 422)
  const { nomor, kodeLacak, isNew } = done.value
  const url = `${reports.deps.kit.baseUrl}/laporan/${nomor}`
  return json(
    { nomor, kode_lacak: kodeLacak, url, baru: isNew },
    { status: isNew ? 201 : 200, headers: { location: url, 'cache-control': 'no-store' } },
  )
}
