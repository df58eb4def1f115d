import type { Db } from '../../../platform/db/database.ts'
import type { Katalog } from '../domain/katalog.ts'
import { readKatalog } from '../store/katalog-store.ts'

/** Keeps the catalogues in memory, so that no page reads them from the database. */
export type KatalogKeeper = Readonly<{
  /** Read at first use and after `forget`. */
  get: () => Promise<Katalog>
  /** Called by the actions that edit a catalogue. */
  forget: () => void
}>

const FRESH_MS = 30_000

/** Another process may edit too: what is kept is never older than half a minute. */
export function createKatalogKeeper(db: Db, now: () => Date): KatalogKeeper {
  let kept: { katalog: Promise<Katalog>; atMs: number } | undefined
  return {
    get: () => {
      const atMs = now().getTime()
      if (kept === undefined || Math.abs(atMs - kept.atMs) > FRESH_MS) {
        const katalog = readKatalog(db)
        kept = { katalog, atMs }
        // A read that failed is not kept: the next caller tries again.
        katalog.catch(() => {
          kept = undefined
        })
      }
      return kept.katalog
    },
    forget: () => {
      kept = undefined
    },
  }
}
