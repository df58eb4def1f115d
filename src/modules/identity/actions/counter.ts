import type { SignedIn } from '../../../kernel/actor.ts'
import { atField } from '../../../kernel/at-field.ts'
import { type NikFacts, parseNik } from '../../../kernel/nik.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { maskContact, readIdentifier } from '../domain/contact.ts'
import { refusal } from '../domain/refusals.ts'
import { preferredContact } from '../domain/registration.ts'
import { isPermitted } from '../permissions.ts'
import {
  type AkunRow,
  findAkunForUpdate,
  findNikHolder,
  releaseNik,
  updateNik,
  updateTier,
} from '../store/account-store.ts'
import { insertTatapMuka } from '../store/request-store.ts'
import type { Deps } from './deps.ts'
import { findByIdentifier } from './sign-in.ts'

export const DOCUMENTS = ['ktp-el', 'kia', 'kk', 'paspor'] as const
export type Document = (typeof DOCUMENTS)[number]

export type FoundCitizen = Readonly<{
  id: string
  name: string
  tier: AkunRow['tier']
  contact?: string
}>

export type FaceToFaceForm = Readonly<{
  accountId: string
  dokumen: string
  /** Optional: a child or a foreigner has none. */
  nik: string
  catatan: string
}>

/** At the counter: a citizen is seen with a document, and the tier rises to face-to-face. */
export function createCounter(deps: Deps) {
  return { find: createFind(deps), record: createRecord(deps) }
}

/** Find a citizen by the exact number, address or username they say; the look is recorded. */
function createFind(deps: Deps) {
  const { kit, audit } = deps
  return async (actor: SignedIn, typed: string): Promise<FoundCitizen | undefined> => {
    if (!isPermitted(actor, 'tatap-muka.catat') || typed.trim() === '') return undefined
    const account = await findByIdentifier(kit.db, readIdentifier(typed))
    if (account?.jenis !== 'citizen' || account.status !== 'aktif') return undefined
    await audit.recordAccess(kit.db, actor, {
      ownerId: account.id,
      subject: { kind: 'akun', id: account.id },
      purpose: 'Pemeriksaan tatap muka di loket',
      fields: ['nama', 'kontak tersamar'],
    })
    const contact = preferredContact({ phone: account.telepon, email: account.email })
    return {
      id: account.id,
      name: account.nama,
      tier: account.tier,
      ...(contact === undefined ? {} : { contact: maskContact(contact) }),
    }
  }
}

/** @refuses TIDAK_BERWENANG, DOKUMEN_KOSONG, AKUN_TIDAK_ADA, NIK_DIPAKAI_ORANG_LAIN and codes of parseNik */
function createRecord(deps: Deps) {
  const { kit, audit } = deps
  return async (actor: SignedIn, form: FaceToFaceForm): Promise<Result<'recorded'>> => {
    if (!isPermitted(actor, 'tatap-muka.catat')) return refuse(refusal('TIDAK_BERWENANG'))
    const nik = form.nik.trim() === '' ? undefined : readNik(deps, form.nik)
    const refusals = [
      ...(isDocument(form.dokumen) ? [] : [refusal('DOKUMEN_KOSONG', 'dokumen')]),
      ...(nik === undefined || nik.ok ? [] : nik.refusals),
    ]
    if (refusals.length > 0) return refuse(refusals)
    return transaction(kit.db, async (tx) => {
      const account = await findAkunForUpdate(tx, form.accountId)
      const isOwn = account?.id === actor.accountId
      if (account?.jenis !== 'citizen' || account.status !== 'aktif' || isOwn)
        return refuse(refusal('AKUN_TIDAK_ADA'))
      const clash = nik?.ok
        ? await takeNik(deps, tx, { account, nik: nik.value, actor })
        : undefined
      if (clash !== undefined) return refuse(clash)
      await updateTier(tx, account.id, 'face-to-face')
      await insertTatapMuka(tx, {
        id: kit.newId(),
        akunId: account.id,
        petugasId: actor.accountId,
        dokumen: form.dokumen,
        catatan: form.catatan.trim().slice(0, 300),
        at: kit.now(),
      })
      await audit.record(tx, actor, {
        action: 'akun.tatap-muka',
        subject: { kind: 'akun', id: account.id },
        reason: form.dokumen,
        before: account.tier,
        after: 'face-to-face',
      })
      return ok('recorded')
    })
  }
}

function isDocument(text: string): text is Document {
  return DOCUMENTS.some((document) => document === text)
}

function readNik({ kit }: Deps, text: string): Result<NikFacts> {
  return atField('nik', parseNik(text, { today: kit.today(), allowDemo: kit.isDemo() }))
}

type Taking = Readonly<{ account: AkunRow; nik: NikFacts; actor: SignedIn }>

/**
 * A document outweighs what somebody typed: an account that only typed the NIK loses it. One that was
 * itself seen with the document keeps it, and people must look at the case.
 */
async function takeNik(
  deps: Deps,
  tx: Tx,
  { account, nik, actor }: Taking,
): Promise<Refusal | undefined> {
  const { vault, audit } = deps
  const nikHmac = vault.keyedDigest('nik', nik.nik)
  const holder = await findNikHolder(tx, nikHmac)
  if (holder !== undefined && holder.id !== account.id) {
    if (holder.tier === 'face-to-face') return refusal('NIK_DIPAKAI_ORANG_LAIN', 'nik')
    await releaseNik(tx, holder.id)
    await audit.record(tx, actor, {
      action: 'akun.nik-dilepas',
      subject: { kind: 'akun', id: holder.id },
      reason: 'NIK dibuktikan tatap muka oleh pemegang lain',
    })
  }
  const nikTersegel = vault.seal('nik', nik.nik)
  await updateNik(tx, { id: account.id, nikHmac, nikTersegel, tier: 'face-to-face' })
  return undefined
}
