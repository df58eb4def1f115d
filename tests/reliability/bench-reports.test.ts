import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import type { Line } from '../../src/commands/bench/line.ts'
import type { SlowLine } from '../../src/commands/bench/page-costs.ts'
import { runReportsBench } from '../../src/commands/bench/reports/run.ts'

const SMALL = 300
/** Two servers of their own and a fresh database: what the bench needs at any size. */
const TIMEOUT_MS = 180_000

const PAGES = [
  'front',
  'list',
  'list-filtered',
  'list-open',
  'list-overdue',
  'search',
  'search-everywhere',
  'map',
  'map-tile',
  'map-near',
  'statistics',
  'statistics-category',
  'report',
  'form',
  'duplicate-hint',
  'queue-verifikasi',
  'queue-disposisi',
  'queue-lewat',
  'queue-validasi',
  'queue-konfirmasi',
  'queue-jeda',
  'queue-semua',
  'queue-tutup',
  'queue-search',
  'case',
  'desk',
]
const EXPECTED = [
  'P1',
  'P1-new',
  'P2',
  'P3',
  'P3-static',
  'P12',
  'P12 bare',
  'P16',
  'submit action',
  'submit api',
  ...['front', 'form', 'report', 'list', 'queue', 'case'].map((page) => `P14 ${page}`),
  ...PAGES.map((page) => `G3 ${page}`),
  ...PAGES.filter((page) => page !== 'duplicate-hint').map((page) => `p95 ${page}`),
]
const isMeasured = (line: Line | SlowLine): line is Line => line.name !== 'slow'
const houses = () => readdirSync(tmpdir()).filter((name) => name.startsWith('pendopo-ukur-'))

describe('bench reports', () => {
  it(
    'measures everything at any size, in lines a program can read, and leaves nothing behind',
    async () => {
      const before = houses()
      const lines: (Line | SlowLine)[] = []
      await runReportsBench({
        bench: 'reports',
        sizes: [SMALL],
        rounds: 1,
        loadMs: 100,
        only: [],
        command: 'pendopo bench reports',
        write: (line) => lines.push(JSON.parse(JSON.stringify(line))),
      })
      const measured = lines.filter(isMeasured)
      expect(measured.map((line) => line.name).toSorted()).toEqual(EXPECTED.toSorted())
      for (const line of measured) {
        expect(line).toMatchObject({ bench: 'reports', size: SMALL, rounds: 1 })
        expect([line.name, line.ours >= 0 && Number.isFinite(line.ours)]).toEqual([line.name, true])
        expect(line.isMet).toBe(line.bar === null ? null : line.isMet === true)
      }
      // What does not depend on the machine is held here too.
      for (const line of measured.filter(({ name }) => name.startsWith('G3 ')))
        expect([line.name, line.isMet]).toEqual([line.name, true])
      expect(lines.length - measured.length).toBeGreaterThan(0)
      expect(houses().filter((name) => !before.includes(name))).toEqual([])
    },
    TIMEOUT_MS,
  )
})
