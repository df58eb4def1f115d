import { createHmac } from 'node:crypto'
import { type Actor, type Role, type SignedIn, unitsOf } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { deriveKey } from '../../../platform/derive-key.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { lockPercakapan, type Percakapan } from '../store.ts'

/** Who begins conversations, moderates them and makes pictures. */
export const MODERATORS: readonly Role[] = ['walidata', 'perencana']

/** Units whose conversations this officer holds. */
export function ownUnits(actor: Actor): readonly string[] {
  return unitsOf(actor, MODERATORS)
}

/** Code of an account within one conversation: without the program's key it leads back to nobody. */
export function personOf(
  { kit }: Pick<Deps, 'kit'>,
  percakapanId: string,
  actor: SignedIn,
): Buffer {
  const key = deriveKey(kit.secretKey, 'opinions orang')
  return createHmac('sha256', key).update(`${percakapanId} ${actor.accountId}`).digest()
}

/**
 * Change a conversation of one's own unit: held while it changes, and recorded who did it.
 *
 * @refuses UNIT_BUKAN_MILIK_ANDA, and whatever the change refuses
 */
export function changePercakapan(
  { kit, audit }: Deps,
  actor: SignedIn,
  {
    kode,
    action,
    change,
  }: Readonly<{
    kode: string
    action: string
    change: (tx: Tx, percakapan: Percakapan) => Promise<Result<unknown>>
  }>,
): Promise<Result<void>> {
  return transactionUnlessRefused(kit.db, async (tx) => {
    const percakapan = await lockPercakapan(tx, kode, 'update')
    if (percakapan === undefined || !ownUnits(actor).includes(percakapan.unitKode))
      return refuse(refusal('UNIT_BUKAN_MILIK_ANDA'))
    const done = await change(tx, percakapan)
    if (!done.ok) return done
    await audit.record(tx, actor, {
      action: `pendapat.${action}`,
      subject: { kind: 'percakapan', id: kode },
    })
    return ok(undefined)
  })
}
