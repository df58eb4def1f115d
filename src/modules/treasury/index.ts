import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createLinkAset } from './actions/aset.ts'
import type { Deps, Needs } from './deps.ts'
import { treasurySentences } from './messages/index.ts'
import { listBarisModal, listBelumTercatat } from './store/sp2d-store.ts'
import type { Treasury } from './types.ts'
import { treasuryRoutes } from './web/routes.ts'

export { TREASURY_RECORDS } from './actions/records.ts'
export { sp2dCair } from './events.ts'
export type { BarisModal, Treasury } from './types.ts'

/** The door other modules use, and what the parts are made of. */
export type TreasuryModule = Treasury & Readonly<{ deps: Deps }>

const LINES_AT_ONCE = 500

/** Spending and receiving the region's money, by its papers. */
export function createTreasury(kit: Kit, needs: Needs): TreasuryModule {
  const deps: Deps = { ...needs, kit }
  return {
    linkAset: createLinkAset(deps),
    belanjaModalBelumTercatat: (tx, { tahun, skpdIds, cursor, limit = LINES_AT_ONCE }) =>
      listBelumTercatat(tx, { tahun, skpdIds, after: cursor, limit }),
    barisModal: listBarisModal,
    deps,
  }
}

/** Pages of treasurers, PPK-SKPD, PA, Kuasa BUD, and the jobs. */
export function treasuryParts(treasury: TreasuryModule, _jobKit: Kit): ModuleParts {
  return {
    name: 'treasury',
    needs: ['audit', 'public-log', 'reference', 'identity', 'fiscal', 'budget', 'accounting'],
    sentences: [treasurySentences],
    routes: treasuryRoutes(treasury.deps),
    jobs: {},
    cron: [],
    subscriptions: [],
  }
}
