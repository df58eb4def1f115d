import { join } from 'node:path'
import { packageRoot } from '../../package-root.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createActOnLaporan } from './actions/act-on-laporan.ts'
import { createCounters } from './actions/counters.ts'
import { createFront } from './actions/front.ts'
import { createKatalogKeeper, type KatalogKeeper } from './actions/katalog.ts'
import { createProveFix } from './actions/prove-fix.ts'
import { createReviewPhoto } from './actions/review-photo.ts'
import { createSubmitLaporan } from './actions/submit-laporan.ts'
import { createPengarah } from './actions/suggest-routing.ts'
import { createTakePhoto } from './actions/take-photo.ts'
import { channelParts } from './channel-parts.ts'
import { createModelKeeper } from './classifier/model-keeper.ts'
import type { Deps, Needs } from './deps.ts'
import { calendarJobs, calendarSubscriptions } from './jobs/calendar-jobs.ts'
import { CLOCK_CRON, clockJobs } from './jobs/clock-jobs.ts'
import { COUNTER_CRON, counterJobs } from './jobs/counter-jobs.ts'
import { PHOTO_CRON, photoJobs } from './jobs/photo-jobs.ts'
import { kasusParts } from './kasus-parts.ts'
import { NOTICES } from './messages/notices.ts'
import { FOLLOW_NOTICES } from './messages/notices-follow.ts'
import { citizenReportsSentences } from './messages/sentences.ts'
import type { CitizenReports } from './types.ts'
import { buktiRoutes } from './web/bukti/bukti-routes.ts'
import { katalogRoutes } from './web/kerja/katalog/katalog-routes.tsx'
import { kerjaRoutes } from './web/kerja/routes.ts'
import { reportsDesk } from './web/kerja/work-desk.ts'
import { lapor } from './web/lapor/routes.tsx'
import { publicRoutes } from './web/publik/public-routes.ts'

export type { ActOnLaporan } from './actions/act-on-laporan.ts'
export { exportLaporKasus, exportLaporStatus } from './actions/export-lapor.ts'
export { type ExportFormat, exportLaporan } from './actions/export-laporan.ts'
export {
  createImportLaporKasus,
  createImportLaporStatus,
  type LaporReport,
} from './actions/import-lapor.ts'
export {
  checkImpor,
  type ImporCheck,
  type ImporOptions,
  type ImporProblem,
  runImpor,
} from './actions/import-laporan.ts'
export { REPORT_DATA } from './actions/personal-data.ts'
export { photosOf } from './actions/photos-of.ts'
export { issueNonce, writeNonce } from './actions/proof-nonce.ts'
export { REPORT_RECORDS } from './actions/records.ts'
export type { SaranKategori, SaranUnit } from './actions/suggest-routing.ts'
export { supportLaporan } from './actions/support-laporan.ts'
export {
  type Experiment,
  finishModel,
  lostTo,
  runExperiment,
  SAMPLES_MIN,
  type Split,
  splitByTime,
} from './actions/train-model.ts'
export { reportVoices } from './actions/voices.ts'
export { readBankSamples } from './classifier/bank-samples.ts'
export { encodeModel, TARGETS, type Target } from './classifier/model-file.ts'
export { saveModel } from './classifier/model-keeper.ts'
export type { Sample } from './domain/classify/train.ts'
export type { PemetaanRow } from './domain/impor/mapping.ts'
export { findWewenang, type Katalog, type Kategori } from './domain/katalog.ts'
export { mayGoWithoutProof } from './domain/proof.ts'
export { readPemetaan } from './exchange/impor/pemetaan.ts'
export { type ImporFormat, readImpor, recogniseFormat } from './exchange/impor/read-impor.ts'
export { loadCatalogues } from './load-catalogues.ts'
export { findUnfinishedImpor } from './store/impor-store.ts'
export { hasCatalogues } from './store/katalog-store.ts'
export { listPublished } from './store/list-store.ts'
export { listSamples } from './store/training-store.ts'
export type { CitizenReports } from './types.ts'
export { rowOf } from './web/labels.ts'
export { findByNomor } from './web/publik/find-nomor.ts'

/** @param katalog shared by another copy of this module; its own when left out */
export function createCitizenReports(
  kit: Kit,
  needs: Needs,
  katalog: KatalogKeeper = createKatalogKeeper(kit.db, kit.now),
): CitizenReports {
  needs.notifications.declare([...NOTICES, ...FOLLOW_NOTICES])
  const models = createModelKeeper(
    { ownDir: join(kit.dataDir, 'model'), shippedDir: join(packageRoot, 'data/model') },
    kit,
  )
  const pengarah = createPengarah({ kit, katalog, models, reference: needs.reference })
  const deps: Deps = { ...needs, kit, katalog, pengarah }
  const counters = createCounters(kit)
  const act = createActOnLaporan(deps)
  return {
    submit: createSubmitLaporan(deps),
    act,
    proveFix: createProveFix(deps, act),
    reviewPhoto: createReviewPhoto(deps),
    takePhoto: createTakePhoto(deps),
    katalog: deps.katalog,
    counters,
    front: createFront(deps, counters),
    deps,
  }
}

/** Pages and jobs; `jobKit` carries the pool with the longer limit. */
export function citizenReportsParts(reports: CitizenReports, jobKit: Kit): ModuleParts {
  const channels = channelParts(reports, jobKit)
  const kasus = kasusParts(reports, jobKit)
  const jobDeps: Deps = { ...reports.deps, kit: jobKit }
  return {
    name: 'citizen-reports',
    needs: ['public-log', 'audit', 'reference', 'notifications', 'identity'],
    sentences: citizenReportsSentences,
    routes: [
      ...lapor(reports),
      ...publicRoutes(reports),
      ...kasus.routes,
      ...buktiRoutes(reports),
      ...katalogRoutes(reports),
      ...kerjaRoutes(reports),
      ...channels.routes,
    ],
    jobs: {
      ...clockJobs(jobDeps, reports.act),
      ...counterJobs(createCounters(jobKit)),
      ...calendarJobs(jobDeps),
      ...photoJobs(jobDeps),
      ...kasus.jobs,
      ...channels.jobs,
    },
    cron: [...CLOCK_CRON, ...COUNTER_CRON, ...PHOTO_CRON, ...kasus.cron, ...channels.cron],
    subscriptions: [...kasus.subscriptions, ...calendarSubscriptions()],
    work: reportsDesk(reports),
  }
}
