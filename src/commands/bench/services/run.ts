import { type BenchPlan, tell, wants } from '../plan.ts'
import { withServicesHouse } from './house.ts'
import { measureCycles } from './measure-cycles.ts'
import { measureExpressions, measureSearch } from './measure-engine.ts'
import { measureLetters } from './measure-letters.ts'
import { measureApply, measureLists } from './measure-pages.ts'

/** What needs no database first, then size by size, each in a house of its own. */
export async function runServicesBench(plan: BenchPlan<unknown>): Promise<void> {
  if (wants(plan, 'search')) tell(plan, await measureSearch())
  if (wants(plan, 'expr')) tell(plan, await measureExpressions(plan))
  if (!wants(plan, 'page', 'queue', 'own', 'cycles', 'letters')) return
  let small: number | undefined
  for (const [index, size] of plan.sizes.entries())
    await withServicesHouse(size, async (house) => {
      if (index === 0 && wants(plan, 'page')) tell(plan, await measureApply(house))
      if (wants(plan, 'queue', 'own')) tell(plan, await measureLists(house))
      if (wants(plan, 'cycles')) {
        const figures = await measureCycles(house, plan, small)
        small ??= figures[0]?.ours
        tell(plan, figures)
      }
      if (index === 0 && wants(plan, 'letters')) tell(plan, await measureLetters(house, plan, size))
    })
}
