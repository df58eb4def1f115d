import type { Actor } from '../../../kernel/actor.ts'
import { parseNik } from '../../../kernel/nik.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { type Contact, parseContact } from '../domain/contact.ts'
import { refusal } from '../domain/refusals.ts'
import {
  decideRegistration,
  type Registration,
  type RegistrationForm,
} from '../domain/registration.ts'
import { messagesIn } from '../messages/index.ts'
import {
  type AkunRow,
  claimAkun,
  findAkun,
  findCitizenByContact,
  findNikHolder,
  insertAkun,
  updateContact,
  updateNik,
} from '../store/account-store.ts'
import { type CodeSent, refuseSend, resendCode, sendCode, takeCode } from './codes.ts'
import type { Deps, Visitor } from './deps.ts'
import { type Opened, openSession } from './open-session.ts'

/** Waits in kode_verifikasi until the code is given; the password is already hashed, the NIK sealed. */
type Waiting = Readonly<{
  nama: string
  sandi: string
  bahasa: 'id' | 'en'
  nik?: Readonly<{ hmac: string; sealed: string }>
}>

export function createRegister(deps: Deps) {
  return {
    start: createStart(deps),
    confirm: createConfirm(deps),
    resend: (codeId: string, visitor: Visitor): Promise<Result<CodeSent>> =>
      resendCode(deps, { purpose: 'daftar', codeId, visitor }),
  }
}

/**
 * Take a registration and send a code. A number that already has an account gets a message saying so
 * instead; the page looks the same, so nobody learns who has an account.
 *
 * @refuses codes of decideRegistration; KODE_TERLALU_SERING
 */
function createStart(deps: Deps) {
  const { kit, passwords } = deps
  return async (form: RegistrationForm, visitor: Visitor): Promise<Result<CodeSent>> => {
    const decision = decideRegistration({ form, today: kit.today(), allowDemo: kit.isDemo() })
    if (!decision.ok) return decision
    const { contact, password } = decision.value
    const to = contact.channel === 'sms' ? contact.phone : contact.email
    const blocked = await refuseSend(deps, { to, visitor })
    if (blocked !== undefined) return refuse(blocked)
    const sandi = await passwords.hash(password)
    const sent = await transaction(kit.db, async (tx) => {
      const holder = await findCitizenByContact(tx, contactKey(contact))
      const isTaken = holder !== undefined && holder.sandi !== null
      return sendCode(deps, tx, {
        purpose: 'daftar',
        contact,
        lang: visitor.lang,
        ...(isTaken
          ? { insteadOfCode: messagesIn(holder.bahasa).sent.alreadyRegistered(kit.baseUrl) }
          : { content: toWaiting(deps, decision.value, { sandi, bahasa: visitor.lang }) }),
      })
    })
    return ok(sent)
  }
}

function contactKey(contact: Contact): { phone?: string; email?: string } {
  return contact.channel === 'sms' ? { phone: contact.phone } : { email: contact.email }
}

function toWaiting(
  { vault }: Deps,
  registration: Registration,
  rest: Pick<Waiting, 'sandi' | 'bahasa'>,
): Waiting {
  const { nama, nik } = registration
  if (nik === undefined) return { nama, ...rest }
  const hmac = vault.keyedDigest('nik', nik).toString('base64')
  return { nama, ...rest, nik: { hmac, sealed: vault.seal('nik', nik).toString('base64') } }
}

const REGISTER: Actor = { kind: 'system', name: 'daftar' }

/**
 * The code proves the number or address: the account begins, and its owner is signed in.
 *
 * @refuses KODE_HABIS, KODE_SALAH
 */
function createConfirm(deps: Deps) {
  const { kit, audit } = deps
  return (
    given: Readonly<{ codeId: string; kode: string }>,
    visitor: Visitor,
  ): Promise<Result<Opened>> =>
    transaction(kit.db, async (tx) => {
      const taken = await takeCode(deps, tx, { purpose: 'daftar', ...given })
      if (!taken.ok) return taken
      const contact = parseContact(taken.value.alamat)
      if (!contact.ok) return refuse(refusal('KODE_HABIS', 'kode'))
      const waiting = taken.value.isi as Waiting
      const account = await settle(deps, tx, { contact: contact.value, waiting })
      if (account === undefined) return refuse(refusal('KODE_HABIS', 'kode'))
      if (waiting.nik !== undefined) await keepNik(tx, account.id, waiting.nik)
      await audit.record(tx, REGISTER, {
        action: 'akun.daftar',
        subject: { kind: 'akun', id: account.id },
      })
      const plan = { account, stage: 'penuh' } as const
      return ok(await openSession(deps, tx, { plan, visitor }))
    })
}

type Settle = Readonly<{ contact: Contact; waiting: Waiting }>

/** A new account, or one made by message or at a counter that its owner now makes their own. */
async function settle(
  deps: Deps,
  tx: Tx,
  { contact, waiting }: Settle,
): Promise<AkunRow | undefined> {
  const { kit } = deps
  const at = kit.now()
  const { nama, sandi } = waiting
  const holder = await findCitizenByContact(tx, contactKey(contact))
  if (holder !== undefined) {
    if (holder.sandi !== null || holder.status !== 'aktif') return undefined
    await claimAkun(tx, { id: holder.id, nama, sandi, at })
    await updateContact(tx, { id: holder.id, ...contactKey(contact), verifiedAt: at })
    return findAkun(tx, holder.id)
  }
  const id = kit.newId()
  const inserted = await insertAkun(tx, {
    id,
    jenis: 'citizen',
    namaPengguna: newUsername(deps),
    nama,
    telepon: contact.channel === 'sms' ? contact.phone : null,
    teleponDiverifikasi: contact.channel === 'sms' ? at : null,
    email: contact.channel === 'email' ? contact.email : null,
    emailDiverifikasi: contact.channel === 'email' ? at : null,
    bahasa: waiting.bahasa,
    sandi,
    sandiSementaraSampai: null,
    dibuat: at,
  })
  return inserted === 1 ? findAkun(tx, id) : undefined
}

/** Citizens sign in with their number; the username is only a name for the account. */
export function newUsername({ kit }: Pick<Deps, 'kit'>): string {
  return `warga-${Buffer.from(kit.randomBytes(6)).toString('hex')}`
}

/**
 * Keep the NIK when nobody else has it: the tier rises to nik-checked. When it is in use the account
 * stays unverified without a word, because any word would tell whose NIK has an account; the page of
 * the account asks to come to a counter.
 */
async function keepNik(
  tx: Tx,
  accountId: string,
  nik: Readonly<{ hmac: string; sealed: string }>,
): Promise<void> {
  const nikHmac = Buffer.from(nik.hmac, 'base64')
  if ((await findNikHolder(tx, nikHmac)) !== undefined) return
  await updateNik(tx, {
    id: accountId,
    nikHmac,
    nikTersegel: Buffer.from(nik.sealed, 'base64'),
    tier: 'nik-checked',
  })
}

/**
 * A NIK given later, from the account page.
 *
 * @refuses codes of parseNik
 */
export function createAddNik(deps: Deps) {
  const { kit, vault, audit } = deps
  return async (actor: Actor & { accountId: string }, text: string): Promise<Result<'taken'>> => {
    const parsed = parseNik(text, { today: kit.today(), allowDemo: kit.isDemo() })
    if (!parsed.ok) return refuse(parsed.refusals.map((reason) => ({ ...reason, field: 'nik' })))
    const { nik } = parsed.value
    return transaction(kit.db, async (tx) => {
      const account = await findAkun(tx, actor.accountId)
      if (account?.tier === 'unverified')
        await keepNik(tx, actor.accountId, {
          hmac: vault.keyedDigest('nik', nik).toString('base64'),
          sealed: vault.seal('nik', nik).toString('base64'),
        })
      await audit.record(tx, actor, {
        action: 'akun.nik-diisi',
        subject: { kind: 'akun', id: actor.accountId },
      })
      return ok('taken')
    })
  }
}
