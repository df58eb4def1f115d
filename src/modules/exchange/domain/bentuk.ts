import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { parseRupiah, type Sen, sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

export type JenisTukar = 'sp2d' | 'anggaran'

/** Fields of a row, as ours are called. */
export type Isian = 'nomor' | 'tanggal' | 'skpd' | 'sub' | 'rekening' | 'uraian' | 'nilai'

/** A shape of another system's file: for each of our fields the names its column may have. */
export type Bentuk = Readonly<{
  kode: string
  sistem: 'sipd' | 'simda' | 'siskeudes'
  jenis: JenisTukar
  nama: string
  kolom: Readonly<Partial<Record<Isian, readonly string[]>>>
  isTerverifikasi: boolean
  sumber: string
}>

/** A row of such a file, read. */
export type DokumenLuar = Readonly<{
  baris: number
  kunci: string
  nomor: string
  tanggal: Tanggal | undefined
  skpdKode: string
  subKode: string
  rekeningKode: string
  uraian: string
  nilai: Sen
}>

export type TypedRow = Readonly<{ row: number; cells: Readonly<Record<string, string>> }>

const NEEDED: Readonly<Record<JenisTukar, readonly Isian[]>> = {
  sp2d: ['nomor', 'tanggal', 'nilai'],
  anggaran: ['skpd', 'rekening', 'nilai'],
}
const NOMOR_MAX = 200
const URAIAN_MAX = 500
const KODE_MAX = 60

/**
 * Find which column of a file is which field.
 *
 * @returns our field by the header as it stands in the file
 * @refuses TUKAR_KOLOM
 */
export function matchColumns(
  bentuk: Bentuk,
  headers: readonly string[],
): Result<ReadonlyMap<Isian, string>> {
  const plain = new Map(headers.map((header) => [plainOf(header), header]))
  const found = new Map<Isian, string>()
  for (const [isian, names] of Object.entries(bentuk.kolom) as [Isian, readonly string[]][])
    for (const name of names) {
      const header = plain.get(plainOf(name))
      if (header !== undefined && !found.has(isian)) found.set(isian, header)
    }
  const missing = NEEDED[bentuk.jenis].filter((isian) => !found.has(isian))
  if (missing.length === 0) return ok(found)
  return refuse(
    missing.map((isian) =>
      refusal(
        'TUKAR_KOLOM',
        { kolom: isian, nama: (bentuk.kolom[isian] ?? []).join(', ') },
        'berkas',
      ),
    ),
  )
}

const plainOf = (header: string) =>
  header
    .trim()
    .toLowerCase()
    .replace(/[\s_.-]+/g, ' ')

/**
 * Read every row; each mistake is told with its row, and one is enough to take nothing.
 *
 * @refuses TUKAR_NOMOR, TUKAR_TANGGAL, TUKAR_NILAI, TUKAR_KODE
 */
export function readRows(
  bentuk: Bentuk,
  columns: ReadonlyMap<Isian, string>,
  rows: readonly TypedRow[],
): Result<readonly DokumenLuar[]> {
  const refusals: Refusal[] = []
  const found: DokumenLuar[] = []
  for (const row of rows) {
    const read = readRow(bentuk, columns, row)
    if (read.ok) found.push(read.value)
    else refusals.push(...read.refusals)
  }
  return refusals.length > 0 ? refuse(refusals) : ok(found)
}

function readRow(
  { jenis }: Bentuk,
  columns: ReadonlyMap<Isian, string>,
  { row, cells }: TypedRow,
): Result<DokumenLuar> {
  const cell = (isian: Isian) => (cells[columns.get(isian) ?? ''] ?? '').trim()
  const field = `baris-${row}`
  const refusals: Refusal[] = []
  const nilai = parseNilai(cell('nilai'))
  if (nilai === undefined)
    refusals.push(refusal('TUKAR_NILAI', { baris: row, isi: cell('nilai').slice(0, 40) }, field))
  const date = dateOf(cell('tanggal'), jenis === 'sp2d')
  if (!date.ok)
    refusals.push(
      refusal('TUKAR_TANGGAL', { baris: row, isi: cell('tanggal').slice(0, 40) }, field),
    )
  const nomor = cell('nomor')
  if (jenis === 'sp2d' && (nomor === '' || nomor.length > NOMOR_MAX))
    refusals.push(refusal('TUKAR_NOMOR', { baris: row }, field))
  const codes = [cell('skpd'), cell('sub'), cell('rekening')] as const
  const isCoded = codes.every((code) => code.length <= KODE_MAX)
  if (!isCoded || (jenis === 'anggaran' && (codes[0] === '' || codes[2] === '')))
    refusals.push(refusal('TUKAR_KODE', { baris: row }, field))
  if (refusals.length > 0 || nilai === undefined) return refuse(refusals)
  return ok({
    baris: row,
    kunci: jenis === 'sp2d' ? kunciNomor(nomor) : kunciKode(...codes),
    nomor,
    tanggal: date.ok ? date.value : undefined,
    skpdKode: codes[0],
    subKode: codes[1],
    rekeningKode: codes[2],
    uraian: cell('uraian').slice(0, URAIAN_MAX),
    nilai,
  })
}

/** A payment has a date; a budget position need not. */
function dateOf(text: string, isNeeded: boolean): Result<Tanggal | undefined> {
  return text === '' && !isNeeded ? ok(undefined) : parseTanggal(text.slice(0, 10))
}

/** Also what is below zero: a correction in another system is a row as well. */
function parseNilai(text: string): Sen | undefined {
  const isNegative = /^\(.*\)$|^[-\u2212]/.test(text)
  const bare = text.replace(/^\(|\)$|^[-\u2212]/g, '')
  const read = parseRupiah(bare)
  if (!read.ok) return undefined
  return isNegative ? sen(-read.value) : read.value
}

/** What the same number is whatever spaces and letters it was typed with. */
export function kunciNomor(nomor: string): string {
  return nomor.toUpperCase().replace(/\s+/g, '')
}

/** What the same codes are whatever their widths: parts without leading zeros. */
export function kunciKode(skpd: string, sub: string, rekening: string): string {
  return [skpd, sub, rekening].map(narrow).join('|')
}

const narrow = (kode: string) =>
  kode
    .split('.')
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join('.')
