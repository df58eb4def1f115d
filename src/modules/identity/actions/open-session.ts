import { isIP } from 'node:net'
import type { Tx } from '../../../platform/db/database.ts'
import { deviceLabel } from '../domain/device-label.ts'
import type { AccountKind } from '../domain/password.ts'
import { SESSION_LIMITS, type Stage } from '../domain/session-limits.ts'
import { endSession, insertSession } from '../store/session-store.ts'
import type { Deps, Visitor } from './deps.ts'
import { rememberDevice } from './known-device.ts'

export type Opened = Readonly<{
  /** Goes into the cookie; the database keeps only its digest. */
  token: string
  sessionId: string
  stage: Stage
  accountId: string
  kind: AccountKind
  /** Undefined: the cookie ends with the browser. */
  cookieSeconds?: number
  /** New value of the cookie "dikenal"; only once the sign-in is complete. */
  knownDevice?: string
}>

export type SessionPlan = Readonly<{
  account: Readonly<{ id: string; jenis: AccountKind }>
  stage: Stage
  mfaAt?: Date
}>

const TOKEN_BYTES = 32

/**
 * Begin a session under a new token and end the one the browser carried: a token planted before the
 * sign-in is worth nothing after it (ASVS 7.2.4).
 */
export async function openSession(
  deps: Pick<Deps, 'kit' | 'vault'>,
  tx: Tx,
  { plan, visitor }: Readonly<{ plan: SessionPlan; visitor: Visitor }>,
): Promise<Opened> {
  const { kit, vault } = deps
  const { account, stage } = plan
  const at = kit.now()
  const token = Buffer.from(kit.randomBytes(TOKEN_BYTES)).toString('base64url')
  const sessionId = kit.newSecretId()
  if (visitor.sessionId !== undefined)
    await endSession(tx, { id: visitor.sessionId }, { at, why: 'diganti' })
  await insertSession(tx, {
    id: sessionId,
    akunId: account.id,
    digest: vault.tokenDigest(token),
    tahap: stage,
    at,
    mfaAt: plan.mfaAt ?? null,
    perangkat: deviceLabel(visitor.userAgent),
    ip: storableIp(visitor.ip),
  })
  const isDone = stage === 'penuh'
  return {
    token,
    sessionId,
    stage,
    accountId: account.id,
    kind: account.jenis,
    ...(isDone && account.jenis === 'citizen'
      ? { cookieSeconds: SESSION_LIMITS.citizen.absoluteMs / 1000 }
      : {}),
    ...(isDone ? { knownDevice: rememberDevice(kit, visitor.knownDevice, account.id) } : {}),
  }
}

/** A link-local address carries a zone ("fe80::1%eth0") that inet does not take. */
function storableIp(ip: string): string | null {
  const [address = ''] = ip.split('%')
  return isIP(address) === 0 ? null : address
}
