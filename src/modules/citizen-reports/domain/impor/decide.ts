import type { WorkingCalendar } from '../../../../kernel/calendar.ts'
import { type ClockFacts, decideTenggat, ESCALATION_LEVEL_MAX, workingTimeOf } from '../clock.ts'
import type { Katalog, Kategori } from '../katalog.ts'
import { KATEGORI_LAIN } from '../kategori-words.ts'
import type { CaraTutup, Status, TenggatJenis } from '../laporan.ts'
import type { KasusImpor } from './kasus.ts'
import type { ImporMapping, NewUnit } from './mapping.ts'

/** What decisions on an imported case look at; all of it is loaded before the first row. */
export type ImporFacts = Readonly<{
  mapping: ImporMapping
  katalog: Pick<Katalog, 'kategori' | 'aturan' | 'daun'>
  calendar: WorkingCalendar
  /** Inner point of an area, for cases known only by it. */
  innerPoint: (kode: string) => Readonly<{ lat: number; lon: number }> | undefined
  kecamatanKodeOf: (kode: string) => string
  now: Date
  isTertutup: boolean
}>

/** A sentence about one cell. A warning does not keep the row out. */
export type ImporNote = Readonly<{ column: string; message: string }>

/** What becomes of the case here. */
export type ImporDecision = Readonly<{
  kategoriKode: string
  unitKode: string | null
  unitBaru: NewUnit | null
  lat: number | null
  lon: number | null
  lokasiSumber: 'peta' | 'wilayah' | null
  wilayahKode: string | null
  kecamatanKode: string | null
  isRahasia: boolean
  isPublik: boolean
  status: Status
  tindakLanjutAt: Date | null
  selesaiAt: Date | null
  caraTutup: CaraTutup | null
  hariKerjaSelesai: number | null
  isTepatWaktu: boolean | null
  tenggatAt: Date | null
  tenggatJenis: TenggatJenis | null
  isTenggatPasti: boolean
  tingkatEskalasi: number
  updatedAt: Date
}>

export type ImporOutcome = Readonly<{
  decision: ImporDecision | undefined
  problems: readonly ImporNote[]
  warnings: readonly ImporNote[]
}>

/**
 * Decide on one case of a file: its subject, place, agency, status and clock. A confirmation that the
 * source does not record is never claimed: what was closed there is `ditutup_tanpa_konfirmasi` here.
 */
export function decideImpor(kasus: KasusImpor, facts: ImporFacts): ImporOutcome {
  const problems: ImporNote[] = []
  const warnings: ImporNote[] = []
  const kategori = findKategori(kasus, facts, problems)
  const place = findPlace(kasus, facts, warnings)
  const unit = findUnit(kasus, facts, warnings)
  problems.push(...checkTimes(kasus, facts))
  const dijawabAt = answerOf(kasus, warnings)
  if (kategori === undefined || problems.length > 0)
    return { decision: undefined, problems, warnings }

  const isRahasia = kasus.isRahasia || kategori.isRahasia
  const clock = decideClock({ kasus, facts, kategori, dijawabAt, hasUnit: unit !== undefined })
  if (typeof clock === 'string')
    return { decision: undefined, problems: [{ column: 'waktu_lapor', message: clock }], warnings }
  return {
    decision: {
      kategoriKode: kategori.kode,
      unitKode: unit?.kode ?? null,
      unitBaru: unit?.baru ?? null,
      ...(isRahasia ? NOWHERE : place),
      isRahasia,
      isPublik: !isRahasia && !facts.isTertutup,
      ...clock,
    },
    problems,
    warnings,
  }
}

/** A secret case's place lies with its words, apart. */
const NOWHERE = {
  lat: null,
  lon: null,
  lokasiSumber: null,
  wilayahKode: null,
  kecamatanKode: null,
} as const

function findKategori(
  { topik }: KasusImpor,
  { mapping, katalog }: ImporFacts,
  problems: ImporNote[],
): Kategori | undefined {
  const named = topik === null ? undefined : (mapping.findTopik(topik) ?? topik)
  const found = katalog.daun.find((leaf) => leaf.kode === named || leaf.nama.id === named)
  const kategori = found ?? katalog.kategori.get(KATEGORI_LAIN)
  if (kategori === undefined)
    problems.push({
      column: 'kategori',
      message: `Jenis masalah ini tidak dikenal dan "${KATEGORI_LAIN}" tidak ada di katalog. Tambahkan pemetaannya.`,
    })
  return kategori
}

type Place = Pick<ImporDecision, 'lat' | 'lon' | 'lokasiSumber' | 'wilayahKode' | 'kecamatanKode'>

/** @returns the point that was told, else the inner point of the area, marked as such */
export function findPlace(
  kasus: Pick<KasusImpor, 'titik' | 'wilayahKode' | 'kecamatan' | 'kelurahan'>,
  { mapping, innerPoint, kecamatanKodeOf }: ImporFacts,
  warnings: ImporNote[],
): Place {
  const { titik, kecamatan, kelurahan } = kasus
  const wilayahKode = mapping.findWilayah(kasus) ?? null
  const isNamed = kelurahan !== null || kasus.wilayahKode !== null
  if (wilayahKode === null && isNamed && titik === null)
    warnings.push({
      column: 'kelurahan',
      message: `Desa atau kelurahan "${(kelurahan ?? kasus.wilayahKode ?? '').slice(0, 60)}" tidak dikenal; laporan masuk tanpa titik.`,
    })
  const district = kecamatan === null ? undefined : mapping.findKecamatan(kecamatan)
  const kecamatanKode = wilayahKode === null ? (district ?? null) : kecamatanKodeOf(wilayahKode)
  const point = titik ?? (wilayahKode === null ? undefined : innerPoint(wilayahKode))
  return {
    lat: point?.lat ?? null,
    lon: point?.lon ?? null,
    lokasiSumber: titik !== null ? 'peta' : point === undefined ? null : 'wilayah',
    wilayahKode,
    kecamatanKode,
  }
}

function findUnit(
  { instansi }: KasusImpor,
  { mapping }: ImporFacts,
  warnings: ImporNote[],
): ReturnType<ImporMapping['findUnit']> {
  if (instansi === null) return undefined
  const unit = mapping.findUnit(instansi)
  if (unit === undefined)
    warnings.push({
      column: 'unit',
      message: `Perangkat daerah "${instansi.slice(0, 80)}" tidak dikenal; laporan masuk tanpa perangkat daerah.`,
    })
  return unit
}

function checkTimes({ diterimaAt, akhir }: KasusImpor, { now }: ImporFacts): readonly ImporNote[] {
  const future = 'Waktu ini belum terjadi. Periksa tanggal dan zona waktunya.'
  const endAt = 'at' in akhir ? akhir.at : null
  return [
    ...(diterimaAt > now ? [{ column: 'waktu_lapor', message: future }] : []),
    ...(endAt !== null && endAt > now ? [{ column: 'waktu_selesai', message: future }] : []),
    ...(endAt !== null && endAt < diterimaAt
      ? [{ column: 'waktu_selesai', message: 'Waktu selesai lebih dahulu dari waktu lapor.' }]
      : []),
  ]
}

/** An answer from before the question is a fault of the source: told, and left out. */
function answerOf({ dijawabAt, diterimaAt }: KasusImpor, warnings: ImporNote[]): Date | null {
  if (dijawabAt === null || dijawabAt >= diterimaAt) return dijawabAt
  warnings.push({
    column: 'waktu_tanggapan',
    message: 'Tanggapan tercatat sebelum laporan; waktu tanggapan tidak dipakai.',
  })
  return null
}

type Clocking = Readonly<{
  kasus: KasusImpor
  facts: ImporFacts
  kategori: Kategori
  dijawabAt: Date | null
  hasUnit: boolean
}>

type Clock = Pick<
  ImporDecision,
  | 'status'
  | 'tindakLanjutAt'
  | 'selesaiAt'
  | 'caraTutup'
  | 'hariKerjaSelesai'
  | 'isTepatWaktu'
  | 'tenggatAt'
  | 'tenggatJenis'
  | 'isTenggatPasti'
  | 'tingkatEskalasi'
  | 'updatedAt'
>

const NO_PROMISE = {
  tenggatAt: null,
  tenggatJenis: null,
  isTenggatPasti: true,
  tingkatEskalasi: 0,
} as const

/** @returns the clock, or the sentence why it cannot be computed */
function decideClock(clocking: Clocking): Clock | string {
  const { kasus, dijawabAt } = clocking
  const ends: Readonly<
    Record<Exclude<KasusImpor['akhir']['kind'], 'terbuka'>, [Status, CaraTutup]>
  > = {
    ditutup: ['ditutup_tanpa_konfirmasi', 'tanpa_konfirmasi'],
    ditolak: ['ditolak', 'ditolak'],
    arsip: ['arsip', 'tanpa_konfirmasi'],
  }
  if (kasus.akhir.kind === 'terbuka') return openClock(clocking)
  const [status, caraTutup] = ends[kasus.akhir.kind]
  const selesaiAt = 'at' in kasus.akhir ? kasus.akhir.at : null
  return {
    ...NO_PROMISE,
    status,
    caraTutup,
    selesaiAt,
    tindakLanjutAt: dijawabAt,
    updatedAt: selesaiAt ?? dijawabAt ?? kasus.diterimaAt,
    ...closingFigures(clocking, status === 'ditolak' ? null : selesaiAt, selesaiAt),
  }
}

function factsOf({ facts, kategori }: Clocking): ClockFacts {
  return {
    rules: facts.katalog.aturan,
    calendar: facts.calendar,
    pauses: [],
    kelas: kategori.kelas,
  }
}

/** Days and promptness, only where the source tells the moment of the end and the calendar the days. */
function closingFigures(
  clocking: Clocking,
  judgedAt: Date | null,
  endAt: Date | null,
): Pick<Clock, 'hariKerjaSelesai' | 'isTepatWaktu'> {
  const unknown = { hariKerjaSelesai: null, isTepatWaktu: null }
  if (endAt === null) return unknown
  const facts = factsOf(clocking)
  const { diterimaAt, jenis } = clocking.kasus
  const time = workingTimeOf({ from: diterimaAt, to: endAt }, facts)
  if (!time.ok) return unknown
  const due = decideTenggat(
    { ...untouched(diterimaAt), jenis, status: 'proses', tindakLanjutAt: endAt },
    facts,
  )
  const isKnown = due.ok && due.value !== undefined && judgedAt !== null
  return {
    hariKerjaSelesai: time.value.netDays,
    isTepatWaktu: isKnown && due.ok && due.value !== undefined ? endAt <= due.value.at : null,
  }
}

function untouched(diterimaAt: Date) {
  return {
    diterimaAt,
    terverifikasiAt: null,
    disposisiAt: null,
    klaimSelesaiAt: null,
    jedaSejak: null,
  } as const
}

/** Work that is still to be done here: with its agency if one is known, else before the coordinator. */
function openClock(clocking: Clocking): Clock | string {
  const { kasus, dijawabAt, hasUnit, facts } = clocking
  const status = hasUnit ? (dijawabAt === null ? 'disposisi' : 'proses') : 'masuk'
  const tindakLanjutAt = hasUnit ? dijawabAt : null
  const due = decideTenggat(
    { ...untouched(kasus.diterimaAt), jenis: kasus.jenis, status, tindakLanjutAt },
    factsOf(clocking),
  )
  if (!due.ok) return due.refusals.map((refusal) => refusal.message).join(' ')
  const isLate = due.value !== undefined && due.value.at < facts.now
  return {
    status,
    tindakLanjutAt,
    selesaiAt: null,
    caraTutup: null,
    hariKerjaSelesai: null,
    isTepatWaktu: null,
    tenggatAt: due.value?.at ?? null,
    tenggatJenis: due.value?.jenis ?? null,
    isTenggatPasti: due.value?.isPasti ?? true,
    // A backlog that is late already must not call every level on the day it is taken in.
    tingkatEskalasi: isLate ? ESCALATION_LEVEL_MAX : 0,
    updatedAt: dijawabAt ?? kasus.diterimaAt,
  }
}
