import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { checkPassword } from '../domain/password.ts'
import { refusal } from '../domain/refusals.ts'
import { checkRepeat, ownWordsOf } from '../domain/registration.ts'
import { normalRecoveryCode } from '../domain/second-factor.ts'
import { isSessionLive, PENDING_TRIES, type Stage } from '../domain/session-limits.ts'
import { KNOWN_DEVICE_RULE, SECOND_FACTOR_RULE } from '../domain/throttle.ts'
import { digitsOf } from '../domain/verification.ts'
import { type AkunRow, findAkun, updateSandi } from '../store/account-store.ts'
import {
  actForAccount,
  countFactors,
  type FactorCounts,
  useRecoveryCode,
} from '../store/second-factor-store.ts'
import {
  countSessionTry,
  endSession,
  endSessionsOf,
  findSessionForUpdate,
} from '../store/session-store.ts'
import type { Deps, Visitor } from './deps.ts'
import { findKnownDevice } from './known-device.ts'
import { type Opened, openSession } from './open-session.ts'
import { askPasskey, checkPasskeyUse, keepPasskey, offerPasskey } from './passkeys.ts'
import { isUsable, SIGN_IN, stageFor } from './sign-in.ts'
import { countTry, forgiveTries, refuseWait, type TryKey } from './slow-down.ts'
import { confirmWaitingTotp, offerTotp, type TotpOffer, takeTotpCode } from './totp.ts'

/** A sign-in whose password was right and that still owes something. */
export type Pending = Readonly<{
  sessionId: string
  stage: Stage
  account: AkunRow
  factors: FactorCounts
}>

/** What was given as second factor. */
export type Proof =
  | Readonly<{ kind: 'totp' | 'cadangan' | 'pasang-totp'; code: string }>
  | Readonly<{ kind: 'passkey'; response: unknown }>
  | Readonly<{ kind: 'pasang-passkey'; response: unknown; name: string }>

/** The unfinished sign-in of this session; undefined when there is none or its time is over. */
export async function findPending(
  deps: Pick<Deps, 'kit'>,
  tx: Tx,
  sessionId: string | undefined,
): Promise<Pending | undefined> {
  if (sessionId === undefined) return undefined
  const session = await findSessionForUpdate(tx, sessionId)
  if (session === undefined || session.tahap === 'penuh') return undefined
  const account = await findAkun(tx, session.akunId)
  if (account?.status !== 'aktif' || !isUsable(deps, account)) return undefined
  const createdMs = session.dibuat.getTime()
  const age = { kind: account.jenis, stage: session.tahap, createdMs, lastSeenMs: createdMs }
  if (!isSessionLive(age, deps.kit.now().getTime())) return undefined
  await actForAccount(tx, account.id)
  const factors = await countFactors(tx, account.id)
  return { sessionId, stage: session.tahap, account, factors }
}

export function createSecondStep(deps: Deps) {
  const { kit } = deps
  return {
    find: (sessionId: string | undefined): Promise<Pending | undefined> =>
      transaction(kit.db, (tx) => findPending(deps, tx, sessionId)),
    /** The secret to scan for someone who has no second factor yet. */
    offerTotp: ({ account }: Pending): Promise<TotpOffer> =>
      transaction(kit.db, (tx) =>
        offerTotp(deps, tx, { accountId: account.id, username: account.namaPengguna }),
      ),
    /** What the browser needs to use a passkey, or to make the first one. */
    passkeyOptions: ({ account, sessionId, factors }: Pending): Promise<object> => {
      const owner = { accountId: account.id, sessionId }
      const { namaPengguna: username, nama: name } = account
      return hasFactor(factors)
        ? askPasskey(deps, owner)
        : offerPasskey(deps, { ...owner, username, name })
    },
    complete: (proof: Proof, visitor: Visitor) => complete(deps, proof, visitor),
    replacePassword: createReplacePassword(deps),
  }
}

/**
 * Finish a sign-in with a second factor.
 *
 * @refuses SESI_MASUK_HABIS, TUNGGU_DULU, KODE_APLIKASI_SALAH, KODE_CADANGAN_SALAH, KUNCI_SANDI_GAGAL
 */
async function complete(deps: Deps, proof: Proof, visitor: Visitor): Promise<Result<Opened>> {
  const { kit } = deps
  const pending = await transaction(kit.db, (tx) => findPending(deps, tx, visitor.sessionId))
  if (pending?.stage !== 'dua-langkah') return refuse(refusal('SESI_MASUK_HABIS'))
  const turn = await takeTurn(deps, pending, visitor)
  if (turn.waitSeconds > 0) return refuse(refuseWait('TUNGGU_DULU', turn.waitSeconds))
  const done = await transaction(kit.db, (tx) => finish(deps, tx, { proof, pending, visitor }))
  if (done.ok) await forgiveTries(deps, turn.key)
  return done
}

/** Only someone who knows the password gets here, but a known device still has its own counter. */
async function takeTurn(
  deps: Deps,
  { account }: Pending,
  visitor: Visitor,
): Promise<Readonly<{ key: TryKey; waitSeconds: number }>> {
  const device = findKnownDevice(deps.kit, visitor.knownDevice, account.id)
  const key: TryKey = { kind: 'dua', value: `${account.id} ${device ?? ''}` }
  const rule = device === undefined ? SECOND_FACTOR_RULE : KNOWN_DEVICE_RULE
  return { key, waitSeconds: await countTry(deps, key, rule) }
}

type Finish = Readonly<{ proof: Proof; pending: Pending; visitor: Visitor }>

async function finish(
  deps: Deps,
  tx: Tx,
  { proof, pending, visitor }: Finish,
): Promise<Result<Opened>> {
  const { kit, audit } = deps
  const { account, sessionId } = pending
  const at = kit.now()
  const subject = { kind: 'akun', id: account.id }
  await actForAccount(tx, account.id)
  const tries = await countSessionTry(tx, sessionId)
  if (tries > PENDING_TRIES) {
    await endSession(tx, { id: sessionId }, { at, why: 'terlalu-banyak-coba' })
    return refuse(refusal('SESI_MASUK_HABIS'))
  }
  const wrong = await checkProof(deps, tx, { proof, pending })
  if (wrong !== undefined) {
    await audit.record(tx, SIGN_IN, { action: 'akun.langkah-dua-gagal', subject })
    return refuse(wrong)
  }
  const plan = { account, stage: 'penuh', mfaAt: at } as const
  const opened = await openSession(deps, tx, { plan, visitor })
  await audit.record(tx, SIGN_IN, { action: 'akun.masuk', subject, reason: proof.kind })
  return ok(opened)
}

async function checkProof(
  deps: Deps,
  tx: Tx,
  { proof, pending }: Pick<Finish, 'proof' | 'pending'>,
): Promise<Refusal | undefined> {
  const { account, factors, sessionId } = pending
  switch (proof.kind) {
    case 'totp': {
      const isTaken = await takeTotpCode(deps, tx, account.id, digitsOf(proof.code))
      return isTaken ? undefined : refusal('KODE_APLIKASI_SALAH', 'kode')
    }
    case 'cadangan': {
      const digest = recoveryDigest(deps, account.id, proof.code)
      const use = { akunId: account.id, digest, at: deps.kit.now() }
      return (await useRecoveryCode(tx, use)) === 1
        ? undefined
        : refusal('KODE_CADANGAN_SALAH', 'kode')
    }
    case 'pasang-totp': {
      if (hasFactor(factors)) return refusal('SESI_MASUK_HABIS')
      const isTaken = await confirmWaitingTotp(deps, tx, account.id, digitsOf(proof.code))
      return isTaken ? undefined : refusal('KODE_APLIKASI_SALAH', 'kode')
    }
    case 'passkey': {
      const isTaken = await checkPasskeyUse(deps, tx, {
        accountId: account.id,
        sessionId,
        response: proof.response,
      })
      return isTaken ? undefined : refusal('KUNCI_SANDI_GAGAL')
    }
    case 'pasang-passkey': {
      if (hasFactor(factors)) return refusal('SESI_MASUK_HABIS')
      const { response, name } = proof
      const isKept = await keepPasskey(deps, tx, {
        accountId: account.id,
        sessionId,
        response,
        name,
      })
      return isKept ? undefined : refusal('KUNCI_SANDI_GAGAL')
    }
  }
}

/** Only the first second factor may be set up before the sign-in is complete. */
function hasFactor(factors: FactorCounts): boolean {
  return factors.totp + factors.passkeys > 0
}

export function recoveryDigest(
  { vault }: Pick<Deps, 'vault'>,
  accountId: string,
  code: string,
): Buffer {
  return vault.keyedDigest(`cadangan ${accountId}`, normalRecoveryCode(code))
}

export type NewPasswordForm = Readonly<{ sandi: string; sandiUlang: string }>

/**
 * Replace a one-time password by one's own, in the middle of the first sign-in.
 *
 * @refuses SESI_MASUK_HABIS, SANDI_SAMA and codes of checkPassword
 */
function createReplacePassword(deps: Deps) {
  const { kit, audit, passwords } = deps
  return async (form: NewPasswordForm, visitor: Visitor): Promise<Result<Opened>> => {
    const pending = await transaction(kit.db, (tx) => findPending(deps, tx, visitor.sessionId))
    if (pending?.stage !== 'sandi-baru') return refuse(refusal('SESI_MASUK_HABIS'))
    const { account } = pending
    const refusals = checkNewPassword(account, form)
    if (refusals.length > 0) return refuse(refusals)
    if (await passwords.verify(account.sandi, form.sandi))
      return refuse(refusal('SANDI_SAMA', 'sandi'))
    const sandi = await passwords.hash(form.sandi)
    return transaction(kit.db, async (tx) => {
      const at = kit.now()
      await updateSandi(tx, { id: account.id, sandi, temporaryUntil: null, at })
      await endSessionsOf(tx, { akunId: account.id }, { at, why: 'sandi-diganti' })
      await audit.record(tx, SIGN_IN, {
        action: 'akun.sandi-diganti',
        subject: { kind: 'akun', id: account.id },
      })
      const stage = await stageFor(deps, tx, { ...account, sandiSementaraSampai: null })
      return ok(await openSession(deps, tx, { plan: { account, stage }, visitor }))
    })
  }
}

/** Every reason a new password of this account is refused. */
export function checkNewPassword(account: AkunRow, form: NewPasswordForm): readonly Refusal[] {
  const owner = {
    username: account.namaPengguna,
    name: account.nama,
    phone: account.telepon,
    email: account.email,
  }
  return [
    ...checkPassword({ password: form.sandi, kind: account.jenis, ownWords: ownWordsOf(owner) }),
    ...checkRepeat(form.sandi, form.sandiUlang),
  ]
}
