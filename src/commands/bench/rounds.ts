export type Duel = Readonly<{ ours: number; yardstick: number; ratio: number; rounds: number }>

/** Take turns, A-B-A-B, so that what else the machine does falls on both; the medians are kept. */
export async function takeTurns(
  rounds: number,
  ours: () => Promise<number>,
  yardstick: () => Promise<number>,
): Promise<Duel> {
  const pairs: { ours: number; yardstick: number }[] = []
  for (let round = 0; round < rounds; round += 1)
    pairs.push({ ours: await ours(), yardstick: await yardstick() })
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    yardstick: median(pairs.map((pair) => pair.yardstick)),
    ratio: median(pairs.map((pair) => pair.ours / pair.yardstick)),
    rounds,
  }
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** @param share 0.95 for the value that 95 in 100 do not exceed; 0 for no values */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Seconds that work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return (performance.now() - startedMs) / 1000
}

/** How many times a second the work is done by several at once. */
export async function countFor(
  { ms, lanes }: Readonly<{ ms: number; lanes: number }>,
  work: (lane: number) => Promise<unknown>,
): Promise<number> {
  const startedMs = performance.now()
  let count = 0
  const run = async (lane: number) => {
    while (performance.now() - startedMs < ms) {
      await work(lane)
      count += 1
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)))
  return (count * 1_000) / (performance.now() - startedMs)
}
