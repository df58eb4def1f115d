import type { Refusal } from '../../../../kernel/result.ts'
import { designRefusal } from './refusals.ts'
import type { Part, RecordShape, Shape } from './shapes.ts'

/** What was typed, by name. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** A record as it was typed, and what could not be read of it. */
export type ReadRecord = Readonly<{
  value: Readonly<Record<string, unknown>>
  refusals: readonly Refusal[]
}>

/**
 * Read the fields of one page into the record they edit. What has a page of its own (lists, expressions,
 * letters) is taken from how it was.
 *
 * @param prefix in front of every name: `sla.` for a record within a record
 */
export function readRecord(
  shape: RecordShape,
  typed: Typed,
  { old, prefix = '', isNew = false }: Readonly<{ old: unknown; prefix?: string; isNew?: boolean }>,
): ReadRecord {
  const before = isRecord(old) ? old : {}
  const value: Record<string, unknown> = {}
  const refusals: Refusal[] = []
  for (const part of shape.parts) {
    const read = readPart(part, typed, { old: before, prefix, isNew })
    refusals.push(...read.refusals)
    if (part.key === '.') Object.assign(value, read.value)
    else if (read.value !== undefined) value[part.key] = read.value
  }
  return { value, refusals }
}

/** Written for a list that is there and holds nothing: "no rule stops it" is not "not asked". */
export const NONE = '-'

type Within = Readonly<{ old: Readonly<Record<string, unknown>>; prefix: string; isNew: boolean }>
type Read = Readonly<{ value: unknown; refusals: readonly Refusal[] }>
const fine = (value: unknown): Read => ({ value, refusals: [] })

function readPart({ key, shape, isOptional = false }: Part, typed: Typed, within: Within): Read {
  const name = `${within.prefix}${key}`
  const old = within.old[key]
  if (shape.kind === 'record')
    return readInner(shape, typed, { name, old, isOptional, isNew: within.isNew })
  if (shape.kind === 'list' && within.isNew && Array.isArray(old) && old.length > 0) {
    const row = readRecord(shape.of(), typed, { old: old[0], prefix: `${name}.0.`, isNew: true })
    return { value: [row.value], refusals: row.refusals }
  }
  const reader = READERS[shape.kind]
  if (reader === undefined) return fine(old)
  const read = reader(name, typed, shape)
  const isGiven =
    shape.kind === 'yesNo'
      ? read.value !== undefined
      : shape.kind === 'lines' && textOf(typed, name) === NONE
  return isOptional && !isGiven && isNothing(read.value) ? { ...read, value: undefined } : read
}

function readInner(
  shape: RecordShape,
  typed: Typed,
  {
    name,
    old,
    isOptional,
    isNew,
  }: Readonly<{ name: string; old: unknown; isOptional: boolean; isNew: boolean }>,
): Read {
  const read = readRecord(shape, typed, { old, prefix: `${name}.`, isNew })
  const isEmpty = isOptional && Object.values(read.value).every(isNothing)
  return { ...read, value: isEmpty ? undefined : read.value }
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === '' || value === false) return true
  return Array.isArray(value)
    ? value.length === 0
    : isRecord(value) && Object.keys(value).length === 0
}

type Reader = (name: string, typed: Typed, shape: Shape) => Read

const READERS: Readonly<Partial<Record<Shape['kind'], Reader>>> = {
  text: (name, typed) => fine(textOf(typed, name)),
  date: (name, typed) => fine(textOf(typed, name)),
  words: (name, typed) => fine(readWords(textOf(typed, name), textOf(typed, `${name}.en`))),
  number: (name, typed) => readNumber(name, textOf(typed, name)),
  figure: (name, typed) => {
    const text = textOf(typed, name)
    const read = readNumber(name, text)
    return read.refusals.length > 0 ? fine(text) : fine(read.value ?? '')
  },
  tick: (name, typed) => fine(textOf(typed, name) !== ''),
  yesNo: (name, typed) => {
    const text = textOf(typed, name)
    return fine(text === '' ? undefined : text === 'ya')
  },
  pick: (name, typed, shape) => {
    const text = textOf(typed, name)
    return shape.kind === 'pick' && shape.isNumber === true ? fine(Number(text)) : fine(text)
  },
  ticks: (name, typed, shape) => {
    const all = textsOf(typed, name)
    const isOne = shape.kind === 'ticks' && shape.isOneOrMany === true && all.length === 1
    return fine(isOne ? all[0] : all)
  },
  lines: (name, typed) => fine(textOf(typed, name) === NONE ? [] : linesOf(typed, name)),
  wordLines: (name, typed) => fine(linesOf(typed, name).map(wordsOfLine)),
  pairs: (name, typed) => readPairs(name, linesOf(typed, name)),
  values: (name, typed) => readValues(name, linesOf(typed, name)),
  options: readOptions,
  reason: (name, typed) => {
    const listed = linesOf(typed, `${name}.daftar`).map(wordsOfLine)
    const choice = textOf(typed, name)
    if (choice === 'daftar') return fine(listed)
    return fine(choice === 'ya')
  },
  running: readRunning,
  asked: readAsked,
  block: readBlock,
}

export function textOf(typed: Typed, name: string): string {
  return textsOf(typed, name)[0] ?? ''
}

function textsOf(typed: Typed, name: string): readonly string[] {
  const found = Object.hasOwn(typed, name) ? typed[name] : undefined
  const all = found === undefined ? [] : typeof found === 'string' ? [found] : found
  return all.map((text) => text.trim()).filter((text) => text !== '')
}

function linesOf(typed: Typed, name: string): readonly string[] {
  return textOf(typed, name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function readWords(id: string, en: string): unknown {
  return en === '' ? id : { id, en }
}

function wordsOfLine(line: string): unknown {
  const [id = '', ...en] = line.split('|').map((one) => one.trim())
  return readWords(id, en.join(' | '))
}

/** 0,5 as people write it and 0.5 as machines do; whole numbers may have dots. */
function readNumber(name: string, text: string): Read {
  if (text === '') return fine(undefined)
  const isDotted = /^-?\d{1,3}(\.\d{3})+(,\d{1,6})?$/.test(text)
  const plain = isDotted ? text.replaceAll('.', '') : text
  const number = plain.replace(',', '.')
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(number)
    ? fine(Number(number))
    : { value: undefined, refusals: [designRefusal('RANCANGAN_ANGKA', name)] }
}

function readPairs(name: string, lines: readonly string[]): Read {
  const odd = lines.find((line) => !line.includes('|'))
  const pairs = lines.map((line) => {
    const [label = '', ...text] = line.split('|')
    return [label.trim(), text.join('|').trim()]
  })
  return {
    value: pairs,
    refusals: odd === undefined ? [] : [designRefusal('RANCANGAN_PASANGAN', name, { baris: odd })],
  }
}

/** `nama = nilai`, the value as JSON, or as text where it is none. */
function readValues(name: string, lines: readonly string[]): Read {
  const odd = lines.find((line) => !/^[A-Za-z][A-Za-z0-9.[\]]{0,79}\s*=/.test(line))
  const pairs = lines.flatMap((line) => {
    const at = line.indexOf('=')
    const key = line.slice(0, at).trim()
    return at < 1 || RESERVED.includes(key) ? [] : [[key, valueIn(line.slice(at + 1).trim())]]
  })
  return {
    value: Object.fromEntries(pairs),
    refusals: odd === undefined ? [] : [designRefusal('RANCANGAN_NILAI', name, { baris: odd })],
  }
}

const RESERVED: readonly string[] = ['constructor', 'prototype', '__proto__']

function valueIn(text: string): unknown {
  if (text === 'ya') return true
  if (text === 'tidak') return false
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** `nilai | Kata | Word`, one a line; or the name of a table. */
function readOptions(name: string, typed: Typed): Read {
  const table = textOf(typed, `${name}.tabel`)
  if (table !== '') return fine({ ref: table })
  const lines = linesOf(typed, name)
  const odd = lines.find((line) => !line.includes('|'))
  return {
    value: lines.map((line) => {
      const [value = '', ...label] = line.split('|')
      return [value.trim(), wordsOfLine(label.join('|'))]
    }),
    refusals: odd === undefined ? [] : [designRefusal('RANCANGAN_PASANGAN', name, { baris: odd })],
  }
}

/** Running applications finish on their version, or `tahap lama = tahap baru`. */
function readRunning(name: string, typed: Typed): Read {
  if (textOf(typed, name) !== 'pindah') return fine('finish-on-old')
  const lines = linesOf(typed, `${name}.peta`)
  const odd = lines.find((line) => !/^[A-Za-z0-9.]{1,40}\s*=\s*[A-Za-z0-9.]{1,40}$/.test(line))
  const map = lines.map((line) => line.split('=').map((one) => one.trim()))
  return {
    value: { migrate: Object.fromEntries(map.map(([from = '', to = '']) => [from, to])) },
    refusals:
      odd === undefined ? [] : [designRefusal('RANCANGAN_PETA', `${name}.peta`, { baris: odd })],
  }
}

/** Agencies that are asked, one a line; `dlh = [...]` only when the condition holds. */
function readAsked(name: string, typed: Typed): Read {
  const lines = linesOf(typed, name)
  const odd = lines.find((line) => !/^[a-zA-Z0-9-]{2,40}(\s*=.*)?$/.test(line))
  return {
    value: lines.map((line) => {
      const at = line.indexOf('=')
      return at < 0
        ? line
        : { unit: line.slice(0, at).trim(), when: valueIn(line.slice(at + 1).trim()) }
    }),
    refusals: odd === undefined ? [] : [designRefusal('RANCANGAN_NILAI', name, { baris: odd })],
  }
}

/** A part of a letter: a paragraph, a table of pairs, a list, or the rows of a group. */
function readBlock(name: string, typed: Typed): Read {
  const text = textOf(typed, `${name}isi`)
  const jenis = textOf(typed, `${name}jenis`)
  if (jenis === 'list') return fine({ list: linesOf(typed, `${name}isi`) })
  if (jenis !== 'table' && jenis !== 'rows') return fine({ text })
  const pairs = readPairs(`${name}isi`, linesOf(typed, `${name}isi`))
  if (jenis === 'table') return { ...pairs, value: { table: pairs.value } }
  return {
    ...pairs,
    value: { rows: textOf(typed, `${name}kelompok`), columns: pairs.value },
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
