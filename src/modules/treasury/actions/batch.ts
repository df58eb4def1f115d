import type { SignedIn } from '../../../kernel/actor.ts'
import { type Sen, sumSen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { SppForm } from '../domain/spp.ts'
import { type SppMade, submitSpp } from './ajukan.ts'
import { isPlain, submitMany } from './ajukan-banyak.ts'

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
 * Many payment requests at once, stored all or none. What is sound is stored by statements of sets; where something is
 * refused each is tried in turn against what the earlier have left, so that every refusal is told under its row.
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
      const once = await submitAtOnce(deps, tx, actor, batch)
      if (once?.ok === true) {
        made.push(...once.value)
        return isTrial ? ROLLED_BACK : ok('stored')
      }
      await submitEach(deps, tx, actor, { batch, made, problems })
      return isTrial || problems.length > 0 ? ROLLED_BACK : ok('stored')
    })
    const total = sumSen(batch.flatMap(({ form }) => form.baris.map((line) => line.jumlahSen)))
    return { made, total, problems }
  }
}

/** @returns undefined where requests of the batch rest on contracts or imprest: those are made one by one */
async function submitAtOnce(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  batch: readonly BatchSpp[],
): Promise<Result<readonly SppMade[]> | undefined> {
  if (!batch.every(isPlain)) return undefined
  const list = batch.map(({ row: _, ...order }) => ({ actor, order }))
  return transactionUnlessRefused(tx, () => submitMany(deps, tx, list))
}

type Each = Readonly<{ batch: readonly BatchSpp[]; made: SppMade[]; problems: RowProblem[] }>

async function submitEach(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  { batch, made, problems }: Each,
): Promise<void> {
  for (const { row, ...order } of batch) {
    const one = await transactionUnlessRefused(tx, () => submitSpp(deps, tx, actor, order))
    if (one.ok) made.push(one.value)
    else problems.push({ row, refusals: one.refusals })
  }
}
