import type { Result } from '../../../kernel/result.ts'
import { rows, sql, type Tx, together } from '../../../platform/db/database.ts'

/**
 * Work inside the caller's transaction that a refusal takes back, and only that. A failure takes back the
 * whole transaction, as everywhere.
 */
export async function unlessRefused<T>(tx: Tx, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const [, outcome] = await together([rows(tx, sql`savepoint surat`), work()])
  if (!outcome.ok) await rows(tx, sql`rollback to savepoint surat`)
  await rows(tx, sql`release savepoint surat`)
  return outcome
}

/** Longer than any signer outside may take: letters of one series wait for each other. */
const WAIT_MS = 14_000

/** Statements of this transaction may wait that long for a series which another letter holds. */
export async function allowWaiting(tx: Tx): Promise<void> {
  await rows(tx, sql`select set_config('statement_timeout', ${String(WAIT_MS)}, true)`)
}
