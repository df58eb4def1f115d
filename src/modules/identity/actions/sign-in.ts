import type { Actor } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { type Identifier, readIdentifier } from '../domain/contact.ts'
import { refusal } from '../domain/refusals.ts'
import { type Stage, stageAfterPassword } from '../domain/session-limits.ts'
import { ADDRESS_RULE, addressKey, KNOWN_DEVICE_RULE, STRANGER_RULE } from '../domain/throttle.ts'
import {
  type AkunRow,
  findAkunByUsername,
  findAkunForUpdate,
  findCitizenByContact,
} from '../store/account-store.ts'
import { actForAccount, countFactors } from '../store/second-factor-store.ts'
import type { Deps, Visitor } from './deps.ts'
import { findKnownDevice } from './known-device.ts'
import { type Opened, openSession } from './open-session.ts'
import { countTry, forgiveTries, giveBackTry, refuseWait, type TryKey } from './slow-down.ts'

export type SignInForm = Readonly<{ identitas: string; sandi: string }>

export const SIGN_IN: Actor = { kind: 'system', name: 'masuk' }

/**
 * Take a name and a password. Whether the account exists never shows: not in the words, not in the
 * time (a decoy hash is computed), not in who is slowed down.
 *
 * @refuses IDENTITAS_KOSONG, SANDI_KOSONG, TUNGGU_DULU, MASUK_GAGAL; with the right password also
 *   AKUN_DITANGGUHKAN, SANDI_SEMENTARA_HABIS
 */
export function createSignIn(deps: Deps) {
  return async (form: SignInForm, visitor: Visitor): Promise<Result<Opened>> => {
    const missing = checkForm(form)
    if (missing.length > 0) return refuse(missing)
    const identifier = readIdentifier(form.identitas)
    const account = await findByIdentifier(deps.kit.db, identifier)
    const gate = await takeTurn(deps, { identifier, account, visitor })
    if (gate.waitSeconds > 0) return refuse(refuseWait('TUNGGU_DULU', gate.waitSeconds))

    const isMatch = await deps.passwords.verify(account?.sandi, form.sandi)
    if (account === undefined || !isMatch || !isUsable(deps, account))
      return await refuseSignIn(deps, account)
    const closed = refuseClosed(account, deps.kit.now())
    if (closed !== undefined) return refuse(closed)
    const opened = await transaction(deps.kit.db, (tx) => begin(deps, tx, { account, visitor }))
    if (opened === undefined) return refuse(refusal('MASUK_GAGAL'))
    await gate.forgive()
    return ok(opened)
  }
}

function checkForm(form: SignInForm): readonly Refusal[] {
  return [
    ...(form.identitas.trim() === '' ? [refusal('IDENTITAS_KOSONG', 'identitas')] : []),
    ...(form.sandi === '' ? [refusal('SANDI_KOSONG', 'sandi')] : []),
  ]
}

/** A citizen by number, address or username; an officer by username. */
export function findByIdentifier(tx: Tx, identifier: Identifier): Promise<AkunRow | undefined> {
  switch (identifier.channel) {
    case 'username':
      return findAkunByUsername(tx, identifier.username)
    case 'sms':
      return findCitizenByContact(tx, { phone: identifier.phone })
    case 'email':
      return findCitizenByContact(tx, { email: identifier.email })
  }
}

type Turn = Readonly<{
  identifier: Identifier
  account: AkunRow | undefined
  visitor: Visitor
}>
type Gate = Readonly<{ waitSeconds: number; forgive: () => Promise<void> }>

/** The owner's device waits for nobody but itself; all others share the limits of strangers. */
async function takeTurn(deps: Deps, turn: Turn): Promise<Gate> {
  const { account, visitor } = turn
  const device = account && findKnownDevice(deps.kit, visitor.knownDevice, account.id)
  if (account !== undefined && device !== undefined) {
    const own: TryKey = { kind: 'kenal', value: `${account.id} ${device}` }
    const waitSeconds = await countTry(deps, own, KNOWN_DEVICE_RULE)
    return { waitSeconds, forgive: () => forgiveTries(deps, own) }
  }
  const address: TryKey = { kind: 'alamat', value: addressKey(visitor.ip) }
  const stranger = strangerKey(turn)
  const addressWait = await countTry(deps, address, ADDRESS_RULE)
  const waitSeconds = addressWait > 0 ? addressWait : await countTry(deps, stranger, STRANGER_RULE)
  const forgive = async () => {
    await forgiveTries(deps, stranger)
    await giveBackTry(deps, address)
  }
  return { waitSeconds, forgive }
}

function strangerKey({ identifier, account }: Pick<Turn, 'identifier' | 'account'>): TryKey {
  const typed =
    identifier.channel === 'username'
      ? identifier.username
      : identifier.channel === 'sms'
        ? identifier.phone
        : identifier.email
  return { kind: 'akun', value: account?.id ?? typed }
}

/** The owner proved to be there in another way: strangers' tries no longer slow them down. */
export function forgiveStrangers(deps: Deps, accountId: string): Promise<void> {
  return forgiveTries(deps, { kind: 'akun', value: accountId })
}

/** Demo accounts exist only in demo mode; a deleted account opens nothing. */
export function isUsable(deps: Pick<Deps, 'kit'>, account: AkunRow): boolean {
  return account.status !== 'dihapus' && (!account.isDemo || deps.kit.isDemo())
}

function refuseClosed(account: AkunRow, now: Date): Refusal | undefined {
  if (account.status === 'ditangguhkan') return refusal('AKUN_DITANGGUHKAN')
  const until = account.sandiSementaraSampai
  return until !== null && until <= now ? refusal('SANDI_SEMENTARA_HABIS') : undefined
}

async function refuseSignIn(deps: Deps, account: AkunRow | undefined): Promise<Result<never>> {
  if (account === undefined) deps.kit.log.info({ event: 'masuk.gagal' }, 'sign-in refused')
  else
    await deps.audit.record(deps.kit.db, SIGN_IN, {
      action: 'akun.masuk-gagal',
      subject: { kind: 'akun', id: account.id },
    })
  return refuse(refusal('MASUK_GAGAL'))
}

type Begin = Readonly<{ account: AkunRow; visitor: Visitor }>

/** The account is read again under lock: it may have been suspended while the password was checked. */
async function begin(deps: Deps, tx: Tx, { account, visitor }: Begin): Promise<Opened | undefined> {
  const current = await findAkunForUpdate(tx, account.id)
  if (current?.status !== 'aktif' || current.sandi !== account.sandi) return undefined
  const stage = await stageFor(deps, tx, current)
  const opened = await openSession(deps, tx, { plan: { account: current, stage }, visitor })
  await deps.audit.record(tx, SIGN_IN, {
    action: stage === 'penuh' ? 'akun.masuk' : 'akun.sandi-cocok',
    subject: { kind: 'akun', id: account.id },
  })
  return opened
}

export async function stageFor(deps: Pick<Deps, 'kit'>, tx: Tx, account: AkunRow): Promise<Stage> {
  await actForAccount(tx, account.id)
  const factors = await countFactors(tx, account.id)
  return stageAfterPassword({
    kind: account.jenis,
    isDemo: account.isDemo && deps.kit.isDemo(),
    isPasswordTemporary: account.sandiSementaraSampai !== null,
    hasSecondFactor: factors.totp + factors.passkeys > 0,
  })
}
