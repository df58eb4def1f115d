import type { Db } from '../../../platform/db/database.ts'
import type { Katalog } from '../domain/katalog.ts'
import { readVersi } from '../store/katalog-edit-store.ts'
import { readKatalog } from '../store/katalog-store.ts'

/** Keeps the catalogues in memory, so that no page reads them from the database. */
export type KatalogKeeper = Readonly<{
  /** Read at first use, after `forget`, and within a second of a change by another process. */
  get: () => Promise<Katalog>
  /** Called by the actions that edit a catalogue. */
  forget: () => void
}>

/** How old an answer of the version row may be: one small statement a second, however many pages. */
const FRESH_MS = 1_000

type Kept = Readonly<{ katalog: Promise<Katalog>; versi: string | undefined }>

/**
 * The version is read before the catalogues: a change in between is noticed at the next look, never lost.
 */
export function createKatalogKeeper(db: Db, now: () => Date): KatalogKeeper {
  let kept: Kept | undefined
  let lookedAtMs = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined

  const look = async () => {
    const versi = await readVersi(db)
    lookedAtMs = now().getTime()
    if (kept?.versi === versi) return
    const katalog = readKatalog(db)
    kept = { katalog, versi }
    // A read that failed is not kept: the next caller tries again.
    katalog.catch(() => {
      kept = undefined
    })
  }
  return {
    get: async () => {
      if (kept === undefined || Math.abs(now().getTime() - lookedAtMs) > FRESH_MS) {
        looking ??= look().finally(() => {
          looking = undefined
        })
        await looking
      }
      return kept === undefined ? readKatalog(db) : kept.katalog
    },
    forget: () => {
      kept = undefined
      // A look that began before the change must not answer those who ask after it.
      looking = undefined
    },
  }
}
