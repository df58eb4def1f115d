import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExprType } from '../expr/check.ts'
import {
  type Built,
  COMPARISONS,
  type Condition,
  fromExpr,
  JOINS,
  type Left,
  toExpr,
} from './builder.ts'
import { readBuilt, writeRows } from './builder-form.ts'

const name = fc.constantFrom('p.lahir', 'modal', 'jenis', 'dok.ktp', 'case.kanal')
const left: fc.Arbitrary<Left> = fc.record({
  kind: fc.constantFrom('isian', 'umur', 'hari', 'jumlah'),
  name,
})
const field: fc.Arbitrary<Left> = fc.record({ kind: fc.constant('isian' as const), name })
const figure = fc.oneof(fc.integer(), fc.constantFrom('kerja', 'lain', '2026-01-01'))
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant('banding' as const),
    left,
    op: fc.constantFrom(...COMPARISONS),
    right: fc.oneof(
      fc.record({ kind: fc.constant('nilai' as const), value: figure }),
      fc.record({ kind: fc.constantFrom('isian' as const, 'angka-hukum' as const), name }),
    ),
  }),
  fc.record({
    kind: fc.constantFrom('terisi' as const, 'kosong' as const, 'ya' as const),
    left: field,
  }),
  fc.record({ kind: fc.constant('tidak' as const), left: field }),
  fc.record({
    kind: fc.constant('salah-satu' as const),
    left,
    values: fc.array(figure, { minLength: 1, maxLength: 4 }),
  }),
)
const built: fc.Arbitrary<Built> = fc
  .record({ join: fc.constantFrom(...JOINS), rows: fc.array(condition, { maxLength: 5 }) })
  // One row alone is neither "all" nor "any": it is itself.
  .map(({ join, rows }) =>
    rows.length === 0 || (rows.length === 1 && join === 'salah-satu')
      ? { join: 'semua' as const, rows }
      : { join, rows },
  )

describe('the builder of conditions', () => {
  it('reads back from JSON exactly what was put together', () => {
    fc.assert(
      fc.property(built, (one) => {
        const json = JSON.stringify(toExpr(one))
        expect(fromExpr(JSON.parse(json))).toEqual(one)
      }),
    )
  })

  it('writes again the JSON it could take apart', () => {
    fc.assert(
      fc.property(built, (one) => {
        const expr = toExpr(one)
        const again = fromExpr(expr)
        expect(again === undefined ? undefined : toExpr(again)).toEqual(expr)
      }),
    )
  })

  it.each([
    ['a sum', ['>', ['+', { f: 'a' }, { f: 'b' }], 10]],
    ['a nested and', ['or', ['and', { f: 'a' }, { f: 'b' }], { f: 'c' }]],
    ['a look-up', ['=', ['lookup', 'kbli', { f: 'kbli' }, 'risiko'], 'R']],
    ['an and of one', ['and', { f: 'a' }]],
    ['a figure alone', 17],
    ['never', false],
    ['days between two answers', ['>', ['days', { f: 'a' }, { f: 'b' }], 3]],
  ] as const)('leaves %s to the JSON', (_, expr) => {
    expect(fromExpr(expr as never)).toBeUndefined()
  })

  it('brings what it put together through the form unchanged', () => {
    const typeOf = (one: string): ExprType | undefined =>
      one === 'modal' ? 'number' : one === 'p.lahir' ? 'date' : 'text'
    const cases: readonly Built[] = [
      {
        join: 'semua',
        rows: [
          {
            kind: 'banding',
            left: { kind: 'umur', name: 'p.lahir' },
            op: '>=',
            right: { kind: 'nilai', value: 17 },
          },
          {
            kind: 'banding',
            left: { kind: 'isian', name: 'modal' },
            op: '<=',
            right: { kind: 'angka-hukum', name: 'modal.mikro' },
          },
          { kind: 'salah-satu', left: { kind: 'isian', name: 'jenis' }, values: ['baru', 'lama'] },
        ],
      },
      {
        join: 'tidak-satu-pun',
        rows: [{ kind: 'kosong', left: { kind: 'isian', name: 'jenis' } }],
      },
    ]
    for (const one of cases) {
      const typed = Object.fromEntries(
        writeRows(one).flatMap((row, index) =>
          Object.entries(row).map(([key, value]) => [`${key}.${index}`, value]),
        ),
      )
      expect(readBuilt({ ...typed, gabung: one.join }, typeOf)).toEqual(one)
    }
  })
})
