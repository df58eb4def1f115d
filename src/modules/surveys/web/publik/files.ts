import type { CsvColumn } from '../../../../platform/csv/write-csv.ts'
import type { XlsxCell } from '../../../../platform/xlsx/write-xlsx.ts'
import type { DokumenSurvei } from '../../domain/dokumen.ts'
import type { BarisMikro } from '../../domain/mikrodata.ts'
import { answerFields, type Soal } from '../../domain/soal.ts'

/** One line of a result; empty where it is hidden. */
export type ResultLine = Readonly<{
  kode: string
  jenis: string
  soal: string
  baris: string
  pilihan: string
  dasar: number | null
  jumlah: number | null
  bagian: number | null
  bawah: number | null
  atas: number | null
}>

/** All answers of a result as lines; a mean is a line of its own, called "rata-rata". */
export function resultLines(dokumen: DokumenSurvei): readonly ResultLine[] {
  return dokumen.soal.flatMap((soal) => {
    const head = { kode: soal.kode, jenis: soal.jenis, soal: soal.teks.id, dasar: soal.dasar }
    return soal.tabel.flatMap((tabel) => {
      const baris = tabel.baris?.teks.id ?? ''
      const choices = tabel.pilihan.map(({ teks, kode: _, ...rest }) => ({
        ...head,
        baris,
        pilihan: teks.id,
        ...rest,
        bagian: hundredth(rest.bagian),
        bawah: hundredth(rest.bawah),
        atas: hundredth(rest.atas),
      }))
      if (tabel.rata === null) return choices
      const { nilai, bawah, atas } = tabel.rata
      const mean = {
        ...head,
        baris,
        pilihan: 'rata-rata',
        jumlah: tabel.menjawab,
        bagian: hundredth(nilai),
        bawah: hundredth(bawah),
        atas: hundredth(atas),
      }
      return [...choices, mean]
    })
  })
}

/** Per cent from hundredths of a per cent, a number from hundredths. */
const hundredth = (value: number | null) => (value === null ? null : value / 100)

const decimal = (value: number | null) => (value === null ? null : { decimal: value.toFixed(2) })

export const RESULT_COLUMNS: readonly CsvColumn<ResultLine>[] = [
  { header: 'soal_kode', value: ({ kode }) => kode },
  { header: 'jenis', value: ({ jenis }) => jenis },
  { header: 'soal', value: ({ soal }) => soal },
  { header: 'baris', value: ({ baris }) => baris },
  { header: 'pilihan', value: ({ pilihan }) => pilihan },
  { header: 'ditanya', value: ({ dasar }) => dasar },
  { header: 'jumlah', value: ({ jumlah }) => jumlah },
  { header: 'persen_atau_rata', value: ({ bagian }) => decimal(bagian) },
  { header: 'selang_bawah', value: ({ bawah }) => decimal(bawah) },
  { header: 'selang_atas', value: ({ atas }) => decimal(atas) },
]

export const RESULT_HEAD = RESULT_COLUMNS.map(({ header }) => header)

/** The same lines as cells of a sheet, and beneath them how they came about. */
export function resultRows(dokumen: DokumenSurvei): readonly (readonly XlsxCell[])[] {
  const cell = (value: number | null): XlsxCell => value ?? ''
  const lines = resultLines(dokumen).map((line): readonly XlsxCell[] => [
    line.kode,
    line.jenis,
    line.soal,
    line.baris,
    line.pilihan,
    cell(line.dasar),
    cell(line.jumlah),
    cell(line.bagian),
    cell(line.bawah),
    cell(line.atas),
  ])
  const { bobot } = dokumen
  const weights: readonly (readonly XlsxCell[])[] =
    bobot === null
      ? [['penimbangan', 'tanpa bobot']]
      : [
          ['penimbangan', bobot.cara],
          ['putaran', bobot.putaran],
          ['bobot_dipangkas', bobot.dipangkas],
          ['n_efektif', bobot.nEfektif / 100],
          ['efek_rancangan', bobot.efek / 100],
        ]
  return [
    ...lines,
    [''],
    ['judul', dokumen.judul],
    ['penyelenggara', dokumen.unitNama],
    ['cara', dokumen.jenis],
    ['menjawab', dokumen.menjawab],
    ['kertas', dokumen.kertas],
    ['diundang', dokumen.diundang],
    ['populasi', cell(dokumen.populasi)],
    ...weights,
    ...(dokumen.klaster === undefined
      ? []
      : [['klaster', dokumen.klaster.cara, dokumen.klaster.banyak]]),
    ...dokumen.margin.map(({ soal, sumber }) => ['margin', soal, sumber]),
    ...dokumen.strata.map(({ nama, populasi, diundang, menjawab }) => [
      'strata',
      nama,
      populasi,
      diundang,
      cell(menjawab),
    ]),
  ]
}

/** Columns of answers one by one: stratum, weight, and a column per field; several choices stand together. */
export function microColumns(soal: readonly Soal[]): readonly CsvColumn<BarisMikro>[] {
  const fields = soal.filter(({ jenis }) => jenis !== 'teks').flatMap(answerFields)
  return [
    { header: 'strata', value: ({ strata }) => strata },
    { header: 'bobot', value: ({ bobot }) => ({ decimal: bobot.toFixed(6) }) },
    ...fields.map(
      (field): CsvColumn<BarisMikro> => ({
        header: field,
        value: ({ isian }) => isian[field]?.join(' ') ?? null,
      }),
    ),
  ]
}
