import { randomBytes } from 'node:crypto'
import { type Edge, EMPTY_EDGE, grow } from '../../../kernel/tlog/grow.ts'
import { leafHash } from '../../../kernel/tlog/merkle.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { atLeast, type Figure } from '../line.ts'
import type { Effort } from '../plan.ts'
import { takeTurns } from '../rounds.ts'

const LEAF_BYTES = 1_024
/** As many as the sequencer takes at once. */
const BATCH = 4_096
const BAR = 0.5

/** P7: leaves a second into a tree in memory, and what hashing each leaf alone would allow. */
export async function measureTree(effort: Effort): Promise<Figure> {
  const leaves = Array.from({ length: BATCH }, () => Uint8Array.from(randomBytes(LEAF_BYTES)))
  let edge: Edge = EMPTY_EDGE
  const ours = () => {
    const hashes = leaves.map((leaf) => leafHash(sha256, leaf))
    edge = grow(sha256, edge, hashes).edge
  }
  const yardstick = () => {
    for (const leaf of leaves) sha256(leaf)
  }
  const perSecond = (work: () => void) => async () => repeat(work, effort.loadMs) * BATCH
  await perSecond(ours)()
  await perSecond(yardstick)()
  const duel = await takeTurns(effort.rounds, perSecond(ours), perSecond(yardstick))
  return {
    name: 'P7',
    about: `leaves of ${LEAF_BYTES} bytes into a tree in memory, ${BATCH} at once / sha256 of each alone, by the same function`,
    size: edge.size,
    unit: 'leaves/s',
    ...duel,
    bar: atLeast(BAR),
  }
}

/** @returns how many times a second */
function repeat(work: () => void, ms: number): number {
  const startedMs = performance.now()
  let count = 0
  for (; performance.now() - startedMs < ms; count += 1) work()
  return (count * 1_000) / (performance.now() - startedMs)
}
