import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { type Contact, readIdentifier } from '../domain/contact.ts'
import { checkPassword } from '../domain/password.ts'
import { refusal } from '../domain/refusals.ts'
import { checkRepeat, preferredContact } from '../domain/registration.ts'
import { KNOWN_DEVICE_RULE } from '../domain/throttle.ts'
import { messagesIn } from '../messages/index.ts'
import { type AkunRow, findAkun, findAkunForUpdate, updateSandi } from '../store/account-store.ts'
import { endSessionsOf } from '../store/session-store.ts'
import { type CodeSent, refuseSend, sendCode, sendNotice, takeCode } from './codes.ts'
import type { Deps, Visitor } from './deps.ts'
import { findKnownDevice, rememberDevice } from './known-device.ts'
import { type Opened, openSession } from './open-session.ts'
import { checkNewPassword, type NewPasswordForm } from './second-step.ts'
import { findByIdentifier, forgiveStrangers, isUsable, SIGN_IN } from './sign-in.ts'
import { countTry, forgiveTries, refuseWait, type TryKey } from './slow-down.ts'

export type ChangePasswordForm = NewPasswordForm & Readonly<{ sandiLama: string }>

/**
 * Change one's own password. Every other session ends, and this one continues under a new token.
 *
 * @refuses AKUN_CONTOH, TUNGGU_DULU, SANDI_LAMA_SALAH, SANDI_SAMA and codes of checkPassword
 */
export function createChangePassword(deps: Deps) {
  const { kit, audit, passwords } = deps
  return async (
    actor: SignedIn,
    form: ChangePasswordForm,
    visitor: Visitor,
  ): Promise<Result<Opened>> => {
    const account = await findAkun(kit.db, actor.accountId)
    if (account === undefined || account.isDemo) return refuse(refusal('AKUN_CONTOH'))
    const key: TryKey = { kind: 'pastikan', value: account.id }
    const waitSeconds = await countTry(deps, key, KNOWN_DEVICE_RULE)
    if (waitSeconds > 0) return refuse(refuseWait('TUNGGU_DULU', waitSeconds))
    if (!(await passwords.verify(account.sandi, form.sandiLama)))
      return refuse(refusal('SANDI_LAMA_SALAH', 'sandi-lama'))
    await forgiveTries(deps, key)
    const refusals = [
      ...checkNewPassword(account, form),
      ...(form.sandi === form.sandiLama ? [refusal('SANDI_SAMA', 'sandi')] : []),
    ]
    if (refusals.length > 0) return refuse(refusals)
    const sandi = await passwords.hash(form.sandi)
    return transaction(kit.db, async (tx) => {
      await storePassword(deps, tx, { account, sandi })
      await audit.record(tx, actor, {
        action: 'akun.sandi-diganti',
        subject: { kind: 'akun', id: account.id },
      })
      const plan = { account, stage: 'penuh', mfaAt: kit.now() } as const
      return ok(await openSession(deps, tx, { plan, visitor }))
    })
  }
}

/** Store the new password, end every session, and tell the owner. */
async function storePassword(
  deps: Deps,
  tx: Tx,
  { account, sandi }: Readonly<{ account: AkunRow; sandi: string }>,
): Promise<void> {
  const at = deps.kit.now()
  await updateSandi(tx, { id: account.id, sandi, temporaryUntil: null, at })
  await endSessionsOf(tx, { akunId: account.id }, { at, why: 'sandi-diganti' })
  await tellOwner(deps, tx, account, messagesIn(account.bahasa).sent.passwordChanged)
}

/** Tell the owner of a change to how the account is entered, where they can be reached. */
export async function tellOwner(
  deps: Deps,
  tx: Tx,
  account: Pick<AkunRow, 'telepon' | 'email' | 'bahasa'>,
  text: string,
): Promise<void> {
  const contact = preferredContact({ phone: account.telepon, email: account.email })
  if (contact !== undefined) await sendNotice(deps, tx, { contact, lang: account.bahasa, text })
}

export function createResetPassword(deps: Deps) {
  return { start: createStart(deps), confirm: createConfirm(deps) }
}

/**
 * Send a code for a new password. The answer is the same when there is no such account, or none that
 * can be reached: only the owner's telephone knows.
 *
 * @refuses IDENTITAS_KOSONG, KODE_TERLALU_SERING
 */
function createStart(deps: Deps) {
  const { kit } = deps
  return async (identitas: string, visitor: Visitor): Promise<Result<CodeSent>> => {
    if (identitas.trim() === '') return refuse(refusal('IDENTITAS_KOSONG', 'identitas'))
    const identifier = readIdentifier(identitas)
    const account = await findByIdentifier(kit.db, identifier)
    const device = account && findKnownDevice(kit, visitor.knownDevice, account.id)
    const to = account?.id ?? identitas.trim().toLowerCase()
    const blocked = await refuseSend(deps, { to, visitor, device })
    if (blocked !== undefined) return refuse(blocked)
    const contact = contactFor(account, identifier)
    const canReset =
      account !== undefined &&
      isUsable(deps, account) &&
      !account.isDemo &&
      account.status === 'aktif' &&
      contact !== undefined
    const sent = await transaction(kit.db, (tx) =>
      sendCode(deps, tx, {
        purpose: 'sandi',
        contact: contact ?? NOBODY,
        lang: canReset ? account.bahasa : visitor.lang,
        ...(canReset ? { accountId: account.id } : { insteadOfCode: 'nothing' as const }),
      }),
    )
    // Where a username's codes go is not for the asker to see.
    return ok(identifier.channel === 'username' ? { codeId: sent.codeId } : sent)
  }
}

/** Stands in the row of a code that nobody was sent. */
const NOBODY: Contact = { channel: 'email', email: 'tidak-ada@invalid.example' }

/** Codes go to what the account was found by, else to what it prefers. */
function contactFor(
  account: AkunRow | undefined,
  identifier: ReturnType<typeof readIdentifier>,
): Contact | undefined {
  if (identifier.channel !== 'username') return identifier
  if (account === undefined) return undefined
  return preferredContact({ phone: account.telepon, email: account.email })
}

export type ResetForm = NewPasswordForm & Readonly<{ codeId: string; kode: string }>

/**
 * The code proves the owner: the new password counts, every session ends, and this browser is known
 * from now on, so that strangers' tries slow the owner down no longer. A second factor is still owed at
 * the sign-in that follows.
 *
 * @refuses KODE_HABIS, KODE_SALAH and codes of checkPassword
 */
function createConfirm(deps: Deps) {
  const { kit, audit, passwords } = deps
  return async (
    form: ResetForm,
    visitor: Visitor,
  ): Promise<Result<Readonly<{ knownDevice: string }>>> => {
    const early = checkEarly(form)
    if (early.length > 0) return refuse(early)
    const done = await transaction(kit.db, async (tx): Promise<Result<AkunRow>> => {
      const taken = await takeCode(deps, tx, { purpose: 'sandi', ...form }, async (row) => {
        const owner = await findAkunForUpdate(tx, row.akunId ?? '')
        return owner === undefined ? [] : checkNewPassword(owner, form)
      })
      if (!taken.ok) return taken
      const owner = await findAkunForUpdate(tx, taken.value.akunId ?? '')
      if (owner?.status !== 'aktif') return refuse(refusal('KODE_HABIS', 'kode'))
      await storePassword(deps, tx, { account: owner, sandi: await passwords.hash(form.sandi) })
      await audit.record(tx, SIGN_IN, {
        action: 'akun.sandi-dipulihkan',
        subject: { kind: 'akun', id: owner.id },
      })
      return ok(owner)
    })
    if (!done.ok) return done
    await forgiveStrangers(deps, done.value.id)
    return ok({ knownDevice: rememberDevice(kit, visitor.knownDevice, done.value.id) })
  }
}

/**
 * What can be said before the code was right, without telling whose code it is: the rules that hold
 * for everyone. The owner's own rules come once the code is right.
 */
function checkEarly(form: ResetForm): readonly Refusal[] {
  return [
    ...checkPassword({ password: form.sandi, kind: 'citizen', ownWords: [] }),
    ...checkRepeat(form.sandi, form.sandiUlang),
  ]
}
