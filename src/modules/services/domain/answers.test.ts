import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReadingRules, readAnswers, type Typed, undeclared } from './answers.ts'
import { FIELD_TYPES, type Field } from './definition/types.ts'

const rules: ReadingRules = {
  today: '2026-03-02' as never,
  isDemo: false,
  isDesa: (kode) => kode === '33.01.01.2001',
  tableKeys: (table) => new Set(table === 'kelas' ? ['I', 'II'] : []),
}
const one = (field: Partial<Field>, typed: string | readonly string[]) => {
  const { answers, refusals } = readAnswers(
    [{ id: 'x', type: 'teks', label: 'X', ...field }],
    { x: typed },
    rules,
  )
  return refusals.length > 0 ? refusals.map((refusal) => refusal.code).join() : answers.x
}
const CHOICES: Field['options'] = [
  ['bank', 'Bank'],
  ['lain', 'Lain'],
]

describe('what was typed', () => {
  it.each<[Partial<Field>, string | readonly string[], unknown]>([
    [{ type: 'teks' }, '  Warung Sari ', 'Warung Sari'],
    [{ type: 'teks', max: 3 }, 'abcd', 'ISIAN_TERLALU_PANJANG'],
    [{ type: 'teks', pattern: '9[9][9]/9[9][9]' }, '3/12', '3/12'],
    [{ type: 'teks', pattern: '9[9][9]/9[9][9]' }, 'tiga', 'ISIAN_POLA'],
    [{ type: 'angka' }, '1.250,5', 1250.5],
    [{ type: 'angka' }, '1250.5', 1250.5],
    [{ type: 'angka' }, '1.250', 1250],
    [{ type: 'angka' }, '-3', -3],
    [{ type: 'angka' }, '12 000', 12_000],
    [{ type: 'angka' }, '1e9', 'ISIAN_ANGKA'],
    [{ type: 'angka' }, '0x10', 'ISIAN_ANGKA'],
    [{ type: 'angka' }, 'Infinity', 'ISIAN_ANGKA'],
    [{ type: 'angka' }, '١٢', 'ISIAN_ANGKA'],
    [{ type: 'angka', min: 2 }, '1', 'ISIAN_KURANG_DARI'],
    [{ type: 'angka', max: 2 }, '2,5', 'ISIAN_LEBIH_DARI'],
    [{ type: 'rupiah' }, 'Rp1.250.000', 1_250_000],
    [{ type: 'rupiah' }, '1250000', 1_250_000],
    [{ type: 'tanggal' }, '2026-02-28', '2026-02-28'],
    [{ type: 'bulan' }, '3/2026', '2026-03'],
    [{ type: 'bulan' }, '2026-13', 'ISIAN_BULAN'],
    [{ type: 'pilih', options: CHOICES }, 'bank', 'bank'],
    [{ type: 'pilih', options: CHOICES }, 'emas', 'ISIAN_PILIHAN'],
    [{ type: 'pilih', options: CHOICES }, '__proto__', 'ISIAN_PILIHAN'],
    [{ type: 'pilih', options: { ref: 'kelas' } }, 'II', 'II'],
    [{ type: 'pilih', options: { ref: 'kelas' } }, 'constructor', 'ISIAN_PILIHAN'],
    [{ type: 'banyak', options: CHOICES }, ['lain', 'bank', 'lain'], ['lain', 'bank']],
    [{ type: 'banyak', options: CHOICES }, ['lain', 'emas'], 'ISIAN_PILIHAN'],
    [{ type: 'centang' }, '1', true],
    [{ type: 'centang' }, [], false],
    [{ type: 'pernyataan' }, 'ya', true],
    [{ type: 'nkk' }, '3301 0102 0304 0005', '3301010203040005'],
    [{ type: 'nkk' }, '330101', 'ISIAN_NKK'],
    [{ type: 'nib' }, '1234567890123', '1234567890123'],
    [{ type: 'nib' }, '123456789012x', 'ISIAN_NIB'],
    [{ type: 'email' }, 'Sari@Contoh.ID', 'sari@contoh.id'],
    [{ type: 'email' }, 'sari@contoh', 'ISIAN_EMAIL'],
    [{ type: 'wilayah' }, '33.01.01.2001', '33.01.01.2001'],
    [{ type: 'wilayah' }, '33.01', 'ISIAN_WILAYAH'],
    [{ type: 'titik' }, '-6.2, 106.8', { lat: -6.2, lon: 106.8 }],
    [{ type: 'titik' }, 'sini', 'ISIAN_TITIK'],
    [{ type: 'hitung' }, '5', undefined],
    [{ type: 'info' }, '5', undefined],
    [{ type: 'foto' }, 'digest', undefined],
  ])('into %j, “%s”, is %j', (field, typed, answer) => {
    expect(one(field, typed)).toEqual(answer)
  })

  it('into a date or a phone number that does not exist is refused at its field', () => {
    for (const [type, text] of [
      ['tanggal', '2026-02-30'],
      ['hp', '12'],
      ['nik', '123'],
      ['rupiah', '12,345,6'],
    ] as const) {
      const { answers, refusals } = readAnswers([{ id: 'x', type, label: 'X' }], { x: text }, rules)
      expect(answers).toEqual({})
      expect(refusals.map((refusal) => refusal.field)).toEqual(['x'])
    }
  })

  it('into rows is read row by row, empty rows left out, refusals at their cells', () => {
    const group: Field = {
      id: 'anak',
      type: 'ulang',
      label: 'Anak',
      fields: [
        { id: 'a.nama', type: 'teks', label: 'Nama' },
        { id: 'umur', type: 'angka', label: 'Umur' },
      ],
    }
    const typed = {
      'anak.0.a.nama': 'Budi',
      'anak.0.umur': '7',
      'anak.1.a.nama': ' ',
      'anak.10.a.nama': 'Sari',
      'anak.10.umur': '4,5',
    }
    expect(readAnswers([group], typed, rules)).toEqual({
      answers: {
        anak: [
          { 'a.nama': 'Budi', umur: 7 },
          { 'a.nama': 'Sari', umur: 4.5 },
        ],
      },
      refusals: [],
    })
    const wrong = readAnswers([group], { 'anak.3.umur': 'tua' }, rules)
    expect(wrong.refusals.map((refusal) => refusal.field)).toEqual(['anak.3.umur'])
    expect(undeclared([group], { ...typed, 'anak.99.umur': '1', 'anak.0.gaji': '1' })).toEqual([
      'anak.99.umur',
      'anak.0.gaji',
    ])
  })

  it('never throws, and only what is declared comes out, whatever it is', () => {
    const fields = FIELD_TYPES.map(
      (type): Field => ({
        id: `f.${type}`,
        type,
        label: type,
        ...(type === 'pilih' || type === 'banyak' ? { options: CHOICES } : {}),
        ...(type === 'ulang'
          ? {
              fields: [
                { id: 'angka', type: 'angka', label: 'A' },
                { id: 'hitung', type: 'hitung', label: 'H' },
              ],
            }
          : {}),
      }),
    )
    const names = fields.map((field) => field.id)
    const name = fc.oneof(
      fc.constantFrom(...names, 'f.ulang.0.angka', 'f.ulang.0.hitung', 'f.ulang.7.hantu'),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        'f',
        '',
        'f.ulang',
        'f.ulang.-1.angka',
      ),
      fc.string({ maxLength: 20 }),
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('\u0000', '‮1', '９９', '1,5', '-', '--1', '9'.repeat(5000), '<b>', '{x}'),
    )
    const typed = fc.array(fc.tuple(name, fc.oneof(text, fc.array(text, { maxLength: 4 }))), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(typed, (pairs) => {
        const given = Object.fromEntries(pairs) as Typed
        const { answers, refusals } = readAnswers(fields, given, rules)
        expect(Object.keys(answers).filter((key) => !names.includes(key))).toEqual([])
        const rows = (answers['f.ulang'] ?? []) as readonly object[]
        expect(rows.flatMap(Object.keys).filter((cell) => cell !== 'angka')).toEqual([])
        for (const computed of ['f.hitung', 'f.info', 'f.foto'])
          expect(Object.hasOwn(answers, computed)).toBe(false)
        for (const { field = '' } of refusals)
          expect(names.some((id) => field === id || field.startsWith(`${id}.`))).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('reads every number again as it was written, in either way of writing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.nat(999),
        (whole, part) => {
          const value = Number(`${whole}.${part}`)
          const [head = '', tail] = String(value).split('.')
          const sign = head.startsWith('-') ? '-' : ''
          const dotted = head.replace('-', '').replace(/\B(?=(\d{3})+$)/g, '.')
          const indonesian = `${sign}${dotted}${tail === undefined ? '' : `,${tail}`}`
          expect(one({ type: 'angka' }, indonesian)).toBe(value)
          // With three digits behind it a dot parts thousands: people write 1.250, not 1,250.
          if (tail?.length !== 3) expect(one({ type: 'angka' }, String(value))).toBe(value)
        },
      ),
    )
  })
})
