import { withOwnHouse } from '../own-house.ts'
import { type CostBaseline, tellCosts } from '../page-costs.ts'
import { type BenchPlan, tell, wants } from '../plan.ts'
import { startPendopo } from '../programs.ts'
import { withLedgerHouse } from './house.ts'
import { measureIssueBatch } from './issue-batch.ts'
import type { LedgerHouse } from './ledger.ts'
import { measureImport } from './measure-import.ts'
import { measureChecks, measureFinancePages, measureQueue, weighFinance } from './measure-pages.ts'
import { measurePosting } from './measure-posting.ts'
import { measureExport, measureFold, measureStatements } from './measure-statements.ts'
import { seedDocuments } from './seed-documents.ts'

/** Above it only the statements are measured: nobody has ten million payments. */
const PAGES_MAX = 1_000_000

export type FinancePlan = BenchPlan<unknown> &
  Readonly<{
    /** A real budget to take in; nothing is taken in without it. */
    berkas: string | undefined
    /** Orders issued in one batch. */
    borongan: number
  }>

const LEDGER = ['fold', 'lra', 'neraca', 'export', 'posting'] as const
const PAGES = ['periksa', 'P2', 'P14', 'G1', 'G3', 'p95', 'growth'] as const

/** Size by size, each in a house of its own; the import and the batch in theirs. */
export async function runFinanceBench(plan: FinancePlan): Promise<void> {
  const baseline: CostBaseline = {}
  if (wants(plan, ...LEDGER, ...PAGES))
    for (const size of plan.sizes) {
      const isQueued = size === plan.sizes[0] && wants(plan, 'fold')
      await withLedgerHouse({ size, isQueued }, (house) => measureAll(house, plan, baseline))
    }
  if (plan.berkas !== undefined && wants(plan, 'import'))
    tell(plan, await measureImport(plan.berkas))
  if (wants(plan, 'sp2d'))
    await withOwnHouse('on', async (own) => {
      await own.app.seedWhenEmpty('fresh')
      tell(plan, await measureIssueBatch(own, plan.borongan))
    })
}

async function measureAll(
  house: LedgerHouse,
  plan: FinancePlan,
  baseline: CostBaseline,
): Promise<void> {
  const { size } = house
  const isFirst = size === plan.sizes[0]
  if (isFirst && wants(plan, 'fold')) tell(plan, [await measureFold(house)])
  if (wants(plan, 'lra', 'neraca')) tell(plan, await measureStatements(house, plan))
  if (isFirst && wants(plan, 'export')) tell(plan, [await measureExport(house)])
  if (size <= PAGES_MAX && wants(plan, ...PAGES)) await measurePages(house, plan, baseline)
  // Last of all: they add journals.
  if (size <= PAGES_MAX && wants(plan, 'posting')) tell(plan, await measurePosting(house, plan))
}

async function measurePages(
  house: LedgerHouse,
  plan: FinancePlan,
  baseline: CostBaseline,
): Promise<void> {
  await seedDocuments(house)
  tell(plan, [await measureChecks(house)])
  if (house.size === plan.sizes[0] && wants(plan, 'P14')) tell(plan, await weighFinance(house))
  const program = await startPendopo(house.environment)
  try {
    const served = { ...house, program }
    if (wants(plan, 'P2')) tell(plan, await measureQueue(served, plan))
    if (wants(plan, 'G1', 'G3', 'p95', 'growth'))
      tell(
        plan,
        tellCosts(plan, baseline, house.size, await measureFinancePages(served, plan.loadMs)),
      )
  } finally {
    await program.stop()
  }
}
