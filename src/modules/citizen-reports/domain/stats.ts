import { addDays, addMonths, monthOf, type Tanggal } from '../../../kernel/date.ts'
import { type ListFilter, TANPA } from './list-filter.ts'
import { type Angka, addAngka, NOL, SUDUT, type Sudut } from './rekap.ts'

export const STATS_PER = ['unit', 'kecamatan', 'kategori', 'bulan'] as const
/** What the rows of the statistics are. */
export type StatsPer = (typeof STATS_PER)[number]

export const STATS_MASA = ['3', '12', '36'] as const
/** How many months back, this one included. */
export type StatsMasa = (typeof STATS_MASA)[number]

export type StatsQuestion = Readonly<{
  per: StatsPer
  masa: StatsMasa
  /** At most one: only the cases of this agency, kecamatan or category group. */
  only: Pick<ListFilter, 'unit' | 'kecamatan' | 'kategori'>
}>

/** First and last day of the months counted. */
export function periodOf(
  masa: StatsMasa,
  today: Tanggal,
): Readonly<{ dari: Tanggal; sampai: Tanggal }> {
  const thisMonth = monthOf(today)
  return {
    dari: addMonths(thisMonth, 1 - Number(masa)),
    sampai: addDays(addMonths(thisMonth, 1), -1),
  }
}

type Counted = Readonly<{
  bulan: string
  unitKode: string
  kecamatanKode: string
  kategoriKode: string
}> &
  Angka

/** The side of the counters that tells the rows apart, within what `only` leaves. */
export function sideOfStats({ per, only }: StatsQuestion): Sudut {
  const sides: Readonly<Record<StatsPer, Readonly<Record<string, Sudut>>>> = {
    unit: {
      unit: SUDUT.unit,
      kecamatan: SUDUT.unitKecamatan,
      kategori: SUDUT.unitGrup,
      none: SUDUT.unit,
    },
    kecamatan: {
      unit: SUDUT.unitKecamatan,
      kecamatan: SUDUT.kecamatan,
      kategori: SUDUT.kecamatanGrup,
      none: SUDUT.kecamatan,
    },
    kategori: {
      unit: SUDUT.unitGrup,
      kecamatan: SUDUT.kecamatanGrup,
      kategori: SUDUT.kategori,
      none: SUDUT.grup,
    },
    bulan: {
      unit: SUDUT.unit,
      kecamatan: SUDUT.kecamatan,
      kategori: SUDUT.grup,
      none: SUDUT.semua,
    },
  }
  const [given = 'none'] = Object.entries(only).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  )
  return sides[per][given] ?? SUDUT.semua
}

export type StatsRow = Readonly<{
  kode: string
  angka: Angka
  /** Filters of the list that holds exactly these cases, the period apart. */
  filter: Pick<ListFilter, 'unit' | 'kecamatan' | 'kategori'>
}>

export type Stats = Readonly<{
  rows: readonly StatsRow[]
  total: Angka
  /** One a month, oldest first, months without a case too. */
  months: readonly Readonly<{ bulan: Tanggal; angka: Angka }>[]
}>

/** Counters of one side as rows, months and their sum. */
export function gatherStats(
  question: StatsQuestion,
  period: Readonly<{ dari: Tanggal; sampai: Tanggal }>,
  counted: readonly Counted[],
): Stats {
  const months = Array.from({ length: Number(question.masa) }, (_, index) => {
    const bulan = addMonths(period.dari, index)
    return { bulan, angka: sum(counted.filter((row) => row.bulan === bulan)) }
  })
  const groups = new Map<string, Angka>()
  for (const row of counted) {
    const kode = keyOf(question.per, row)
    groups.set(kode, addAngka(groups.get(kode) ?? NOL, row))
  }
  const rows = [...groups].map(([kode, angka]) => ({
    kode,
    angka,
    filter: { ...question.only, ...rowFilter(question.per, kode) },
  }))
  return { rows: rows.filter((row) => row.angka.masuk > 0), total: sum(counted), months }
}

function keyOf(per: StatsPer, row: Counted): string {
  if (per === 'unit') return row.unitKode || TANPA
  if (per === 'kecamatan') return row.kecamatanKode || TANPA
  return per === 'kategori' ? row.kategoriKode : row.bulan
}

function rowFilter(per: StatsPer, kode: string): StatsRow['filter'] {
  return per === 'bulan' ? {} : { [per]: kode }
}

const sum = (list: readonly Angka[]): Angka => list.reduce<Angka>(addAngka, NOL)
