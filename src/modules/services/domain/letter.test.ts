import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IZIN_UJI } from '../testing/definitions.ts'
import { BLANK_FORMS, readBlanks } from './definition/blanks.ts'
import { runGolden } from './definition/golden.ts'
import { factsOf, prepare } from './definition/prepare.ts'
import { storedWords } from './definition/stored-words.ts'
import type { Layanan } from './definition/types.ts'
import type { Expr, Facts } from './expr/types.ts'
import { fillBlanks, letterFacts, maskWords, validUntil, type Writing } from './letter.ts'

const values: Readonly<Record<string, unknown>> = {
  nama: 'Wahyuni Larasati',
  lahir: '1990-05-07',
  bulan: '2026-03',
  modal: 1_250_000,
  luas: 12.5,
  tahun: 2026,
  kosong: null,
  menikah: true,
  tujuan: 'bank',
  jaminan: 'bpjs',
  barang: ['ktp', 'kk'],
  'case.desa': 'desa-sukamaju',
}
const facts: Facts = {
  today: '2026-03-02',
  get: (name) => values[name] ?? null,
  param: (id) => (id === 'usia' ? 17 : id === 'denda' ? 1_250_000 : null),
  lookup: () => null,
  workdays: () => null,
  has: () => false,
}
const LAYANAN: Pick<Layanan, 'form' | 'workflow'> = {
  ...IZIN_UJI,
  form: [
    {
      id: 'satu',
      title: 'Satu',
      fields: [
        {
          id: 'tujuan',
          type: 'hitung',
          label: 'Tujuan',
          value: 'bank',
          options: [['bank', { id: 'Membuka rekening bank', en: 'Opening an account' }]],
        },
        { id: 'jaminan', type: 'pilih', label: 'Jaminan', options: [['bpjs', 'BPJS Kesehatan']] },
        {
          id: 'barang',
          type: 'banyak',
          label: 'Barang',
          options: [
            ['ktp', 'KTP'],
            ['kk', 'Kartu keluarga'],
          ],
        },
      ],
    },
  ],
}
const nameOf = storedWords(LAYANAN, {
  tables: new Map(),
  villageName: () => undefined,
  officeName: (kode) => (kode === 'desa-sukamaju' ? 'Pemerintah Desa Sukamaju' : undefined),
})
const kantor = { nama: 'Desa Sukamaju', alamat: null }
const writing: Writing = { facts: letterFacts(facts, { kantor, on: '2026-03-02' }), nameOf }

describe('a blank of a letter', () => {
  it.each([
    ['{nama}', 'Wahyuni Larasati'],
    ['{nama:samar}', 'W****** L*******'],
    ['{lahir:tanggal}', '7 Mei 1990'],
    ['{bulan:bulan}', 'Maret 2026'],
    ['{modal:rupiah}', 'Rp1.250.000,00'],
    ['{modal:angka}', '1.250.000'],
    ['{modal}', '1250000'],
    ['{tahun}', '2026'],
    ['{luas}', '12,5'],
    ['{tahun:terbilang}', 'dua ribu dua puluh enam'],
    ['{kosong}', '-'],
    ['{menikah}', 'ya'],
    ['untuk {tujuan:kecil}', 'untuk membuka rekening bank'],
    ['{tujuan}', 'Membuka rekening bank'],
    ['{tujuan:nilai}', 'bank'],
    ['{jaminan:kecil}', 'BPJS Kesehatan'],
    ['{barang}', 'KTP, Kartu keluarga'],
    ['{case.desa:wilayah}', 'Pemerintah Desa Sukamaju'],
    ['{kantor.nama}, {tanggal.ini:tanggal}', 'Desa Sukamaju, 2 Maret 2026'],
    ['{kantor.alamat}', '-'],
    ['berumur {param:usia} tahun', 'berumur 17 tahun'],
    ['{param:denda:rupiah}', 'Rp1.250.000,00'],
    ['{param:hantu}', '-'],
    ['tanpa isian', 'tanpa isian'],
  ])('%s is written “%s”', (text, written) => {
    expect(fillBlanks(text, writing)).toBe(written)
  })

  it('in a form nobody knows is told apart from text', () => {
    expect(readBlanks('a {b:hantu}')).toEqual(['a ', undefined])
    expect(readBlanks('{param:b:hantu}')).toEqual([undefined])
  })

  it('never leaves a hole or a brace behind, in any form and for any value', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string({ minLength: 1 }), { maxLength: 3, minLength: 1 }),
    )
    fc.assert(
      fc.property(anything, fc.constantFrom(...BLANK_FORMS), (value, form) => {
        const given: Facts = { ...facts, get: () => value }
        const text = fillBlanks(`{x:${form}}`, { facts: given, nameOf: () => undefined })
        if (value !== null && !(typeof value === 'string' && value.trim() === ''))
          expect(text).not.toBe('')
        expect(typeof text).toBe('string')
      }),
    )
  })

  it('shows of a masked word its beginning and its length, and nothing else', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,12}( [a-z]{2,12}){0,3}$/), (name) => {
        const masked = maskWords(name)
        expect(masked).toHaveLength(name.length)
        expect(masked.replace(/[* ]/g, '')).toHaveLength(name.split(' ').length)
      }),
    )
  })
})

describe('the validity of a letter', () => {
  const until = (valid: Readonly<{ months?: Expr; until?: Expr }>, on: string) => {
    const layanan: Layanan = {
      ...IZIN_UJI,
      outputs: IZIN_UJI.outputs.map((output) =>
        output.letter === undefined ? output : { ...output, letter: { ...output.letter, valid } },
      ),
    }
    const ready = prepare(layanan)
    const [output] = layanan.outputs
    if (output === undefined) throw new Error('the test definition issues something')
    const known = factsOf(ready, {
      answers: { luas: 3 },
      known: {},
      documents: new Set(),
      today: on,
      lookup: () => null,
      workdays: () => null,
      has: () => false,
    })
    return validUntil(ready, output, { facts: known, on })
  }
  it.each<[Readonly<{ months?: Expr; until?: Expr }>, string, string | undefined]>([
    [{ months: 6 }, '2026-08-31', '2027-02-28'],
    [{ months: { f: 'luas' } }, '2026-01-15', '2026-04-15'],
    [{ months: 12 }, '2024-02-29', '2025-02-28'],
    [{ until: ['addMonths', ['today'], 1] }, '2026-01-31', '2026-02-28'],
    [{ until: 'kelak', months: 1 }, '2026-01-31', '2026-02-28'],
    [{}, '2026-01-31', undefined],
  ])('%j issued on %s ends %s', (valid, on, last) => {
    expect(until(valid, on)).toBe(last)
  })
})

describe('a golden case', () => {
  const missesOf = (expect: Layanan['tests'][number]['expect'], data: object = {}) => {
    const layanan: Layanan = {
      ...IZIN_UJI,
      eligibility: [
        ...IZIN_UJI.eligibility,
        { id: 'kecil', when: ['>', { f: 'luas' }, 10], else: 'peringatan', message: 'Kecil.' },
      ],
      form: [
        {
          id: 'usaha',
          title: 'Usaha',
          fields: [
            { id: 'nama', type: 'teks', label: 'Nama', required: true },
            {
              id: 'luas',
              type: 'angka',
              label: 'Luas',
              check: [{ when: ['<', { f: 'luas' }, 5000], message: 'Terlalu luas.' }],
            },
            { id: 'mulai', type: 'tanggal', label: 'Mulai' },
            {
              id: 'sisa',
              type: 'hitung',
              label: 'Sisa',
              value: ['workdays', ['today'], { f: 'mulai' }],
            },
            { id: 'berbayar', type: 'centang', label: 'Berbayar' },
          ],
        },
      ],
      tests: [
        {
          name: 'uji',
          at: '2026-03-02' as never,
          data: { nama: 'Warung Sari', luas: 5, ...data },
          expect,
        },
      ],
    }
    return runGolden(prepare(layanan), { tables: new Map(), services: new Set() })
  }

  it('pins warnings, checks, outputs, validity, letters and working days', () => {
    expect(
      missesOf(
        {
          warnings: ['kecil'],
          checks: [],
          outputs: ['izin'],
          until: { izin: '2027-03-02' },
          letter: { izin: ['Warung Sari', 'seluas 5 meter'] },
          value: { sisa: 5 },
        },
        { mulai: '2026-03-09' },
      ),
    ).toEqual([])
  })

  it.each<[string, Layanan['tests'][number]['expect'], object]>([
    ['warnings', { warnings: [] }, {}],
    ['checks', { checks: [] }, { luas: 9999 }],
    ['outputs', { outputs: [] }, {}],
    ['until.izin', { until: { izin: null } }, {}],
    ['letter.izin', { letter: { izin: ['Warung Lain'] } }, {}],
    ['letter.hantu', { letter: { hantu: ['apa pun'] } }, {}],
    ['sisa', { value: { sisa: 7 } }, { mulai: '2026-03-09' }],
  ])('tells of %s that come out otherwise', (about, expected, data) => {
    expect(missesOf(expected, data).map((miss) => miss.about)).toEqual([about])
  })
})
