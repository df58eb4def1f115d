import { toInstant } from '../../../kernel/date.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import type { Deps } from '../deps.ts'
import type { Katalog, Kategori, Pertanyaan } from '../domain/katalog.ts'
import { isClosed } from '../domain/laporan.ts'
import { titleFrom } from '../domain/submit.ts'
import { laporanMessages } from '../messages/index.ts'
import { toRequestStatus, toUpdateStatus } from '../open311/status-map.ts'
import type {
  Discovery,
  RequestAttribute,
  RequestNote,
  RequestUpdate,
  ServiceRequest,
} from '../open311/types.ts'
import { formatW3cDatetime } from '../open311/w3c-datetime.ts'
import type { PublicCase, PublicStep } from '../store/program-store.ts'

type ViewDeps = Pick<Deps, 'kit' | 'reference'>
type ViewFacts = Readonly<{ katalog: Katalog; steps: readonly PublicStep[] }>

const words = laporanMessages('id')

/** The specification's address, as the standard's discovery document names it. */
const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2'
/** When this interface last changed in a way that clients notice. */
const CHANGESET = '2026-11-25T00:00:00Z'

export function toDiscovery({ kit }: ViewDeps): Discovery {
  return {
    changeset: CHANGESET,
    contact: `${kit.region().name}, ${kit.region().domain}`,
    key_service: `Kunci api_key dibuat pengelola ${kit.region().domain} dan ditampilkan sekali.`,
    endpoints: [
      {
        specification: SPECIFICATION,
        url: `${kit.baseUrl}/open311/v2`,
        changeset: CHANGESET,
        type: kit.isDemo() ? 'test' : 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  }
}

const textIf = <Key extends string>(key: Key, value: string | null | undefined) =>
  value === null || value === undefined || value === ''
    ? {}
    : ({ [key]: value } as Record<Key, string>)

/** A public case as the standard shows it; what is unknown stays an empty element. */
export function toServiceRequest(
  deps: ViewDeps,
  row: PublicCase,
  { katalog, steps }: ViewFacts,
): ServiceRequest {
  const kategori = katalog.kategori.get(row.kategoriKode)
  const time = (at: Date) => formatW3cDatetime(toInstant(at), deps.reference.calendar().zone)
  const isOpen = !isClosed(row.status)
  return {
    service_request_id: row.nomor,
    status: toRequestStatus(row.status),
    status_notes: statusNotes(row, katalog),
    service_name: kategori?.nama.id ?? row.kategoriKode,
    service_code: row.kategoriKode,
    description: describe(row),
    ...textIf('agency_responsible', unitName(deps, row)),
    requested_datetime: time(row.diterimaAt),
    updated_datetime: time(row.updatedAt),
    ...textIf('expected_datetime', isOpen && row.tenggatAt !== null ? time(row.tenggatAt) : null),
    ...textIf('address', addressOf(deps, row)),
    ...textIf('address_id', row.wilayahKode ?? row.kecamatanKode),
    ...(row.lat === null || row.lon === null ? {} : { lat: row.lat, long: row.lon }),
    ...textIf('media_url', row.fotoId === null ? null : `${deps.kit.baseUrl}/foto/${row.fotoId}`),
    extended_attributes: {
      title: row.judul,
      jenis: row.jenis,
      kanal: row.kanal,
      detailed_status: row.status,
      closed_by: row.caraTutup,
      on_time: row.isTepatWaktu,
      has_proof: row.isBerbukti,
      reopened: row.jumlahDibukaKembali,
      supporters: row.jumlahDukungan,
      working_days: row.hariKerjaSelesai,
    },
    attributes: kategori === undefined ? [] : answersOf(row, kategori),
    notes: steps.map((step) => toNote(step, time)),
  }
}

function describe({ judul, isi }: PublicCase): string {
  if (isi === '') return judul
  return titleFrom(isi) === judul ? isi : `${judul}. ${isi}`
}

/** The state in words; of a refused case the reason; then the last thing anyone said in public. */
function statusNotes(row: PublicCase, katalog: Katalog): string {
  const reason = row.alasanKode === null ? undefined : katalog.alasan.get(row.alasanKode)?.teks.id
  const said = row.catatan === null ? undefined : maskPersonalData(row.catatan)
  return [words.status[row.status], reason, said].filter(Boolean).join('. ')
}

function unitName({ reference }: ViewDeps, { unitKode }: PublicCase): string | null {
  return unitKode === null ? null : (reference.findUnit(unitKode)?.nama ?? null)
}

function addressOf({ reference }: ViewDeps, row: PublicCase): string {
  const desa = row.wilayahKode === null ? undefined : reference.findWilayah(row.wilayahKode)
  const kecamatan =
    row.kecamatanKode === null ? undefined : reference.findWilayah(row.kecamatanKode)
  const names = [desa?.nama, kecamatan === undefined ? undefined : `Kecamatan ${kecamatan.nama}`]
  const landmark = row.patokan === null ? undefined : maskPersonalData(row.patokan)
  return [landmark, ...names].filter(Boolean).join(', ')
}

/** Answers that were chosen, counted or dated. What was typed freely may name people and stays inside. */
function answersOf(row: PublicCase, kategori: Kategori): readonly RequestAttribute[] {
  return kategori.pertanyaan
    .filter((soal) => soal.tipe !== 'text')
    .flatMap((soal) => valuesOf(row.jawaban[soal.kode]).map((value) => toAnswer(soal, value)))
}

function valuesOf(answer: unknown): readonly string[] {
  const list = Array.isArray(answer) ? answer : [answer]
  return list.filter((value): value is string => typeof value === 'string' && value !== '')
}

function toAnswer(soal: Pertanyaan, value: string): RequestAttribute {
  const choice = soal.pilihan?.find(({ kode }) => kode === value)
  return {
    code: soal.kode,
    label: soal.label.id,
    name: choice?.label.id ?? value,
    value,
  }
}

function toNote(step: PublicStep, time: (at: Date) => string): RequestNote {
  return { datetime: time(step.waktu), description: describeStep(step), type: step.kejadian }
}

function describeStep(step: PublicStep): string {
  const status = step.status === null ? undefined : words.status[step.status]
  const said = step.pesan === null ? undefined : maskPersonalData(step.pesan)
  return [step.pelakuLabel, status, said].filter(Boolean).join(': ')
}

/** A public step as an update; `external_status_code` is our own, finer status. */
export function toRequestUpdate({ reference }: ViewDeps, step: PublicStep): RequestUpdate {
  const status = step.status ?? 'masuk'
  return {
    update_id: step.id,
    service_request_id: step.nomor,
    status: toUpdateStatus(status),
    updated_datetime: formatW3cDatetime(toInstant(step.waktu), reference.calendar().zone),
    description: describeStep(step),
    external_status_code: status,
  }
}
