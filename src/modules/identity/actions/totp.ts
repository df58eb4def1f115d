import type { Tx } from '../../../platform/db/database.ts'
import { isUnusedStep } from '../domain/second-factor.ts'
import { PENDING_LIMIT } from '../domain/session-limits.ts'
import { newTotpSecret, totpStepOf, totpUri } from '../secrets/totp.ts'
import {
  actForAccount,
  findTotpForUpdate,
  insertWaitingTotp,
  installTotp,
  saveTotpStep,
} from '../store/second-factor-store.ts'
import type { Deps } from './deps.ts'

type TotpDeps = Pick<Deps, 'kit' | 'vault'>

const purposeOf = (accountId: string) => `totp ${accountId}`

export type TotpOffer = Readonly<{ secret: string; uri: string }>
export type TotpOwner = Readonly<{ accountId: string; username: string }>

/** The secret to scan: the one offered lately, so that a reload shows the same picture, else a new one. */
export async function offerTotp(deps: TotpDeps, tx: Tx, owner: TotpOwner): Promise<TotpOffer> {
  const { kit, vault } = deps
  const { accountId } = owner
  await actForAccount(tx, accountId)
  const at = kit.now()
  const waiting = await findTotpForUpdate(tx, accountId, 'menunggu')
  const isRecent =
    waiting !== undefined && at.getTime() - waiting.dibuat.getTime() < PENDING_LIMIT.absoluteMs
  const secret = isRecent
    ? vault.open(purposeOf(accountId), waiting.rahasiaTersegel)
    : newTotpSecret(kit.randomBytes)
  if (!isRecent) {
    const sealed = vault.seal(purposeOf(accountId), secret)
    await insertWaitingTotp(tx, { id: kit.newId(), akunId: accountId, sealed, at })
  }
  const issuer = `Pendopo ${kit.region().shortName}`
  return { secret, uri: totpUri({ secret, issuer, account: owner.username }) }
}

/** The first code from the app proves that it has the secret; from now on it is asked for. */
export async function confirmWaitingTotp(
  deps: TotpDeps,
  tx: Tx,
  accountId: string,
  code: string,
): Promise<boolean> {
  const { kit, vault } = deps
  const at = kit.now()
  const waiting = await findTotpForUpdate(tx, accountId, 'menunggu')
  if (waiting === undefined) return false
  if (at.getTime() - waiting.dibuat.getTime() >= PENDING_LIMIT.absoluteMs) return false
  const secret = vault.open(purposeOf(accountId), waiting.rahasiaTersegel)
  const step = totpStepOf(secret, code, at.getTime())
  if (step === undefined) return false
  await installTotp(tx, { id: waiting.id, akunId: accountId, step, at })
  return true
}

/** Take a code once: the row is locked, and its time step must be later than that of the last one. */
export async function takeTotpCode(
  deps: TotpDeps,
  tx: Tx,
  accountId: string,
  code: string,
): Promise<boolean> {
  const { kit, vault } = deps
  const installed = await findTotpForUpdate(tx, accountId, 'dipasang')
  if (installed === undefined) return false
  const secret = vault.open(purposeOf(accountId), installed.rahasiaTersegel)
  const step = totpStepOf(secret, code, kit.now().getTime())
  if (step === undefined || !isUnusedStep(step, installed.langkahTerakhir)) return false
  await saveTotpStep(tx, installed.id, step)
  return true
}
