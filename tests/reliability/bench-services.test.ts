import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import type { Line } from '../../src/commands/bench/line.ts'
import type { SlowLine } from '../../src/commands/bench/page-costs.ts'
import { runServicesBench } from '../../src/commands/bench/services/run.ts'

const SIZES = [300, 600]
/** A server of its own and a fresh database for each size. */
const TIMEOUT_MS = 240_000

const PAGES = [
  'catalogue',
  'search',
  'service',
  'times',
  'own',
  'follow',
  'queue',
  'watch',
  'case',
  'case-documents',
]
const WEIGHED = ['catalogue', 'search', 'service', 'times', 'verify', 'queue', 'case']
const AT_EACH = [
  'P2',
  'queue',
  'own',
  'cycles',
  'cycles letter',
  ...PAGES.map((page) => `G3 ${page}`),
  ...PAGES.map((page) => `p95 ${page}`),
]
const GROWTH = [
  'cycles growth',
  'cycles letter growth',
  ...PAGES.map((page) => `G1 ${page}`),
  ...PAGES.map((page) => `growth ${page}`),
]
const ONCE = [
  'search',
  'expr',
  'letters',
  'letters one series',
  ...WEIGHED.map((page) => `P14 ${page}`),
]
/** What does not depend on how busy the machine is. */
const HELD = /^(?:G3|P14|page|search)/
const isMeasured = (line: Line | SlowLine): line is Line => line.name !== 'slow'
const houses = () => readdirSync(tmpdir()).filter((name) => name.startsWith('pendopo-ukur-'))

describe('bench services', () => {
  it(
    'measures everything at any size, keeps weights and statements in bounds, and leaves nothing behind',
    async () => {
      const before = houses()
      const lines: (Line | SlowLine)[] = []
      await runServicesBench({
        bench: 'services',
        sizes: SIZES,
        rounds: 1,
        loadMs: 100,
        only: [],
        command: 'pendopo bench services',
        write: (line) => lines.push(JSON.parse(JSON.stringify(line))),
      })
      const measured = lines.filter(isMeasured)
      const names = measured.map(({ name }) => name).filter((name) => name !== 'page')
      expect(names.toSorted()).toEqual(
        [...ONCE, ...SIZES.flatMap(() => AT_EACH), ...GROWTH].toSorted(),
      )
      // The pages of applying: task list, questions, documents, check of answers.
      expect(measured.filter(({ name }) => name === 'page').length).toBeGreaterThanOrEqual(6)
      for (const line of measured) {
        expect([line.name, line.ours >= 0 && Number.isFinite(line.ours)]).toEqual([line.name, true])
        if (HELD.test(line.name))
          expect([line.name, line.about, line.isMet]).toEqual([line.name, line.about, true])
      }
      expect(houses().filter((name) => !before.includes(name))).toEqual([])
    },
    TIMEOUT_MS,
  )
})
