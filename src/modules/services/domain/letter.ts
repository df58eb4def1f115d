import { NAMA_BULAN, type Tanggal } from '../../../kernel/date.ts'
import { terbilang } from '../../../kernel/terbilang.ts'
import { inThousands } from '../../../kernel/thousands.ts'
import { isPartShown } from './definition/assess.ts'
import { BLANK_FORMS, type BlankForm, PARAM_PREFIX, readBlanks } from './definition/blanks.ts'
import { LETTER_FACTS } from './definition/names.ts'
import type { Prepared } from './definition/prepare.ts'
import type { Letter, Output } from './definition/types.ts'
import { addMonths, isDateText } from './expr/dates.ts'
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
        const [field = '', asked = 'teks'] = column.split(':')
        const form = BLANK_FORMS.find((one) => one === asked) ?? 'teks'
        const value = row[field]
        return `${label}: ${named(`${group}[].${field}`, value, { form, nameOf }) ?? shaped(value, form)}`
      })
      .join('; '),
  )
}

function written(name: string, form: BlankForm, { facts, nameOf }: Writing): string {
  if (name.startsWith(PARAM_PREFIX)) {
    const figure = facts.param(name.slice(PARAM_PREFIX.length))
    return shaped(figure, form === 'teks' ? 'angka' : form)
  }
  const value = facts.get(name)
  return named(name, value, { form, nameOf }) ?? shaped(value, form)
}

/** The words for a stored value, where its blank wants words. */
function named(
  name: string,
  value: unknown,
  { form, nameOf }: Readonly<{ form: BlankForm; nameOf: Writing['nameOf'] }>,
): string | undefined {
  if (form !== 'teks' && form !== 'wilayah' && form !== 'kecil') return undefined
  const words = nameOf(name, value)
  return words === undefined || form !== 'kecil' ? words : inSentence(words)
}

/** "Membuka rekening bank" within a sentence begins small; "KTP-el" and "BPJS" stay as they are. */
function inSentence(words: string): string {
  const [first = '', second = ''] = [...words]
  const isAbbreviation = second !== second.toLowerCase() || /\d/.test(second)
  return isAbbreviation ? words : first.toLowerCase() + words.slice(first.length)
}

function shaped(value: unknown, form: BlankForm): string {
  if (value === null || value === undefined || value === '') return '-'
  if (typeof value === 'boolean') return value ? 'ya' : 'tidak'
  if (typeof value === 'number') return shapedNumber(value, form)
  if (Array.isArray(value)) return value.map((one) => shaped(one, form)).join(', ')
  const text = String(value)
  if (form === 'samar') return maskWords(text)
  if (form === 'kecil') return inSentence(text)
  if (form === 'bulan' && /^\d{4}-\d{2}$/.test(text)) return longMonth(text)
  return form === 'tanggal' && isDateText(text) ? longDate(text) : text
}

function shapedNumber(value: number, form: BlankForm): string {
  if (form === 'rupiah') return `Rp${grouped(Math.round(value))},00`
  if (form === 'terbilang' && Number.isSafeInteger(value) && value >= 0) return terbilang(value)
  // A year or a house number is no amount: only what asks for it has its thousands apart.
  return form === 'teks' || form === 'nilai' ? String(value).replace('.', ',') : grouped(value)
}

/** 1.234.567,5 */
function grouped(value: number): string {
  const [whole = '0', part] = String(Math.abs(value)).split('.')
  return `${value < 0 ? '-' : ''}${inThousands(whole, '.')}${part === undefined ? '' : `,${part}`}`
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

/** What only a letter knows: the office whose letter it is, and the day of its issue. */
export type Issue = Readonly<{
  kantor: Readonly<{ nama: string; alamat: string | null }>
  on: string
}>

/** @returns the facts of an application as its letter reads them */
export function letterFacts(facts: Facts, { kantor, on }: Issue): Facts {
  const own: Readonly<Record<keyof typeof LETTER_FACTS, unknown>> = {
    'kantor.nama': kantor.nama,
    'kantor.alamat': kantor.alamat,
    'tanggal.ini': on,
  }
  return {
    ...facts,
    get: (name) => (Object.hasOwn(LETTER_FACTS, name) ? own[name] : facts.get(name)),
  }
}

/** @returns the last day of a letter issued on a day; undefined where it holds for good */
export function validUntil(
  prepared: Prepared,
  { id }: Output,
  { facts, on }: Readonly<{ facts: Facts; on: string }>,
): Tanggal | undefined {
  const until = prepared.validUntil.get(id)?.(facts)
  if (typeof until === 'string' && isDateText(until)) return until
  const months = prepared.validMonths.get(id)?.(facts)
  if (typeof months !== 'number') return undefined
  return addMonths(on, Math.trunc(months)) ?? undefined
}
