import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IZIN_UJI } from '../../testing/definitions.ts'
import type { Expr } from '../expr/types.ts'
import { checkDefinition } from './check.ts'
import type { Surroundings } from './names.ts'
import type { ProblemCode } from './problems.ts'
import type { Action, Field, Layanan, Letter, State } from './types.ts'

const around: Surroundings = { tables: new Map(), services: new Set(['UJI-IZIN', 'UJI-LAIN']) }

const SOUND: Layanan = {
  ...IZIN_UJI,
  tests: [
    {
      name: 'berbayar menurut luas',
      at: '2026-03-02' as never,
      data: { nama: 'Warung', luas: 100, berbayar: true, alasan: 'usaha' },
      expect: { eligible: true, fee: 250_000, state: 'periksa' },
    },
    {
      name: 'terlalu luas',
      at: '2026-03-02' as never,
      data: { luas: 1001 },
      expect: { eligible: false, stops: ['luas'], fee: 0 },
    },
  ],
}

const found = (layanan: Layanan) => checkDefinition(layanan, around)
const codes = (layanan: Layanan) => [...new Set(found(layanan).map((one) => one.code))]

const stateOf = (id: string): State => {
  const state = SOUND.workflow.states[id]
  if (state === undefined) throw new Error(`${id} is no state of the test definition`)
  return state
}
const withStates = (states: Readonly<Record<string, State>>): Layanan => ({
  ...SOUND,
  workflow: { ...SOUND.workflow, states: { ...SOUND.workflow.states, ...states } },
})
const withState = (id: string, change: Partial<State>) =>
  withStates({ [id]: { ...stateOf(id), ...change } })
const withAction = (id: string, action: Partial<Action>) =>
  withState(id, {
    actions: [
      ...(stateOf(id).actions ?? []),
      { id: 'tambahan', label: 'Tambahan', to: 'ditolak', roles: ['kepala-opd'], ...action },
    ],
  })
const withOpinion = (unit: string, field: Field) => {
  const { join } = stateOf('pendapat')
  if (join === undefined) throw new Error('the test definition asks for opinions')
  return withState('pendapat', { join: { ...join, form: [{ unit, fields: [field] }] } })
}
const withFields = (...fields: readonly Field[]): Layanan => ({
  ...SOUND,
  form: [...SOUND.form, { id: 'tambahan', title: 'Tambahan', fields }],
})
const withField = (field: Partial<Field>) =>
  withFields({ id: 'baru', type: 'teks', label: 'Baru', ...field })
const withRule = (when: Expr) =>
  ({ ...SOUND, eligibility: [...SOUND.eligibility, rule(when)] }) as Layanan
const rule = (when: Expr) => ({ id: 'baru', when, else: 'tolak', message: 'Tidak.' }) as const
const withLetter = (change: Partial<Letter>): Layanan => ({
  ...SOUND,
  outputs: SOUND.outputs.map((output) =>
    output.letter === undefined ? output : { ...output, letter: { ...output.letter, ...change } },
  ),
})
const without = (id: string, key: keyof State) => {
  const { [key]: _, ...rest } = stateOf(id)
  return withStates({ [id]: rest as State })
}
const nested = (depth: number): Expr => (depth === 0 ? true : ['not', nested(depth - 1)])
const round = (id: string): State => ({
  label: id,
  public: id,
  actions: [{ id: `lagi${id}`, label: 'Lagi', to: 'periksa', roles: ['pemohon'] }],
})

/** One definition per problem, otherwise sound. */
const BROKEN: Readonly<Record<ProblemCode, Layanan>> = {
  OPERASI_TIDAK_ADA: withRule(['xor', true] as never),
  JUMLAH_ISIAN_SALAH: withRule(['not', true, true]),
  NAMA_TIDAK_DIKENAL: withRule({ f: 'tidakAda' }),
  JENIS_TIDAK_COCOK: withRule(['+', 1, 2]),
  ANGKA_HUKUM_TIDAK_ADA: withRule(['>', ['param', 'tidakAda'], 1]),
  TABEL_TIDAK_ADA: withField({ type: 'pilih', options: { ref: 'tidak-ada' } }),
  LAYANAN_TIDAK_ADA: withRule(['has', 'surat', 'UJI-HANTU']),
  TERLALU_DALAM: withRule(nested(45)),
  ID_GANDA: withField({ id: 'luas', type: 'angka' }),
  ID_SALAH_BENTUK: withField({ id: 'Nama Usaha' }),
  TAHAP_TIDAK_ADA: withAction('putusan', { to: 'hilang' }),
  TAHAP_TIDAK_TERJANGKAU: withStates({ pulau: { label: 'P', public: 'P', end: 'selesai' } }),
  TAHAP_TANPA_KELUAR: {
    ...withStates({
      buntu: { label: 'Buntu', public: 'Buntu' },
      putusan: {
        ...stateOf('putusan'),
        actions: [
          ...(stateOf('putusan').actions ?? []),
          { id: 'simpan', label: 'Simpan', to: 'buntu', roles: ['kepala-opd'] },
        ],
      },
    }),
  },
  TAHAP_TANPA_PETUGAS: without('periksa', 'assign'),
  TAHAP_TANPA_JANJI: without('periksa', 'sla'),
  TAHAP_OTOMATIS_BERPUTAR: withStates({
    bayar: {
      ...stateOf('bayar'),
      auto: [
        { when: { f: 'bayar.lunas' }, to: 'pendapat', why: 'Lunas' },
        { when: true, to: 'pusing', why: 'Selalu' },
      ],
    },
    pusing: { label: 'P', public: 'P', auto: [{ when: true, to: 'bayar', why: 'Selalu' }] },
  }),
  JANJI_BERCAMPUR: withState('periksa', {
    sla: { h24: 12, expire: 'eskalasi', to: 'kepala-opd' },
  }),
  AKHIR_DENGAN_TINDAKAN: withAction('terbit', { to: 'batal' }),
  TANPA_AKHIR: withStates({
    terbit: round('terbit'),
    ditolak: round('ditolak'),
    batal: round('batal'),
  }),
  TINDAKAN_TIDAK_ADA: withAction('putusan', { notSameActorAs: ['hantu'] }),
  TINDAKAN_MASSAL_BERISIAN: withAction('putusan', { bulk: true, reason: true }),
  PERBAIKAN_TANPA_JEDA: withAction('putusan', { fix: true, to: 'periksa' }),
  INSTANSI_TIDAK_DIMINTA: withOpinion('dinkes', { id: 'debit', type: 'angka', label: 'Debit' }),
  PENDAPAT_BERFOTO: withOpinion('dlh', { id: 'saluran', type: 'foto', label: 'Saluran' }),
  PERAN_TIDAK_COCOK: withState('periksa', {
    sla: { d: 1, expire: 'eskalasi', to: ['camat', 'loket'] },
  }),
  ISIAN_BERPUTAR: withFields(
    { id: 'satu', type: 'hitung', label: 'Satu', value: { f: 'dua' } },
    { id: 'dua', type: 'hitung', label: 'Dua', value: { f: 'satu' } },
  ),
  ISIAN_TANPA_NILAI: withField({ type: 'hitung' }),
  PILIHAN_KOSONG: withField({ type: 'pilih' }),
  PILIHAN_TIDAK_ADA: withField({
    type: 'hitung',
    value: ['if', { f: 'berbayar' }, 'a', 'b'],
    options: [['a', 'Satu']],
  }),
  POLA_SALAH: withField({ pattern: '9[9' }),
  BATAS_TERBALIK: withField({ type: 'angka', min: 3, max: 2 }),
  ALIH_TANPA_TUJUAN: {
    ...SOUND,
    eligibility: [
      { id: 'alih', when: true, else: 'arahkan', to: 'UJI-HANTU', message: 'Ke sana.' },
    ],
    tests: SOUND.tests.map((test) => ({ ...test, expect: {} })),
  },
  TANGGAL_TERBALIK: { ...SOUND, effective: { from: '2026-01-01', to: '2025-01-01' } as never },
  ANGKA_HUKUM_BELUM_BERLAKU: { ...SOUND, effective: { from: '2025-01-01' } as never },
  BIAYA_TANPA_TAHAP: { ...SOUND, fee: { ...SOUND.fee, at: 'hilang' } },
  BERKAS_TIDAK_ADA: { ...SOUND, privacy: { ...SOUND.privacy, drop: ['kk'] } },
  NOMOR_TANPA_URUT: withLetter({ number: 'UJI/{unit}/{tahun}' }),
  NOMOR_SALAH_TANDA: withLetter({ number: '{seq:4}/{hari}' }),
  PENANDATANGAN_TIDAK_ADA: withLetter({ sign: { level: 'tte', role: 'camat' } }),
  TERLALU_BESAR: { ...SOUND, summary: 'a'.repeat(70_000) },
  UJI_KURANG: { ...SOUND, tests: [] },
  UJI_GAGAL: {
    ...SOUND,
    tests: SOUND.tests.map((test) => ({ ...test, expect: { ...test.expect, fee: 1 } })),
  },
}

describe('a definition', () => {
  it('that is sound has no problem', () => {
    expect(found(SOUND)).toEqual([])
  })

  it.each(Object.entries(BROKEN))('with %s is told of it and of nothing else', (code, layanan) => {
    expect(codes(layanan)).toEqual([code])
  })

  it.each<[string, Layanan, ProblemCode]>([
    [
      'a letter of an office whose officials do not take the step',
      withLetter({ sign: { level: 'tte', role: 'kepala-opd', unit: 'desa' } }),
      'PENANDATANGAN_TIDAK_ADA',
    ],
    [
      'a letter that the applicant would issue',
      withAction('perbaikan', { roles: ['pemohon'], to: 'terbit' }),
      'PENANDATANGAN_TIDAK_ADA',
    ],
    [
      'a bulk step that asks for a field',
      withAction('putusan', {
        bulk: true,
        form: [{ id: 'nomorSk', type: 'teks', label: 'Nomor', required: true }],
      }),
      'TINDAKAN_MASSAL_BERISIAN',
    ],
    [
      'a blank nobody can fill',
      withLetter({ blocks: [{ text: 'Kepada {hantu}.' }] }),
      'NAMA_TIDAK_DIKENAL',
    ],
    [
      'a figure of law in a letter that is not there',
      withLetter({ penutup: 'Paling sedikit {param:hantu}.' }),
      'ANGKA_HUKUM_TIDAK_ADA',
    ],
    ['validity of no months', withLetter({ valid: { months: 0 } }), 'BATAS_TERBALIK'],
    ['validity in words', withLetter({ valid: { months: 'setahun' } }), 'JENIS_TIDAK_COCOK'],
    [
      'a message with an answer in it',
      { ...SOUND, eligibility: [{ ...rule(true), message: 'Tidak untuk {nama}.' }] },
      'NAMA_TIDAK_DIKENAL',
    ],
    [
      'a message with an unknown figure',
      withField({ check: [{ when: true, message: 'Paling sedikit {param:hantu}.' }] }),
      'ANGKA_HUKUM_TIDAK_ADA',
    ],
    ['statistics by what is not asked', { ...SOUND, stats: ['hantu'] }, 'NAMA_TIDAK_DIKENAL'],
    [
      'an output under a condition that is no yes or no',
      { ...SOUND, outputs: SOUND.outputs.map((one) => ({ ...one, show: 5 })) },
      'JENIS_TIDAK_COCOK',
    ],
    [
      'an agency asked under an unknown condition',
      withState('pendapat', {
        join: {
          units: [{ unit: 'dlh', when: { f: 'hantu' } }],
          role: 'petugas-layanan',
          need: 'all',
          to: 'putusan',
          no: 'putusan',
        },
      }),
      'NAMA_TIDAK_DIKENAL',
    ],
    [
      'cells that go round',
      withField({
        type: 'ulang',
        fields: [
          { id: 'a', type: 'hitung', label: 'A', value: { f: 'b' } },
          { id: 'b', type: 'hitung', label: 'B', value: { f: 'a' } },
        ],
      }),
      'ISIAN_BERPUTAR',
    ],
    [
      'a cell that counts its own group',
      withField({
        type: 'ulang',
        fields: [{ id: 'a', type: 'hitung', label: 'A', value: ['count', { f: 'baru' }] }],
      }),
      'ISIAN_BERPUTAR',
    ],
    [
      'a document shown by whether it was handed in',
      {
        ...SOUND,
        documents: [
          {
            id: 'kk',
            label: 'KK',
            show: { f: 'dok.kk' },
            required: true,
            accept: ['pdf'],
            maxKb: 500,
          },
        ],
      },
      'ISIAN_BERPUTAR',
    ],
  ])('does not pass with %s', (_, layanan, code) => {
    expect(codes(layanan)).toEqual([code])
  })

  it('may compute cells from other computed cells, in any order', () => {
    const layanan = withField({
      type: 'ulang',
      fields: [
        { id: 'pajak', type: 'hitung', label: 'Pajak', value: ['*', { f: 'jumlah' }, 0.1] },
        { id: 'jumlah', type: 'hitung', label: 'Jumlah', value: ['*', { f: 'harga' }, 2] },
        { id: 'harga', type: 'rupiah', label: 'Harga' },
      ],
    })
    expect(found(layanan)).toEqual([])
  })

  it('stays sound whatever people are told in it', () => {
    const words = fc.string({ minLength: 1, maxLength: 60 }).filter((text) => !/[{}]/.test(text))
    fc.assert(
      fc.property(
        words,
        words,
        fc.array(words, { minLength: 1, maxLength: 5 }),
        (name, label, keywords) => {
          const edited: Layanan = {
            ...SOUND,
            name,
            summary: { id: label, en: name },
            keywords,
            form: SOUND.form.map((page) => ({
              ...page,
              title: label,
              fields: page.fields.map((field) => ({ ...field, label, hint: name })),
            })),
          }
          expect(found(edited)).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('does not depend on the order of its states, fields, rules or cases', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(1000)), (stream) => {
        const shuffled = <T>(list: readonly T[]): readonly T[] =>
          list
            .map((one) => [stream.next().value, one] as const)
            .toSorted((a, b) => a[0] - b[0])
            .map(([, one]) => one)
        const edited: Layanan = {
          ...SOUND,
          form: SOUND.form.map((page) => ({ ...page, fields: shuffled(page.fields) })),
          tests: shuffled(SOUND.tests),
          workflow: {
            ...SOUND.workflow,
            states: Object.fromEntries(shuffled(Object.entries(SOUND.workflow.states))),
          },
        }
        expect(found(edited)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})
