import type { SignedIn } from '../../../kernel/actor.ts'
import { type Sen, sumSen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import { transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { SppForm } from '../domain/spp.ts'
import { type SppMade, submitSpp } from './ajukan.ts'

/** One request of a batch, with the rows of the table it was read from. */
export type BatchSpp = Readonly<{ row: number; skpdId: number; kunci: string; form: SppForm }>

export type RowProblem = Readonly<{ row: number; refusals: readonly Refusal[] }>

export type BatchOutcome = Readonly<{
  made: readonly SppMade[]
  total: Sen
  problems: readonly RowProblem[]
}>

/** Rolls back what was tried: nothing of a batch with a problem, or of a trial, is stored. */
const ROLLED_BACK = { ok: false, refusals: [] } as const

/**
 * Many payment requests at once: each is tried in turn against what the earlier have left, every refusal is kept under
 * its row, and all are stored or none.
 *
 * @param isTrial only look: store nothing even when all are sound
 */
export function createSubmitBatch(deps: Deps) {
  return async (
    actor: SignedIn,
    batch: readonly BatchSpp[],
    isTrial: boolean,
  ): Promise<BatchOutcome> => {
    const made: SppMade[] = []
    const problems: RowProblem[] = []
    await transactionUnlessRefused(deps.kit.db, async (tx): Promise<Result<'stored'>> => {
      for (const { row, ...order } of batch) {
        const one = await transactionUnlessRefused(tx, () => submitSpp(deps, tx, actor, order))
        if (one.ok) made.push(one.value)
        else problems.push({ row, refusals: one.refusals })
      }
      return isTrial || problems.length > 0 ? ROLLED_BACK : ok('stored')
    })
    const total = sumSen(batch.flatMap(({ form }) => form.baris.map((line) => line.jumlahSen)))
    return { made, total, problems }
  }
}
