import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../../kernel/date.ts'
import { createKatalog, type Kategori, type Wewenang } from '../katalog.ts'
import { decidePertanyaan, movePertanyaan, slugOf } from './pertanyaan.ts'
import { placeholdersOf } from './teks.ts'
import { decideTenggatAturan, type StoredAturan } from './tenggat.ts'
import { findGaps, isClash, unitOf, weighRules } from './wewenang.ts'

const leaf = (kode: string, indukKode: string | null = 'jalan'): Kategori => ({
  kode,
  indukKode,
  nama: { id: kode, en: kode },
  kataKunci: [],
  kelas: 'ringan',
  jenis: ['pengaduan'],
  isRahasia: false,
  isButuhLokasi: true,
  radiusSerupaM: 0,
  isFotoDianjurkan: true,
  pertanyaan: [],
  ikon: 'jalan',
  urutan: 0,
  isActive: true,
})
const rule = (id: string, over: Partial<Wewenang> = {}): Wewenang => ({
  id,
  kategoriKode: 'jalan',
  wilayahKode: null,
  jenisTempat: null,
  unitKode: 'pupr',
  luarDaerah: null,
  prioritas: 0,
  berlakuMulai: tanggal('2026-01-01'),
  berlakuSampai: null,
  ...over,
})
const katalogWith = (wewenang: readonly Wewenang[]) =>
  createKatalog({
    kategori: [
      leaf('jalan', null),
      leaf('jalan.lubang'),
      leaf('air', null),
      leaf('air.mati', 'air'),
    ],
    wewenang,
    aturan: [],
    alasan: [],
    templat: [],
  })
const place = { wilayahKode: '99.01.03.2001', kecamatanKode: '99.01.03' }
const today = tanggal('2026-11-25')

describe('the authority map', () => {
  it('explains itself: the narrowest rule first, then those it outranks', () => {
    const rules = [
      rule('all'),
      rule('leaf', { kategoriKode: 'jalan.lubang' }),
      rule('place', { kategoriKode: 'jalan.lubang', wilayahKode: '99.01.03' }),
      rule('ended', {
        kategoriKode: 'jalan.lubang',
        prioritas: 9,
        berlakuSampai: tanggal('2026-02-01'),
      }),
    ]
    const weighed = weighRules(rules, { kategoriKode: 'jalan.lubang', place, today })
    expect(weighed.map((one) => [one.rule.id, one.isWinner])).toEqual([
      ['place', true],
      ['leaf', false],
      ['all', false],
    ])
  })

  it('names the leaves that nobody is responsible for everywhere', () => {
    const katalog = katalogWith([
      rule('a'),
      rule('b', { kategoriKode: 'air', wilayahKode: '99.01.03' }),
    ])
    expect(findGaps(katalog, today).map(({ kode }) => kode)).toEqual(['air.mati'])
  })

  it('finds a clash whichever rule is asked first, and none where one ends before the other', () => {
    const day = fc
      .integer({ min: 1, max: 28 })
      .map((n) => tanggal(`2026-03-${String(n).padStart(2, '0')}`))
    fc.assert(
      fc.property(day, day, fc.option(day), fc.option(day), (from, other, until, otherUntil) => {
        const a = rule('a', { berlakuMulai: from, berlakuSampai: until })
        const b = rule('b', { berlakuMulai: other, berlakuSampai: otherUntil })
        expect(isClash(a, b)).toBe(isClash(b, a))
        if (until !== null && until < other) expect(isClash(a, b)).toBe(false)
      }),
    )
  })

  it('means the office of the place by @desa and @kecamatan, and nobody without a place', () => {
    const office = (kode: string) => `kantor-${kode}`
    expect(unitOf('@desa', place, office)).toBe('kantor-99.01.03.2001')
    expect(unitOf('@kecamatan', place, office)).toBe('kantor-99.01.03')
    expect(unitOf('@desa', { wilayahKode: null, kecamatanKode: null }, office)).toBeUndefined()
    expect(unitOf('pupr', place, office)).toBe('pupr')
  })
})

const aturan: StoredAturan = {
  id: 'lama',
  kode: 'verifikasi',
  jenis: null,
  kelas: null,
  hariKerja: 3,
  berlakuMulai: tanggal('2022-01-01'),
  berlakuSampai: null,
  dasar: 'uji',
  isTerverifikasi: false,
}
const isian = {
  kode: 'verifikasi',
  jenis: '',
  kelas: '',
  hariKerja: '2',
  berlakuMulai: '2027-01-01',
  dasar: 'Perbup 1/2026',
  isTerverifikasi: false,
}

describe('a deadline rule', () => {
  it('ends the one in force on the day before it begins', () => {
    const decided = decideTenggatAturan(isian, [aturan], today)
    expect(decided.ok && decided.value.ended).toEqual({ rule: aturan, on: '2026-12-31' })
  })

  it.each([
    ['2026-11-24', 'TIDAK_BERLAKU_SURUT'],
    ['31/02/2027', 'TANGGAL_MULAI_TIDAK_SAH'],
  ])('is refused from %s', (berlakuMulai, code) => {
    const decided = decideTenggatAturan({ ...isian, berlakuMulai }, [aturan], today)
    expect(decided.ok ? '' : decided.refusals[0]?.code).toBe(code)
  })

  it('is refused before or on one that is still to come', () => {
    const later = { ...aturan, berlakuMulai: tanggal('2027-01-01') }
    const decided = decideTenggatAturan(isian, [later], today)
    expect(decided.ok ? '' : decided.refusals[0]?.code).toBe('TENGGAT_BERTABRAKAN')
  })
})

describe('extra questions', () => {
  const question = {
    kode: 'ukuran',
    labelId: 'Ukuran',
    labelEn: 'Size',
    tipe: 'choice',
    wajib: true,
    bantuanId: '',
    bantuanEn: '',
    pilihan: [
      { kode: '', id: 'Lebih dari 1 m', en: 'Over 1 m' },
      { kode: 'kecil', id: 'Kecil', en: 'Small' },
    ],
    hentikanJawaban: '',
    hentikanId: '',
    hentikanEn: '',
  }

  it('keep all their places whatever is moved', () => {
    const made = decidePertanyaan([], question, undefined)
    const list = made.ok
      ? ['a', 'b', 'c'].flatMap((kode) => made.value.map((one) => ({ ...one, kode })))
      : []
    fc.assert(
      fc.property(
        fc.constantFrom('a', 'b', 'c', 'x'),
        fc.constantFrom<-1 | 1>(-1, 1),
        (kode, step) => {
          const moved = movePertanyaan(list, kode, step)
          expect(moved.map((one) => one.kode).toSorted()).toEqual(['a', 'b', 'c'])
        },
      ),
    )
    expect(movePertanyaan(list, 'b', -1).map((one) => one.kode)).toEqual(['b', 'a', 'c'])
  })

  it('name every problem at once', () => {
    const bad = { ...question, kode: 'X', labelEn: '', pilihan: [], hentikanJawaban: 'tidak-ada' }
    const decided = decidePertanyaan([], bad, undefined)
    expect(decided.ok ? [] : decided.refusals.map(({ code }) => code)).toEqual([
      'KODE_SOAL_TIDAK_SAH',
      'LABEL_EN_TIDAK_SAH',
      'PILIHAN_KURANG',
      'HENTIKAN_TIDAK_SAH',
      'PESAN_HENTIKAN_TIDAK_SAH',
    ])
  })

  it('get codes that fit an address, from any words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (words) => {
        expect(slugOf(words)).toMatch(/^[a-z0-9-]{0,40}$/)
      }),
    )
  })

  it('find the names between braces in a template, even broken ones', () => {
    expect(placeholdersOf('{{nomor}} {{ unit }} {{}} {x} {{nomor}}')).toEqual([
      '',
      ' unit ',
      'nomor',
    ])
  })
})
