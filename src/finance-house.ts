import {
  type AccountingModule,
  accountingParts,
  createAccounting,
} from './modules/accounting/index.ts'
import type { Audit } from './modules/audit/index.ts'
import { createFiscal, type Fiscal, fiscalParts } from './modules/fiscal/index.ts'
import type { PublicLog } from './modules/public-log/index.ts'
import type { Reference } from './modules/reference/index.ts'
import type { Kit, ModuleParts } from './platform/kit.ts'

export type FinanceHouse = Readonly<{ fiscal: Fiscal; accounting: AccountingModule }>

type Needs = Readonly<{ audit: Audit; publicLog: PublicLog; reference: Reference }>

/** The modules that plan, spend and account for the region's money, in the order of their arrows. */
export function openFinanceHouse(kit: Kit, needs: Needs): FinanceHouse {
  const fiscal = createFiscal(kit, needs)
  const accounting = createAccounting(kit, { ...needs, fiscal })
  return { fiscal, accounting }
}

/** Their pages, jobs and work, for the composition root. */
export function financeParts(house: FinanceHouse, kit: Kit, jobKit: Kit): readonly ModuleParts[] {
  return [fiscalParts(kit, house.fiscal), accountingParts(house.accounting, jobKit)]
}
