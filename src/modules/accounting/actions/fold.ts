import { transaction } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import { foldSome, lockFold } from '../store/rekap-store.ts'

export const FOLD = 'accounting.fold'
const FOLDED_AT_ONCE = 5_000

/**
 * Fold what was posted into the sums statements are made of. Statements are right without it: it keeps them fast.
 *
 * @returns the job; it stops when the queue is empty or somebody else folds
 */
export function createFold({ db }: Pick<Kit, 'db'>): () => Promise<void> {
  return async () => {
    let folded = FOLDED_AT_ONCE
    while (folded === FOLDED_AT_ONCE)
      folded = await transaction(db, async (tx) =>
        (await lockFold(tx)) ? foldSome(tx, FOLDED_AT_ONCE) : 0,
      )
  }
}
