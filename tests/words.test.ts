import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createWordRefusal, type Sentences } from '../src/kernel/wording.ts'
import { citizenReportsSentences } from '../src/modules/citizen-reports/messages/sentences.ts'
import { identitySentences } from '../src/modules/identity/messages/index.ts'
import { queueingSentences } from '../src/modules/queueing/index.ts'
import { referenceSentences } from '../src/modules/reference/messages/refusals.ts'
import { satisfactionSentences } from '../src/modules/satisfaction/messages/index.ts'
import { vaultSentences } from '../src/modules/vault/messages/index.ts'
import { houseSentences } from '../src/platform/wording/house.ts'
import { readTree } from './support/house-rules.ts'
import { createUnusedKeys, isSame, type Leaf, leavesOf, refusalsMade } from './support/words.ts'

const root = join(import.meta.dirname, '..')
const FOLDERS = readTree(['src'], ['.ts'])
  .map(({ path }) => /^(.*\/messages)\/[^/]+\.ts$/.exec(path)?.[1])
  .filter((path) => path !== undefined)
const CATALOGUES: readonly Sentences[] = [
  ...houseSentences,
  identitySentences,
  referenceSentences,
  ...citizenReportsSentences,
  satisfactionSentences,
  vaultSentences,
  ...queueingSentences,
]

/** Words of the security page, named as not there yet in the change log. */
const AWAITED = /portal\/messages\/id\.ts: security\./

type Pair = Readonly<{ name: string; id: readonly Leaf[]; en: readonly Leaf[] }>
let pairs: readonly Pair[] = []
const allOf = (lang: 'id' | 'en') =>
  pairs.flatMap((pair) => pair[lang].map((leaf) => ({ ...leaf, at: `${pair.name}: ${leaf.path}` })))

beforeAll(async () => {
  const found: Pair[] = []
  for (const folder of new Set(FOLDERS)) {
    const names = readdirSync(join(root, folder)).filter((name) => /(^|-)id\.ts$/.test(name))
    for (const name of names) {
      const read = async (file: string) => leavesOf(await import(join(root, folder, file)))
      const id = await read(name)
      const en = await read(name.replace(/id\.ts$/, 'en.ts'))
      found.push({ name: `${folder}/${name}`, id, en })
    }
  }
  pairs = found
}, 60_000)

/** The same word in both languages: names, abbreviations, and terms a form or a law gives. */
const SAME = /^(?:[^a-z]*|.*(?:Open311|Pendopo|Atom|RSS|CSV|JSON|WhatsApp|API|SMS).*|\S+)$/s
const SAME_PHRASES: ReadonlySet<string> = new Set(['7 m', 'n = 7', 'Bahasa Indonesia'])

describe('the words of the house', () => {
  it('were found: a walk that saw no catalogue proves nothing', () => {
    expect(pairs.length).toBeGreaterThan(12)
    expect(allOf('id').length).toBeGreaterThan(800)
  })

  it('are complete in both languages', () => {
    for (const { name, id, en } of pairs)
      expect(en.map(({ path }) => path).toSorted(), name).toEqual(
        id.map(({ path }) => path).toSorted(),
      )
  })

  it('say everything in words: no sentence is empty', () =>
    expect(
      [...allOf('id'), ...allOf('en')].filter(({ text }) => text.trim() === '').map(({ at }) => at),
    ).toEqual([]))

  it('do not shout', () =>
    expect(
      [...allOf('id'), ...allOf('en')].filter(({ text }) => text.includes('!')).map(({ at }) => at),
    ).toEqual([]))

  it('say Anda with a capital, and never kamu', () =>
    expect(
      allOf('id')
        .filter(({ text }) => /\b(?:kamu|kau|anda|kalian)\b|\bKamu\b/.test(text))
        .map(({ at, text }) => `${at} ${text}`),
    ).toEqual([]))

  it('are English in English', () =>
    expect(
      pairs.flatMap(({ name, id, en }) =>
        id
          .filter((leaf) => isSame(leaf, en))
          .filter(({ text }) => !SAME.test(text) && !SAME_PHRASES.has(text))
          .map(({ path, text }) => `${name}: ${path} ${text}`),
      ),
    ).toEqual([]))

  it('are used: no key waits for a page that is not there', () => {
    const code = readTree(['src'], ['.ts', '.tsx'])
      .filter(({ path }) => !/\/messages\/|\.test\./.test(path))
      .map(({ text }) => text)
      .join('\n')
    const unusedKeys = createUnusedKeys(code)
    const unused = pairs
      .flatMap(({ name, id }) => unusedKeys(id).map((key) => `${name}: ${key}`))
      .filter((key) => !AWAITED.test(key))
    expect(unused).toEqual([])
  })
})

describe('refusals', () => {
  const word = createWordRefusal(CATALOGUES)
  const sentences = CATALOGUES.flatMap(({ id, en }) =>
    Object.keys(en).map((key) => ({ key, id: id[key], en: en[key] ?? '' })),
  )

  it('are worded in both languages wherever a catalogue has them', () => {
    for (const { id, en } of CATALOGUES)
      expect(Object.keys(id).filter((key) => en[key] === undefined)).toEqual([])
    expect(sentences.filter(({ id, en }) => en.trim() === '' || en === id)).toEqual([])
  })

  it('neither shout nor say kamu, and end as sentences', () =>
    expect(
      sentences
        .filter(({ id = '.', en }) => /!|\bkamu\b/i.test(`${id}${en}`))
        .map(({ key }) => key),
    ).toEqual([]))

  it('keep the values of their sentence in English', () => {
    const names = (text: string) => [...text.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name)
    for (const { key, id, en } of sentences)
      if (id !== undefined) expect(names(id), key).toEqual(expect.arrayContaining(names(en)))
  })

  it('made in the source have an English sentence, codes of programs’ own protocols apart', () => {
    const made = refusalsMade(
      readTree(['src'], ['.ts', '.tsx']).filter(
        ({ path }) => !/\.test\.|\/messages\/|open311|\/exchange\/|\/impor/.test(path),
      ),
    )
    expect(made.length).toBeGreaterThan(40)
    expect(
      made
        .filter(({ code, message }) => word({ code, message }) === message)
        .map(({ path, code }) => `${path} ${code}`),
    ).toEqual([])
  })
})
