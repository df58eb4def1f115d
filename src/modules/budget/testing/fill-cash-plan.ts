import type { App } from '../../../app.ts'
import { createFillKas } from '../actions/kas.ts'
import { must, PPKD } from './budget-house.ts'

/** The cash plan of an SKPD, in twelve equal parts. */
export async function fillCashPlan(
  app: App,
  at: Readonly<{ tahun: number; skpdId: number }>,
): Promise<void> {
  must(await createFillKas(app.budget.deps)(PPKD, { ...at, weights: [], isAll: true }))
}
