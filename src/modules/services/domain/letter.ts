import { NAMA_BULAN, type Tanggal } from '../../../kernel/date.ts'
import { terbilang } from '../../../kernel/terbilang.ts'
import { isPartShown } from './definition/assess.ts'
import { type BlankForm, readBlanks } from './definition/blanks.ts'
import type { Letter } from './definition/types.ts'
import { isDateText } from './expr/dates.ts'
import type { Facts, Row } from './expr/types.ts'

/** What a blank needs to know besides the facts. */
export type Writing = Readonly<{
  facts: Facts
  /** Words for a stored value: the label of a choice, the name of a village. */
  nameOf: (field: string, value: unknown, row?: string) => string | undefined
}>

export type LabelValue = readonly [label: string, value: string]
export type LetterPart =
  | Readonly<{ kind: 'paragraf'; text: string }>
  | Readonly<{ kind: 'tabel'; rows: readonly LabelValue[] }>
  | Readonly<{ kind: 'daftar'; items: readonly string[] }>

/** @returns the parts of a letter that are shown, every blank filled */
export function writeLetter(letter: Letter, writing: Writing): readonly LetterPart[] {
  return letter.blocks
    .filter((block) => isPartShown(block.show, writing.facts))
    .map((block): LetterPart => {
      if ('text' in block) return { kind: 'paragraf', text: fillBlanks(block.text, writing) }
      if ('table' in block)
        return {
          kind: 'tabel',
          rows: block.table.map(([label, text]) => [label, fillBlanks(text, writing)] as const),
        }
      if ('list' in block)
        return { kind: 'daftar', items: block.list.map((text) => fillBlanks(text, writing)) }
      return { kind: 'daftar', items: rowsOf(block.rows, block.columns, writing) }
    })
}

/** @returns what whoever checks the letter sees of it */
export function writeShown(letter: Letter, writing: Writing): readonly LabelValue[] {
  return letter.show.map(([label, text]) => [label, fillBlanks(text, writing)] as const)
}

/** A text with its blanks filled; what is missing is a dash, never an empty hole. */
export function fillBlanks(text: string, writing: Writing): string {
  return readBlanks(text)
    .map((piece) => {
      if (piece === undefined || typeof piece === 'string') return piece ?? ''
      return written(piece.name, piece.form, writing)
    })
    .join('')
}

function rowsOf(
  group: string,
  columns: readonly LabelValue[],
  { facts, nameOf }: Writing,
): readonly string[] {
  const rows = facts.get(group)
  if (!Array.isArray(rows)) return []
  return rows.map((row: Row) =>
    columns
      .map(([label, column]) => {
        const [field = '', form = 'teks'] = column.split(':')
        const value = row[field]
        const name = nameOf(`${group}[].${field}`, value)
        return `${label}: ${name ?? shaped(value, form as BlankForm)}`
      })
      .join('; '),
  )
}

function written(name: string, form: BlankForm, { facts, nameOf }: Writing): string {
  const value = facts.get(name)
  const named = form === 'teks' || form === 'wilayah' ? nameOf(name, value) : undefined
  return named ?? shaped(value, form)
}

function shaped(value: unknown, form: BlankForm): string {
  if (value === null || value === undefined || value === '') return '-'
  if (typeof value === 'boolean') return value ? 'ya' : 'tidak'
  if (typeof value === 'number') return shapedNumber(value, form)
  if (Array.isArray(value)) return value.map((one) => shaped(one, form)).join(', ')
  const text = String(value)
  if (form === 'samar') return maskWords(text)
  if (form === 'bulan' && /^\d{4}-\d{2}$/.test(text)) return longMonth(text)
  return form === 'tanggal' && isDateText(text) ? longDate(text) : text
}

function shapedNumber(value: number, form: BlankForm): string {
  if (form === 'rupiah') return `Rp${grouped(Math.round(value))},00`
  if (form === 'terbilang' && Number.isSafeInteger(value) && value >= 0) return terbilang(value)
  return grouped(value)
}

/** 1.234.567,5 */
function grouped(value: number): string {
  const [whole = '0', part] = String(Math.abs(value)).split('.')
  const dotted = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  return `${value < 0 ? '-' : ''}${dotted}${part === undefined ? '' : `,${part}`}`
}

/** 2 Maret 2026 */
export function longDate(date: string | Tanggal): string {
  const month = NAMA_BULAN[Number(date.slice(5, 7)) - 1] ?? ''
  return `${Number(date.slice(8, 10))} ${month} ${date.slice(0, 4)}`
}

function longMonth(month: string): string {
  return `${NAMA_BULAN[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`
}

/** "Wahyuni Larasati" becomes "W****** L*******": enough to tell whether a paper is somebody's own. */
export function maskWords(text: string): string {
  return text
    .split(' ')
    .map((word) => {
      const letters = [...word]
      return letters.map((letter, index) => (index === 0 ? letter : '*')).join('')
    })
    .join(' ')
}
