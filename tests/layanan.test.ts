import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../src/modules/services/definition-file/read-catalogue.ts'
import {
  definitionJsonSchema,
  LayananSchema,
} from '../src/modules/services/definition-file/schema.ts'
import { createSearch } from '../src/modules/services/domain/catalogue/search.ts'
import { COMPONENTS, standardOf } from '../src/modules/services/domain/catalogue/standard.ts'
import { isRoundClock } from '../src/modules/services/domain/clock.ts'
import { readBlanks } from '../src/modules/services/domain/definition/blanks.ts'
import { fieldsOf } from '../src/modules/services/domain/definition/names.ts'
import { factsOf, prepare } from '../src/modules/services/domain/definition/prepare.ts'
import { storedWords } from '../src/modules/services/domain/definition/stored-words.ts'
import {
  type Field,
  type Law,
  type Layanan,
  type Letter,
  wordsIn,
} from '../src/modules/services/domain/definition/types.ts'
import { fillBlanks, letterFacts } from '../src/modules/services/domain/letter.ts'
import { standardWords } from '../src/modules/services/web/words.ts'

/** The catalogue that ships: what every service of it must be. */
const root = join(import.meta.dirname, '..')
const { layanan, rujukan, around, problems } = await readCatalogue(join(root, 'data/layanan'))
const entries = [...layanan, ...rujukan]
const named = layanan.map((one) => [one.code, one] as const)
const events = new Set(
  (
    JSON.parse(readFileSync(join(root, 'data/layanan/peristiwa.json'), 'utf8')) as {
      kode: string
    }[]
  ).map((one) => one.kode),
)
const duplicates = (values: readonly string[]) =>
  values.filter((one, i) => values.indexOf(one) !== i)

describe('the catalogue of services', () => {
  it('is sound, with every golden case of every service', () => {
    expect(problems).toEqual([])
  })

  it('holds more than 220 services of at least 15 owners, and leads to those of the centre', () => {
    expect(layanan.length).toBeGreaterThanOrEqual(220)
    expect(new Set(layanan.map((one) => one.owner)).size).toBeGreaterThanOrEqual(15)
    expect(rujukan.length).toBeGreaterThanOrEqual(20)
  })

  it('has each service once, under one name', () => {
    expect(duplicates(entries.map((one) => one.code))).toEqual([])
    expect(duplicates(entries.map((one) => wordsIn(one.name, 'id').toLowerCase()))).toEqual([])
  })

  it('names everything for people in both languages', () => {
    const onlyOne = entries.flatMap((one) =>
      [one.name, one.summary].some((words) => typeof words === 'string' || !words.en)
        ? [one.code]
        : [],
    )
    expect(onlyOne).toEqual([])
  })

  it('names no occasion in life that is not among them', () => {
    const lost = entries.flatMap((one) =>
      (one.events ?? []).filter((kode) => !events.has(kode)).map((kode) => `${one.code} ${kode}`),
    )
    expect(lost).toEqual([])
  })

  it('leads to no permit that the law has done away with', () => {
    const gone = /\b(siup|tdp|situ|izin gangguan|izin mendirikan bangunan)\b/i
    expect(
      entries.filter((one) => gone.test(wordsIn(one.name, 'id'))).map((one) => one.code),
    ).toEqual([])
  })

  it('finds each service among the first five by its own name', () => {
    const search = createSearch(entries)
    const lost = entries.filter(
      (one) => !search(wordsIn(one.name, 'id'), 5).some((found) => found.code === one.code),
    )
    expect(lost.map((one) => one.code)).toEqual([])
  })
})

const register = new Map(
  (
    parse(readFileSync(join(root, 'docs/law/register.csv'), 'utf8'), { columns: true }) as {
      instrument: string
      terverifikasi_oleh: string
    }[]
  ).map((row) => [row.instrument, row.terverifikasi_oleh]),
)
const WORDS = standardWords('id')

describe('each service', () => {
  it.each(named)('%s has all fourteen components of its standard', (_, one) => {
    const standard = standardOf(one, { lang: 'id', hoursPerDay: 8, words: WORDS, on: '2026-11-26' })
    const hollow = COMPONENTS.filter(
      (component) =>
        standard[component].length === 0 ||
        standard[component].some((line) => line.text.trim() === ''),
    )
    expect(hollow).toEqual([])
  })

  it('that asks for neither document nor rule says what is enough', () => {
    const said = layanan
      .filter((one) => !asksForSomething(one))
      .map((one) => {
        const standard = standardOf(one, {
          lang: 'id',
          hoursPerDay: 8,
          words: WORDS,
          on: '2026-11-26',
        })
        return standard.persyaratan.map((line) => line.text)
      })
    expect(said.length).toBeGreaterThan(0)
    for (const lines of said)
      expect(lines).toEqual([expect.stringMatching(/^Tidak ada dokumen; cukup /)])
  })

  it('that promises hours by day and night says so, and on what the figure rests', () => {
    const emergency = layanan.filter((one) => isRoundClock(one.workflow))
    expect(emergency.map((one) => one.code)).toEqual(
      expect.arrayContaining(['DAMKAR-EVAKUASI', 'DINKES-AMBULANS', 'RSUD-JENAZAH']),
    )
    for (const one of emergency) {
      const { waktu } = standardOf(one, {
        lang: 'id',
        hoursPerDay: 8,
        words: WORDS,
        on: '2026-11-26',
      })
      expect([one.code, waktu[0]?.text]).toEqual([
        one.code,
        expect.stringMatching(/^\d+ jam, siang dan malam$/),
      ])
      expect([one.code, waktu[1]?.text]).toEqual([
        one.code,
        expect.stringContaining('belum diverifikasi'),
      ])
    }
  })

  it('claims no law or figure verified that the register does not know as verified', () => {
    const claims = layanan.flatMap((one) => {
      const laws: readonly Pick<Law, 'name' | 'isVerified'>[] = [
        ...one.standar.dasarHukum,
        ...(one.fee.law === undefined ? [] : [one.fee.law]),
        ...(one.params ?? []).flatMap((param) =>
          param.values.map((value) => ({ name: value.source, isVerified: value.isVerified })),
        ),
      ]
      return laws
        .filter((law) => law.isVerified && !register.get(law.name))
        .map((law) => `${one.code} ${law.name}`)
    })
    expect(claims).toEqual([])
  })

  it('is at most 20 kB whole and 5 kB as it is sent', () => {
    const heavy = layanan.flatMap((one) => {
      const text = JSON.stringify(one)
      const sent = sentSize(text)
      return text.length > 20 * 1024 || sent > 5 * 1024
        ? [`${one.code} ${text.length} ${sent}`]
        : []
    })
    expect(heavy).toEqual([])
  })

  it.each(named)('%s writes its letters without a hole where an answer is required', (_, one) => {
    expect(holesIn(one)).toEqual([])
  })
})

/** As the server sends it; the slow, smallest form only where the quick one is not small enough. */
function sentSize(text: string): number {
  const quality = (value: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: value } })
  const quick = brotliCompressSync(text, quality(5)).length
  return quick <= 5 * 1024 ? quick : brotliCompressSync(text).length
}

function asksForSomething({ documents, eligibility }: Layanan): boolean {
  return documents.length > 0 || eligibility.some((rule) => rule.else === 'tolak')
}

/** An answer for every field that must have one, whatever its type. */
function sampleOf(field: Field): unknown {
  const { options } = field
  if (options !== undefined && !('ref' in options)) return sampleChoice(field, options[0]?.[0])
  if (options !== undefined)
    return sampleChoice(field, Object.keys(around.tables.get(options.ref)?.rows ?? {})[0])
  if (field.type === 'ulang') return [sampleRow(field.fields ?? [])]
  return SAMPLES[field.type] ?? 'Contoh'
}

function sampleChoice({ type }: Field, value: string | undefined): unknown {
  return type === 'banyak' ? [value] : value
}

function sampleRow(fields: readonly Field[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map((field) => [field.id, sampleOf(field)]))
}

const SAMPLES: Readonly<Partial<Record<Field['type'], unknown>>> = {
  angka: 3,
  rupiah: 250_000,
  tanggal: '2026-03-02',
  bulan: '2026-03',
  centang: true,
  pernyataan: true,
  titik: { lat: -6.2, lon: 106.8 },
}

/** Blanks of shown parts that come out as a dash though their field is shown and required. */
function holesIn(one: Layanan): readonly string[] {
  const prepared = prepare(one)
  const fields = fieldsOf(one)
  const known: Record<string, unknown> = {
    'case.desa': 'x',
    'case.kecamatan': 'x',
    'case.tanggal': '2026-03-02',
  }
  for (const { prefill, ...field } of fields)
    if (prefill !== undefined) known[prefill] = sampleOf(field as Field)
  const facts = letterFacts(
    factsOf(prepared, {
      answers: Object.fromEntries(fields.map((field) => [field.id, sampleOf(field)])),
      known,
      documents: new Set(one.documents.map((doc) => doc.id)),
      today: '2026-03-02',
      lookup: (table, key, column) => around.tables.get(table)?.rows[key]?.[column] ?? null,
      workdays: () => 5,
      has: () => false,
    }),
    { kantor: { nama: 'Kantor', alamat: 'Jalan' }, on: '2026-03-02' },
  )
  const writing = {
    facts,
    nameOf: storedWords(one, {
      tables: around.tables,
      villageName: (kode) => kode,
      officeName: (kode) => kode,
    }),
  }
  const isNeeded = (name: string) => {
    const field = prepared.fields.get(name)
    return (
      field === undefined || (field.isShown(facts) === true && field.isRequired(facts) === true)
    )
  }
  return one.outputs
    .flatMap(({ letter }) => (letter === undefined ? [] : textsOf(letter)))
    .flatMap((text) => readBlanks(text))
    .flatMap((piece) => {
      if (piece === undefined) return ['?']
      if (typeof piece === 'string' || !isNeeded(piece.name)) return []
      const written = fillBlanks(`{${piece.name}:${piece.form}}`, writing)
      return written === '-' || written === '' ? [piece.name] : []
    })
}

function textsOf(letter: Letter): readonly string[] {
  const blocks = letter.blocks.flatMap((block) => {
    if (block.show !== undefined) return []
    if ('text' in block) return [block.text]
    if ('table' in block) return block.table.map(([, text]) => text)
    return 'list' in block ? block.list : []
  })
  return [...blocks, letter.penutup ?? '', ...letter.show.map(([, text]) => text)]
}

describe('the schema of a definition', () => {
  it('takes every service of the catalogue as it was put together', () => {
    for (const one of layanan) expect(LayananSchema.parse(one)).toEqual(one)
  })

  it('refuses keys nobody declared', () => {
    const [first] = layanan
    expect(LayananSchema.safeParse({ ...first, rahasia: 1 }).success).toBe(false)
  })

  it('refuses what is nested too deep before walking it', () => {
    let deep: unknown = true
    for (let depth = 0; depth < 20_000; depth += 1) deep = ['not', deep]
    const [first] = layanan
    const read = LayananSchema.safeParse({ ...first, stats: deep })
    expect(read.success).toBe(false)
    expect(read.error?.issues.map((issue) => issue.message).join()).toContain('64 tingkat')
  })

  it('is published as a JSON Schema that names every key', () => {
    const schema = definitionJsonSchema() as { properties: object; required: readonly string[] }
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(Object.keys(layanan[0] ?? {})),
    )
    expect(schema.required).toContain('workflow')
  })
})
