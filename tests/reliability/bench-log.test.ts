import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import type { Line } from '../../src/commands/bench/line.ts'
import { runLogBench } from '../../src/commands/bench/log/run.ts'

const SIZES = [300, 600]
/** For each size a database and two programs of their own. */
const TIMEOUT_MS = 180_000

const ONCE = ['P7']
const AT_EACH = [
  'check',
  'fill',
  'fill bytes',
  'P9 median',
  'P9 p95',
  'P9 hashes',
  'P9 statements',
  'P9 buffers',
  'audit',
  'P8',
  'act',
  'act disk',
  'http acts',
  'http reads',
  'http sealed',
  'http sealed median',
]
const houses = () => readdirSync(tmpdir()).filter((name) => name.startsWith('pendopo-ukur-'))

describe('bench log', () => {
  it(
    'measures everything at any size, in lines a program can read, and leaves nothing behind',
    async () => {
      const before = houses()
      const lines: Line[] = []
      await runLogBench({
        bench: 'log',
        sizes: SIZES,
        rounds: 1,
        loadMs: 100,
        only: [],
        command: 'pendopo bench log',
        write: (line) => lines.push(JSON.parse(JSON.stringify(line))),
      })
      const expected = [...ONCE, ...AT_EACH, ...AT_EACH, 'P9 growth']
      expect(lines.map((line) => line.name).toSorted()).toEqual(expected.toSorted())
      for (const line of lines) {
        expect(line).toMatchObject({ bench: 'log', command: 'pendopo bench log', rounds: 1 })
        expect([line.name, line.ours > 0 && Number.isFinite(line.ours)]).toEqual([line.name, true])
        expect(line.isMet).toBe(line.bar === null ? null : line.isMet === true)
      }
      // What does not depend on the machine is held here too.
      const proofs = lines.filter(({ name }) => name === 'P9 hashes' || name === 'P9 statements')
      expect(proofs.map(({ name, size, ours }) => [name, size, ours])).toEqual([
        ['P9 hashes', 300, 9],
        ['P9 statements', 300, 6],
        ['P9 hashes', 600, 10],
        ['P9 statements', 600, 6],
      ])
      expect(houses().filter((name) => !before.includes(name))).toEqual([])
    },
    TIMEOUT_MS,
  )
})
