import { describe, expect, it } from 'vitest'
import { atLeast, atMost, lineOf } from './line.ts'
import { type Costs, growthFigures } from './page-costs.ts'
import { scriptOf } from './pgbench.ts'
import { exportFigure } from './reports/measure-export.ts'
import { percentile, takeTurns } from './rounds.ts'

const SOURCE = { bench: 'reports', command: 'pendopo bench reports' } as const

describe('the arithmetic of a bench', () => {
  it('takes turns and keeps the median of the ratios of each round', async () => {
    const ours = [10, 30, 20]
    const theirs = [20, 30, 80]
    const order: string[] = []
    const duel = await takeTurns(
      3,
      async () => {
        order.push('ours')
        return ours[order.length >> 1] ?? 0
      },
      async () => {
        order.push('theirs')
        return theirs[(order.length >> 1) - 1] ?? 0
      },
    )
    expect(order).toEqual(['ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs'])
    expect(duel).toEqual({ ours: 20, yardstick: 30, ratio: 0.5, rounds: 3 })
  })

  it('holds a ratio, or a figure that is compared with nothing, to its bar', () => {
    const about = { name: 'P1', about: '', size: 1, unit: '' }
    expect(lineOf({ ...about, ours: 6, yardstick: 10, bar: atLeast(0.5) }, SOURCE)).toMatchObject({
      ratio: 0.6,
      bar: '>= 0.5',
      isMet: true,
    })
    expect(lineOf({ ...about, ours: 13, bar: atMost(12) }, SOURCE).isMet).toBe(false)
    expect(lineOf({ ...about, ours: 13 }, SOURCE)).toMatchObject({ bar: null, isMet: null })
  })

  it('finds the value that 95 in 100 do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at)
    expect(percentile(values, 0.95)).toBe(96)
    expect(percentile([], 0.95)).toBe(0)
  })

  it('compares each page with itself at the smallest size, and memory likewise', () => {
    const cost = (buffers: number, p95Ms?: number) => ({ statements: 3, buffers, p95Ms })
    const small: Costs = new Map([['list', cost(10, 4)]])
    const large: Costs = new Map([
      ['list', cost(40, 4)],
      ['new', cost(1)],
    ])
    const lines = growthFigures({ size: 1, costs: small }, { size: 100, costs: large })
    expect(lines.map((one) => [one.name, lineOf(one, SOURCE).isMet])).toEqual([
      ['G1 list', false],
      ['growth list', true],
    ])
    expect(lineOf(exportFigure({ size: 1, mb: 100 }, { size: 9, mb: 120 }), SOURCE).isMet).toBe(
      true,
    )
  })
})

describe('the inserts of one submission as a pgbench script', () => {
  const id = ['01998f2e-0000-7000-8000-000000000001', '01998f2e-0000-7000-8000-000000000002']
  const sent = (n: number) => [
    { text: 'insert into a (id, t, w) values ($1, $2, $3)', values: [id[n], "it's 08:10", n] },
    { text: 'insert into b (a_id, d) values ($1, $2)', values: [id[n], Buffer.from([n])] },
  ]
  const script = scriptOf(sent(0), sent(1))

  it('draws what differs anew, the same id in each statement', () => {
    expect(script).toContain('\\set v1 random(')
    expect(script.match(/:v1::bigint/g)).toHaveLength(2)
    expect(script).toContain('sha256(int8send(:v2::bigint))')
    expect(script).not.toContain(id[0])
  })

  it('writes everything else as it was sent, colons hidden from pgbench', () => {
    expect(script).toContain("E'it''s 08\\x3a10'")
    expect(script.split('\n').filter((line) => line.startsWith('insert'))).toHaveLength(2)
    expect(script).toContain('begin;')
    expect(script).toContain('commit;')
  })
})
