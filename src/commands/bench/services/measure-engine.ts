import { join } from 'node:path'
import {
  createSearch,
  type Facts,
  makeReady,
  readShipped,
  sampleRules,
} from '../../../modules/services/index.ts'
import { packageRoot } from '../../../package-root.ts'
import { atLeast, atMost, type Figure } from '../line.ts'
import type { Effort } from '../plan.ts'
import { percentile, takeTurns } from '../rounds.ts'

const SERVICES = 600
const WORDS = [
  'ktp ilang',
  'ngurus akta',
  'surat miskin',
  'izin bangun rumah',
  'buka warung',
  'domisil',
  'pindah rumah',
  'kartu keluarga rusak',
  'mau nikah',
  'pasang reklame',
  'tebang pohon',
  'uji kir mobil',
  'beasiswa',
  'kursi roda',
  'akte kelahiran bayi',
  'pajak hotel',
]
const SEARCHES = 400

/** Search over a catalogue of 600: those that ship, and copies under other names until there are enough. */
export async function measureSearch(): Promise<readonly Figure[]> {
  const { layanan, rujukan } = await readShipped(join(packageRoot, 'data/layanan'))
  const all = [...layanan, ...rujukan]
  const many = Array.from({ length: SERVICES }, (_, index) => {
    const one = all[index % all.length] as (typeof all)[number]
    return index < all.length ? one : { ...one, code: `${one.code}-${index}` }
  })
  const search = createSearch(many)
  const times = Array.from({ length: SEARCHES }, (_, index) => {
    const startedMs = performance.now()
    search(WORDS[index % WORDS.length] as string, 40)
    return performance.now() - startedMs
  })
  return [
    {
      name: 'search',
      about: `p95 of ${SEARCHES} searches by everyday words and typing errors over ${SERVICES} services`,
      size: SERVICES,
      unit: 'ms',
      ours: percentile(times, 0.95),
      bar: atMost(50),
    },
  ]
}

/** The same three rules of a permit as JSON and as TypeScript. */
export async function measureExpressions(effort: Effort): Promise<readonly Figure[]> {
  const answers: Record<string, unknown> = {
    luas: 40,
    lahir: '1990-05-17',
    modal: 15_000_000,
    jenis: 'kios',
  }
  const facts: Facts = {
    today: '2026-03-02',
    get: (name) => answers[name] ?? null,
    param: () => 2500,
    lookup: () => null,
    workdays: () => null,
    has: () => false,
  }
  const rules = sampleRules.map((rule) => makeReady(rule.expr))
  const rate = (ask: () => void): Promise<number> => {
    const startedMs = performance.now()
    let count = 0
    while (performance.now() - startedMs < effort.loadMs / 4) {
      for (let times = 0; times < 1000; times += 1) ask()
      count += 1000
    }
    return Promise.resolve((count * 1000) / (performance.now() - startedMs))
  }
  const ours = () =>
    rate(() => {
      for (const rule of rules) rule(facts)
    })
  const plain = () =>
    rate(() => {
      for (const rule of sampleRules) rule.plain(answers, facts.today)
    })
  return [
    {
      name: 'expr',
      about: 'three rules of a permit a second, compiled from JSON / the same in plain TypeScript',
      size: sampleRules.length,
      unit: 'rounds/s',
      ...(await takeTurns(effort.rounds, ours, plain)),
      bar: atLeast(0.05),
    },
  ]
}
