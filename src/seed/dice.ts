/** Chance that falls the same at every load. */
export type Dice = Readonly<{
  /** A whole number from 0 up to, not including, `limit`. */
  below: (limit: number) => number
  pick: <T>(list: readonly T[]) => T
  /** That many bytes, for ids and codes. */
  bytes: (count: number) => Uint8Array
}>

/** Mulberry32: small, fast, the same on every machine. */
export function createDice(seed: number): Dice {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  }
}
