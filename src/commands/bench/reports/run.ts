import type { Figure } from '../line.ts'
import { type CostBaseline, type SlowLine, tellCosts } from '../page-costs.ts'
import { type BenchPlan, tell, wants } from '../plan.ts'
import { type House, withHouse } from './house.ts'
import { measureBackup } from './measure-backup.ts'
import { exportFigure, measureExport } from './measure-export.ts'
import { measureReportPages } from './measure-growth.ts'
import { measureImport } from './measure-import.ts'
import { measureThroughput, measureWeights } from './measure-pages.ts'
import { measureSubmit } from './measure-submit.ts'

type ReportsPlan = BenchPlan<SlowLine>

type Baseline = CostBaseline & { peak?: { size: number; mb: number } }

/** Everything, size by size, each in a house of its own. */
export async function runReportsBench(plan: ReportsPlan): Promise<void> {
  const baseline: Baseline = {}
  for (const size of plan.sizes) await withHouse(size, (house) => measureAll(house, plan, baseline))
}

async function measureAll(house: House, plan: ReportsPlan, baseline: Baseline): Promise<void> {
  const write = (figures: readonly Figure[]) => tell(plan, figures)
  // Memory first: nothing else has made the program grow yet.
  if (wants(plan, 'G4')) write(await exportFigures(house, baseline))
  // Before any other page was asked for: the list's statements must be those of a first visit.
  if (wants(plan, 'P1', 'P1-new', 'P2', 'P3', 'P3-static'))
    write(await measureThroughput(house, plan))
  if (wants(plan, 'P14')) write(await measureWeights(house))
  if (wants(plan, 'G1', 'G3', 'p95', 'growth'))
    write(tellCosts(plan, baseline, house.size, await measureReportPages(house, plan.loadMs)))
  if (wants(plan, 'submit')) write(await measureSubmit(house, plan))
  if (house.size > LARGE) return
  if (wants(plan, 'P16')) write(await measureBackup(house, plan.rounds))
  if (wants(plan, 'P12'))
    write(await measureImport(house, plan.rounds, Math.min(house.size, LARGE)))
}

/** Backups and imports are linear in the rows; above this they only take long. */
const LARGE = 10_000

async function exportFigures(house: House, baseline: Baseline): Promise<readonly Figure[]> {
  const mb = await measureExport(house)
  if (mb === undefined) return []
  const peak = { size: house.size, mb }
  const small = baseline.peak
  baseline.peak ??= peak
  return small === undefined ? [] : [exportFigure(small, peak)]
}
