import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { type BelanjaTahun, createBelanjaTahun } from './actions/belanja-tahun.ts'
import { createIkat, createIkatBanyak, createLepas } from './actions/ikatan.ts'
import { createOpenBudget } from './actions/open-budget.ts'
import type { Deps, Needs } from './deps.ts'
import { budgetSentences } from './messages/index.ts'
import { listKas } from './store/kas-store.ts'
import { findMata, listBerlaku, readMata } from './store/mata-store.ts'
import type { Budget } from './types.ts'
import { bagianRoutes } from './web/bagian-routes.tsx'
import { bandingRoutes } from './web/banding-routes.tsx'
import { cocokRoutes } from './web/cocok-routes.tsx'
import { dpaRoutes } from './web/dpa-routes.tsx'
import { editorRoutes } from './web/editor-routes.tsx'
import { fileRoutes } from './web/file-routes.ts'
import { gridRoutes } from './web/grid-routes.ts'
import { homeRoutes } from './web/home-routes.tsx'
import { kasRoutes } from './web/kas-routes.tsx'
import { openRoutes } from './web/terbuka/routes.tsx'
import { versiRoutes } from './web/versi-routes.tsx'
import { budgetDesk } from './web/work-desk.ts'

export type { BelanjaTahun } from './actions/belanja-tahun.ts'
export { createImportApbd } from './actions/import-apbd.ts'
export type { LineChange } from './actions/lines.ts'
export { BUDGET_RECORDS } from './actions/records.ts'
export { budgetWork } from './actions/work.ts'
export { type ApbdMapping, isApbdColumn } from './domain/impor.ts'
export { versiBerlaku } from './events.ts'
export { findBerlakuVersi, hasVersi } from './store/versi-store.ts'
export type { Budget } from './types.ts'

/** The door other modules use, and what the parts are made of. */
export type BudgetModule = Budget &
  Readonly<{
    deps: Deps
    /** A year's budget as everybody may read it, from memory. */
    open: ReturnType<typeof createOpenBudget>
    /** This year's spending for front pages, at most a minute old. */
    belanjaTahun: () => Promise<BelanjaTahun | undefined>
  }>

/** Versions of a year's budget, what is in force, and the cash plan. */
export function createBudget(kit: Kit, needs: Needs): BudgetModule {
  const deps: Deps = { ...needs, kit }
  const open = createOpenBudget(deps)
  return {
    mataAnggaran: readMata,
    findMataAnggaran: (tx, { tahun, ...posisi }) => findMata(tx, tahun, posisi),
    anggaranBerlaku: listBerlaku,
    anggaranKas: (tx, { tahun, skpdId }) => listKas(tx, tahun, skpdId),
    ikat: createIkat(needs.fiscal),
    ikatBanyak: createIkatBanyak(needs.fiscal),
    lepas: createLepas(),
    deps,
    open,
    belanjaTahun: createBelanjaTahun(deps, open),
  }
}

/** Pages of planners, TAPD and PPKD, and the budget everybody may read. */
export function budgetParts({ deps, open }: BudgetModule): ModuleParts {
  return {
    name: 'budget',
    needs: ['audit', 'fiscal', 'public-log'],
    sentences: [budgetSentences],
    routes: [
      ...homeRoutes(deps),
      ...versiRoutes(deps),
      ...bagianRoutes(deps),
      ...editorRoutes(deps),
      ...gridRoutes(deps),
      ...fileRoutes(deps),
      ...bandingRoutes(deps),
      ...cocokRoutes(deps),
      ...kasRoutes(deps),
      ...dpaRoutes(deps),
      ...openRoutes(deps, open),
    ],
    jobs: {},
    cron: [],
    subscriptions: [],
    work: budgetDesk,
  }
}
