import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../package-root.ts'
import type { Subscription } from '../../platform/events/outbox.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createAct } from './actions/act.ts'
import { settlePaid } from './actions/deadline.ts'
import { createInspect } from './actions/inspection.ts'
import { createLayananKeeper, type LayananKeeper } from './actions/layanan-keeper.ts'
import { createGiveOpinion } from './actions/opinion.ts'
import { createSubmit } from './actions/submit.ts'
import { schemaRoutes } from './api/schema-routes.ts'
import { layananApi } from './api/v1-layanan.ts'
import { permohonanApi } from './api/v1-permohonan.ts'
import { readTablesSync } from './definition-file/read-catalogue.ts'
import type { Deps, Needs } from './deps.ts'
import { wordsIn } from './domain/definition/types.ts'
import { CLOCK_CRON, clockJobs } from './jobs/clock-jobs.ts'
import { servicesSentences } from './messages/index.ts'
import { NOTICES } from './messages/notices.ts'
import type { Neighbours, Peristiwa, Services } from './types.ts'
import { applicationsDesk } from './web/kerja/work-desk.ts'
import { servicesRoutes } from './web/routes.ts'

export {
  applyAtOnce,
  draftAtOnce,
  type Sheet,
  samplePdf,
} from './actions/apply-at-once.ts'
export { applyForBench, askForBench, keepCardForBench } from './actions/apply-for-bench.ts'
export { createExpire } from './actions/deadline.ts'
export {
  type DefinitionFile,
  exportDefinitions,
  importDefinitions,
} from './actions/design-import.ts'
export { takeProof } from './actions/field-proof.ts'
export { loadShipped } from './actions/load-shipped.ts'
export { SERVICE_DATA } from './actions/personal-data.ts'
export { SERVICE_RECORDS } from './actions/records.ts'
export { sendFix } from './actions/send-fix.ts'
export { readPola } from './definition-file/patterns.ts'
export { type Catalogue, readCatalogue, readShipped } from './definition-file/read-catalogue.ts'
export { createSearch } from './domain/catalogue/search.ts'
export { askedUnits } from './domain/enter.ts'
export { compile as makeReady } from './domain/expr/compile.ts'
export { sampleRules } from './domain/expr/sample-rules.ts'
export type { Facts } from './domain/expr/types.ts'
export { type Permohonan, rolesOf, unitOf } from './domain/permohonan.ts'
export { permohonanBerubah, permohonanDiterima, permohonanSelesai } from './events.ts'
export type { Bills, KeptBerkas, Letters, Registers, Vault } from './ports.ts'
export { findByNomor, hasApplications } from './store/permohonan-store.ts'
export type { Neighbours, Services } from './types.ts'

const folder = join(packageRoot, 'data/layanan')

/** @param keeper shared by another copy of this module; its own when left out */
export function createServices(
  kit: Kit,
  needs: Needs,
  neighbours: Neighbours,
  keeper: LayananKeeper = createLayananKeeper(
    kit.db,
    kit.now,
    readTablesSync(join(folder, 'tabel')),
    kit.log,
  ),
): Services {
  needs.notifications.declare(NOTICES)
  const deps: Deps = { ...needs, kit, layanan: keeper }
  const act = createAct(deps)
  return {
    deps,
    ...neighbours,
    submit: createSubmit(deps),
    act,
    giveOpinion: createGiveOpinion(deps),
    inspect: createInspect(deps, act),
    find: async (typed, lang, limit) => {
      const { layanan, rujukan, search } = await keeper.katalog()
      return search(typed, limit).flatMap(({ code }) => {
        const one = layanan.get(code) ?? rujukan.get(code)
        return one === undefined
          ? []
          : [
              {
                href: `/layanan/${code}`,
                name: wordsIn(one.name, lang),
                summary: wordsIn(one.summary, lang),
              },
            ]
      })
    },
    settlePaid: (tx, permohonanId) => settlePaid(deps, tx, permohonanId),
    describe: async (kode, lang) => {
      const layanan = (await keeper.katalog()).layanan.get(kode)
      return layanan === undefined
        ? { nama: kode, isGratis: true }
        : { nama: wordsIn(layanan.name, lang), isGratis: layanan.fee.kind === 'gratis' }
    },
    peristiwa: JSON.parse(
      readFileSync(join(folder, 'peristiwa.json'), 'utf8'),
    ) as readonly Peristiwa[],
  }
}

/** Pages and jobs; `jobKit` carries the pool with the longer limit, `links` what other modules' events do here. */
export function servicesParts(
  services: Services,
  jobKit: Kit,
  links: readonly Subscription[],
): ModuleParts {
  return {
    name: 'services',
    needs: ['public-log', 'audit', 'reference', 'notifications', 'identity'],
    sentences: servicesSentences,
    routes: [
      ...servicesRoutes(services),
      ...schemaRoutes(),
      ...layananApi(services),
      ...permohonanApi(services),
    ],
    jobs: clockJobs({ ...services.deps, kit: jobKit }),
    cron: CLOCK_CRON,
    subscriptions: links,
    work: applicationsDesk(services),
  }
}
