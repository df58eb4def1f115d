import { setTimeout as wait } from 'node:timers/promises'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createSafeFetch } from '../../platform/net/safe-fetch.ts'
import type { ProgramExtras } from './actions/program-extras.ts'
import { channelRoutes } from './api/channel-routes.ts'
import { open311Routes } from './api/open311-routes.ts'
import { CHANNEL_CRON, channelJobs } from './jobs/channel-jobs.ts'
import type { CitizenReports } from './types.ts'
import { penerusanRoutes } from './web/kerja/penerusan-routes.tsx'
import { loketRoutes } from './web/loket/loket-routes.tsx'
import { programRoutes } from './web/pengaturan/program-routes.tsx'

/** Everything that brings cases in besides the web form, and hands them on. */
export function channelParts(
  reports: CitizenReports,
  jobKit: Kit,
): Pick<ModuleParts, 'routes' | 'jobs' | 'cron'> {
  const extras = extrasOf(reports)
  return {
    routes: [
      ...channelRoutes(reports),
      ...open311Routes(reports.deps, extras),
      ...loketRoutes(reports),
      ...penerusanRoutes(reports),
      ...programRoutes(reports, extras),
    ],
    jobs: channelJobs({ ...reports, deps: { ...reports.deps, kit: jobKit } }, extras),
    cron: CHANNEL_CRON,
  }
}

function extrasOf({ deps, takePhoto }: CitizenReports): ProgramExtras {
  const allowPrivate = deps.env.PRIVATE_HOSTS?.split(',') ?? []
  return {
    attachPhoto: (tx, { nomor, bytes }) =>
      takePhoto(tx, {
        bytes,
        peran: 'pelapor',
        place: { nomor, caller: { actor: { kind: 'system', name: 'kanal' }, isSystem: true } },
      }),
    fetch: createSafeFetch({ allowPrivate }),
    sleep: (ms) => wait(ms),
  }
}
