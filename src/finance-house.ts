import {
  type AccountingModule,
  accountingParts,
  createAccounting,
} from './modules/accounting/index.ts'
import { type AssetsModule, assetsParts, createAssets } from './modules/assets/index.ts'
import type { Audit } from './modules/audit/index.ts'
import { type BudgetModule, budgetParts, createBudget } from './modules/budget/index.ts'
import { createFiscal, type Fiscal, fiscalParts } from './modules/fiscal/index.ts'
import { createPlanning, type PlanningModule, planningParts } from './modules/planning/index.ts'
import type { PublicLog } from './modules/public-log/index.ts'
import type { Reference } from './modules/reference/index.ts'
import type { Tx } from './platform/db/database.ts'
import type { Kit, ModuleParts } from './platform/kit.ts'

export type FinanceHouse = Readonly<{
  fiscal: Fiscal
  planning: PlanningModule
  budget: BudgetModule
  accounting: AccountingModule
  assets: AssetsModule
}>

type Needs = Readonly<{ audit: Audit; publicLog: PublicLog; reference: Reference }>

/** The modules that plan, spend and account for the region's money, in the order of their arrows. */
export function openFinanceHouse(kit: Kit, needs: Needs): FinanceHouse {
  const fiscal = createFiscal(kit, needs)
  const planning = createPlanning(kit, { ...needs, fiscal })
  const budget = createBudget(kit, { ...needs, fiscal, standar: standardsOf(fiscal) })
  const accounting = createAccounting(kit, { ...needs, fiscal })
  const assets = createAssets(kit, { ...needs, fiscal, accounting, treasury: undefined })
  return { fiscal, planning, budget, accounting, assets }
}

/** Their pages, jobs and work, for the composition root. */
export function financeParts(house: FinanceHouse, kit: Kit, jobKit: Kit): readonly ModuleParts[] {
  return [
    fiscalParts(kit, house.fiscal),
    planningParts(house.planning),
    budgetParts(house.budget, kit),
    accountingParts(house.accounting, jobKit),
    assetsParts(house.assets, jobKit),
  ]
}

/** Price standards as budget lines name them. */
function standardsOf(fiscal: Fiscal) {
  return {
    byKode: fiscal.standarDariKode,
    search: (tx: Tx, { cari, ...rest }: Readonly<{ tahun: number; cari: string; limit: number }>) =>
      fiscal.cariStandar(tx, { ...rest, kata: cari }),
  }
}
