import { ok, type Refusal, type Result, refuse } from '../../../../kernel/result.ts'
import { FIELD_TYPES, type Field, type FieldType, type Option } from '../definition/types.ts'
import { designRefusal } from './refusals.ts'

/** Columns of a sheet of fields, each under the names people give it. */
const COLUMNS = {
  id: ['id', 'kode'],
  type: ['jenis', 'type', 'tipe'],
  label: ['label', 'pertanyaan'],
  labelEn: ['label_en', 'label inggris', 'label english'],
  hint: ['petunjuk', 'hint'],
  required: ['wajib', 'required'],
  options: ['pilihan', 'options'],
  min: ['min', 'paling sedikit'],
  max: ['maks', 'max', 'paling banyak'],
  pattern: ['pola', 'pattern'],
} as const
type Column = keyof typeof COLUMNS
const NEEDED: readonly Column[] = ['id', 'type', 'label']

/** First row of an empty sheet. */
export const SHEET_HEADER: readonly string[] = Object.values(COLUMNS).map(([name]) => name)
/** A row as it may be filled in, for who has never seen one. */
export const SHEET_SAMPLE: readonly (readonly string[])[] = [
  ['acara.hari', 'tanggal', 'Tanggal acara', 'Day of the event', '', 'ya', '', '', '', ''],
  [
    'keperluan',
    'pilih',
    'Untuk keperluan apa?',
    'What is it for?',
    '',
    'ya',
    'hajatan=Hajatan; rapat=Rapat warga',
    '',
    '',
    '',
  ],
]

const ID = /^[a-z][a-zA-Z0-9]*(\.[a-z][a-zA-Z0-9]*)*$/
const YES: readonly string[] = ['ya', 'y', 'yes', 'wajib', 'true', '1', 'x']
const NO: readonly string[] = ['', 'tidak', 't', 'no', 'false', '0', '-']
/** Types that need more than one row can say. */
const NOT_HERE: readonly FieldType[] = ['ulang', 'hitung']

/**
 * Read fields from the rows of a sheet, all or none.
 *
 * @param taken ids the definition has already
 * @refuses every mistake with its row, at once
 */
export function readSheet(
  rows: readonly (readonly string[])[],
  taken: ReadonlySet<string>,
): Result<readonly Field[]> {
  const [header = [], ...body] = rows
  const columns = columnsOf(header)
  const missing = NEEDED.filter((column) => columns.get(column) === undefined)
  if (missing.length > 0)
    return refuse(
      designRefusal('RANCANGAN_LEMBAR_KOLOM', 'lembar', {
        kolom: NEEDED.map((column) => COLUMNS[column][0]).join(', '),
      }),
    )
  const seen = new Set(taken)
  const fields: Field[] = []
  const refusals: Refusal[] = []
  body.forEach((cells, index) => {
    if (cells.every((cell) => cell === '')) return
    const row = { number: index + 2, cell: (name: Column) => cells[columns.get(name) ?? -1] ?? '' }
    const wrong = wrongOf(row, seen)
    refusals.push(...wrong)
    seen.add(row.cell('id'))
    if (wrong.length === 0) fields.push(fieldOf(row))
  })
  if (refusals.length > 0) return refuse(refusals)
  return fields.length === 0
    ? refuse(designRefusal('RANCANGAN_LEMBAR_KOSONG', 'lembar'))
    : ok(fields)
}

function columnsOf(header: readonly string[]): ReadonlyMap<Column, number> {
  const names = header.map((cell) => cell.trim().toLowerCase())
  const found = Object.entries(COLUMNS).map(
    ([column, known]) => [column as Column, names.findIndex((name) => isIn(known, name))] as const,
  )
  return new Map(found.filter(([, at]) => at >= 0))
}

function isIn(list: readonly string[], name: string): boolean {
  return list.includes(name)
}

type Row = Readonly<{ number: number; cell: (name: Column) => string }>

type Wrong = readonly [column: Column, alasan: string]

function wrongOf(row: Row, seen: ReadonlySet<string>): readonly Refusal[] {
  return [...wrongId(row, seen), ...wrongShape(row), ...wrongOptions(row)].map(([column, alasan]) =>
    designRefusal('RANCANGAN_LEMBAR_BARIS', 'lembar', {
      baris: String(row.number),
      kolom: COLUMNS[column][0],
      alasan,
    }),
  )
}

function wrongId({ cell }: Row, seen: ReadonlySet<string>): readonly Wrong[] {
  const id = cell('id')
  if (!ID.test(id) || id.length > 40)
    return [['id', 'kode huruf kecil, angka, dan titik, misalnya p.nama']]
  return seen.has(id) ? [['id', `kode ${id} sudah dipakai`]] : []
}

function wrongShape({ cell }: Row): readonly Wrong[] {
  const type = typeOf(cell('type'))
  const isHere = type !== undefined && !NOT_HERE.includes(type)
  const numbers = (['min', 'max'] as const).filter(
    (column) => cell(column) !== '' && numberOf(cell(column)) === undefined,
  )
  return [
    ...(isHere ? [] : [['type', `jenis ${cell('type')} tidak dapat diimpor`] as const]),
    ...(cell('label') === '' ? [['label', 'pertanyaan kosong'] as const] : []),
    ...(isYesOrNo(cell('required')) ? [] : [['required', 'isi ya atau tidak'] as const]),
    ...numbers.map((column) => [column, 'bukan angka'] as const),
  ]
}

function wrongOptions({ cell }: Row): readonly Wrong[] {
  const type = typeOf(cell('type'))
  const isChoice = type === 'pilih' || type === 'banyak'
  const options = optionsOf(cell('options'))
  if (isChoice && options.length === 0) return [['options', 'pilihan kosong']]
  if (!isChoice && options.length > 0) return [['options', 'hanya untuk pilih dan banyak']]
  const isTwice = new Set(options.map(([value]) => value)).size !== options.length
  return isTwice ? [['options', 'pilihan ganda']] : []
}

function fieldOf({ cell }: Row): Field {
  const id = cell('label')
  const en = cell('labelEn')
  const min = numberOf(cell('min'))
  const max = numberOf(cell('max'))
  const options = optionsOf(cell('options'))
  return {
    id: cell('id'),
    type: typeOf(cell('type')) ?? 'teks',
    label: en === '' ? id : { id, en },
    ...(cell('hint') === '' ? {} : { hint: cell('hint') }),
    ...(YES.includes(cell('required').toLowerCase()) ? { required: true } : {}),
    ...(options.length === 0 ? {} : { options }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(cell('pattern') === '' ? {} : { pattern: cell('pattern') }),
  }
}

function typeOf(text: string): FieldType | undefined {
  return FIELD_TYPES.find((one) => one === text.toLowerCase())
}

function isYesOrNo(text: string): boolean {
  return [...YES, ...NO].includes(text.toLowerCase())
}

function numberOf(text: string): number | undefined {
  const plain = text.replace(',', '.')
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined
}

/** `kerja=Melamar kerja; lain=Lainnya`, or words alone that become their own codes. */
function optionsOf(text: string): readonly Option[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part): Option => {
      const at = part.indexOf('=')
      if (at > 0) return [part.slice(0, at).trim(), part.slice(at + 1).trim()]
      return [
        part
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .slice(0, 40),
        part,
      ]
    })
}
