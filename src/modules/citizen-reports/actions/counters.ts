import { zoneOf } from '../../../kernel/date.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { shareLooks } from '../../../platform/kept.ts'
import type { Kit } from '../../../platform/kit.ts'
import {
  clearRekap,
  countAll,
  foldDelta,
  lockRekap,
  markFolded,
  readZona,
  waitAsLongAsItTakes,
} from '../store/rekap-fold-store.ts'
import { type RekapKeadaan, readKeadaan } from '../store/rekap-store.ts'

const BATCH = 5_000
/** A reader adds this many waiting changes by itself; above, it folds first. */
const WAITING_MAX = 1_000

export type Counters = Readonly<{
  /** Move every waiting change into the counters. @returns how many */
  fold: () => Promise<number>
  /** Count everything anew: after an import that noted no changes, or in another zone. */
  rebuild: () => Promise<void>
  /**
   * Counters fit to read, whoever has or has not folded.
   *
   * @returns a text that differs after every change of what is published
   */
  fresh: () => Promise<string>
}>

type CountersNeeds = Pick<Kit, 'db' | 'now' | 'region'>

/** Counters that are exact at every instant: folded and waiting changes together are the truth. */
export function createCounters(kit: CountersNeeds): Counters {
  const rebuild = () => rebuildAll(kit, zoneOf(kit.region()))
  const fold = async () => {
    let moved = 0
    for (let last = BATCH; last === BATCH; moved += last) {
      const folded = await foldOnce(kit, zoneOf(kit.region()))
      if (folded === undefined) await rebuild()
      last = folded ?? 0
    }
    return moved
  }
  const fresh = shareLooks(async () => {
    const seen = await readKeadaan(kit.db)
    if (seen.zona === zoneOf(kit.region()) && seen.menunggu <= WAITING_MAX) return versionOf(seen)
    await fold()
    return versionOf(await readKeadaan(kit.db))
  })
  return { fold, rebuild, fresh }
}

/** Between two folds changes are only added, so their number tells every state apart. */
function versionOf({ versi, menunggu }: RekapKeadaan): string {
  return `${versi}.${menunggu}`
}

/** @returns undefined when the counters were never built or count in another zone */
function foldOnce({ db, now }: CountersNeeds, zone: string): Promise<number | undefined> {
  return transaction(db, async (tx) => {
    await lockRekap(tx)
    if ((await readZona(tx)) !== zone) return undefined
    const moved = await foldDelta(tx, zone, BATCH)
    if (moved > 0) await markFolded(tx, zone, now())
    return moved
  })
}

/**
 * One look at the database for the whole count: a change that commits meanwhile is in neither the
 * count nor the changes cleared, and waits to be folded.
 */
function rebuildAll({ db, now }: CountersNeeds, zone: string): Promise<void> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx: Tx) => {
      await waitAsLongAsItTakes(tx)
      await lockRekap(tx)
      await clearRekap(tx)
      await countAll(tx, zone)
      await markFolded(tx, zone, now())
    })
}
