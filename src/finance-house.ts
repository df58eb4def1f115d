import type { Audit } from './modules/audit/index.ts'
import { createFiscal, type Fiscal, fiscalParts } from './modules/fiscal/index.ts'
import type { Reference } from './modules/reference/index.ts'
import type { Kit, ModuleParts } from './platform/kit.ts'

export type FinanceHouse = Readonly<{ fiscal: Fiscal }>

type Needs = Readonly<{ audit: Audit; reference: Reference }>

/** The modules that plan, spend and account for the region's money, in the order of their arrows. */
export function openFinanceHouse(kit: Kit, needs: Needs): FinanceHouse {
  const fiscal = createFiscal(kit, needs)
  return { fiscal }
}

/** Their pages, jobs and work, for the composition root. */
export function financeParts(house: FinanceHouse, kit: Kit): readonly ModuleParts[] {
  return [fiscalParts(kit, house.fiscal)]
}
