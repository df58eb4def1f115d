import { createHmac, hkdfSync } from 'node:crypto'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createSeal } from '../../platform/seal.ts'
import type { Deps, Needs } from './deps.ts'
import { BALLOTS_CRON, ballotsJobs } from './jobs/ballots-jobs.ts'
import { ballotSentences } from './messages/index.ts'
import { deskRoutes } from './web/kerja/desk-routes.tsx'
import { paperRoutes } from './web/kerja/paper-routes.tsx'
import { ballotsDesk } from './web/kerja/work-desk.ts'
import { castRoutes } from './web/publik/cast-routes.tsx'
import { fileRoutes } from './web/publik/file-routes.ts'
import { publicRoutes } from './web/publik/public-routes.tsx'

export { BALLOT_DATA } from './actions/personal-data.ts'
export { BALLOT_RECORDS } from './actions/records.ts'
export { type Count, type CountStep, countBy } from './domain/counting/count.ts'
export { NAMED_RULES } from './domain/counting/rule.ts'
export { readPb } from './domain/pabulib.ts'
export { electionOfPb, withThreshold } from './domain/pb-election.ts'

/** Votes: nobody calls them; the composition root makes and mounts them. */
export type Ballots = Readonly<{ deps: Deps }>

export function createBallots(kit: Kit, needs: Needs): Ballots {
  const key = Buffer.from(hkdfSync('sha256', kit.secretKey, '', 'pendopo ballots roll', 32))
  const deps: Deps = {
    ...needs,
    kit,
    seal: createSeal(kit, 'ballots'),
    personKey: (pungutanId, nik) =>
      createHmac('sha256', key).update(`${pungutanId} ${nik}`).digest(),
  }
  return { deps }
}

/** Pages and jobs; `jobKit` carries the pool with the longer limit. */
export function ballotsParts({ deps }: Ballots, jobKit: Kit): ModuleParts {
  return {
    name: 'ballots',
    needs: ['public-log', 'audit', 'reference', 'notifications', 'identity', 'fiscal'],
    sentences: [ballotSentences],
    routes: [
      ...publicRoutes(deps),
      ...castRoutes(deps),
      ...fileRoutes(deps),
      ...deskRoutes(deps),
      ...paperRoutes(deps),
    ],
    jobs: ballotsJobs({ ...deps, kit: jobKit }),
    cron: BALLOTS_CRON,
    subscriptions: [],
    work: ballotsDesk(deps),
  }
}
