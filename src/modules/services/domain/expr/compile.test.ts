import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkExpr, isForBrowser, namesIn, type Scope } from './check.ts'
import { evaluate } from './compile.ts'
import { add, divide, multiply, roundTo } from './decimal.ts'
import { type Expr, type Facts, OPS } from './types.ts'

const answers: Readonly<Record<string, unknown>> = {
  luas: 12.5,
  nama: 'Sari',
  lahir: '1990-05-17',
  kawin: true,
  kosong: '',
  omzet: [{ jumlah: 900_000 }, { jumlah: 343_000 }, { jumlah: null }],
}

const facts: Facts = {
  today: '2026-03-02',
  get: (name) => answers[name] ?? null,
  param: (id) => (id === 'tarif' ? 0.1 : null),
  lookup: (table, key, column) =>
    table === 'kbli' && key === '47112' && column === 'risiko' ? 'R' : null,
  workdays: () => 5,
  has: (what, code) => what === 'surat' && code === 'DESA-DOMISILI',
}

describe('an expression', () => {
  it.each<[Expr, unknown]>([
    [['+', 1, 2, 3], 6],
    [['-', 5], -5],
    [['*', ['sum', { f: 'omzet[].jumlah' }], ['param', 'tarif']], 124_300],
    [['round', ['*', 1005, 0.1]], 101],
    [['round', 2.345, 2], 2.35],
    [['/', 1, 0], null],
    [['=', { f: 'nama' }, 'Sari'], true],
    [['<', { f: 'tidak-ada' }, 5], false],
    [['not', { f: 'tidak-ada' }], true],
    [['and', { f: 'kawin' }, ['>', { f: 'luas' }, 12]], true],
    [['if', { f: 'kawin' }, 'ya', 'tidak'], 'ya'],
    [['age', { f: 'lahir' }], 35],
    [['age', '2009-03-03'], 16],
    [['age', '2009-03-02'], 17],
    [['days', '2026-02-27', ['today']], 3],
    [['addDays', '2026-02-27', 2], '2026-03-01'],
    [['count', { f: 'omzet' }], 3],
    [['empty', { f: 'kosong' }], true],
    [['empty', { f: 'omzet' }], false],
    [['in', { f: 'nama' }, ['list', 'Budi', 'Sari']], true],
    [['concat', { f: 'nama' }, ' ', 3], 'Sari 3'],
    [['lookup', 'kbli', '47112', 'risiko'], 'R'],
    [['has', 'surat', 'DESA-DOMISILI'], true],
    [['len', { f: 'nama' }], 4],
    [['max', { f: 'omzet[].jumlah' }, 950_000], 950_000],
    [['min', 3, 2], 2],
    [['sum', { f: 'tidak-ada' }], 0],
  ])('%j is %j', (expr, value) => {
    expect(evaluate(expr, facts)).toEqual(value)
  })

  it('always has an answer, whatever it is made of', () => {
    const leaf = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      fc.string(),
      fc.record({
        f: fc.constantFrom('luas', 'nama', 'omzet', 'omzet[].jumlah', '__proto__', 'x'),
      }),
    )
    const expr = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc
          .tuple(fc.constantFrom(...OPS), fc.array(tie('node'), { maxLength: 4 }))
          .map(([op, args]) => [op, ...args]),
      ),
    })).node
    fc.assert(
      fc.property(expr, (made) => {
        expect(evaluate(made as Expr, facts)).not.toBe(undefined)
      }),
      { numRuns: 2000 },
    )
  })

  it('that is nested beyond all use comes out as nothing instead of filling the stack', () => {
    let deep: Expr = 1
    for (let depth = 0; depth < 5000; depth += 1) deep = ['+', deep, 1]
    expect(evaluate(deep, facts)).toBe(null)
  })
})

describe('arithmetic', () => {
  const money = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
  const cents = fc.integer({ min: -99_999, max: 99_999 }).map((value) => value / 100)

  it('agrees with whole numbers of hundredths', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const [left, right] = [BigInt(Math.round(a * 100)), BigInt(Math.round(b * 100))]
        expect(add(a, b)).toBe(Number(left + right) / 100)
        expect(multiply(a, b)).toBe(Number(left * right) / 10_000)
      }),
    )
  })

  it('divides what it multiplied back to where it was', () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 1, max: 10_000 }), (a, b) => {
        expect(divide(multiply(a, b) ?? Number.NaN, b)).toBe(a)
      }),
    )
  })

  it('rounds half away from zero', () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5].map((value) => roundTo(value, 0))).toEqual([1, 2, 3, -1, -2])
    expect(roundTo(1250, -3)).toBe(1000)
    expect(roundTo(1500, -3)).toBe(2000)
  })

  it('says that it does not know beyond what a number can hold', () => {
    expect(multiply(9_000_000_000, 9_000_000_000)).toBe(null)
    expect(add(Number.MAX_SAFE_INTEGER, 1)).toBe(null)
  })
})

const scope: Scope = {
  typeOf: (name) =>
    (
      ({
        luas: 'number',
        nama: 'text',
        lahir: 'date',
        kawin: 'boolean',
        omzet: { list: 'rows' } as const,
        'omzet[].jumlah': { list: 'number' } as const,
      }) as const
    )[name],
  paramType: (id) => (id === 'tarif' ? 'number' : undefined),
  columnType: (table, column) => (table === 'kbli' && column === 'risiko' ? 'text' : undefined),
  hasService: (code) => code === 'DESA-DOMISILI',
}
const codes = (expr: Expr) => checkExpr(expr, scope).problems.map((problem) => problem.code)

describe('the check of an expression', () => {
  it.each<[Expr, string]>([
    [['+', 1, { f: 'nama' }], 'JENIS_TIDAK_COCOK'],
    [['=', { f: 'luas' }, 'dua'], 'JENIS_TIDAK_COCOK'],
    [['and', { f: 'luas' }], 'JENIS_TIDAK_COCOK'],
    [['age', { f: 'nama' }], 'JENIS_TIDAK_COCOK'],
    [['<', { f: 'kawin' }, true], 'JENIS_TIDAK_COCOK'],
    [{ f: 'tidak.ada' }, 'NAMA_TIDAK_DIKENAL'],
    [['param', 'lain'], 'ANGKA_HUKUM_TIDAK_ADA'],
    [['lookup', 'kbli', '1', 'lain'], 'TABEL_TIDAK_ADA'],
    [['has', 'surat', 'LAIN'], 'LAYANAN_TIDAK_ADA'],
    [['not'] as unknown as Expr, 'JUMLAH_ISIAN_SALAH'],
    [['eval', 'x'] as unknown as Expr, 'OPERASI_TIDAK_ADA'],
  ])('finds in %j: %s', (expr, code) => {
    expect(codes(expr)).toContain(code)
  })

  it.each<Expr>([
    ['*', ['sum', { f: 'omzet[].jumlah' }], ['param', 'tarif']],
    ['>=', ['age', { f: 'lahir' }], 17],
    ['if', { f: 'kawin' }, { f: 'nama' }, 'belum'],
    ['count', { f: 'omzet' }],
    ['<=', { f: 'lahir' }, ['today']],
  ])('finds nothing in %j', (expr) => {
    expect(codes(expr)).toEqual([])
  })

  it('knows which a browser can work out by itself', () => {
    expect(isForBrowser(['and', { f: 'kawin' }, ['>', { f: 'luas' }, 1]])).toBe(true)
    expect(isForBrowser(['not', ['has', 'surat', 'X']])).toBe(false)
  })

  it('names every fact an expression rests on', () => {
    expect(namesIn(['if', { f: 'a' }, ['+', { f: 'b' }, 1], { f: 'c' }])).toEqual(['a', 'b', 'c'])
  })
})
