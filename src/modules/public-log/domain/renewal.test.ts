import { describe, expect, it } from 'vitest'
import { hexOf } from '../../../kernel/digest-format.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { evidenceIn, wordEvidence } from './alarm-evidence.ts'
import { decideRenewal, parseReason, type RenewalFacts, renewalDocument } from './renewal.ts'

const nothing = sha256()
const FIRST = 'uji.example/log'
const facts: RenewalFacts = { asal: FIRST, ended: [], signed: [], isWrong: true }
const decide = (changes: Partial<RenewalFacts> = {}, isForced = false) =>
  decideRenewal({ ...facts, ...changes }, { isForced, nothing })
const tree = (asal: string, ukuran: number, word = asal) => ({
  asal,
  ukuran,
  akar: sha256(Buffer.from(word)),
})

describe('beginning the log anew', () => {
  it('is refused while nothing is wrong, unless it is forced', () => {
    expect(decide({ isWrong: false })).toEqual({ why: 'nothing-wrong' })
    expect(decide({ isWrong: false }, true)).toMatchObject({ pengganti: `${FIRST}/2` })
    expect(decide({ asal: undefined }, true)).toEqual({ why: 'unnamed' })
  })

  it('gives the next number, and none twice', () => {
    const nameAfter = (asal: string, ended: readonly string[], peak = asal) =>
      decide({ asal, ended, signed: [tree(peak, 1)] })
    expect(nameAfter(FIRST, [])).toMatchObject({ pengganti: `${FIRST}/2`, nomor: 2 })
    expect(nameAfter(`${FIRST}/2`, [FIRST])).toMatchObject({ pengganti: `${FIRST}/3`, nomor: 3 })
    expect(nameAfter(`${FIRST}/9`, [FIRST])).toMatchObject({ pengganti: `${FIRST}/10` })
    expect(nameAfter(FIRST, [], `${FIRST}/2`)).toMatchObject({
      pengganti: `${FIRST}/3`,
      endings: [{ asal: FIRST }, { asal: `${FIRST}/2` }],
    })
    expect(nameAfter('a.example/2', [])).toMatchObject({ pengganti: 'a.example/2/2' })
  })

  it.each([
    'lain.example/log',
    `${FIRST}x`,
    `${FIRST}/`,
    `${FIRST}/0`,
    `${FIRST}/02`,
    `${FIRST}/x`,
  ])('is refused beside what was signed for another log (%s)', (asal) =>
    expect(decide({ signed: [tree(asal, 5)] })).toEqual({ why: 'other-log', asal }),
  )

  it('keeps the largest tree known to have been signed under each name that ends', () => {
    const signed = [
      tree(FIRST, 7, 'saksi'),
      tree(FIRST, 9, 'berkas'),
      tree(FIRST, 9, 'basis data'),
      tree(`${FIRST}/3`, 4),
      tree(`${FIRST}/2`, 99),
    ]
    expect(decide({ signed, ended: [] })).toMatchObject({
      endings: [tree(FIRST, 9, 'berkas'), tree(`${FIRST}/3`, 4), tree(`${FIRST}/2`, 99)],
    })
    expect(decide()).toMatchObject({ endings: [{ asal: FIRST, ukuran: 0, akar: nothing }] })
  })

  it('does not end a name twice', () =>
    expect(decide({ asal: `${FIRST}/2`, ended: [FIRST], signed: [tree(FIRST, 3)] })).toMatchObject({
      endings: [{ asal: `${FIRST}/2` }],
    }))
})

describe('why it begins anew', () => {
  const long = 'Cakram rusak semalam.'
  it.each([
    [long, long],
    [`  ${long}\n`, long],
    ['Cakram rusak', undefined],
    [`${'x'.repeat(20)}`, 'x'.repeat(20)],
    ['x'.repeat(501), undefined],
    [`Cakram rusak\nsemalam, katanya`, undefined],
    ['Cakram \u001b[31mrusak semalam', undefined],
    ['Cakram \ud800 rusak semalam', undefined],
    ['', undefined],
  ])('%j is told as %j', (typed, told) => expect(parseReason(typed)).toBe(told))
})

describe('the document of a new beginning', () => {
  it('is the same whatever the order of the names that ended', () => {
    const of = (asal: string) => ({
      asal,
      ukuranTerakhir: 5,
      akarTerakhir: nothing,
      titik: 2,
    })
    const renewal = {
      pengganti: `${FIRST}/3`,
      ukuran: 4,
      akar: nothing,
      alasan: 'Cakram rusak semalam.',
      waktu: new Date('2026-11-26T01:00:00.000Z'),
    }
    const document = renewalDocument(renewal, [of(FIRST), of(`${FIRST}/2`)])
    expect(renewalDocument(renewal, [of(`${FIRST}/2`), of(FIRST)])).toEqual(document)
    expect(document).toEqual({
      format: 'pendopo.diganti/1',
      log: `${FIRST}/3`,
      ukuran: 4,
      akar: hexOf(nothing),
      alasan: 'Cakram rusak semalam.',
      waktu: '2026-11-26T01:00:00.000Z',
      digantikan: [
        { log: FIRST, ukuran: 5, akar: hexOf(nothing), titik: 2 },
        { log: `${FIRST}/2`, ukuran: 5, akar: hexOf(nothing), titik: 2 },
      ],
    })
  })
})

describe('the words of an alarm', () => {
  it('give back the note that is in them, byte for byte, and nothing where there is none', () => {
    const note = 'uji.example/log\n5\nAAAA\n\n— uji.example/log AAAA\n'
    expect(evidenceIn(`Saksi melihat 5 entri. ${wordEvidence(note)}`)).toBe(note)
    expect(evidenceIn(`Saksi melihat 5 entri. ${wordEvidence(undefined)}`)).toBeUndefined()
  })
})
