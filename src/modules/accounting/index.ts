import type { Subscription } from '../../platform/events/outbox.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createSaldo } from './actions/balances.ts'
import { type BarisLaporan, createBarisLaporan } from './actions/baris-laporan.ts'
import { createSyncBudget, type SyncBudget } from './actions/budget.ts'
import { type CalkActions, createCalk } from './actions/calk.ts'
import { type ClosingActions, createClosing } from './actions/closing.ts'
import { createFold, FOLD } from './actions/fold.ts'
import { createMapping, type MappingActions } from './actions/mapping.ts'
import { createOpini, type OpiniActions } from './actions/opini.ts'
import { createPosting } from './actions/post.ts'
import { createReverse } from './actions/reverse.ts'
import { createRoots, ROOTS } from './actions/roots.ts'
import { createBook, createRules, type RulesOf } from './actions/rules.ts'
import { createStatements, type Statements } from './actions/statements.ts'
import { createUsulan, type UsulanActions } from './actions/usulan.ts'
import type { Deps, Needs } from './deps.ts'
import { loadSusunan } from './load-susunan.ts'
import { accountingSentences } from './messages/index.ts'
import { listOfDokumen } from './store/jurnal-store.ts'
import type { Accounting } from './types.ts'
import { calkRoutes } from './web/calk-routes.tsx'
import { jurnalRoutes } from './web/jurnal-routes.tsx'
import { laporanRoutes } from './web/laporan-routes.tsx'
import { pemetaanRoutes } from './web/pemetaan-routes.tsx'
import { tutupRoutes } from './web/tutup-routes.tsx'
import { usulanRoutes } from './web/usulan-routes.tsx'
import { accountingDesk } from './web/work-desk.ts'

export { exportJurnal } from './actions/export.ts'
export { loadMapping } from './actions/load-mapping.ts'
export { JOURNAL_RECORDS } from './actions/roots.ts'
export type { BarisJurnal, Dokumen, NewJurnal } from './domain/jurnal.ts'
export type { Peristiwa, RincianPeristiwa } from './domain/pemetaan.ts'
export { BENTUK } from './domain/teks.ts'
export { listRealisasi } from './store/realisasi-store.ts'
export type { Accounting, Posted } from './types.ts'

/** The door other modules use, and what the parts are made of. */
export type AccountingModule = Accounting &
  Readonly<{
    deps: Deps
    rulesOf: RulesOf
    statements: Statements
    barisLaporan: BarisLaporan
    calk: CalkActions
    usulan: UsulanActions
    mapping: MappingActions
    closing: ClosingActions
    opini: OpiniActions
    /** Journal what a version of the budget changed, when it has come into force. */
    syncBudget: SyncBudget
  }>

/** Journals, the mapping that makes them, balances, and the statements of the region and its SKPD. */
export function createAccounting(kit: Kit, needs: Needs): AccountingModule {
  const deps: Deps = { ...needs, kit }
  const layouts = loadSusunan()
  const bookOf = createBook(needs.fiscal)
  const rulesOf = createRules(bookOf)
  const posting = createPosting(deps, { bookOf, rulesOf })
  const statements = createStatements(deps, layouts)
  return {
    post: posting.post,
    postMany: posting.postMany,
    postMapped: posting.postMapped,
    postMappedMany: posting.postMappedMany,
    reverse: createReverse(deps, posting),
    journalsOf: listOfDokumen,
    saldo: createSaldo(needs),
    deps,
    rulesOf,
    statements,
    barisLaporan: createBarisLaporan(deps, statements),
    calk: createCalk(deps, statements),
    usulan: createUsulan({ deps, posting, rulesOf, layouts }),
    mapping: createMapping(deps, rulesOf),
    closing: createClosing({ deps, posting, rulesOf, statements }),
    opini: createOpini(deps),
    syncBudget: createSyncBudget(deps, posting),
  }
}

/** Its pages, jobs and work, for the composition root. */
export function accountingParts(
  accounting: AccountingModule,
  jobKit: Kit,
  subscriptions: readonly Subscription[] = [],
): ModuleParts {
  return {
    name: 'accounting',
    needs: ['audit', 'public-log', 'reference', 'identity', 'fiscal'],
    sentences: [accountingSentences],
    routes: [
      ...calkRoutes(accounting),
      ...laporanRoutes(accounting),
      ...jurnalRoutes(accounting),
      ...usulanRoutes(accounting),
      ...pemetaanRoutes(accounting),
      ...tutupRoutes(accounting),
    ],
    jobs: {
      [FOLD]: createFold(jobKit),
      [ROOTS]: createRoots({ ...accounting.deps, kit: jobKit }),
    },
    cron: [
      { task: FOLD, match: '* * * * *' },
      // After midnight in each of the three zones.
      { task: ROOTS, match: '25 * * * *' },
    ],
    subscriptions,
    work: accountingDesk(accounting.deps),
  }
}
