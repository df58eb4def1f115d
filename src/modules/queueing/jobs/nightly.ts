import type { Actor } from '../../../kernel/actor.ts'
import { addDays, DAY_MS, startOfDay } from '../../../kernel/date.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import { momentOf } from '../actions/place-state.ts'
import { tellJanji } from '../actions/waiting-list.ts'
import type { Deps } from '../deps.ts'
import { limitAfter } from '../domain/attendance.ts'
import { ruleOn } from '../domain/rules.ts'
import {
  endJanji,
  findLastLimit,
  forgetPeople,
  insertLimit,
  type Janji,
  listMissedDays,
  markReminded,
  takeMissed,
  takeToRemind,
} from '../store/appointment-store.ts'
import { closeOldTickets } from '../store/call-store.ts'
import { closeOldSesi, deleteOldTindakan } from '../store/counter-store.ts'
import { countDay } from '../store/learning-store.ts'
import { findDesk, listAturan } from '../store/place-store.ts'

const REMIND = 'queueing.remind'
const NIGHT = 'queueing.night'
const BATCH = 100
const KEYS_KEPT_DAYS = 2

/** 10.00 and 00.40 in western Indonesia. */
export const QUEUE_CRON: readonly CronEntry[] = [
  { task: REMIND, match: '0 3 * * *' },
  { task: NIGHT, match: '40 17 * * *' },
]

const SYSTEM: Actor = { kind: 'system', name: 'antrean' }

export function queueJobs(deps: Deps): Jobs {
  return {
    [REMIND]: () => remindTomorrow(deps),
    [NIGHT]: () => endOfDay(deps),
  }
}

/** Tell everybody who has an appointment tomorrow; each once, however often this runs. */
async function remindTomorrow(deps: Deps): Promise<void> {
  const { today } = momentOf(deps)
  for (let isMore = true; isMore; ) {
    isMore = await transaction(deps.kit.db, async (tx) => {
      const found = await takeToRemind(tx, addDays(today, 1), BATCH)
      for (const janji of found) {
        const desk = await findDesk(tx, janji.tempatKode)
        const layanan = desk?.layanan.find(({ id }) => id === janji.layananId)
        if (desk !== undefined && layanan !== undefined)
          await tellJanji(deps, tx, { desk, layanan, janji, what: 'reminder' })
      }
      const ids = found.map(({ id }) => id)
      if (ids.length > 0) await markReminded(tx, ids, deps.kit.now())
      return found.length === BATCH
    })
  }
}

/** The day is over: what is open ends, who did not come is counted, and people are forgotten. */
async function endOfDay(deps: Deps): Promise<void> {
  const { kit, reference } = deps
  const { today, now } = momentOf(deps)
  for (let isMore = true; isMore; ) {
    isMore = await transaction(kit.db, async (tx) => {
      const missed = await takeMissed(tx, today, BATCH)
      for (const janji of missed) await noteMissed(deps, tx, janji)
      return missed.length === BATCH
    })
  }
  await transaction(kit.db, async (tx) => {
    const aturan = await listAturan(tx, '*')
    const windowFrom = addDays(today, -ruleOn(aturan, 'absen_jangka_hari', today))
    await closeOldSesi(tx, startOfDay(reference.calendar().zone, today), now)
    await closeOldTickets(tx, today, now)
    await forgetPeople(tx, { today, windowFrom })
    await deleteOldTindakan(tx, new Date(now.getTime() - KEYS_KEPT_DAYS * DAY_MS))
  })
}

async function noteMissed(deps: Deps, tx: Tx, janji: Janji): Promise<void> {
  const { kit, audit } = deps
  const { id, kode, tempatKode, layananId, tanggal, pemesan } = janji
  await together([
    endJanji(tx, { id, status: 'tidak_hadir', isTerlambat: false, at: kit.now() }),
    countDay(tx, { tempatKode, tanggal, layananId }, { tidakHadir: 1 }),
    audit.record(tx, SYSTEM, {
      action: 'antrean.janji-tidak-hadir',
      subject: { kind: 'janji', id },
      before: { status: 'dipesan' },
      after: { status: 'tidak_hadir' },
    }),
  ])
  if (pemesan === null) return
  const { today } = momentOf(deps)
  const aturan = await listAturan(tx, tempatKode)
  const rules = {
    limit: ruleOn(aturan, 'absen_batas', today),
    windowDays: ruleOn(aturan, 'absen_jangka_hari', today),
    banDays: ruleOn(aturan, 'absen_batas_hari', today),
  }
  const last = await findLastLimit(tx, pemesan)
  const missed = await listMissedDays(tx, { pemesan, from: addDays(today, -rules.windowDays) })
  const limit = limitAfter(missed, {
    today,
    rules,
    // A limit of this morning has answered for everything up to yesterday.
    ...(last === undefined ? {} : { since: addDays(last.mulai, -1) }),
  })
  if (limit !== undefined)
    await insertLimit(tx, { id: kit.newId(), pemesan, janjiKode: kode, ...limit })
}
