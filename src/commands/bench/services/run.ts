import type { Figure } from '../line.ts'
import { type CostBaseline, tellCosts } from '../page-costs.ts'
import { type BenchPlan, tell, wants } from '../plan.ts'
import { type ServicesHouse, withServicesHouse } from './house.ts'
import { type FirstCycles, measureCycles } from './measure-cycles.ts'
import { measureExpressions, measureSearch } from './measure-engine.ts'
import { measureLetters } from './measure-letters.ts'
import {
  measureApply,
  measureCaseCosts,
  measureLists,
  measureQueueRate,
  measureWeights,
} from './measure-pages.ts'

type Plan = BenchPlan<unknown>

type Baseline = CostBaseline & { cycles?: FirstCycles }

/** What needs no database first, then size by size, each in a house of its own. */
export async function runServicesBench(plan: Plan): Promise<void> {
  if (wants(plan, 'search')) tell(plan, await measureSearch())
  if (wants(plan, 'expr')) tell(plan, await measureExpressions(plan))
  if (
    !wants(
      plan,
      'page',
      'P2',
      'P14',
      'G1',
      'G3',
      'p95',
      'growth',
      'queue',
      'own',
      'cycles',
      'letters',
    )
  )
    return
  const baseline: Baseline = {}
  for (const size of plan.sizes)
    await withServicesHouse(size, (house) => measureAll(house, plan, baseline))
}

async function measureAll(house: ServicesHouse, plan: Plan, baseline: Baseline): Promise<void> {
  const write = (figures: readonly Figure[]) => tell(plan, figures)
  const isFirst = house.size === plan.sizes[0]
  if (wants(plan, 'P2')) write(await measureQueueRate(house, plan))
  if (isFirst && wants(plan, 'page')) write(await measureApply(house))
  if (isFirst && wants(plan, 'P14')) write(await measureWeights(house))
  if (wants(plan, 'queue', 'own')) write(await measureLists(house))
  if (wants(plan, 'G1', 'G3', 'p95', 'growth'))
    write(tellCosts(plan, baseline, house.size, await measureCaseCosts(house, plan.loadMs)))
  // Last of all: they add applications.
  if (wants(plan, 'cycles')) {
    const figures = await measureCycles(house, plan, baseline.cycles ?? new Map())
    baseline.cycles ??= new Map(figures.map(({ name, ours }) => [name, ours]))
    write(figures)
  }
  if (isFirst && wants(plan, 'letters')) write(await measureLetters(house, plan, house.size))
}
