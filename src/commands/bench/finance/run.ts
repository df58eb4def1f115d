import { withOwnHouse } from '../own-house.ts'
import { type BenchPlan, tell, wants } from '../plan.ts'
import { withLedgerHouse } from './house.ts'
import { measureIssueBatch } from './issue-batch.ts'
import { measurePosting } from './measure-posting.ts'
import { measureExport, measureFold, measureStatements } from './measure-statements.ts'

/** Size by size, each in a house of its own; postings are measured in the first. */
export async function runFinanceBench(plan: BenchPlan<unknown>): Promise<void> {
  const ledger = wants(plan, 'fold', 'lra', 'neraca', 'export', 'posting') ? plan.sizes : []
  for (const size of ledger)
    await withLedgerHouse(size, async (house) => {
      if (wants(plan, 'fold')) tell(plan, [await measureFold(house)])
      else await house.app.runJob('accounting.fold', {})
      if (wants(plan, 'lra', 'neraca')) tell(plan, await measureStatements(house, plan))
      if (wants(plan, 'export')) tell(plan, [await measureExport(house)])
      // Last of all: they add journals.
      if (size === plan.sizes[0] && wants(plan, 'posting'))
        tell(plan, await measurePosting(house, plan))
    })
  if (wants(plan, 'sp2d'))
    for (const size of plan.sizes)
      await withOwnHouse('on', async (own) => {
        await own.app.seedWhenEmpty('fresh')
        tell(plan, await measureIssueBatch(own, size))
      })
}
