import { createHash } from 'node:crypto'
import type { Sha256 } from '../../src/kernel/tlog/merkle.ts'

/** SHA-256 of the pieces one after the other, as the program hands it to its pure parts. */
export const sha: Sha256 = (...pieces) => {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest()
}
