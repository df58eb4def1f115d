import type { Figure } from '../line.ts'
import { type BenchPlan, tell, wants } from '../plan.ts'
import { fill, type LogHouse, withLogHouse } from './house.ts'
import { measureAudit } from './measure-audit.ts'
import { measureCheck } from './measure-check.ts'
import { measureHttp } from './measure-http.ts'
import { measureProofs, type ProofTime } from './measure-proof.ts'
import { measureActs, measureSeal } from './measure-seal.ts'
import { measureTree } from './measure-tree.ts'

type Baseline = { proof?: ProofTime }

/** Everything, size by size, each log on a database of its own. */
export async function runLogBench(plan: BenchPlan): Promise<void> {
  if (wants(plan, 'P7')) tell(plan, [await measureTree(plan)])
  const baseline: Baseline = {}
  for (const size of plan.sizes)
    await withLogHouse(size, (house) => measureAll(house, plan, baseline))
}

async function measureAll(house: LogHouse, plan: BenchPlan, baseline: Baseline): Promise<void> {
  const write = (...figures: readonly Figure[]) => tell(plan, figures)
  // Before anything else is in the log: the check reads all of it.
  if (wants(plan, 'check')) write(await measureCheck(house, plan.rounds))
  if (!wants(plan, 'P8', 'P9', 'act', 'audit', 'http', 'fill')) return
  write(...(await fill(house)))
  if (wants(plan, 'P9')) {
    const { time, figures } = await measureProofs(house, baseline.proof)
    baseline.proof ??= time
    write(...figures)
  }
  if (wants(plan, 'audit')) write(await measureAudit(house, plan))
  if (wants(plan, 'P8')) write(await measureSeal(house, plan))
  if (wants(plan, 'act')) write(...(await measureActs(house, plan)))
  if (wants(plan, 'http')) write(...(await measureHttp(house, plan)))
}
