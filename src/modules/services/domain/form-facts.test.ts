import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formFacts, shownParts, type Told } from './form-facts.ts'

const TOLD: Told = {
  today: '2026-11-26',
  rules: {
    rute: ['=', { f: 'cara' }, 'keliling'],
    '@pegawai': ['=', { f: 'cara' }, 'tetap'],
    slip: ['>', { f: 'jumlahUpah' }, 1_000_000],
    umur: ['>=', ['age', { f: 'lahir' }], ['param', 'batas']],
    desa: ['=', { f: 'penduduk.desa' }, '1'],
  },
  types: { cara: 'pilih', lahir: 'tanggal', luas: 'angka', setuju: 'pernyataan', jenis: 'banyak' },
  values: {
    jumlahUpah: ['sum', { f: 'orang[].gaji' }],
    putar: ['+', { f: 'putar' }, 1],
  },
  groups: { orang: { nama: 'teks', gaji: 'rupiah' } },
  params: { batas: 17 },
  known: { 'penduduk.desa': '1' },
}
const shown = (typed: Readonly<Record<string, readonly string[]>>) =>
  [...shownParts(TOLD, new Map(Object.entries(typed)))].toSorted()

describe('a form without its server', () => {
  it.each<[string, Record<string, string[]>, string[]]>([
    ['nothing typed', {}, ['desa']],
    ['a choice that opens a question', { cara: ['keliling'] }, ['desa', 'rute']],
    ['a choice that opens a page', { cara: ['tetap'] }, ['@pegawai', 'desa']],
    ['blanks are no answer', { cara: ['  '] }, ['desa']],
    ['a figure of law', { lahir: ['2000-01-01'] }, ['desa', 'umur']],
    ['a child', { lahir: ['2020-01-01'] }, ['desa']],
    [
      'rows summed as people write money',
      { 'orang.0.gaji': ['750.000'], 'orang.2.gaji': ['300.000,50'] },
      ['desa', 'slip'],
    ],
    ['rows below the limit', { 'orang.0.gaji': ['750.000'] }, ['desa']],
  ])('opens by %s', (_, typed, parts) => {
    expect(shown(typed)).toEqual(parts)
  })

  it('leaves out empty rows and finds nothing for a field that rests on itself', () => {
    const facts = formFacts(
      TOLD,
      new Map([
        ['orang.0.nama', ['']],
        ['orang.1.nama', ['Sari']],
      ]),
    )
    expect(facts.get('orang')).toEqual([{ nama: 'Sari', gaji: null }])
    expect(facts.get('putar')).toBeNull()
    expect(facts.get('constructor')).toBeUndefined()
  })

  it('has an answer for whatever is typed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.array(fc.string())), (typed) => {
        expect(() => shown(typed)).not.toThrow()
      }),
    )
  })
})
