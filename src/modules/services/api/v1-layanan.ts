import { MINUTE_MS } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { writeCsvRow } from '../../../platform/csv/write-csv.ts'
import { transaction } from '../../../platform/db/database.ts'
import { type Answer, text } from '../../../platform/http/answer.ts'
import { createLimiter } from '../../../platform/http/limiter.ts'
import type { Req, Route, RouteSchema } from '../../../platform/http/route.ts'
import { measuredTimes, yearAgo } from '../actions/measured-times.ts'
import { LayananSchema } from '../definition-file/schema.ts'
import { diffDefinitions } from '../domain/definition/diff.ts'
import { refusal } from '../domain/refusals.ts'
import { designMessages } from '../messages/index.ts'
import { listVersi } from '../store/definisi-store.ts'
import { listRekap } from '../store/rekap-store.ts'
import type { Services } from '../types.ts'
import { type Entry, entriesOf, ownerOf, searched } from '../web/katalog/entries.ts'
import { instantText, readable, refusedWith, tooManyCalls } from './v1-answers.ts'
import { apiEntry, apiLayanan, apiPromise, apiRujukan, apiTimes, both } from './v1-entry.ts'
import {
  KodeSchema,
  LayananDetailSchema,
  LayananListSchema,
  LayananQuerySchema,
  VersiListSchema,
  WaktuListSchema,
} from './v1-schemas.ts'

const BASE = '/api/v1/layanan'
const TAGS = ['layanan']
const READS_PER_MINUTE = 300
const VERSIONS_MAX = 50

/** The catalogue for programs: what its pages show, open to everybody. */
export function layananApi(services: Services): readonly Route[] {
  const reads = createLimiter({
    limit: READS_PER_MINUTE,
    windowMs: MINUTE_MS,
    now: () => services.deps.kit.now().getTime(),
  })
  const route = (
    url: string,
    schema: Omit<RouteSchema, 'tags'>,
    handle: (req: Req) => Promise<Answer>,
  ): Route => ({
    method: 'GET',
    url: `${BASE}${url}`,
    access: 'public',
    kind: 'api',
    schema: { ...schema, tags: TAGS },
    handle: (req) => {
      const waitSeconds = reads.hit(req.ip)
      return waitSeconds > 0 ? tooManyCalls(waitSeconds) : handle(req)
    },
  })
  return [
    route(
      '',
      {
        summary: 'Katalog layanan: cari dengan kata, instansi, atau peristiwa hidup',
        query: LayananQuerySchema,
        response: { 200: LayananListSchema },
      },
      (req) => listLayanan(services, req),
    ),
    route(
      '/waktu',
      {
        summary: 'Lama sebenarnya tiap layanan dibandingkan janjinya',
        response: { 200: WaktuListSchema },
      },
      (req) => listWaktu(services, req),
    ),
    route(
      '/:kode',
      {
        summary: 'Satu layanan: standar, syarat, biaya, formulir, waktu, kepuasan',
        params: KodeSchema,
        response: { 200: LayananDetailSchema },
      },
      (req) => oneLayanan(services, req),
    ),
    route(
      '/:kode/versi',
      {
        summary: 'Versi yang pernah terbit dan perubahannya',
        params: KodeSchema,
        response: { 200: VersiListSchema },
      },
      (req) => listVersions(services, req),
    ),
    {
      method: 'GET',
      url: '/layanan/katalog.csv',
      access: 'public',
      kind: 'page',
      handle: () => sendCsv(services),
    },
  ]
}

const byCode = (a: Entry, b: Entry) => (a.code < b.code ? -1 : 1)

async function listLayanan(services: Services, req: Req): Promise<Answer> {
  const { limit, cursor, q = '', instansi, peristiwa } = LayananQuerySchema.parse(req.query)
  const katalog = await services.deps.layanan.katalog()
  const all = entriesOf(katalog)
  const refusals: readonly Refusal[] = [
    ...(instansi === undefined || all.some((one) => ownerOf(one) === instansi)
      ? []
      : [refusal('SARINGAN_LAYANAN', 'instansi')]),
    ...(peristiwa === undefined || services.peristiwa.some((one) => one.kode === peristiwa)
      ? []
      : [refusal('SARINGAN_LAYANAN', 'peristiwa')]),
    // Found by likeness they have an order of their own, and one page holds them.
    ...(cursor === undefined || (q.trim() === '' && all.some((one) => one.code === cursor))
      ? []
      : [refusal('PENANDA_HALAMAN', 'cursor')]),
  ]
  if (refusals.length > 0) return refusedWith(refusals, 422)
  const isWanted = (one: Entry) =>
    (instansi === undefined || ownerOf(one) === instansi) &&
    (peristiwa === undefined || one.events?.includes(peristiwa) === true)
  const isSearch = q.trim() !== ''
  const found = isSearch
    ? searched(katalog, q.trim(), all.length).filter(isWanted)
    : all.filter(isWanted).toSorted(byCode)
  const rest = cursor === undefined ? found : found.filter((one) => one.code > cursor)
  const page = rest.slice(0, limit)
  return readable(req, {
    items: page.map((one) => apiEntry(services, one)),
    next: isSearch || rest.length <= limit ? null : (page.at(-1)?.code ?? null),
    total: found.length,
  })
}

async function oneLayanan(services: Services, req: Req): Promise<Answer> {
  const kode = (req.params.kode ?? '').toUpperCase()
  const { layanan, rujukan } = await services.deps.layanan.katalog()
  const central = rujukan.get(kode)
  if (central !== undefined) return readable(req, apiRujukan(services, central))
  const one = layanan.get(kode)
  if (one === undefined) return missing()
  const times = await measuredTimes(services.deps, [kode])
  const score = await services.scoreOf(kode, 'id')
  return readable(req, apiLayanan(services, one, { measured: times.get(kode), score }))
}

function missing(): Answer {
  return refusedWith([refusal('LAYANAN_TIDAK_DITEMUKAN', 'kode')], 404)
}

async function listVersions({ deps }: Services, req: Req): Promise<Answer> {
  const kode = (req.params.kode ?? '').toUpperCase()
  if (!(await deps.layanan.katalog()).layanan.has(kode)) return missing()
  const rows = await transaction(deps.kit.db, (tx) => listVersi(tx, kode, VERSIONS_MAX))
  const versions = rows.flatMap((row) => {
    const parsed = LayananSchema.safeParse(row.isi)
    return row.terbitAt === null || !parsed.success
      ? []
      : [{ isi: parsed.data, terbitAt: row.terbitAt }]
  })
  const items = versions.map(({ isi, terbitAt }, index) => {
    const older = versions[index + 1]
    return {
      versi: isi.version,
      terbit: instantText(terbitAt, deps),
      berlaku_sejak: isi.effective.from,
      perubahan:
        older === undefined
          ? []
          : diffDefinitions(older.isi, isi, { words: designMessages('id').diff, lang: 'id' }).map(
              (change) => change.text,
            ),
    }
  })
  return readable(req, { items, next: null, total: items.length })
}

async function listWaktu(services: Services, req: Req): Promise<Answer> {
  const { kit, layanan } = services.deps
  const katalog = await layanan.katalog()
  const rekap = await listRekap(kit.db, yearAgo(kit.today()))
  const times = await measuredTimes(
    services.deps,
    rekap.map((row) => row.kode),
  )
  const items = rekap.flatMap((row) => {
    const one = katalog.layanan.get(row.kode)
    const measured = times.get(row.kode)
    if (one === undefined || measured === undefined) return []
    return [
      {
        kode: row.kode,
        nama: both(one.name),
        janji: apiPromise(services, one),
        waktu: apiTimes(measured),
        selesai: row.terbit + row.ditolak + row.batal,
        tepat: row.tepat,
        ditolak: row.ditolak,
        fiktif_positif: row.fiktifPositif,
      },
    ]
  })
  return readable(req, { items, next: null, total: items.length })
}

const CSV_HEADER = [
  'kode',
  'nama',
  'instansi_kode',
  'instansi',
  'pusat',
  'jenis',
  'gratis',
  'janji_jam_kerja',
  'janji',
  'peristiwa',
  'versi',
  'url',
]

async function sendCsv(services: Services): Promise<Answer> {
  const katalog = await services.deps.layanan.katalog()
  const lines = entriesOf(katalog)
    .toSorted(byCode)
    .map((one) => {
      const item = apiEntry(services, one)
      return [
        item.kode,
        item.nama.id,
        item.instansi.kode,
        item.instansi.nama,
        item.pusat,
        item.jenis,
        item.gratis,
        item.janji?.jam,
        item.janji?.teks,
        item.peristiwa.join(' '),
        item.versi,
        item.url,
      ]
    })
  return text([CSV_HEADER, ...lines].map(writeCsvRow).join(''), 'text/csv; charset=utf-8', {
    headers: { 'content-disposition': 'attachment; filename="katalog-layanan.csv"' },
  })
}
