import type { Actor } from '../../kernel/actor.ts'
import type { CronEntry, Jobs } from '../../platform/jobs/jobs.ts'
import { makePicture } from './actions/picture.ts'
import type { Deps } from './deps.ts'
import { listOpen } from './store.ts'

const DRAW = 'opinions.draw'
const SYSTEM: Actor = { kind: 'system', name: 'opinions' }
const OPEN_MAX = 100

/** 02.45 in western Indonesia. */
export const OPINION_CRON: readonly CronEntry[] = [{ task: DRAW, match: '45 19 * * *' }]

/** A picture of every open conversation that enough people took part in. */
export function opinionJobs(deps: Deps): Jobs {
  return {
    [DRAW]: async () => {
      for (const kode of await listOpen(deps.kit.db, OPEN_MAX)) {
        const done = await makePicture(deps, SYSTEM, kode)
        const refused = done.ok ? [] : done.refusals.map(({ code }) => code)
        deps.kit.log.info({ event: DRAW, kode, refused }, 'picture of opinion groups')
      }
    },
  }
}
