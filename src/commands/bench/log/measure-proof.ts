import { present } from '../../../kernel/assert.ts'
import { parseProofFile } from '../../../kernel/tlog/proof-file.ts'
import { findEntriAt, prove } from '../../../modules/public-log/index.ts'
import { explainAll } from '../explain.ts'
import { atMost, type Figure } from '../line.ts'
import { percentile } from '../rounds.ts'
import type { LogHouse } from './house.ts'

const PROOFS = 300
const EXPLAINED = 5
const MS_BAR = 5
const GROWTH_BAR = 2
const HASHES_BAR = 24

/** Milliseconds of a proof at one size. */
export type ProofTime = Readonly<{ size: number; ms: number }>

/** P9: finding an entry and proving it, at places drawn the same way every time. */
export async function measureProofs(
  house: LogHouse,
  smallest: ProofTime | undefined,
): Promise<Readonly<{ time: ProofTime; figures: readonly Figure[] }>> {
  const { size } = house
  const places = drawPlaces(PROOFS, size)
  // Code compiled, statements prepared: what a program that has just started still has to do is not the proof.
  for (const place of places.slice(0, PROOFS / 10)) await proveAt(house, place)
  const ms: number[] = []
  const hashes: number[] = []
  for (const place of places) {
    const startedMs = performance.now()
    const file = await proveAt(house, place)
    ms.push(performance.now() - startedMs)
    hashes.push(present(parseProofFile(file), 'a proof file can be read').proof.length)
  }
  const costs = await readCosts(house, places)
  const time = { size, ms: percentile(ms, 0.5) }
  const about = `an entry found by its place and proved, ${PROOFS} at random`
  const shared = { size, about }
  return {
    time,
    figures: [
      {
        ...shared,
        name: 'P9 median',
        unit: 'ms',
        ours: time.ms,
        bar: atMost(MS_BAR),
      },
      { ...shared, name: 'P9 p95', unit: 'ms', ours: percentile(ms, 0.95) },
      {
        ...shared,
        name: 'P9 hashes',
        unit: 'hashes',
        ours: Math.max(...hashes),
        bar: atMost(HASHES_BAR),
      },
      { ...shared, name: 'P9 statements', unit: 'statements', ours: costs.statements },
      { ...shared, name: 'P9 buffers', unit: 'buffers', ours: costs.buffers },
      ...(smallest === undefined ? [] : [growthOf(smallest, time)]),
    ],
  }
}

function growthOf(small: ProofTime, large: ProofTime): Figure {
  return {
    name: 'P9 growth',
    about: `median of a proof, at ${large.size} / at ${small.size} leaves`,
    size: large.size,
    unit: 'ms',
    ours: large.ms,
    yardstick: small.ms,
    bar: atMost(GROWTH_BAR),
  }
}

async function proveAt({ app }: LogHouse, place: number): Promise<string> {
  const entri = present(await findEntriAt(app.kit.db, 'publik', place), 'the tree has this place')
  const proven = present(await prove(app.kit.db, entri), 'the entry is under a checkpoint')
  return proven.proofFile
}

/** The dearest of a few. */
async function readCosts(house: LogHouse, places: readonly number[]) {
  const buffers: number[] = []
  let statements = 0
  for (const place of places.slice(0, EXPLAINED)) {
    house.takeQueries()
    await proveAt(house, place)
    const queries = house.takeQueries()
    statements = Math.max(statements, queries.length)
    const plans = await explainAll(house.addresses.appUrl, queries)
    buffers.push(plans.reduce((sum, plan) => sum + plan.buffers, 0))
  }
  return { statements, buffers: Math.max(...buffers) }
}

/** Places that look like chance and are the same in every run. */
function drawPlaces(count: number, size: number): readonly number[] {
  let state = 20_261_126
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * size)
  })
}
