/**
 * Draw lots for a re-inspection: true for about `share` of all draws. Nobody can foresee which case it
 * will be, since the four bytes come from the system's random source.
 */
export function pickForInspection(random: Uint8Array, share: number): boolean {
  const drawn = random.reduce((sum, byte) => sum * 256 + byte, 0)
  return drawn / 2 ** (8 * random.length) < share
}
