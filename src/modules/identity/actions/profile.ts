import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import { type Contact, contactText, parseContact, parseName } from '../domain/contact.ts'
import { refusal } from '../domain/refusals.ts'
import { messagesIn } from '../messages/index.ts'
import {
  type AkunRow,
  findAkun,
  findAkunForUpdate,
  findCitizenByContact,
  updateBahasa,
  updateContact,
  updateNama,
} from '../store/account-store.ts'
import { type CodeSent, refuseSend, resendCode, sendCode, takeCode } from './codes.ts'
import type { Deps, Visitor } from './deps.ts'
import { tellOwner } from './password.ts'
import { isSessionFresh } from './sessions.ts'

export function createProfile(deps: Deps) {
  const { kit, audit } = deps
  return {
    find: (actor: SignedIn): Promise<AkunRow | undefined> => findAkun(kit.db, actor.accountId),

    chooseLanguage: (actor: SignedIn, lang: 'id' | 'en'): Promise<void> =>
      updateBahasa(kit.db, actor.accountId, lang),

    /**
     * Change one's own name, as long as nobody has checked it against a document.
     *
     * @refuses AKUN_CONTOH, NAMA_SUDAH_DIPERIKSA and codes of parseName
     */
    rename: async (actor: SignedIn, text: string): Promise<Result<string>> => {
      const name = parseName(text)
      if (!name.ok) return name
      return transaction(kit.db, async (tx) => {
        const account = await findAkunForUpdate(tx, actor.accountId)
        if (account === undefined || account.isDemo) return refuse(refusal('AKUN_CONTOH'))
        if (!canRename(account)) return refuse(refusal('NAMA_SUDAH_DIPERIKSA', 'nama'))
        await updateNama(tx, account.id, name.value)
        await audit.record(tx, actor, {
          action: 'akun.nama-diubah',
          subject: { kind: 'akun', id: account.id },
          before: account.nama,
          after: name.value,
        })
        return name
      })
    },

    startContact: createStartContact(deps),
    confirmContact: createConfirmContact(deps),
    resendContact: (codeId: string, visitor: Visitor): Promise<Result<CodeSent>> =>
      resendCode(deps, { purpose: 'kontak', codeId, visitor }),
  }
}

/** Officers are named by their decree, checked citizens by their document: those ask for a correction. */
export function canRename(account: Pick<AkunRow, 'jenis' | 'tier'>): boolean {
  return account.jenis === 'citizen' && account.tier === 'unverified'
}

export type ContactSession = Readonly<{ actor: SignedIn; visitor: Visitor }>

/**
 * Send a code to a new number or address. When somebody else has it, the code is only for show: to say
 * so would tell who has an account.
 *
 * @refuses AKUN_CONTOH, PASTIKAN_DULU, KODE_TERLALU_SERING and codes of parseContact
 */
function createStartContact(deps: Deps) {
  const { kit } = deps
  return async ({ actor, visitor }: ContactSession, text: string): Promise<Result<CodeSent>> => {
    const contact = parseContact(text)
    if (!contact.ok) return contact
    const account = await findAkun(kit.db, actor.accountId)
    if (account === undefined || account.isDemo) return refuse(refusal('AKUN_CONTOH'))
    const session = { id: visitor.sessionId, accountId: account.id }
    const isFresh = await transaction(kit.db, (tx) => isSessionFresh(deps, tx, session))
    if (!isFresh) return refuse(refusal('PASTIKAN_DULU'))
    const blocked = await refuseSend(deps, { to: contactText(contact.value), visitor })
    if (blocked !== undefined) return refuse(blocked)
    const isTaken = account.jenis === 'citizen' && (await isHeld(deps, contact.value, account.id))
    return ok(
      await transaction(kit.db, (tx) =>
        sendCode(deps, tx, {
          purpose: 'kontak',
          contact: contact.value,
          lang: account.bahasa,
          ...(isTaken ? { insteadOfCode: 'nothing' as const } : { accountId: account.id }),
        }),
      ),
    )
  }
}

async function isHeld({ kit }: Deps, contact: Contact, ownId: string): Promise<boolean> {
  const key = contact.channel === 'sms' ? { phone: contact.phone } : { email: contact.email }
  const holder = await findCitizenByContact(kit.db, key)
  return holder !== undefined && holder.id !== ownId
}

/**
 * The code proves the new number or address. The old one is told, so that a thief cannot take over an
 * account in silence.
 *
 * @refuses KODE_HABIS, KODE_SALAH, KONTAK_TERPAKAI
 */
function createConfirmContact(deps: Deps) {
  const { kit, audit } = deps
  return (
    actor: SignedIn,
    given: Readonly<{ codeId: string; kode: string }>,
  ): Promise<Result<Contact>> =>
    transaction(kit.db, async (tx) => {
      const taken = await takeCode(deps, tx, { purpose: 'kontak', ...given }, async (row) =>
        row.akunId === actor.accountId ? [] : [refusal('KODE_HABIS', 'kode')],
      )
      if (!taken.ok) return taken
      const contact = parseContact(taken.value.alamat)
      const account = await findAkunForUpdate(tx, actor.accountId)
      if (!contact.ok || account === undefined) return refuse(refusal('KODE_HABIS', 'kode'))
      const changed = await updateContact(tx, {
        id: account.id,
        ...(contact.value.channel === 'sms'
          ? { phone: contact.value.phone }
          : { email: contact.value.email }),
        verifiedAt: kit.now(),
      })
      if (changed === 0) return refuse(refusal('KONTAK_TERPAKAI', 'kontak'))
      await tellOwner(deps, tx, account, messagesIn(account.bahasa).sent.contactChanged)
      await audit.record(tx, actor, {
        action: 'akun.kontak-diubah',
        subject: { kind: 'akun', id: account.id },
      })
      return contact
    })
}
