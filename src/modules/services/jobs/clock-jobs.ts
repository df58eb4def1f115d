import { DAY_MS } from '../../../kernel/date.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import { createExpire } from '../actions/deadline.ts'
import { moveRunning } from '../actions/design-move.ts'
import { tellOffices, tellRole } from '../actions/notices.ts'
import type { Deps } from '../deps.ts'
import { WATCH_MS } from '../domain/clock.ts'
import { deleteOldDraf } from '../store/draf-store.ts'
import {
  clearWarning,
  findById,
  listDue,
  listToWarn,
  listWatch,
} from '../store/permohonan-store.ts'
import { listTugasOf } from '../store/tugas-store.ts'

const BATCH = 200
const DRAFT_DAYS = 30

export const CLOCK_CRON: readonly CronEntry[] = [
  { task: 'services.clock', match: '*/5 * * * *' },
  // 07.00 in western Indonesia: before the office opens.
  { task: 'services.watch', match: '0 0 * * *' },
  { task: 'services.pindah-versi', match: '*/5 * * * *' },
  { task: 'services.purge-drafts', match: '40 18 * * *' },
]

/** The clock's own work: warn, escalate, approve by silence, close; tell of silence three days before. */
export function clockJobs(deps: Deps): Jobs {
  const { kit } = deps
  const expire = createExpire(deps)
  return {
    'services.clock': async () => {
      await warnAll(deps)
      let after: string | undefined
      for (let full = true; full; ) {
        const due = await listDue(kit.db, { now: kit.now(), limit: BATCH, after })
        for (const { nomor } of due) {
          const done = await expire(kit.db, nomor)
          if (!done.ok)
            kit.log.warn(
              { nomor, codes: done.refusals.map((one) => one.code) },
              'a deadline could not be acted on',
            )
        }
        after = due.at(-1)?.id
        full = due.length === BATCH
      }
    },
    'services.watch': () => tellOfSilence(deps),
    'services.pindah-versi': () => moveRunning(deps),
    'services.purge-drafts': async () => {
      await deleteOldDraf(kit.db, new Date(kit.now().getTime() - DRAFT_DAYS * DAY_MS))
    },
  }
}

async function warnAll(deps: Deps): Promise<void> {
  const { kit } = deps
  for (let warned = BATCH; warned === BATCH; ) {
    warned = await transaction(kit.db, async (tx) => {
      const due = await listToWarn(tx, kit.now(), BATCH)
      for (const { id } of due) {
        const permohonan = await findById(tx, id)
        if (permohonan === undefined) continue
        const prepared = await deps.layanan.prepared(tx, permohonan)
        await tellOffices(deps, tx, 'permohonan.setengah_waktu', {
          prepared,
          permohonan,
          tahap: permohonan.tahap,
          tenggatAt: permohonan.tenggatAt,
          tugas: await listTugasOf(tx, id),
        })
      }
      await clearWarning(
        tx,
        due.map(({ id }) => id),
      )
      return due.length
    })
  }
}

const WATCHED_MAX = 500

/** What will be approved by silence within three days is told to the head of the office, every morning. */
async function tellOfSilence(deps: Deps): Promise<void> {
  const { kit } = deps
  const until = new Date(kit.now().getTime() + WATCH_MS)
  await transaction(kit.db, async (tx) => {
    for (const row of await listWatch(tx, { until, unitKode: undefined, limit: WATCHED_MAX })) {
      const permohonan = await findById(tx, row.id)
      if (permohonan === undefined) continue
      const prepared = await deps.layanan.prepared(tx, permohonan)
      await tellRole(deps, tx, {
        event: 'permohonan.akan_fiktif',
        role: 'kepala-opd',
        unitKode: permohonan.pemilikUnit,
        about: {
          prepared,
          permohonan,
          tahap: permohonan.tahap,
          tenggatAt: permohonan.tenggatAt,
          pesan: kit.today(),
        },
      })
    }
  })
}
