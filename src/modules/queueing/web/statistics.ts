import { addDays, type Tanggal } from '../../../kernel/date.ts'
import { type CsvColumn, writeCsvRow } from '../../../platform/csv/write-csv.ts'
import { momentOf } from '../actions/place-state.ts'
import type { Deps } from '../deps.ts'
import { percentileOf } from '../domain/statistics.ts'
import { type DayRow, listDays } from '../store/learning-store.ts'
import type { Desk } from '../types.ts'

const DAYS = 90
const ROWS_MAX = 5_000

/** Figures of a line on a day, as programs read them; minutes, null where nothing was counted. */
export type DayFigures = Readonly<{
  tanggal: Tanggal
  layanan: string
  nama: string
  diambil: number
  dilayani: number
  tidakHadir: number
  batal: number
  tungguMedian: number | null
  tungguP90: number | null
  layananMedian: number | null
  layananP90: number | null
  prakiraan: number
  prakiraanGalat: number | null
  prakiraanDalam: number | null
}>

/** The last ninety days of a place, by line, the newest first. */
export async function loadFigures(deps: Deps, desk: Desk): Promise<readonly DayFigures[]> {
  const { today } = momentOf(deps)
  const from = addDays(today, -DAYS)
  const days = await listDays(deps.kit.db, { tempatKode: desk.tempat.kode, from }, ROWS_MAX)
  return days.map((row) => figuresOf(desk, row))
}

function figuresOf({ layanan }: Desk, row: DayRow): DayFigures {
  const line = layanan.find(({ id }) => id === row.layananId)
  const { prakiraanN: n } = row
  return {
    tanggal: row.tanggal,
    layanan: line?.huruf ?? '',
    nama: line?.nama ?? '',
    diambil: row.diambil,
    dilayani: row.dilayani,
    tidakHadir: row.tidakHadir,
    batal: row.batal,
    tungguMedian: percentileOf(row.tunggu, 0.5) ?? null,
    tungguP90: percentileOf(row.tunggu, 0.9) ?? null,
    layananMedian: percentileOf(row.layan, 0.5) ?? null,
    layananP90: percentileOf(row.layan, 0.9) ?? null,
    prakiraan: n,
    prakiraanGalat: n === 0 ? null : Math.round((row.prakiraanGalat / n) * 10) / 10,
    prakiraanDalam: n === 0 ? null : Math.round((row.prakiraanDalam / n) * 1_000) / 1_000,
  }
}

const COLUMNS: readonly CsvColumn<DayFigures>[] = [
  { header: 'tanggal', value: ({ tanggal }) => tanggal },
  { header: 'layanan', value: ({ layanan }) => layanan },
  { header: 'nama', value: ({ nama }) => nama },
  { header: 'nomor_diambil', value: ({ diambil }) => diambil },
  { header: 'dilayani', value: ({ dilayani }) => dilayani },
  { header: 'tidak_hadir', value: ({ tidakHadir }) => tidakHadir },
  { header: 'dibatalkan', value: ({ batal }) => batal },
  { header: 'tunggu_median_menit', value: ({ tungguMedian }) => tungguMedian },
  { header: 'tunggu_p90_menit', value: ({ tungguP90 }) => tungguP90 },
  { header: 'layanan_median_menit', value: ({ layananMedian }) => layananMedian },
  { header: 'layanan_p90_menit', value: ({ layananP90 }) => layananP90 },
  { header: 'prakiraan_dibandingkan', value: ({ prakiraan }) => prakiraan },
  { header: 'prakiraan_rata_meleset_menit', value: ({ prakiraanGalat }) => prakiraanGalat },
  { header: 'prakiraan_dalam_rentang', value: ({ prakiraanDalam }) => prakiraanDalam },
]

/** The same as CSV. */
export function figuresCsv(figures: readonly DayFigures[]): string {
  return [
    writeCsvRow(COLUMNS.map(({ header }) => header)),
    ...figures.map((row) => writeCsvRow(COLUMNS.map(({ value }) => value(row)))),
  ].join('')
}
