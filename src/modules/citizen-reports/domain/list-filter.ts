import { addDays, addMonths, monthOf, type Tanggal } from '../../../kernel/date.ts'
import type { Jenis } from './laporan.ts'
import { type Angka, SUDUT, type Sudut, selesaiOf } from './rekap.ts'

/** What a visitor may ask for by state; `lewat` depends on the hour, the rest on stored facts. */
export const LIST_STATUS = [
  'tunggu',
  'proses',
  'lewat',
  'selesai',
  'terbuka',
  'dikonfirmasi',
  'tanpa_konfirmasi',
  'ditolak',
] as const
export type ListStatus = (typeof LIST_STATUS)[number]

export const LIST_URUT = ['terbaru', 'dukungan', 'terlama', 'tenggat'] as const
/** Order of the list: newest, most supported, oldest open, longest overdue. */
export type ListUrut = (typeof LIST_URUT)[number]

export const HASIL_INSPEKSI = ['sesuai', 'tidak_sesuai', 'tidak_dapat_diperiksa'] as const
export type HasilInspeksi = (typeof HASIL_INSPEKSI)[number]

/** Value of `unit` and `kecamatan` for cases that have none. */
export const TANPA = '-'

/** A part of the map, in degrees. */
export type Kotak = Readonly<{ barat: number; selatan: number; timur: number; utara: number }>

/** The filters of the public list, as they stand in the address. Absent means all. */
export type ListFilter = Readonly<{
  q?: string | undefined
  /** A group ("jalan") or a leaf ("jalan.lubang"). */
  kategori?: string | undefined
  kecamatan?: string | undefined
  desa?: string | undefined
  status?: ListStatus | undefined
  unit?: string | undefined
  jenis?: Jenis | undefined
  /** Days of receipt in the region's zone, both included. */
  dari?: Tanggal | undefined
  sampai?: Tanggal | undefined
  /** Solved within the promise, or not. */
  tepat?: 'ya' | 'tidak' | undefined
  /** Solved with a proof, or without. */
  bukti?: 'ya' | 'tidak' | undefined
  dibuka?: 'ya' | undefined
  inspeksi?: HasilInspeksi | undefined
  kotak?: Kotak | undefined
  urut?: ListUrut | undefined
}>

const KEYS = [
  'q',
  'kategori',
  'kecamatan',
  'desa',
  'status',
  'unit',
  'jenis',
  'dari',
  'sampai',
  'tepat',
  'bukti',
  'dibuka',
  'inspeksi',
  'kotak',
  'urut',
] as const satisfies readonly (keyof ListFilter)[]
export type ListFilterKey = (typeof KEYS)[number]

/** Filters as names and texts of an address, always in the same order, so that equal views have equal links. */
export function filterEntries(filter: ListFilter): readonly (readonly [ListFilterKey, string])[] {
  return KEYS.flatMap((key) => {
    const value = filter[key]
    if (value === undefined || value === '') return []
    return [[key, typeof value === 'object' ? kotakText(value) : value] as const]
  })
}

/** The address of the list with these filters. */
export function listAddress(filter: ListFilter, path = '/laporan'): string {
  const query = new URLSearchParams(filterEntries(filter).map(([key, value]) => [key, value]))
  return query.size === 0 ? path : `${path}?${query}`
}

const KOTAK_DIGITS = 5

/** West, south, east, north with five digits: about a metre. */
export function kotakText({ barat, selatan, timur, utara }: Kotak): string {
  return [barat, selatan, timur, utara].map((one) => Number(one.toFixed(KOTAK_DIGITS))).join(',')
}

/** @returns undefined for anything that is no box on the earth with some area */
export function parseKotak(text: string): Kotak | undefined {
  const parts = text.split(',')
  if (parts.length !== 4 || !parts.every((part) => /^-?\d{1,3}(\.\d{1,8})?$/.test(part)))
    return undefined
  const [barat = 0, selatan = 0, timur = 0, utara = 0] = parts.map(Number)
  const isOnEarth =
    Math.abs(barat) <= 180 &&
    Math.abs(timur) <= 180 &&
    Math.abs(selatan) <= 90 &&
    Math.abs(utara) <= 90
  return isOnEarth && barat < timur && selatan < utara
    ? { barat, selatan, timur, utara }
    : undefined
}

/** The order that is used: overdue cases stand longest overdue first unless another is asked for. */
export function orderOf({ urut, status }: ListFilter): ListUrut {
  if (status === 'lewat') return urut === 'dukungan' ? 'dukungan' : 'tenggat'
  return urut === undefined || urut === 'tenggat' ? 'terbaru' : urut
}

/** A month in full, as filters. */
export function monthFilter(bulan: Tanggal): Pick<ListFilter, 'dari' | 'sampai'> {
  return { dari: bulan, sampai: addDays(addMonths(bulan, 1), -1) }
}

/** Which counters hold the number of a list, and which of their counts. */
export type CounterQuestion = Readonly<{
  sudut: Sudut
  unit?: string | undefined
  kecamatan?: string | undefined
  kategori?: string | undefined
  dari?: Tanggal | undefined
  sampai?: Tanggal | undefined
  count: (angka: Angka) => number
}>

/**
 * The counters that answer "how many" for these filters without looking at a case.
 *
 * @returns undefined when no counter tells these filters apart: words, a village, part of a month…
 */
export function counterQuestionOf(filter: ListFilter): CounterQuestion | undefined {
  const sudut = sideOf(filter)
  const count = countOf(filter)
  const isUncounted =
    filter.q !== undefined ||
    filter.desa !== undefined ||
    filter.jenis !== undefined ||
    filter.kotak !== undefined ||
    orderOf(filter) === 'terlama'
  if (sudut === undefined || count === undefined || isUncounted || !isWholeMonths(filter))
    return undefined
  const { unit, kecamatan, kategori, dari, sampai } = filter
  return {
    sudut,
    unit: unit === TANPA ? '' : unit,
    kecamatan: kecamatan === TANPA ? '' : kecamatan,
    kategori,
    count,
    dari,
    sampai: sampai === undefined ? undefined : monthOf(sampai),
  }
}

function sideOf({ unit, kecamatan, kategori }: ListFilter): Sudut | undefined {
  const isLeaf = kategori?.includes('.') === true
  if (isLeaf) return unit === undefined && kecamatan === undefined ? SUDUT.kategori : undefined
  const asked = [unit !== undefined, kecamatan !== undefined, kategori !== undefined]
  const sides: Readonly<Record<string, Sudut>> = {
    'false,false,false': SUDUT.semua,
    'true,false,false': SUDUT.unit,
    'false,true,false': SUDUT.kecamatan,
    'false,false,true': SUDUT.grup,
    'true,false,true': SUDUT.unitGrup,
    'true,true,false': SUDUT.unitKecamatan,
    'false,true,true': SUDUT.kecamatanGrup,
  }
  return sides[asked.join()]
}

function isWholeMonths({ dari, sampai }: ListFilter): boolean {
  const isStart = dari === undefined || dari.endsWith('-01')
  return isStart && (sampai === undefined || addDays(sampai, 1).endsWith('-01'))
}

/** One stored count, when at most one of the facts is asked for. */
function countOf(filter: ListFilter): CounterQuestion['count'] | undefined {
  const facts = [filter.tepat, filter.bukti, filter.dibuka, filter.inspeksi].filter(
    (fact) => fact !== undefined,
  )
  if (facts.length === 0) return countOfStatus(filter.status)
  const speaksOfSolved = filter.tepat !== undefined || filter.bukti !== undefined
  const isFitting = filter.status === undefined || (speaksOfSolved && filter.status === 'selesai')
  return facts.length === 1 && isFitting ? countOfFact(filter) : undefined
}

function countOfStatus(status: ListStatus | undefined): CounterQuestion['count'] | undefined {
  switch (status) {
    case undefined:
      return (angka) => angka.masuk
    case 'terbuka':
      return (angka) => angka.terbuka
    case 'selesai':
      return selesaiOf
    case 'dikonfirmasi':
      return (angka) => angka.dikonfirmasi
    case 'tanpa_konfirmasi':
      return (angka) => angka.tanpaKonfirmasi
    case 'ditolak':
      return (angka) => angka.ditolak
    default:
      return undefined
  }
}

const INSPEKSI_COUNTS: Readonly<Record<HasilInspeksi, (angka: Angka) => number>> = {
  sesuai: (angka) => angka.inspeksiSesuai,
  tidak_sesuai: (angka) => angka.inspeksiTidak,
  tidak_dapat_diperiksa: (angka) => angka.inspeksiGagal,
}

function countOfFact({ tepat, bukti, inspeksi }: ListFilter): CounterQuestion['count'] {
  if (tepat !== undefined) return (angka) => (tepat === 'ya' ? angka.tepat : angka.terlambat)
  if (bukti === 'ya') return (angka) => angka.berbukti
  if (bukti === 'tidak') return (angka) => selesaiOf(angka) - angka.berbukti
  return inspeksi === undefined ? (angka) => angka.dibukaKembali : INSPEKSI_COUNTS[inspeksi]
}
