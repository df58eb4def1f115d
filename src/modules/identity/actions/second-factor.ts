import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { refusal } from '../domain/refusals.ts'
import { RECOVERY_CODES, recoveryCode } from '../domain/second-factor.ts'
import { KNOWN_DEVICE_RULE } from '../domain/throttle.ts'
import { digitsOf } from '../domain/verification.ts'
import { messagesIn } from '../messages/index.ts'
import { type AkunRow, findAkunForUpdate } from '../store/account-store.ts'
import {
  actForAccount,
  countFactors,
  deletePasskey,
  deleteTotp,
  type FactorCounts,
  listPasskeys,
  type PasskeyRow,
  replaceRecoveryCodes,
} from '../store/second-factor-store.ts'
import type { Deps } from './deps.ts'
import { keepPasskey, offerPasskey } from './passkeys.ts'
import { tellOwner } from './password.ts'
import { recoveryDigest } from './second-step.ts'
import { isSessionFresh } from './sessions.ts'
import { countTry, refuseWait } from './slow-down.ts'
import { confirmWaitingTotp, offerTotp, type TotpOffer } from './totp.ts'

/** Who changes their second factors, from which session. */
export type Owner = Readonly<{ actor: SignedIn; sessionId: string | undefined }>

export type Factors = FactorCounts &
  Readonly<{ keys: readonly Pick<PasskeyRow, 'id' | 'nama' | 'dibuat' | 'terakhirDipakai'>[] }>

export function createSecondFactor(deps: Deps) {
  const { kit } = deps
  return {
    list: (actor: SignedIn): Promise<Factors> =>
      transaction(kit.db, async (tx) => {
        await actForAccount(tx, actor.accountId)
        const counts = await countFactors(tx, actor.accountId)
        return { ...counts, keys: await listPasskeys(tx, actor.accountId) }
      }),

    offer: (owner: Owner): Promise<Result<TotpOffer>> =>
      change(deps, owner, async (tx, account) =>
        ok(await offerTotp(deps, tx, { accountId: account.id, username: account.namaPengguna })),
      ),

    confirmTotp: async (owner: Owner, kode: string): Promise<Result<readonly string[]>> => {
      const key = { kind: 'pasang', value: owner.actor.accountId }
      const waitSeconds = await countTry(deps, key, KNOWN_DEVICE_RULE)
      if (waitSeconds > 0) return refuse(refuseWait('TUNGGU_DULU', waitSeconds, 'kode'))
      return change(deps, owner, async (tx, account) => {
        const isTaken = await confirmWaitingTotp(deps, tx, account.id, digitsOf(kode))
        if (!isTaken) return refuse(refusal('KODE_APLIKASI_SALAH', 'kode'))
        await note(deps, tx, { owner, account, action: 'akun.totp-dipasang' })
        return ok(await newCodes(deps, tx, account.id))
      })
    },

    /** What the browser needs to make a passkey. */
    passkeyOptions: async (owner: Owner): Promise<Result<object>> => {
      const sessionId = owner.sessionId ?? ''
      const allowed = await change(deps, owner, async (_tx, account) => ok(account))
      if (!allowed.ok) return allowed
      const { id: accountId, namaPengguna: username, nama: name } = allowed.value
      return ok(await offerPasskey(deps, { accountId, username, name, sessionId }))
    },

    keepPasskey: (
      owner: Owner,
      made: Readonly<{ response: unknown; name: string }>,
    ): Promise<Result<'kept'>> =>
      change(deps, owner, async (tx, account) => {
        const sessionId = owner.sessionId ?? ''
        const isKept = await keepPasskey(deps, tx, { accountId: account.id, sessionId, ...made })
        if (!isKept) return refuse(refusal('KUNCI_SANDI_GAGAL'))
        await note(deps, tx, { owner, account, action: 'akun.kunci-dipasang' })
        return ok('kept')
      }),

    /** New recovery codes; the old ones work no longer. They are shown this once. */
    renewCodes: (owner: Owner): Promise<Result<readonly string[]>> =>
      change(deps, owner, async (tx, account) => {
        const counts = await countFactors(tx, account.id)
        if (counts.totp + counts.passkeys === 0) return refuse(refusal('LANGKAH_KEDUA_BELUM_ADA'))
        await note(deps, tx, { owner, account, action: 'akun.kode-cadangan-dibuat' })
        return ok(await newCodes(deps, tx, account.id))
      }),

    removeTotp: (owner: Owner): Promise<Result<'removed'>> =>
      remove(deps, owner, { isKey: false, action: 'akun.totp-dilepas' }, (tx, accountId) =>
        deleteTotp(tx, accountId),
      ),

    removePasskey: (owner: Owner, passkeyId: string): Promise<Result<'removed'>> =>
      remove(deps, owner, { isKey: true, action: 'akun.kunci-dilepas' }, (tx, accountId) =>
        deletePasskey(tx, accountId, passkeyId),
      ),
  }
}

type Work<T> = (tx: Tx, account: AkunRow) => Promise<Result<T>>

/**
 * What every change of a second factor has in common: not on a shared demo account, and only shortly
 * after the owner gave the password.
 *
 * @refuses AKUN_CONTOH, PASTIKAN_DULU
 */
function change<T>(deps: Deps, owner: Owner, work: Work<T>): Promise<Result<T>> {
  return transaction(deps.kit.db, async (tx) => {
    const account = await findAkunForUpdate(tx, owner.actor.accountId)
    if (account === undefined || account.isDemo) return refuse(refusal('AKUN_CONTOH'))
    const session = { id: owner.sessionId, accountId: account.id }
    if (!(await isSessionFresh(deps, tx, session))) return refuse(refusal('PASTIKAN_DULU'))
    await actForAccount(tx, account.id)
    return work(tx, account)
  })
}

type Removal = Readonly<{ isKey: boolean; action: string }>

/** @refuses LANGKAH_KEDUA_WAJIB when an officer would be left without a second factor */
function remove(
  deps: Deps,
  owner: Owner,
  removal: Removal,
  take: (tx: Tx, accountId: string) => Promise<number>,
): Promise<Result<'removed'>> {
  return change(deps, owner, async (tx, account) => {
    const refused = refuseLast(account, await countFactors(tx, account.id), removal)
    if (refused !== undefined) return refuse(refused)
    if ((await take(tx, account.id)) > 0)
      await note(deps, tx, { owner, account, action: removal.action })
    return ok('removed')
  })
}

function refuseLast(
  account: AkunRow,
  counts: FactorCounts,
  { isKey }: Removal,
): Refusal | undefined {
  const left = isKey ? counts.totp + Math.max(0, counts.passkeys - 1) : counts.passkeys
  return account.jenis === 'officer' && left === 0 ? refusal('LANGKAH_KEDUA_WAJIB') : undefined
}

type Note = Readonly<{ owner: Owner; account: AkunRow; action: string }>

async function note(deps: Deps, tx: Tx, { owner, account, action }: Note): Promise<void> {
  await tellOwner(deps, tx, account, messagesIn(account.bahasa).sent.secondFactorChanged)
  await deps.audit.record(tx, owner.actor, {
    action,
    subject: { kind: 'akun', id: account.id },
  })
}

async function newCodes(deps: Deps, tx: Tx, accountId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode(deps.kit.randomBytes(16)))
  await replaceRecoveryCodes(tx, {
    akunId: accountId,
    digests: codes.map((code) => recoveryDigest(deps, accountId, code)),
    at: deps.kit.now(),
  })
  return codes
}
