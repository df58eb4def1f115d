import { type Db, transaction } from '../../../platform/db/database.ts'
import { readShipped } from '../definition-file/read-catalogue.ts'
import { hasDefinisi } from '../store/definisi-store.ts'
import { loadCatalogue } from './load-catalogue.ts'

/**
 * Publish the shipped catalogue in a database that has none.
 *
 * @returns how many services and referrals are new
 */
export async function loadShipped(db: Db, folder: string, at: Date): Promise<number> {
  if (await hasDefinisi(db)) return 0
  const shipped = await readShipped(folder)
  return transaction(db, (tx) => loadCatalogue(tx, shipped, at))
}
