import type { Tx } from '../../platform/db/database.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { markOverdue } from './actions/pantau.ts'
import { createAturPagu, createBukaPutaran, createJadwalkan } from './actions/putaran.ts'
import { createTulisRapat, nomorDiRapat } from './actions/rapat.ts'
import { createTutup } from './actions/tutup.ts'
import { createAjukan, createDukung } from './actions/usulan.ts'
import type { Deps, Needs } from './deps.ts'
import { MUSRENBANG_CRON, musrenbangJobs, musrenbangSubscriptions } from './jobs/musrenbang-jobs.ts'
import { loadAturan } from './load-aturan.ts'
import { loadUsulanLama, type UsulanLama } from './load-usulan.ts'
import { musrenbangSentences } from './messages/index.ts'
import { NOTICES } from './messages/notices.ts'
import { listPutaran, type Putaran } from './store/putaran-store.ts'
import { findUsulan, type Usulan } from './store/usulan-store.ts'
import { asalRoutes } from './web/asal-routes.tsx'
import { baruRoutes } from './web/baru-routes.tsx'
import { kerjaRoutes } from './web/kerja-routes.tsx'
import { musrenbangDesk } from './web/meja.ts'
import { periksaRoutes } from './web/periksa-routes.tsx'
import { publikRoutes } from './web/publik-routes.tsx'
import { rapatRoutes } from './web/rapat-routes.tsx'
import { usulanRoutes } from './web/usulan-routes.tsx'

export { MUSRENBANG_DATA } from './actions/personal-data.ts'
export { MUSRENBANG_RECORDS } from './actions/records.ts'
export type { Needs as MusrenbangNeeds } from './deps.ts'
export { FOLLOW_PLANS } from './jobs/musrenbang-jobs.ts'
export { musrenbangVoices } from './voices.ts'

/** The door of the composition root and of who loads a region. */
export type Musrenbang = Readonly<{
  deps: Deps
  /** Rounds there are, newest first. */
  putaran: (tx: Tx) => Promise<readonly Putaran[]>
  /** A proposal by its number. */
  find: (tx: Tx, nomor: string) => Promise<Usulan | undefined>
  /** The same acts as on the pages, on a kit of the caller's: its clock, its transaction. */
  actsOn: (kit: Kit) => ReturnType<typeof actsOf>
}>

function actsOf(deps: Deps) {
  return {
    bukaPutaran: createBukaPutaran(deps),
    aturPagu: createAturPagu(deps),
    jadwalkan: createJadwalkan(deps),
    tulis: createTulisRapat(deps),
    tutup: createTutup(deps),
    ajukan: createAjukan(deps),
    dukung: createDukung(deps),
    loadLama: (tx: Tx, list: readonly UsulanLama[]) => loadUsulanLama(deps, tx, list),
    /** Numbers of the proposals before a meeting. */
    diRapat: (id: string) => nomorDiRapat(deps, id),
    today: () => deps.kit.today(),
    markOverdue: () => markOverdue(deps),
  }
}

/** Meetings from the RW to the regency, and proposals that keep one number for life. */
export function createMusrenbang(kit: Kit, needs: Needs): Musrenbang {
  needs.notifications.declare(NOTICES)
  const deps: Deps = { ...needs, kit, data: loadAturan() }
  return {
    deps,
    putaran: listPutaran,
    find: findUsulan,
    actsOn: (other) => actsOf({ ...deps, kit: other }),
  }
}

/** Pages, jobs, and who is told; `jobKit` carries the pool with the longer limit. */
export function musrenbangParts({ deps }: Musrenbang, jobKit: Kit): ModuleParts {
  const jobDeps: Deps = { ...deps, kit: jobKit }
  return {
    name: 'musrenbang',
    needs: [
      'public-log',
      'audit',
      'reference',
      'notifications',
      'identity',
      'fiscal',
      'planning',
      'documents',
    ],
    sentences: [musrenbangSentences],
    routes: [
      ...publikRoutes(deps),
      ...asalRoutes(deps),
      ...baruRoutes(deps),
      ...usulanRoutes(deps),
      ...kerjaRoutes(deps),
      ...rapatRoutes(deps),
      ...periksaRoutes(deps),
    ],
    work: musrenbangDesk(deps),
    jobs: musrenbangJobs(jobDeps),
    cron: MUSRENBANG_CRON,
    subscriptions: musrenbangSubscriptions(jobDeps),
  }
}
