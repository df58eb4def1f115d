import { cleanVisible } from '../../../kernel/clean-text.ts'
import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { parseLatLon } from '../../../kernel/geo.ts'
import { parseRupiah } from '../../../kernel/money.ts'
import { parseNik } from '../../../kernel/nik.ts'
import { parsePhone } from '../../../kernel/phone.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { matchesPattern, patternExample } from './definition/pattern.ts'
import type { Field } from './definition/types.ts'
import { type RefusalCode, refusal } from './refusals.ts'

/** What was typed, by name: one text, or several of the same name. */
export type Typed = Readonly<Record<string, string | readonly string[]>>
export type Answers = Readonly<Record<string, unknown>>

export type ReadingRules = Readonly<{
  today: Tanggal
  isDemo: boolean
  isDesa: (kode: string) => boolean
  /** Keys of a look-up table that a choice may come from. */
  tableKeys: (table: string) => ReadonlySet<string>
}>

const TEXT_MAX = 200
const PARAGRAPH_MAX = 2000
const ROWS_MAX = 30

export type Reading = Readonly<{ answers: Answers; refusals: readonly Refusal[] }>

/**
 * Read what was typed into these fields. Only what is a declared field is read; every value comes out in
 * its type or is refused at its field. What is missing is left out: whether it may be is asked later, by the rules.
 */
export function readAnswers(fields: readonly Field[], typed: Typed, rules: ReadingRules): Reading {
  const answers: Record<string, unknown> = {}
  const refusals: Refusal[] = []
  for (const field of fields) {
    if (field.type === 'info' || field.type === 'hitung' || field.type === 'foto') continue
    const read =
      field.type === 'ulang'
        ? readRows(field, typed, rules)
        : readField(field, textsOf(typed, field.id), rules)
    if (!read.ok) refusals.push(...read.refusals)
    else if (read.value !== undefined) answers[field.id] = read.value
  }
  return { answers, refusals }
}

/** @returns names that were sent and that no field declares */
export function undeclared(fields: readonly Field[], typed: Typed): readonly string[] {
  const single = new Set(fields.filter((field) => field.type !== 'ulang').map((field) => field.id))
  const groups = fields.filter((field) => field.type === 'ulang')
  return Object.keys(typed).filter(
    (name) => !single.has(name) && !groups.some((group) => isCellOf(group, name)),
  )
}

/** `omzet.0.jumlah`: a row's number between group and column. */
function isCellOf(group: Field, name: string): boolean {
  if (!name.startsWith(`${group.id}.`)) return false
  const [row = '', ...column] = name.slice(group.id.length + 1).split('.')
  return isRowNumber(row) && (group.fields ?? []).some((field) => field.id === column.join('.'))
}

function isRowNumber(text: string): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) < ROWS_MAX
}

function textsOf(typed: Typed, name: string): readonly string[] {
  if (!Object.hasOwn(typed, name)) return []
  const found = typed[name]
  const list = found === undefined ? [] : typeof found === 'string' ? [found] : found
  return list.map((text) => text.trim()).filter((text) => text !== '')
}

type Read = Result<unknown>
const missing: Read = ok(undefined)

function readField(field: Field, texts: readonly string[], rules: ReadingRules): Read {
  if (field.type === 'centang' || field.type === 'pernyataan') return ok(texts.length > 0)
  if (field.type === 'banyak') return readMany(field, texts, rules)
  const [text] = texts
  if (text === undefined) return missing
  return READERS[field.type]?.(field, text, rules) ?? no(field, 'ISIAN_TIDAK_DIKENAL')
}

type Reader = (field: Field, text: string, rules: ReadingRules) => Read

const READERS: Readonly<Partial<Record<Field['type'], Reader>>> = {
  teks: (field, text) => readText(field, text, TEXT_MAX),
  paragraf: (field, text) => readText(field, text, PARAGRAPH_MAX),
  angka: (field, text) => readNumber(field, text),
  rupiah: (field, text) => {
    const read = parseRupiah(text)
    if (!read.ok) return at(field, read)
    const rupiah = Number(read.value / 100n)
    return Number.isSafeInteger(rupiah) ? within(field, rupiah) : no(field, 'ISIAN_ANGKA')
  },
  tanggal: (field, text) => at(field, parseTanggal(text)),
  bulan: readMonth,
  pilih: (field, text, rules) =>
    choicesOf(field, rules).has(text) ? ok(text) : no(field, 'ISIAN_PILIHAN'),
  nik: (field, text, { today, isDemo }) => {
    const read = parseNik(text, { today, allowDemo: isDemo })
    return read.ok ? ok(read.value.nik as string) : at(field, read)
  },
  nkk: (field, text) => readDigits(field, text, 16, 'ISIAN_NKK'),
  nib: (field, text) => readDigits(field, text, 13, 'ISIAN_NIB'),
  npwpd: (field, text) => readText(field, text, 40),
  hp: (field, text) => at(field, parsePhone(text)),
  email: (field, text) =>
    text.length <= 120 && /^[^\s@]{1,64}@[^\s@.]{1,60}(\.[^\s@.]{1,60}){1,4}$/.test(text)
      ? ok(text.toLowerCase())
      : no(field, 'ISIAN_EMAIL'),
  wilayah: (field, text, { isDesa }) => (isDesa(text) ? ok(text) : no(field, 'ISIAN_WILAYAH')),
  titik: (field, text) => {
    const [lat = '', lon = ''] = text.split(/[,;] */)
    const read = parseLatLon({ lat, lon })
    return read.ok ? ok({ lat: read.value.lat, lon: read.value.lon }) : no(field, 'ISIAN_TITIK')
  },
}

function at(field: Field, read: Result<unknown>): Read {
  return read.ok ? read : refuse(read.refusals.map((one) => ({ ...one, field: field.id })))
}

function no(field: Field, code: RefusalCode, values?: Readonly<Record<string, string>>): Read {
  return refuse(refusal(code, field.id, values))
}

function readText(field: Field, text: string, lengthMax: number): Read {
  const limit = Math.min(field.max ?? lengthMax, PARAGRAPH_MAX)
  if (text.length > limit) return no(field, 'ISIAN_TERLALU_PANJANG', { batas: String(limit) })
  if (field.pattern !== undefined && !matchesPattern(text, field.pattern))
    return no(field, 'ISIAN_POLA', { bentuk: patternExample(field.pattern) })
  return ok(cleanVisible(text))
}

/** 1.250,5 as people write it, and 1250.5 as machines do. */
function readNumber(field: Field, text: string): Read {
  const compact = text.replaceAll(' ', '')
  const isIndonesian =
    /^-?\d{1,3}(\.\d{3})+(,\d{1,6})?$/.test(compact) || /^-?\d{1,15},\d{1,6}$/.test(compact)
  const plain = isIndonesian ? compact.replaceAll('.', '').replace(',', '.') : compact
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(plain)) return no(field, 'ISIAN_ANGKA')
  return within(field, Number(plain))
}

function within(field: Field, value: number): Read {
  const { min, max } = field
  if (min !== undefined && value < min)
    return no(field, 'ISIAN_KURANG_DARI', { batas: written(min) })
  if (max !== undefined && value > max)
    return no(field, 'ISIAN_LEBIH_DARI', { batas: written(max) })
  return ok(value)
}

function written(value: number): string {
  return String(value).replace('.', ',')
}

function readMonth(field: Field, text: string): Read {
  const found = /^(\d{4})-(\d{2})$/.exec(text) ?? reversed(/^(\d{1,2})[/-](\d{4})$/.exec(text))
  const month = Number(found?.[2])
  if (found === null || month < 1 || month > 12) return no(field, 'ISIAN_BULAN')
  return ok(`${found[1]}-${String(month).padStart(2, '0')}`)
}

function reversed(found: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return found === null ? null : [found[0], found[2], found[1]]
}

function readDigits(field: Field, text: string, length: number, code: RefusalCode): Read {
  const digits = text.replace(/[ .-]/g, '')
  return digits.length === length && /^\d+$/.test(digits) ? ok(digits) : no(field, code)
}

function choicesOf({ options }: Field, rules: ReadingRules): ReadonlySet<string> {
  if (options === undefined) return new Set()
  return 'ref' in options ? rules.tableKeys(options.ref) : new Set(options.map(([value]) => value))
}

function readMany(field: Field, texts: readonly string[], rules: ReadingRules): Read {
  const choices = choicesOf(field, rules)
  if (texts.some((text) => !choices.has(text))) return no(field, 'ISIAN_PILIHAN')
  return ok([...new Set(texts)])
}

function readRows(group: Field, typed: Typed, rules: ReadingRules): Read {
  const numbers = new Set<number>()
  for (const name of Object.keys(typed))
    if (isCellOf(group, name)) numbers.add(Number(name.slice(group.id.length + 1).split('.')[0]))
  const rows: Answers[] = []
  const refusals: Refusal[] = []
  for (const number of [...numbers].toSorted((a, b) => a - b)) {
    const prefix = `${group.id}.${number}.`
    const cells = Object.fromEntries(
      (group.fields ?? []).map((field) => [field.id, textsOf(typed, prefix + field.id)]),
    )
    if (Object.values(cells).every((texts) => texts.length === 0)) continue
    const read = readAnswers(group.fields ?? [], cells, rules)
    rows.push(read.answers)
    for (const one of read.refusals)
      refusals.push({ ...one, ...(one.field === undefined ? {} : { field: prefix + one.field }) })
  }
  return refusals.length > 0 ? refuse(refusals) : ok(rows)
}
