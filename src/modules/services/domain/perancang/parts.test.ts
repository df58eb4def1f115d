import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../../kernel/canonical-json.ts'
import { readPatterns } from '../../definition-file/patterns.ts'
import { LayananSchema } from '../../definition-file/schema.ts'
import { definition } from '../../testing/definition.ts'
import type { Layanan } from '../definition/types.ts'
import { getAt, moveRow, readPath, setAt } from './path.ts'
import { isRecord, readRecord } from './read-part.ts'
import { placeAt, SECTIONS } from './sections.ts'
import type { RecordShape, Shape } from './shapes.ts'
import {
  writeAsked,
  writeBlock,
  writeFigure,
  writeLines,
  writeNumber,
  writeOptions,
  writePairs,
  writeReason,
  writeRunning,
  writeValues,
  writeWordLines,
  writeWords,
} from './write-part.ts'

type Typed = Record<string, string | readonly string[]>

/** What a page of the designer would send back if nobody changed anything on it. */
function typedOf(shape: RecordShape, value: unknown, prefix = ''): Typed {
  return Object.assign(
    {},
    ...shape.parts.map((part) => {
      const own = part.key === '.' ? value : getAt(value, [part.key])
      return typedPart(part.shape, `${prefix}${part.key}`, own)
    }),
  )
}

function typedPart(shape: Shape, name: string, value: unknown): Typed {
  if (shape.kind === 'record') return typedOf(shape, value, `${name}.`)
  const writer = WRITERS[shape.kind]
  return writer === undefined ? {} : writer(name, value)
}

const one = (write: (value: unknown) => string) => (name: string, value: unknown) => ({
  [name]: write(value),
})
const plain = one((value) => String(value ?? ''))
const WRITERS: Partial<Record<Shape['kind'], (name: string, value: unknown) => Typed>> = {
  text: plain,
  date: plain,
  pick: plain,
  words: (name, value) => ({ [name]: writeWords(value).id, [`${name}.en`]: writeWords(value).en }),
  number: one(writeNumber),
  figure: one(writeFigure),
  tick: one((value) => (value === true ? 'ya' : '')),
  yesNo: one((value) => (value === undefined ? '' : value === true ? 'ya' : 'tidak')),
  ticks: (name, value) => ({
    [name]: Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)],
  }),
  lines: one(writeLines),
  wordLines: one(writeWordLines),
  pairs: one(writePairs),
  asked: one(writeAsked),
  values: one(writeValues),
  options: (name, value) => ({
    [name]: writeOptions(value),
    [`${name}.tabel`]: isRecord(value) ? String(value.ref) : '',
  }),
  reason: (name, value) => ({
    [name]: writeReason(value).choice,
    [`${name}.daftar`]: writeReason(value).list,
  }),
  running: (name, value) => ({
    [name]: writeRunning(value).choice,
    [`${name}.peta`]: writeRunning(value).map,
  }),
  block: (name, value) => {
    const { jenis, isi, kelompok } = writeBlock(value)
    return { [`${name}jenis`]: jenis, [`${name}isi`]: isi, [`${name}kelompok`]: kelompok }
  },
}

/** Every place of a definition that has a page of its own. */
function placesIn(shape: Shape, value: unknown, path: readonly string[]): readonly string[][] {
  if (value === undefined) return []
  if (shape.kind === 'record')
    return shape.parts.flatMap((part) =>
      placesIn(part.shape, getAt(value, [part.key]), [...path, part.key]),
    )
  const inner =
    shape.kind === 'list'
      ? shape.of()
      : 'of' in shape && typeof shape.of === 'object'
        ? shape.of
        : undefined
  if (inner === undefined) return []
  if (shape.kind === 'leaf') return [[...path], ...placesIn(inner, value, path)]
  const keys = Object.keys(value as object)
  return keys.flatMap((key) => [
    [...path, key],
    ...placesIn(inner, getAt(value, [key]), [...path, key]),
  ])
}

const shipped = readPatterns().all.map(({ sample }) => sample)
/** No occasion ticked and none named are the same. */
const plainOf = ({ events, ...rest }: Layanan): Layanan =>
  events === undefined || events.length === 0 ? rest : { ...rest, events }

describe('a page of the designer', () => {
  it('that is saved as it was drawn changes nothing, for every part of every pattern and of a whole service', () => {
    let seen = 0
    for (const isi of [definition(), ...shipped].map(plainOf)) {
      const places = SECTIONS.flatMap((section) => {
        const place = placeAt([section])
        if (place?.kind !== 'record') throw new Error(section)
        return [[section], ...placesIn(place.shape, isi, [])]
      })
      for (const path of places) {
        const place = placeAt(path)
        if (place?.kind !== 'record') throw new Error(path.join('/'))
        const old = getAt(isi, place.path)
        const read = readRecord(place.shape, typedOf(place.shape, old), { old })
        expect(read.refusals).toEqual([])
        const next =
          place.path.length > 0 ? setAt(isi, place.path, read.value) : { ...isi, ...read.value }
        const parsed = LayananSchema.safeParse(next)
        expect(parsed.success, path.join('/')).toBe(true)
        expect(canonicalJson(parsed.data), path.join('/')).toBe(canonicalJson(isi))
        seen += 1
      }
    }
    expect(seen).toBeGreaterThan(1000)
  })

  it('says which line it cannot read, at its field', () => {
    const place = placeAt(['uji', '0'])
    expect(place).toBeUndefined()
    const test = placeAt(['tests', '0'])
    if (test?.kind !== 'record') throw new Error('no page of a test')
    const read = readRecord(
      test.shape,
      { name: 'x', at: '2026-01-01', data: 'p.lahir 1990' },
      { old: {} },
    )
    expect(read.refusals.map(({ code, field }) => [code, field])).toEqual([
      ['RANCANGAN_NILAI', 'data'],
    ])
  })

  it('never lets a name reach into what objects inherit', () => {
    const test = placeAt(['tests', '0'])
    if (test?.kind !== 'record') throw new Error('no page of a test')
    const read = readRecord(
      test.shape,
      { data: '__proto__ = {"a":1}\nconstructor = 1\nmodal = 5' },
      { old: {} },
    )
    expect(read.value.data).toEqual({ modal: 5 })
    expect(readPath('__proto__/polluted')).toEqual([])
    expect(getAt({}, ['constructor', 'name'])).toBeUndefined()
    expect(placeAt(['constructor'])).toBeUndefined()
  })
})

describe('values that are typed', () => {
  it('come back from their lines as they were', () => {
    const value = fc.oneof(
      fc.boolean(),
      fc.integer(),
      fc.string(),
      fc.constantFrom('ya', '1990-01-01', '17', 'null', '"x"'),
    )
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('p.lahir', 'modal', 'jenis', 'b3'), value),
        (values) => {
          const shape: RecordShape = {
            kind: 'record',
            name: 'x',
            parts: [{ key: 'data', shape: { kind: 'values' } }],
          }
          const read = readRecord(shape, { data: writeValues(values) }, { old: {} })
          expect(read.refusals).toEqual([])
          expect(read.value.data).toEqual(values)
        },
      ),
    )
  })
})

describe('rows', () => {
  it('move within their list and never out of it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { maxLength: 6 }),
        fc.integer({ min: -2, max: 8 }),
        fc.constantFrom(-1 as const, 1 as const),
        (list, index, by) => {
          const moved = moveRow(list, index, by)
          expect([...moved].toSorted()).toEqual([...list].toSorted())
          expect(moveRow(moved, index + by, by === 1 ? -1 : 1)).toEqual(list)
        },
      ),
    )
  })

  it('are added at the end and taken away by their place', () => {
    expect(setAt({ rows: [1, 2] }, ['rows', '+'], 3)).toEqual({ rows: [1, 2, 3] })
    expect(setAt({ rows: [1, 2] }, ['rows', '0'], undefined)).toEqual({ rows: [2] })
    expect(setAt({ rows: [1, 2] }, ['rows', '9'], 3)).toEqual({ rows: [1, 2] })
  })
})

describe('patterns', () => {
  it('each make a definition that can be read, and are explained in both languages but for the newest', () => {
    const files = readdirSync(join(import.meta.dirname, '../../../../../data/layanan/pola'))
    expect(shipped.length).toBe(files.filter((file) => file.endsWith('.json')).length)
    const words = readFileSync(
      join(import.meta.dirname, '../../../../../data/layanan/keterangan-pola.json'),
      'utf8',
    )
    expect(Object.keys(JSON.parse(words)).length).toBeGreaterThan(shipped.length * 0.9)
    for (const { keterangan } of Object.values(
      JSON.parse(words) as Record<string, { keterangan: { id: string; en: string } }>,
    ))
      expect(keterangan.id.length > 20 && keterangan.en.length > 20).toBe(true)
  })
})
