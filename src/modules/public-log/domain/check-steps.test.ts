import { describe, expect, it } from 'vitest'
import { createMemoryLog, testKey } from '../../../../tests/support/memory-log.ts'
import { COSIGNATURE } from '../../../kernel/tlog/note.ts'
import { formatProofFile } from '../../../kernel/tlog/proof-file.ts'
import { CHECK_TOOLS } from '../../../platform/sha256.ts'
import { BROWSER_TOOLS } from '../browser/check-tools.ts'
import { changeOneLetter, stepsOf, verdictOf } from './check-steps.ts'
import { formatExtra, parseExtra } from './leaf.ts'
import { checkRecord, type RecordCheck } from './verify-record.ts'

const ORIGIN = 'uji.example/log'
const signer = testKey(ORIGIN)
const witness = testKey('saksi.example/w1', COSIGNATURE)
const log = createMemoryLog(ORIGIN, [signer])
log.fill(300)
const proven = log.prove(7, { by: [signer, witness] })
const steps = (changed: Partial<RecordCheck> = {}, hasDocument = true) => {
  const check = {
    proof: proven.text,
    document: proven.document,
    logKeys: [signer.key],
    witnessKeys: [witness.key],
    quorum: 0,
    ...changed,
  }
  const found = [CHECK_TOOLS, BROWSER_TOOLS].map((tools) =>
    stepsOf(checkRecord(tools, check), hasDocument),
  )
  expect(found[0]).toEqual(found[1])
  return found[0] ?? []
}
const states = (found: ReturnType<typeof steps>) =>
  found.map(({ name, state }) => `${name} ${state}`)

describe('a check in steps', () => {
  it('names place, key and witnesses when all is right', () => {
    const found = steps()
    expect(states(found)).toEqual([
      'file good',
      'document good',
      'tree good',
      'signed good',
      'witness good',
    ])
    expect(found[2]?.values).toEqual({ indeks: '7', ukuran: '300' })
    expect(found[3]?.values?.kunci).toMatch(/^[0-9a-f]{8}$/)
    expect(found[4]?.values).toEqual({ saksi: 'saksi.example/w1' })
    expect(verdictOf(found)).toBe('good')
  })

  it('goes no further with a file that is none', () => {
    for (const proof of ['', 'c2sp.org/tlog-proof@v1', proven.text.slice(0, 60)])
      expect(states(steps({ proof }))).toEqual(['file bad'])
    expect(verdictOf(steps({ proof: '' }))).toBe('bad')
  })

  it('tells a changed document from a changed place and from a foreign signature', () => {
    const other = log.prove(8)
    expect(states(steps({ document: other.document }))[1]).toBe('document bad')
    const moved = formatProofFile({ ...other.file, extra: proven.file.extra })
    expect(states(steps({ proof: moved }))[2]).toBe('tree bad')
    const stranger = testKey(ORIGIN)
    for (const logKeys of [[stranger.key], []])
      expect([states(steps({ logKeys }))[3], verdictOf(steps({ logKeys }))]).toEqual([
        'signed bad',
        'bad',
      ])
  })

  it('is not good but not wrong without a document, or when its salt was erased', () => {
    const without = steps({ document: new Uint8Array() }, false)
    expect([without[1], verdictOf(without)]).toEqual([
      { name: 'document', state: 'open', why: 'no-document' },
      'without-document',
    ])
    const { entry } = parseExtra(proven.file.extra) ?? { entry: new Uint8Array() }
    const unsalted = formatProofFile({ ...proven.file, extra: formatExtra({ entry }) })
    const forgotten = steps({ proof: unsalted })
    expect([forgotten[1]?.why, verdictOf(forgotten)]).toEqual(['salt-erased', 'without-document'])
  })

  it('does not hold a missing witness against a record', () => {
    const found = steps({ witnessKeys: [] })
    expect([states(found)[4], verdictOf(found)]).toEqual(['witness open', 'good'])
  })
})

describe('one letter', () => {
  const change = (text: string) => changeOneLetter(Buffer.from(text))

  it('is changed in the middle of the longest text, and the word is told', () => {
    const changed = change('{"a":"pendek","pesan":"Lubang sudah ditambal aspal"}')
    expect([changed?.before, changed?.after]).toEqual(['ditambal', 'eitambal'])
    expect(Buffer.from(changed?.bytes ?? []).toString()).toBe(
      '{"a":"pendek","pesan":"Lubang sudah eitambal aspal"}',
    )
  })

  it('is found however the document is written, and not where there is none', () => {
    expect(change('zzz')?.after).toBe('zaz')
    expect(change('{"a":"\\"\\"\\"","b":1}')).toBeDefined()
    expect(change('{"7":1}')).toBeUndefined()
    expect(change('')).toBeUndefined()
  })

  it('is enough for the check to fail', () => {
    const changed = changeOneLetter(proven.document)
    expect(changed?.bytes).toHaveLength(proven.document.length)
    expect(states(steps({ document: changed?.bytes ?? proven.document }))[1]).toBe('document bad')
  })
})
