import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchQuestion, searchWords } from './search-words.ts'

describe('searchWords', () => {
  it.each([
    ['Lampu padam di depan SDN 2', 'lampu padam depan sdn 2'],
    ['RT 03/RW 05', 'rt3 rw5'],
    ['rt.003 rw-0005', 'rt3 rw5'],
    ['RT03 RW05', 'rt3 rw5'],
    ['Jl. Mawar, Gg. II km 3', 'jalan mawar gang ii km3'],
    ['Jln Wonolestari', 'jalan wonolestari'],
    ['Café Ré́sumé', 'cafe resume'],
    ['yang di dan untuk', ''],
    ['administrasi kependudukan', 'administrasi penduduk'],
    ['pipa 3/4 bocor', 'pipa 3 4 bocor'],
    ['rt 00000000000001', 'rt1'],
    ['\u0000<b>jalan</b>', 'b jalan b'],
  ])('reads %j as %j', (text, words) => {
    expect(searchWords(text).join(' ')).toBe(words)
  })

  it('says the same of its own answer again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const once = searchWords(text)
        const kept = once.filter((word) => !/^(rt|rw|km|blok)$/.test(word))
        expect(searchWords(kept.join(' , '))).toEqual(kept)
      }),
    )
  })
})

describe('searchQuestion', () => {
  it.each([
    ['jalan berlub', 'jalan & berlub:*'],
    ['jalan berlubang ', 'jalan & berlubang'],
    ['lampu di RT 03', 'lampu & rt3:*'],
    ['yang', undefined],
    ['  ', undefined],
    ['ai', 'ai'],
    ["'; drop table --", 'drop & table'],
    ['lampu lampu lampu', 'lampu:*'],
  ])('asks %j as %j', (typed, question) => {
    expect(searchQuestion(typed)).toBe(question)
  })

  it('is always made of plain words, eight at most, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (typed) => {
        const question = searchQuestion(typed)
        if (question === undefined) return
        expect(question).toMatch(/^[a-z0-9]+( & [a-z0-9]+){0,7}(:\*)?$/)
      }),
    )
  })
})
