import type { SignedIn } from '../../../kernel/actor.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Db, type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Typed } from '../domain/answers.ts'
import type { Doc, Layanan, Words } from '../domain/definition/types.ts'
import { byPage, differing, type Fitted, fitTo, remember } from '../domain/luring.ts'
import type { Cara } from '../domain/permohonan.ts'
import { refusal } from '../domain/refusals.ts'
import { findDefinisi } from '../store/definisi-store.ts'
import { type Draf, findDraf, lockDraf, updateDraf } from '../store/draf-store.ts'
import { findByKunci } from '../store/permohonan-store.ts'
import { readingRules } from './case-facts.ts'
import { askedDates, kindOf, refuseTyped } from './document-dates.ts'
import { startDraft, takePages } from './drafts.ts'

/** What somebody filled in on a phone, sent when the network was back. */
export type OfflineDraft = Readonly<{
  id: string
  /** Id of this very content: the same sent again changes nothing. */
  kunci: string
  /** Whose it is: a phone may be in other hands by now. */
  akunId: string
  kode: string
  /** Version of the service whose questions were answered. */
  versi: number
  /** The draft's revision it rests on. */
  dasar: number
  cara: Cara
  untukAkunId: string | undefined
  typed: Typed
}>

export type OfflineOutcome =
  | Readonly<{
      kind: 'saved'
      revisi: number
      versi: number
      /** What could not be read, at its field. */
      unread: readonly Refusal[]
      /** Questions that are others in the version the draft is on now. */
      changed: readonly Words[]
    }>
  /** Changed elsewhere meanwhile: nothing was written, the person chooses. */
  | Readonly<{ kind: 'conflict'; revisi: number; differing: readonly Words[] }>
  /** It has been handed in already. */
  | Readonly<{ kind: 'filed'; nomor: string }>

/**
 * Take the answers of a phone into their draft, read again by the version the draft is on. A draft that is gone is begun
 * anew under the same id, on the version of today: answers that still fit are kept, the rest is told.
 *
 * @refuses DRAF_TIDAK_DITEMUKAN, ISIAN_TIDAK_DIKENAL and what beginning refuses
 */
export async function arriveOffline(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  sent: OfflineDraft,
): Promise<Result<OfflineOutcome>> {
  if (sent.akunId !== actor.accountId || !isUuid(sent.id) || !isUuid(sent.kunci))
    return refuse(refusal('DRAF_TIDAK_DITEMUKAN'))
  return transactionUnlessRefused(db, async (tx) => {
    const filed = await findByKunci(tx, sent.id)
    if (filed !== undefined)
      return filed.diajukanOleh === actor.accountId
        ? ok({ kind: 'filed', nomor: filed.nomor })
        : refuse(refusal('DRAF_TIDAK_DITEMUKAN'))
    const found = await lockDraf(tx, sent.id, actor.accountId)
    if (found !== undefined) return takeIn(deps, tx, { draf: found, sent, isNew: false })
    const begun = await beginAnew(deps, tx, actor, sent)
    return begun.ok ? takeIn(deps, tx, { draf: begun.value, sent, isNew: true }) : begun
  })
}

async function beginAnew(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  { id, kode, cara, untukAkunId }: OfflineDraft,
): Promise<Result<Draf>> {
  const made = await startDraft(deps, tx, actor, {
    id,
    kode,
    cara,
    ...(untukAkunId === undefined ? {} : { untukAkunId }),
  })
  if (!made.ok) return made
  // An id that somebody else uses begins nothing.
  const draf = await findDraf(tx, id, actor.accountId)
  return draf === undefined ? refuse(refusal('DRAF_TIDAK_DITEMUKAN')) : ok(draf)
}

type Taking = Readonly<{ draf: Draf; sent: OfflineDraft; isNew: boolean }>

async function takeIn(
  deps: Deps,
  tx: Tx,
  { draf, sent, isNew }: Taking,
): Promise<Result<OfflineOutcome>> {
  if (draf.kode !== sent.kode) return refuse(refusal('DRAF_TIDAK_DITEMUKAN'))
  const { layanan } = await deps.layanan.prepared(tx, draf)
  const fitted = await fitAnswers(deps, tx, { layanan, sent })
  if (fitted === undefined) return refuse(refusal('ISIAN_TIDAK_DIKENAL'))
  const { pages, unknown } = byPage(layanan, fitted.typed)
  if (unknown.length > 0) return refuse(refusal('ISIAN_TIDAK_DIKENAL'))
  const taken = takePages(
    layanan,
    draf,
    pages.map((page) => ({ ...page, disputes: {} })),
    readingRules(deps),
  )
  if (!taken.ok) return taken
  const changed = fitted.changed.map(({ label }) => label)
  const saved = { kind: 'saved', versi: draf.versi, unread: taken.value.refusals, changed } as const
  if (draf.kiriman.includes(sent.kunci)) return ok({ ...saved, revisi: draf.revisi })
  if (!isNew && draf.revisi !== sent.dasar) {
    const others = differing(layanan, draf.jawaban, taken.value.draf.jawaban)
    if (others.length > 0)
      return ok({
        kind: 'conflict',
        revisi: draf.revisi,
        differing: others.map(({ label }) => label),
      })
  }
  await updateDraf(tx, {
    ...taken.value.draf,
    halaman: settledPages(layanan, taken.value.draf.halaman, fitted),
    kiriman: remember(draf.kiriman, sent.kunci),
    at: deps.kit.now(),
  })
  return ok({ ...saved, revisi: draf.revisi + 1 })
}

/** @returns undefined where the answers were given to a version nobody knows */
async function fitAnswers(
  deps: Deps,
  tx: Tx,
  { layanan, sent }: Readonly<{ layanan: Layanan; sent: OfflineDraft }>,
): Promise<Fitted | undefined> {
  if (layanan.version === sent.versi) return { typed: sent.typed, changed: [] }
  const key = { kode: sent.kode, versi: sent.versi }
  const row = await findDefinisi(tx, key)
  const isKnown = row?.jenis === 'layanan' && row.status !== 'draf' && row.status !== 'ditinjau'
  if (!isKnown) return undefined
  const { layanan: from } = await deps.layanan.prepared(tx, key)
  return fitTo(from, layanan, sent.typed)
}

/** A page with a question that changed has not been answered yet. */
function settledPages(
  { form }: Layanan,
  halaman: readonly string[],
  { changed }: Fitted,
): readonly string[] {
  const ids = new Set(changed.map(({ id }) => id))
  const open = form.filter(({ fields }) => fields.some(({ id }) => ids.has(id)))
  return halaman.filter((id) => !open.some((page) => page.id === id))
}

export type OfflineFile = Readonly<{
  id: string
  kunci: string
  akunId: string
  dasar: number
  dokumenId: string
  bytes: Uint8Array
  filename: string
  /** Its date as typed, where the service asks for one. */
  tanggal: string
}>

/**
 * A document from a phone: into the vault and under its requirement. Sent twice it is there once; one that another
 * device put there meanwhile is not replaced.
 *
 * @refuses DRAF_TIDAK_DITEMUKAN, DRAF_BERUBAH, and what the vault refuses
 */
export async function arriveFile(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  sent: OfflineFile,
): Promise<Result<Readonly<{ revisi: number }>>> {
  if (sent.akunId !== actor.accountId || !isUuid(sent.id) || !isUuid(sent.kunci))
    return refuse(refusal('DRAF_TIDAK_DITEMUKAN'))
  return transactionUnlessRefused(db, async (tx) => {
    // Locked first: of two copies that come at once the second finds the first one's id.
    const draf = await lockDraf(tx, sent.id, actor.accountId)
    if (draf === undefined) return refuse(refusal('DRAF_TIDAK_DITEMUKAN'))
    if (draf.kiriman.includes(sent.kunci)) return ok({ revisi: draf.revisi })
    const { layanan } = await deps.layanan.prepared(tx, draf)
    const doc = layanan.documents.find(({ id }) => id === sent.dokumenId)
    if (doc === undefined) return refuse(refusal('ISIAN_TIDAK_DIKENAL'))
    if (draf.revisi !== sent.dasar && draf.berkas[doc.id] !== undefined)
      return refuse(refusal('DRAF_BERUBAH', `dok.${doc.id}`))
    const kept = await keepFile(deps, tx, { actor, draf, doc, sent })
    if (!kept.ok) return refuse(kept.refusals.map((one) => ({ ...one, field: `dok.${doc.id}` })))
    await updateDraf(tx, {
      ...draf,
      berkas: { ...draf.berkas, [doc.id]: kept.value.berkasId },
      kiriman: remember(draf.kiriman, sent.kunci),
      at: deps.kit.now(),
    })
    return ok({ revisi: draf.revisi + 1 })
  })
}

type KeepingFile = Readonly<{ actor: SignedIn; draf: Draf; doc: Doc; sent: OfflineFile }>

async function keepFile(
  deps: Deps,
  tx: Tx,
  { actor, draf, doc, sent }: KeepingFile,
): Promise<Result<Readonly<{ berkasId: string }>>> {
  const isDated = (await askedDates(deps, tx, [doc])).has(doc.id)
  const typed = isDated ? sent.tanggal : undefined
  const aged = await refuseTyped(deps, tx, { doc, typed })
  if (aged.length > 0) return refuse(aged)
  return deps.vault.keep(tx, {
    pemilikAkunId: draf.untukAkunId ?? actor.accountId,
    jenisKode: kindOf(doc),
    file: { bytes: sent.bytes, filename: sent.filename },
    oleh: actor,
    ...(typed === undefined ? {} : { tanggalDokumen: typed }),
  })
}
