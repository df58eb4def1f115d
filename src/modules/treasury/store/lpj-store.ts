import { sql } from 'kysely'
import { run, type Tx } from '../../../platform/db/database.ts'

/** A replenishment came to nothing: its account may be asked for again. */
export async function releaseLpj(tx: Tx, sppId: string): Promise<void> {
  await run(tx, sql`update treasury.lpj set spp_gu_id = null where spp_gu_id = ${sppId}`)
}
