import type { ExprType } from '../expr/check.ts'
import {
  type Built,
  COMPARISONS,
  type Comparison,
  type Condition,
  JOINS,
  type Left,
  type Right,
} from './builder.ts'
import { type Typed, textOf } from './read-part.ts'

/** Rows that are shown empty below those in use. */
export const ROWS_MAX = 12

/** How a condition stands in the form: four fields a row. */
export type FormRow = Readonly<{ kiri: string; banding: string; jenis: string; kanan: string }>

const EMPTY: FormRow = { kiri: '', banding: '', jenis: 'nilai', kanan: '' }
const LEFTS: readonly Left['kind'][] = ['isian', 'umur', 'hari', 'jumlah']
const PLAIN = ['terisi', 'kosong', 'ya', 'tidak'] as const
const AMONG = 'salah-satu'

/** Everything a comparison may be, in the order it is offered. */
export const BANDING: readonly string[] = [...COMPARISONS, AMONG, ...PLAIN]

export function writeLeft({ kind, name }: Left): string {
  return `${kind}:${name}`
}

/** @returns the rows of a form for what was put together */
export function writeRows({ rows }: Built): readonly FormRow[] {
  return [...rows.map(writeRow), EMPTY]
}

function writeRow(row: Condition): FormRow {
  const kiri = writeLeft(row.left)
  if (row.kind === 'banding') return { kiri, banding: row.op, ...writeRight(row.right) }
  if (row.kind === 'salah-satu')
    return { kiri, banding: AMONG, jenis: 'nilai', kanan: row.values.map(String).join(', ') }
  return { ...EMPTY, kiri, banding: row.kind }
}

function writeRight(right: Right): Pick<FormRow, 'jenis' | 'kanan'> {
  return right.kind === 'nilai'
    ? { jenis: 'nilai', kanan: String(right.value) }
    : { jenis: right.kind, kanan: right.name }
}

/** @param typeOf the type of a name, which decides whether a figure or a word was typed */
export function readBuilt(typed: Typed, typeOf: (name: string) => ExprType | undefined): Built {
  const join = JOINS.find((one) => one === textOf(typed, 'gabung')) ?? 'semua'
  const rows = Array.from({ length: ROWS_MAX }, (_, index) => {
    const of = (name: string) => textOf(typed, `${name}.${index}`)
    return readRow(
      { kiri: of('kiri'), banding: of('banding'), jenis: of('jenis'), kanan: of('kanan') },
      typeOf,
    )
  })
  return { join, rows: rows.filter((row): row is Condition => row !== undefined) }
}

function readRow(
  { kiri, banding, jenis, kanan }: FormRow,
  typeOf: (name: string) => ExprType | undefined,
): Condition | undefined {
  const [kindText = '', ...names] = kiri.split(':')
  const kind = LEFTS.find((one) => one === kindText)
  const name = names.join(':')
  if (kind === undefined || name === '') return undefined
  const left: Left = { kind, name }
  const plain = PLAIN.find((one) => one === banding)
  if (plain !== undefined) return { kind: plain, left }
  const isNumber = kind !== 'isian' || holdsNumber(typeOf(name))
  const figure = (text: string) => (isNumber ? readFigure(text) : text)
  if (banding === AMONG) {
    const values = kanan.split(',').map((one) => figure(one.trim()))
    return { kind: AMONG, left, values }
  }
  const op: Comparison = COMPARISONS.find((one) => one === banding) ?? '='
  const right: Right =
    jenis === 'isian' || jenis === 'angka-hukum'
      ? { kind: jenis, name: kanan }
      : { kind: 'nilai', value: figure(kanan) }
  return { kind: 'banding', left, op, right }
}

function holdsNumber(type: ExprType | undefined): boolean {
  return type === 'number' || (typeof type === 'object' && type.list === 'number')
}

function readFigure(text: string): number | string {
  const number = text.replaceAll('.', '').replace(',', '.')
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) ? number : text.replace(',', '.')
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(plain) ? Number(plain) : text
}
