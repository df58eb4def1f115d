import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IZIN_UJI } from '../../testing/definitions.ts'
import { refusePages, shownAnswers } from '../completeness.ts'
import { arrive, askedUnits } from '../enter.ts'
import { evaluate } from '../expr/compile.ts'
import { weekdaysBetween } from '../expr/dates.ts'
import { assess, settle } from './assess.ts'
import { type Asked, factsOf, prepare } from './prepare.ts'
import type { Field, Layanan } from './types.ts'

const asked = (answers: Asked['answers'], more: Partial<Asked> = {}): Asked => ({
  answers,
  known: {},
  documents: new Set(),
  today: '2026-03-02',
  lookup: () => null,
  workdays: weekdaysBetween,
  has: () => false,
  ...more,
})
const withFields = (fields: readonly Field[]): Layanan => ({
  ...IZIN_UJI,
  form: [{ id: 'hal', title: 'Halaman', fields }],
  documents: [
    { id: 'rusak', label: 'Foto', show: { f: 'ada' }, required: true, accept: ['jpg'], maxKb: 500 },
  ],
  eligibility: [],
  fee: { kind: 'gratis' },
})
const FIELDS: readonly Field[] = [
  { id: 'ada', type: 'centang', label: 'Ada' },
  { id: 'rahasia', type: 'angka', label: 'Rahasia', show: { f: 'ada' } },
  { id: 'dua', type: 'hitung', label: 'Dua kali', value: ['*', { f: 'rahasia' }, 2] },
  { id: 'p.nama', type: 'teks', label: 'Nama', prefill: 'penduduk.nama', lock: true },
  {
    id: 'usaha',
    type: 'ulang',
    label: 'Usaha',
    fields: [
      { id: 'pajak', type: 'hitung', label: 'Pajak', value: ['*', { f: 'omzet' }, 0.1] },
      {
        id: 'omzet',
        type: 'hitung',
        label: 'Omzet',
        value: ['*', { f: 'harga' }, { f: 'banyak' }],
      },
      { id: 'harga', type: 'rupiah', label: 'Harga' },
      { id: 'banyak', type: 'angka', label: 'Banyak' },
      { id: 'catatan', type: 'teks', label: 'Catatan', show: { f: 'ada' } },
    ],
  },
]
const NAMES = ['ada', 'rahasia', 'dua', 'p.nama', 'usaha']
const prepared = prepare(withFields(FIELDS))
const value = fc.oneof(
  fc.boolean(),
  fc.integer({ min: -1000, max: 1000 }),
  fc.string({ maxLength: 8 }),
  fc.constant(null),
  fc.array(
    fc.record({ harga: fc.nat(1000), banyak: fc.nat(10), pajak: fc.nat(9), catatan: fc.string() }),
    { maxLength: 3 },
  ),
)
const answers = fc.record({
  ada: value,
  rahasia: value,
  dua: value,
  'p.nama': value,
  usaha: value,
})

describe('the facts of an application', () => {
  it('hold nothing of a field that is not shown, wherever it is asked', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const facts = factsOf(prepared, asked({ ...given, ada: false }))
        expect(facts.get('rahasia')).toBeNull()
        expect(facts.get('dua')).toBeNull()
        expect(evaluate(['sum', { f: 'rahasia' }], facts)).toBe(0)
        expect(shownAnswers(prepared, facts)).not.toHaveProperty('rahasia')
        for (const row of facts.get('usaha') as readonly Record<string, unknown>[])
          expect(row.catatan).toBeNull()
      }),
    )
  })

  it('work out what is computed, whatever an answer of that name says', () => {
    fc.assert(
      fc.property(answers, fc.nat(1000), (given, rahasia) => {
        const facts = factsOf(prepared, asked({ ...given, ada: true, rahasia }))
        expect(facts.get('dua')).toBe(rahasia * 2)
        for (const row of facts.get('usaha') as readonly Record<string, unknown>[]) {
          const { harga, banyak } = row
          if (typeof harga === 'number' && typeof banyak === 'number')
            expect(row.omzet).toBe(harga * banyak)
        }
      }),
    )
  })

  it('take a locked field from its register, whatever an answer of that name says', () => {
    const known = { 'penduduk.nama': 'Wahyuni' }
    fc.assert(
      fc.property(answers, (given) => {
        expect(factsOf(prepared, asked(given, { known })).get('p.nama')).toBe('Wahyuni')
      }),
    )
  })

  it('take the word of who disputes the register, and of whom it does not know', () => {
    const given = { 'p.nama': 'Wahyu Ni' }
    const known = { 'penduduk.nama': 'Wahyuni' }
    const disputed = new Set(['p.nama'])
    expect(factsOf(prepared, asked(given, { known, disputed })).get('p.nama')).toBe('Wahyu Ni')
    expect(factsOf(prepared, asked(given)).get('p.nama')).toBe('Wahyu Ni')
  })

  it('are the same in whatever order fields and cells are written down', () => {
    fc.assert(
      fc.property(answers, fc.shuffledSubarray([...FIELDS], { minLength: 5 }), (given, order) => {
        const turned = order.map((field) =>
          field.fields === undefined ? field : { ...field, fields: field.fields.toReversed() },
        )
        const here = factsOf(prepared, asked(given))
        const there = factsOf(prepare(withFields(turned)), asked(given))
        for (const name of NAMES.toReversed()) expect(there.get(name)).toEqual(here.get(name))
      }),
    )
  })

  it('compute a cell from computed cells that stand after it', () => {
    const usaha = [{ harga: 5000, banyak: 3 }]
    expect(factsOf(prepared, asked({ usaha })).get('usaha')).toEqual([
      { pajak: 1500, omzet: 15_000, harga: 5000, banyak: 3, catatan: null },
    ])
  })

  it('count a document only while it is offered', () => {
    const documents = new Set(['rusak', 'hantu'])
    const on = (ada: boolean) => factsOf(prepared, asked({ ada }, { documents }))
    expect(on(true).get('dok.rusak')).toBe(true)
    expect(on(false).get('dok.rusak')).toBe(false)
    expect(on(true).get('dok.hantu')).toBe(false)
  })

  it('find nothing where two computed fields ask for each other, and end', () => {
    const circle = prepare(
      withFields([
        { id: 'a', type: 'hitung', label: 'A', value: ['+', { f: 'b' }, 1] },
        { id: 'b', type: 'hitung', label: 'B', value: ['+', { f: 'a' }, 1] },
      ]),
    )
    expect(factsOf(circle, asked({})).get('a')).toBeNull()
  })
})

describe('the assessment of an application', () => {
  it('asks for a document only while it is offered', () => {
    expect(assess(prepared, asked({ ada: true }))).toMatchObject({
      documents: ['rusak'],
      offered: ['rusak'],
    })
    expect(assess(prepared, asked({ ada: false }))).toMatchObject({ documents: [], offered: [] })
  })

  it('tells rules with the figures of the day', () => {
    const layanan: Layanan = {
      ...IZIN_UJI,
      params: [
        {
          id: 'batas',
          label: 'Batas',
          values: [
            { from: '2026-01-01' as never, value: 1500, source: 'uji', isVerified: false },
            { from: '2027-01-01' as never, value: 2000.5, source: 'uji', isVerified: false },
          ],
        },
      ],
      eligibility: [
        {
          id: 'luas',
          when: ['<=', { f: 'luas' }, ['param', 'batas']],
          else: 'tolak',
          message: {
            id: 'Paling luas {param:batas} m2, tarif {param:batas:rupiah}.',
            en: 'At most {param:batas} m2.',
          },
        },
      ],
    }
    const told = (today: string) =>
      assess(prepare(layanan), asked({ luas: 3000 }, { today })).stops[0]?.message
    expect(told('2026-03-02')).toEqual({
      id: 'Paling luas 1.500 m2, tarif Rp1.500.',
      en: 'At most 1,500 m2.',
    })
    expect(told('2027-03-02')).toEqual({
      id: 'Paling luas 2.000,5 m2, tarif Rp2.000,5.',
      en: 'At most 2,000.5 m2.',
    })
    expect(told('2025-03-02')).toMatchObject({ en: 'At most - m2.' })
  })

  it('refuses each page at its own fields only', () => {
    const facts = factsOf(prepare(IZIN_UJI), asked({ berbayar: true, luas: 0 }))
    const refused = refusePages(prepare(IZIN_UJI), facts).get('usaha') ?? []
    expect(refused.map((one) => one.field)).toEqual(['nama', 'alasan'])
  })
})

describe('an agency that is asked only under a condition', () => {
  const pendapat = IZIN_UJI.workflow.states.pendapat
  if (pendapat?.join === undefined) throw new Error('the test definition asks for opinions')
  const { join } = pendapat
  const conditional: Layanan = {
    ...IZIN_UJI,
    outputs: IZIN_UJI.outputs.map((output) => ({ ...output, show: { f: 'berbayar' } })),
    workflow: {
      ...IZIN_UJI.workflow,
      states: {
        ...IZIN_UJI.workflow.states,
        pendapat: {
          ...pendapat,
          join: {
            ...join,
            units: [
              { unit: 'dlh', when: ['>', { f: 'luas' }, 500] },
              { unit: 'pupr', when: ['>', { f: 'luas' }, 100] },
            ],
          },
        },
      },
    },
  }
  const ready = prepare(conditional)
  const offices = { desaKode: null, kecamatanKode: null, pemilikUnit: 'dpmptsp' }
  const at = (luas: number, to = 'pendapat', berbayar = true) => {
    const facts = factsOf(ready, asked({ luas, berbayar }))
    return {
      arrival: arrive(ready, { to, facts, offices, fee: 0 }),
      asked: askedUnits(ready, 'pendapat', { facts, offices }),
    }
  }

  it('has work only when the answers call for it', () => {
    expect(at(600).asked).toEqual(['dlh', 'pupr'])
    expect(at(200).asked).toEqual(['pupr'])
    expect(at(200).arrival.tugas.map((one) => one.unitKode)).toEqual(['pupr'])
  })

  it('is passed over when nobody needs to be asked', () => {
    const { arrival } = at(50)
    expect(arrival).toMatchObject({ tahap: 'putusan', path: ['pendapat', 'putusan'] })
    expect(arrival.tugas).toEqual([
      { unitKode: 'dpmptsp', peran: ['kepala-opd'], isPendapat: false },
    ])
    expect(settle(ready, 'pendapat', factsOf(ready, asked({ luas: 50 })))).toBe('putusan')
  })

  it('leaves out of what is issued an output whose condition does not hold', () => {
    expect(at(50, 'terbit', true).arrival.outputs.map((one) => one.id)).toEqual(['izin'])
    expect(at(50, 'terbit', false).arrival.outputs).toEqual([])
  })
})
