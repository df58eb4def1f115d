import { ok, type Result } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { countUp } from '../store/kiriman-store.ts'

/** A business transaction whose refusals are counted by reason, after it was taken back: inspectors read the counters. */
export async function counted<T>(
  { kit }: Pick<Deps, 'kit'>,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  const done = await transactionUnlessRefused(kit.db, work)
  if (done.ok) return ok(done.value)
  const names = done.refusals.map(({ code }) => `tolak.${code}`)
  await countUp(kit.db, kit.today(), names)
  return done
}
