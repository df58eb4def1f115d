import type { Refusal } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import { type RefusalCode, refusal } from '../domain/refusals.ts'
import { decideTry, refundTry, type ThrottleRule } from '../domain/throttle.ts'
import { forgetTries, saveTries, takeTries } from '../store/throttle-store.ts'
import type { Deps } from './deps.ts'

/** A key never holds a name, number or address: only a digest of it. */
export type TryKey = Readonly<{ kind: string; value: string }>

function digestOf({ vault }: Pick<Deps, 'vault'>, { kind, value }: TryKey): string {
  return `${kind}:${vault.keyedDigest(`percobaan ${kind}`, value).toString('base64url')}`
}

type ThrottleDeps = Pick<Deps, 'kit' | 'vault'>

/**
 * Count one try in a transaction of its own, so that a refused request still counts and two keys never
 * wait for each other. @returns seconds to wait, 0 when the try may go ahead
 */
export function countTry(deps: ThrottleDeps, key: TryKey, rule: ThrottleRule): Promise<number> {
  const at = deps.kit.now()
  const digest = digestOf(deps, key)
  return transaction(deps.kit.db, async (tx) => {
    const before = await takeTries(tx, digest, at)
    const decision = decideTry(before, at.getTime(), rule)
    await saveTries(tx, digest, decision.next)
    return decision.isAllowed ? 0 : decision.waitSeconds
  })
}

export function forgiveTries(deps: ThrottleDeps, key: TryKey): Promise<void> {
  return forgetTries(deps.kit.db, digestOf(deps, key))
}

/** A success from a shared address does not count against the others behind it. */
export function giveBackTry(deps: ThrottleDeps, key: TryKey): Promise<void> {
  const at = deps.kit.now()
  const digest = digestOf(deps, key)
  return transaction(deps.kit.db, async (tx) => {
    const tries = await takeTries(tx, digest, at)
    if (tries !== undefined) await saveTries(tx, digest, refundTry(tries))
  })
}

/** The refusal of a visitor who must wait; `detik` feeds the Retry-After header. */
export function refuseWait(code: RefusalCode, waitSeconds: number, field?: string): Refusal {
  const tunggu = waitSeconds < 90 ? `${waitSeconds} detik` : `${Math.ceil(waitSeconds / 60)} menit`
  return refusal(code, field, { tunggu, detik: String(waitSeconds) })
}
