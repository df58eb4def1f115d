import { Readable } from 'node:stream'
import { type CsvColumn, csvStream } from '../../../../platform/csv/write-csv.ts'
import type { Answer } from '../../../../platform/http/answer.ts'
import type { SkorBaris } from '../../actions/load-skor.ts'
import { UNSUR } from '../../domain/kuesioner.ts'
import { type Periode, periodeKode } from '../../domain/periode.ts'

/** One line of a file: the score, or empty fields where there are too few answers for one. */
export type CsvBaris = SkorBaris &
  Readonly<{ periode: Periode; unitNama: string; layananNama: string }>

/** `82.34` from 8234, for programs. */
const decimal = (value: number, digits: number) => ({
  decimal: `${Math.floor(value / 10 ** digits)}.${String(value % 10 ** digits).padStart(digits, '0')}`,
})

const skorOf = ({ nilai }: CsvBaris) => (nilai.kind === 'skor' ? nilai : undefined)

const PLACE: readonly CsvColumn<CsvBaris>[] = [
  { header: 'periode', value: ({ periode }) => periodeKode(periode) },
  { header: 'lingkup', value: ({ pokok }) => pokok.sisi },
  { header: 'unit_kode', value: ({ pokok }) => pokok.unitKode },
  { header: 'unit', value: ({ unitNama }) => unitNama },
  { header: 'layanan_kode', value: ({ pokok }) => pokok.layananKode },
  { header: 'layanan', value: ({ layananNama }) => layananNama },
]

const UNSUR_COLUMNS: readonly CsvColumn<CsvBaris>[] = UNSUR.map((unsur, index) => ({
  header: unsur.toLowerCase(),
  value: (row) => {
    const mean = skorOf(row)?.unsur[index]?.rataPerseribu
    return mean === undefined ? null : decimal(mean, 3)
  },
}))

const INDEKS: readonly CsvColumn<CsvBaris>[] = [
  {
    header: 'ikm',
    value: (row) => {
      const skor = skorOf(row)
      return skor === undefined ? null : decimal(skor.indeks, 2)
    },
  },
  { header: 'mutu', value: (row) => skorOf(row)?.mutu ?? null },
]

const SELANG: readonly CsvColumn<CsvBaris>[] = (['bawah', 'atas'] as const).map((end) => ({
  header: `selang_${end}`,
  value: (row) => {
    const bound = skorOf(row)?.selang?.[end]
    return bound === undefined ? null : decimal(bound, 2)
  },
}))

const COUNTS: readonly CsvColumn<CsvBaris>[] = [
  { header: 'responden', value: ({ tally }) => tally.jumlah },
  { header: 'responden_kertas', value: (row) => skorOf(row) && row.tally.kertas },
  { header: 'diundang', value: ({ tally }) => tally.diundang },
  { header: 'terjawab', value: ({ tally }) => tally.terjawab },
]

const LAYOUTS = {
  data: [...PLACE, ...COUNTS, ...UNSUR_COLUMNS, ...INDEKS, ...SELANG],
  /** The nine elements per service of a unit, as the national recapitulation asks for them. */
  nasional: [
    ...PLACE.filter(({ header }) => header !== 'lingkup'),
    { header: 'responden', value: ({ tally }: CsvBaris) => tally.jumlah },
    ...UNSUR_COLUMNS,
    ...INDEKS,
  ],
} as const

/** Scores as a file. */
export function sendScores(
  rows: readonly CsvBaris[],
  { layout, filename }: Readonly<{ layout: keyof typeof LAYOUTS; filename: string }>,
): Answer {
  return {
    kind: 'stream',
    body: Readable.from(csvStream(rows, LAYOUTS[layout]), { objectMode: false }),
    contentType: 'text/csv; charset=utf-8',
    filename,
  }
}
