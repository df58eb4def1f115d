import type { Expr } from './types.ts'

/** Rules as definitions write them, beside the same in plain code: for tests and for the measure of what data costs. */
export const sampleRules: readonly Readonly<{
  name: string
  expr: Expr
  plain: (answers: Readonly<Record<string, unknown>>, today: string) => unknown
}>[] = [
  {
    name: 'of age, and small enough',
    expr: ['and', ['>=', ['age', { f: 'lahir' }], 17], ['<=', { f: 'luas' }, 1000]],
    plain: ({ lahir, luas }, today) => {
      const born = String(lahir)
      const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4))
      const age = today.slice(5) < born.slice(5) ? years - 1 : years
      return age >= 17 && Number(luas) <= 1000
    },
  },
  {
    name: 'a fee by area and kind',
    expr: ['if', ['=', { f: 'jenis' }, 'kios'], ['*', { f: 'luas' }, ['param', 'tarif']], 0],
    plain: ({ jenis, luas }) => (jenis === 'kios' ? Number(luas) * 2500 : 0),
  },
  {
    name: 'a micro business',
    expr: ['and', ['not', ['empty', { f: 'modal' }]], ['<', { f: 'modal' }, 1_000_000_000]],
    plain: ({ modal }) => modal !== null && modal !== undefined && Number(modal) < 1_000_000_000,
  },
]
