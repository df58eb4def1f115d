import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { runFinanceBench } from '../../src/commands/bench/finance/run.ts'
import type { Line } from '../../src/commands/bench/line.ts'
import type { SlowLine } from '../../src/commands/bench/page-costs.ts'

const SIZES = [400, 800]
const TIMEOUT_MS = 600_000

const PAGES = [
  'antrean',
  'antrean-skpd',
  'daftar',
  'spp',
  'bku',
  'buku-besar',
  'jurnal',
  'lra-halaman',
  'neraca-halaman',
  'pimpinan',
  'aset',
  'aset-skpd',
  'temuan',
  'anggaran',
  'jejak-sp2d',
  'jejak-jurnal',
]
const WEIGHED = ['antrean', 'lra', 'pimpinan', 'aset', 'temuan', 'anggaran', 'jejak']
const AT_EACH = [
  'lra setahun',
  'neraca setahun',
  'periksa',
  'P2',
  'posting satu-satu',
  'posting tanpa nomor',
  'posting borongan',
  ...PAGES.flatMap((page) => [`G3 ${page}`, `p95 ${page}`]),
]
const GROWTH = PAGES.flatMap((page) => [`G1 ${page}`, `growth ${page}`])
const ONCE = [
  'fold',
  'export',
  'sp2d borongan',
  'sp2d memori',
  ...WEIGHED.map((page) => `P14 ${page}`),
]
/** What does not depend on how busy the machine is. */
const HELD = /^P14/
const isMeasured = (line: Line | SlowLine): line is Line => line.name !== 'slow'
const houses = () => readdirSync(tmpdir()).filter((name) => name.startsWith('pendopo-ukur-'))

describe('bench finance', () => {
  it(
    'measures everything at any size, keeps pages light, and leaves nothing behind',
    async () => {
      const before = houses()
      const lines: (Line | SlowLine)[] = []
      await runFinanceBench({
        bench: 'finance',
        sizes: SIZES,
        rounds: 1,
        loadMs: 100,
        only: [],
        command: 'pendopo bench finance',
        write: (line) => lines.push(JSON.parse(JSON.stringify(line))),
        berkas: undefined,
        borongan: 300,
      })
      const measured = lines.filter(isMeasured)
      expect(measured.map(({ name }) => name).toSorted()).toEqual(
        [...ONCE, ...SIZES.flatMap(() => AT_EACH), ...GROWTH].toSorted(),
      )
      for (const line of measured) {
        expect([line.name, line.ours >= 0 && Number.isFinite(line.ours)]).toEqual([line.name, true])
        if (HELD.test(line.name)) expect([line.name, line.isMet]).toEqual([line.name, true])
      }
      expect(houses().filter((name) => !before.includes(name))).toEqual([])
    },
    TIMEOUT_MS,
  )
})
