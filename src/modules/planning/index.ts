import type { Tx } from '../../platform/db/database.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createAddUsulan, createLink } from './actions/usulan.ts'
import type { Deps, Needs } from './deps.ts'
import { planningSentences } from './messages/index.ts'
import { listBerlaku } from './store/baris-store.ts'
import { hasDokumen } from './store/dokumen-store.ts'
import { findUsulan } from './store/usulan-store.ts'
import type { Planning } from './types.ts'
import { documentRoutes } from './web/document-routes.tsx'
import { kinerjaRoutes } from './web/kinerja-routes.tsx'
import { lineRoutes } from './web/line-routes.tsx'
import { publicRoutes } from './web/public-routes.tsx'
import { treeRoutes } from './web/tree-routes.tsx'
import { usulanRoutes } from './web/usulan-routes.tsx'
import { planningDesk } from './web/work-desk.ts'

export { PLANNING_RECORDS } from './actions/records.ts'
export type { Arah } from './domain/capaian.ts'
export type { Sumber } from './domain/dokumen.ts'
export { type Ukuran, ukuranFromDecimal, ukuranToDecimal } from './domain/ukuran.ts'
export type { NewUsulan } from './domain/usulan.ts'
export {
  type LoadedDokumen,
  type LoadedUsulan,
  loadDokumen,
  loadRealisasi,
} from './load-rencana.ts'
export type { Baris } from './store/baris-store.ts'
export type { Usulan } from './store/usulan-store.ts'
export type { Planning } from './types.ts'

/** The door other modules use, and what its pages are made of. */
export type PlanningModule = Planning &
  Readonly<{
    /** Is there any planning document yet? */
    hasDokumen: (tx: Tx) => Promise<boolean>
    deps: Deps
  }>

/** Plans: RPJMD, Renstra, RKPD and Renja in versions, and the proposals they come from. */
export function createPlanning(kit: Kit, needs: Needs): PlanningModule {
  const deps: Deps = { ...needs, kit }
  return {
    rkpdBaris: listBerlaku,
    usulan: findUsulan,
    addUsulan: createAddUsulan(deps),
    link: createLink(deps),
    hasDokumen,
    deps,
  }
}

/** Pages of planners and of everybody, and what waits for planners. */
export function planningParts({ deps }: PlanningModule): ModuleParts {
  return {
    name: 'planning',
    needs: ['public-log', 'audit', 'reference', 'fiscal'],
    sentences: [planningSentences],
    routes: [
      ...usulanRoutes(deps),
      ...kinerjaRoutes(deps),
      ...lineRoutes(deps),
      ...treeRoutes(deps),
      ...documentRoutes(deps),
      ...publicRoutes(deps),
    ],
    work: planningDesk(deps),
    jobs: {},
    cron: [],
    subscriptions: [],
  }
}
