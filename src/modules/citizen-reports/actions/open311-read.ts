import { toDate, toInstant } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Deps } from '../deps.ts'
import type { Katalog, Pertanyaan } from '../domain/katalog.ts'
import {
  findServiceLeaf,
  listServiceLeaves,
  toDefinition,
  toService,
} from '../open311/catalogue.ts'
import { LAYANAN_TIDAK_ADA, PERMINTAAN_TIDAK_ADA, TOKEN_TIDAK_ADA } from '../open311/refusals.ts'
import type { RequestsQuery, UpdatesQuery } from '../open311/request-query.ts'
import { toRequestStatus, toUpdateStatus } from '../open311/status-map.ts'
import type {
  Discovery,
  RequestAttribute,
  RequestNote,
  RequestUpdate,
  Service,
  ServiceDefinition,
  ServiceRequest,
  TokenAnswer,
} from '../open311/types.ts'
import { formatW3cDatetime } from '../open311/w3c-datetime.ts'
import {
  findPublicCase,
  findToken,
  listChangedSteps,
  listPublicCases,
  listPublicSteps,
  type PublicCase,
  type PublicStep,
  searchPublicCases,
} from '../store/program-store.ts'

/** Reading side of the GeoReport server: only what is public, whoever asks. */
export type Open311Read = Readonly<{
  discovery: () => Discovery
  services: () => Promise<readonly Service[]>
  definition: (kode: string) => Promise<Result<ServiceDefinition>>
  request: (nomor: string) => Promise<Result<readonly ServiceRequest[]>>
  requests: (query: RequestsQuery) => Promise<readonly ServiceRequest[]>
  updates: (query: UpdatesQuery) => Promise<readonly RequestUpdate[]>
  token: (token: string) => Promise<Result<TokenAnswer>>
}>

/** Address of the API below the site's own; discovery names it in full. */
export const OPEN311_BASE = '/open311/v2'

export function createOpen311Read(deps: Deps): Open311Read {
  const { kit } = deps
  return {
    discovery: () => discoveryOf(deps),
    services: async () => {
      const katalog = await deps.katalog.get()
      return listServiceLeaves(katalog).map((leaf) => toService(leaf, katalog))
    },
    definition: async (kode) => {
      const leaf = findServiceLeaf(await deps.katalog.get(), kode)
      return leaf === undefined ? refuse(LAYANAN_TIDAK_ADA) : ok(toDefinition(leaf))
    },
    request: async (nomor) => {
      const found = await findPublicCase(kit.db, nomor.toUpperCase())
      if (found === undefined) return refuse(PERMINTAAN_TIDAK_ADA)
      return ok(await describeCases(deps, [found], true))
    },
    requests: (query) => searchRequests(deps, query),
    updates: async ({ start, end, page }) => {
      const steps = await listChangedSteps(kit.db, {
        start: toDate(Date.parse(start)),
        end: toDate(Date.parse(end)),
        skip: (page.page - 1) * page.pageSize,
        take: page.pageSize,
      })
      return steps.map((step) => toUpdate(deps, step))
    },
    token: async (token) => {
      const found = await findToken(kit.db, token)
      if (found === undefined) return refuse(TOKEN_TIDAK_ADA)
      return ok({ token, ...(found.nomor === null ? {} : { service_request_id: found.nomor }) })
    },
  }
}

/** When this interface last changed its shape. */
const CHANGESET = '2026-11-25T00:00:00+07:00'

function discoveryOf({ kit }: Deps): Discovery {
  const contact = `${kit.region().name}: ${kit.baseUrl}`
  return {
    changeset: CHANGESET,
    contact,
    key_service: `Kunci diberikan oleh pengelola ${kit.region().name} setelah permintaan tertulis.`,
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${kit.baseUrl}${OPEN311_BASE}`,
        changeset: CHANGESET,
        type: kit.isDemo() ? 'test' : 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  }
}

async function searchRequests(
  deps: Deps,
  query: RequestsQuery,
): Promise<readonly ServiceRequest[]> {
  const { db } = deps.kit
  if (query.kind === 'ids') {
    const ids = query.ids.map((id) => id.toUpperCase())
    return describeCases(deps, await listPublicCases(db, ids), query.withExtensions)
  }
  const [only] = query.statuses
  const found = await searchPublicCases(db, {
    start: toDate(Date.parse(query.start)),
    end: toDate(Date.parse(query.end)),
    kategoriKode: query.serviceCodes,
    isOpen: query.statuses.length === 1 ? only === 'open' : undefined,
    skip: (query.page.page - 1) * query.page.pageSize,
    take: query.page.pageSize,
  })
  return describeCases(deps, found, query.withExtensions)
}

async function describeCases(
  deps: Deps,
  cases: readonly PublicCase[],
  withExtensions: boolean,
): Promise<readonly ServiceRequest[]> {
  const katalog = await deps.katalog.get()
  const plain = cases.map((one) => toRequest(deps, katalog, one))
  if (!withExtensions || cases.length === 0) return plain
  const ids = cases.map((one) => one.id)
  const steps = new Map<string, PublicStep[]>(ids.map((id) => [id, []]))
  for (const step of await listPublicSteps(deps.kit.db, ids)) steps.get(step.laporanId)?.push(step)
  return cases.map((one, index) => ({
    ...(plain[index] as ServiceRequest),
    ...extensionsOf(deps, katalog, { one, steps: steps.get(one.id) ?? [] }),
  }))
}

function toRequest(deps: Deps, katalog: Katalog, one: PublicCase): ServiceRequest {
  const { reference, kit } = deps
  const unit = one.unitKode === null ? undefined : reference.findUnit(one.unitKode)
  const place = [
    one.patokan,
    one.wilayahKode === null ? undefined : reference.findWilayah(one.wilayahKode)?.nama,
    one.kecamatanKode === null ? undefined : reference.findWilayah(one.kecamatanKode)?.nama,
  ].filter((part) => part !== null && part !== undefined && part !== '')
  const areaId = one.wilayahKode ?? one.kecamatanKode
  return {
    service_request_id: one.nomor,
    status: toRequestStatus(one.status),
    service_name: katalog.kategori.get(one.kategoriKode)?.nama.id ?? one.kategoriKode,
    service_code: one.kategoriKode,
    description: one.isi === '' ? one.judul : one.isi,
    requested_datetime: time(deps, one.diterimaAt),
    updated_datetime: time(deps, one.updatedAt),
    address: place.join(', '),
    ...(one.catatan === null ? {} : { status_notes: one.catatan }),
    ...(unit === undefined ? {} : { agency_responsible: unit.nama }),
    ...(one.tenggatAt === null ? {} : { expected_datetime: time(deps, one.tenggatAt) }),
    ...(areaId === null ? {} : { address_id: areaId }),
    ...(one.lat === null || one.lon === null ? {} : { lat: one.lat, long: one.lon }),
    ...(one.fotoId === null ? {} : { media_url: `${kit.baseUrl}/foto/${one.fotoId}/penuh` }),
  }
}

function time({ reference }: Pick<Deps, 'reference'>, at: Date): string {
  return formatW3cDatetime(toInstant(at), reference.calendar().zone)
}

type Described = Readonly<{ one: PublicCase; steps: readonly PublicStep[] }>

function extensionsOf(
  deps: Deps,
  katalog: Katalog,
  { one, steps }: Described,
): Pick<ServiceRequest, 'extended_attributes' | 'attributes' | 'notes'> {
  const pertanyaan = katalog.kategori.get(one.kategoriKode)?.pertanyaan ?? []
  return {
    extended_attributes: {
      title: one.judul,
      detailed_status: toUpdateStatus(one.status),
      source: one.kanal,
      kind: one.jenis,
      closed_datetime: one.selesaiAt === null ? null : time(deps, one.selesaiAt),
      closed_by: one.caraTutup,
      has_proof: one.isBerbukti,
      reopened_count: one.jumlahDibukaKembali,
      supporter_count: one.jumlahDukungan,
      working_days: one.hariKerjaSelesai,
      on_time: one.isTepatWaktu,
    },
    attributes: pertanyaan.flatMap((soal) => attributeOf(soal, one.jawaban[soal.kode])),
    notes: steps.map((step) => noteOf(deps, step)),
  }
}

function attributeOf(soal: Pertanyaan, jawaban: unknown): readonly RequestAttribute[] {
  const given = Array.isArray(jawaban) ? jawaban : [jawaban]
  return given
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .map((value) => ({
      label: soal.label.id,
      code: soal.kode,
      value,
      name: soal.pilihan?.find((pilihan) => pilihan.kode === value)?.label.id ?? value,
    }))
}

function noteOf(deps: Deps, step: PublicStep): RequestNote {
  const said = step.pesan === null ? '' : `: ${step.pesan}`
  return {
    datetime: time(deps, step.waktu),
    description: `${step.pelakuLabel}${said}`,
    type: step.kejadian,
  }
}

function toUpdate(deps: Deps, step: PublicStep): RequestUpdate {
  return {
    update_id: step.id,
    service_request_id: step.nomor,
    status: step.status === null ? 'OPEN' : toUpdateStatus(step.status),
    updated_datetime: time(deps, step.waktu),
    description: step.pesan ?? '',
    media_url: '',
    ...(step.status === null ? {} : { external_status_code: step.status }),
    customer_reference: step.nomor,
  }
}
