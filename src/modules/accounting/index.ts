import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createSaldo } from './actions/balances.ts'
import { createFold, FOLD } from './actions/fold.ts'
import { createPosting } from './actions/post.ts'
import { createReverse } from './actions/reverse.ts'
import { createRules, type RulesOf } from './actions/rules.ts'
import type { Deps, Needs } from './deps.ts'
import { accountingSentences } from './messages/index.ts'
import { listOfDokumen } from './store/jurnal-store.ts'
import type { Accounting } from './types.ts'

export { loadMapping } from './actions/load-mapping.ts'
export type { BarisJurnal, Dokumen, NewJurnal } from './domain/jurnal.ts'
export type { Peristiwa, RincianPeristiwa } from './domain/pemetaan.ts'
export type { Accounting, Posted } from './types.ts'

/** The door other modules use, and what the parts are made of. */
export type AccountingModule = Accounting & Readonly<{ deps: Deps; rulesOf: RulesOf }>

/** Journals, the mapping that makes them, balances, and the statements of the region and its SKPD. */
export function createAccounting(kit: Kit, needs: Needs): AccountingModule {
  const deps: Deps = { ...needs, kit }
  const rulesOf = createRules(needs.fiscal)
  const posting = createPosting(deps, rulesOf)
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
  }
}

/** Its pages, jobs and work, for the composition root. */
export function accountingParts(_accounting: AccountingModule, jobKit: Kit): ModuleParts {
  return {
    name: 'accounting',
    needs: ['audit', 'public-log', 'reference', 'identity', 'fiscal'],
    sentences: [accountingSentences],
    routes: [],
    jobs: { [FOLD]: createFold(jobKit) },
    cron: [{ task: FOLD, match: '* * * * *' }],
    subscriptions: [],
  }
}
