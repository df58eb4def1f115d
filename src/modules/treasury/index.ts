import type { SignedIn } from '../../kernel/actor.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Subscription } from '../../platform/events/outbox.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createLinkAset } from './actions/aset.ts'
import { createIssueBatch, type IssueBatchOrder } from './actions/issue-batch.ts'
import {
  createSettleWaiting,
  createTakeSettlement,
  SETTLE,
  type Settlement,
} from './actions/setoran-layanan.ts'
import type { Deps, Needs } from './deps.ts'
import { treasurySentences } from './messages/index.ts'

export { hasRkud } from './store/dana-store.ts'

import { listBarisModal, listBelumTercatat } from './store/sp2d-store.ts'
import type { Treasury } from './types.ts'
import { treasuryRoutes } from './web/routes.ts'
import { createTreasuryDesk } from './web/work-desk.ts'

export { TREASURY_RECORDS } from './actions/records.ts'
export { type TreasuryWork, treasuryWork } from './actions/work.ts'
export type { SppForm } from './domain/spp.ts'
export { sp2dCair } from './events.ts'
export type { BarisModal, Treasury } from './types.ts'

/** The door other modules use, and what the parts are made of. */
export type TreasuryModule = Treasury &
  Readonly<{
    deps: Deps
    /** A charge of a service was paid: revenue, once however often it is told. */
    takeSettlement: (tx: Tx, settlement: Settlement) => Promise<void>
    /** Issue every signed order cash covers, part by part. */
    issueBatch: (actor: SignedIn, order: IssueBatchOrder) => Promise<Result<number>>
  }>

const LINES_AT_ONCE = 500

/** Spending and receiving the region's money, by its papers. */
export function createTreasury(kit: Kit, needs: Needs): TreasuryModule {
  const deps: Deps = { ...needs, kit }
  return {
    linkAset: createLinkAset(deps),
    belanjaModalBelumTercatat: (tx, { tahun, skpdIds, cursor, limit = LINES_AT_ONCE }) =>
      listBelumTercatat(tx, { tahun, skpdIds, after: cursor, limit }),
    barisModal: listBarisModal,
    issueBatch: createIssueBatch(deps),
    takeSettlement: createTakeSettlement(deps),
    deps,
  }
}

/** Pages of treasurers, PPK-SKPD, PA, Kuasa BUD, and the jobs. */
export function treasuryParts(
  treasury: TreasuryModule,
  jobKit: Kit,
  subscriptions: readonly Subscription[] = [],
): ModuleParts {
  return {
    name: 'treasury',
    needs: ['audit', 'public-log', 'reference', 'identity', 'fiscal', 'budget', 'accounting'],
    sentences: [treasurySentences],
    routes: treasuryRoutes(treasury.deps),
    jobs: { [SETTLE]: createSettleWaiting({ ...treasury.deps, kit: jobKit }) },
    cron: [{ task: SETTLE, match: '*/15 * * * *' }],
    subscriptions,
    work: createTreasuryDesk(treasury.deps),
  }
}
