import { parseRupiah, type Sen, ZERO_SEN } from '../../../kernel/money.ts'

/** What a column of a whole budget may hold. */
const APBD_COLUMNS = [
  'skpd',
  'skpdNama',
  'sub',
  'subNama',
  'rekening',
  'uraian',
  'sumberDana',
  'level',
  'dihapus',
  'jumlah',
] as const
export type ApbdColumn = (typeof APBD_COLUMNS)[number]

/** @returns whether a name is one of the columns */
export function isApbdColumn(name: string): name is ApbdColumn {
  return (APBD_COLUMNS as readonly string[]).includes(name)
}

/** Headings by which whole budgets of others are known, folded to letters and figures. Ours come first. */
const KNOWN: Readonly<Record<ApbdColumn, readonly string[]>> = {
  skpd: ['kodeskpd', 'kdsatkerstr', 'kodesubskpd', 'kodeunit'],
  skpdNama: ['namaskpd', 'namasatker', 'namasubskpd', 'namaunit'],
  sub: ['kodesubkegiatan', 'kdsubkegiatanstr', 'kodesubgiat'],
  subNama: ['namasubkegiatan', 'namasubgiat'],
  rekening: ['koderekening', 'kodeakun'],
  uraian: ['uraian', 'namarekening', 'namaakun'],
  sumberDana: ['kodesumberdana', 'kodedana'],
  level: ['level'],
  dihapus: ['isdeleted', 'dihapus'],
  jumlah: ['jumlahrp', 'jumlah', 'pagusubkegiatan', 'rincian', 'pagu', 'nilai', 'anggaran'],
}

const fold = (heading: string) => heading.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Which heading of a file holds what. */
export type ApbdMapping = Readonly<Partial<Record<ApbdColumn, string>>>

/**
 * Work out a mapping from headings; what a person has said wins.
 *
 * @param given column to heading, `--kolom jumlah=Pagu`
 */
export function mapColumns(headings: readonly string[], given: ApbdMapping = {}): ApbdMapping {
  const found: Partial<Record<ApbdColumn, string>> = {}
  for (const column of APBD_COLUMNS) {
    const heading =
      given[column] ??
      KNOWN[column]
        .map((name) => headings.find((one) => fold(one) === name))
        .find((one) => one !== undefined)
    if (heading !== undefined) found[column] = heading
  }
  return found
}

/** A row of a whole budget, read but not yet looked up. */
export type ApbdRow = Readonly<{
  row: number
  skpd: string
  skpdNama: string
  sub: string
  subNama: string
  rekening: string
  uraian: string
  sumberDana: string
  /** Number of parts of the account. */
  level: number
  jumlah: Sen
}>

export type ReadRow =
  | Readonly<{ kind: 'row'; row: ApbdRow }>
  | Readonly<{ kind: 'skip' }>
  | Readonly<{ kind: 'problem'; row: number; message: string }>

const TRUE = new Set(['true', 't', '1', 'ya', 'y'])

/** Read one row. Rows marked as deleted are left out; a missing amount, SKPD or code is a problem at its row. */
export function readApbdRow(
  row: number,
  cells: Readonly<Record<string, string>>,
  mapping: ApbdMapping,
): ReadRow {
  const cell = (column: ApbdColumn) => {
    const heading = mapping[column]
    return heading === undefined ? '' : (cells[heading] ?? '').trim().replace(/\s+/g, ' ')
  }
  if (TRUE.has(cell('dihapus').toLowerCase())) return { kind: 'skip' }
  const jumlah = readAmount(cell('jumlah'))
  const skpd = cell('skpd')
  const rekening = cell('rekening')
  const sub = cell('sub')
  const problem = (message: string): ReadRow => ({ kind: 'problem', row, message })
  if (skpd === '') return problem('kode SKPD kosong.')
  if (rekening === '' && sub === '') return problem('kode rekening dan kode sub kegiatan kosong.')
  if (jumlah === undefined) return problem(`jumlah “${cell('jumlah').slice(0, 40)}” tidak terbaca.`)
  return {
    kind: 'row',
    row: {
      row,
      skpd,
      skpdNama: cell('skpdNama'),
      sub,
      subNama: cell('subNama'),
      rekening,
      uraian: cell('uraian'),
      sumberDana: cell('sumberDana'),
      level: rekening === '' ? 0 : rekening.split('.').length,
      jumlah,
    },
  }
}

/** As people write rupiah, or as programs do, with one to any number of decimals when all but two are zero. */
function readAmount(text: string): Sen | undefined {
  if (text === '' || text === '-') return ZERO_SEN
  const machine = /^(\d{1,18})\.(\d{1,2})0{0,10}$/.exec(text)
  const shown = machine === null ? text : `${machine[1]}.${(machine[2] ?? '').padEnd(2, '0')}`
  const read = parseRupiah(shown)
  return read.ok ? read.value : undefined
}

/** Rows that count, and how many sums were left out. */
export type Deepest = Readonly<{
  rows: readonly ApbdRow[]
  /** Sums above their parts: never taken for amounts, never trusted. */
  jumlah: number
  /** Sums without any part in the file: an amount may be missing there. */
  tanpaRincian: readonly ApbdRow[]
}>

/** Where a file holds sums beside their parts, only its deepest accounts count. */
export function deepestRows(rows: readonly ApbdRow[]): Deepest {
  const deepest = rows.reduce((most, { level }) => Math.max(most, level), 0)
  const kept = rows.filter(({ level }) => level === deepest)
  const inner = new Set<string>()
  for (const { skpd, rekening } of kept) {
    const parts = rekening.split('.')
    for (let level = 1; level < parts.length; level += 1)
      inner.add(`${skpd} ${parts.slice(0, level).join('.')}`)
  }
  const left = rows.filter(({ level }) => level < deepest)
  return {
    rows: kept,
    jumlah: left.length,
    tanpaRincian: left.filter(({ skpd, rekening }) => !inner.has(`${skpd} ${rekening}`)),
  }
}
