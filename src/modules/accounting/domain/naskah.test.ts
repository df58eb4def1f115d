import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadSusunan } from '../load-susunan.ts'
import { alineaOf, fillNaskah, unknownMarks } from './naskah.ts'

const susunan = loadSusunan()(2026)
const figures = {
  kata: (kata: string) => `<${kata}>`,
  angka: (jenis: string, baris: string, bagian: string) => `<${jenis} ${baris} ${bagian}>`,
}

describe('a text of the notes', () => {
  it('is filled with figures of the statements', () => {
    expect(fillNaskah('PAD {lra:pad} ({lra:pad:persen}) per {tanggal}', figures)).toBe(
      'PAD <lra pad nilai> (<lra pad persen>) per <tanggal>',
    )
  })

  it('keeps what is no mark, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bare = text.replaceAll(/[{}]/g, '')
        expect(fillNaskah(bare, figures)).toBe(bare)
      }),
    )
  })

  it.each([
    '{lra:tidak-ada}',
    '{lra}',
    '{neraca:kas:persen}',
    '{lra:pendapatan}',
    '{apa:pad}',
    '{lra:pad:lalu:x}',
  ])('is not taken with the mark %s', (mark) =>
    expect(unknownMarks(`a ${mark} b`, susunan)).toEqual([mark]),
  )

  it('falls into headings and paragraphs', () => {
    expect(alineaOf('# Satu\nbaris a\nbaris b\n\nlain\n# Dua')).toEqual([
      { isJudul: true, teks: 'Satu' },
      { isJudul: false, teks: 'baris a baris b' },
      { isJudul: false, teks: 'lain' },
      { isJudul: true, teks: 'Dua' },
    ])
  })

  it('of the layout names figures the statements have, in every chapter', () => {
    for (const { naskah } of susunan.calk) {
      expect(naskah.length).toBeGreaterThan(0)
      expect(unknownMarks(naskah.join('\n'), susunan)).toEqual([])
    }
  })
})
