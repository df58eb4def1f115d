import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Db, type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type ReadingRules, readAnswers, type Typed, undeclared } from '../domain/answers.ts'
import { refusePage } from '../domain/completeness.ts'
import type { Field, Layanan } from '../domain/definition/types.ts'
import type { Cara } from '../domain/permohonan.ts'
import { refusal } from '../domain/refusals.ts'
import {
  type Draf,
  deleteDraf,
  findDraf,
  insertDraf,
  lockDraf,
  updateDraf,
} from '../store/draf-store.ts'
import { findKuasa } from '../store/kuasa-store.ts'
import { readingRules } from './case-facts.ts'
import { refuseAges } from './document-dates.ts'
import { type Judged, openDraft } from './submit.ts'

export type NewDraft = Readonly<{
  kode: string
  cara: Cara
  /** For whom, when it is somebody else. */
  untukAkunId?: string
  /** Made by the sender, so that a second try finds the first. */
  id?: string
}>

/**
 * Begin an application.
 *
 * @refuses LAYANAN_TIDAK_DITEMUKAN, LAYANAN_PUSAT, KUASA_TIDAK_ADA, LAYANAN_BUKAN_UNTUK_ANDA
 */
export async function startDraft(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  wish: NewDraft,
): Promise<Result<Readonly<{ id: string }>>> {
  const katalog = await deps.layanan.katalog()
  const layanan = katalog.layanan.get(wish.kode)
  if (layanan === undefined)
    return refuse(
      refusal(katalog.rujukan.has(wish.kode) ? 'LAYANAN_PUSAT' : 'LAYANAN_TIDAK_DITEMUKAN'),
    )
  return transaction(db, async (tx) => {
    const standing = await mayApply(deps, tx, { actor, layanan, wish })
    if (!standing.ok) return standing
    const id = wish.id ?? deps.kit.newSecretId()
    await insertDraf(tx, {
      id,
      kode: layanan.code,
      versi: layanan.version,
      akunId: actor.accountId,
      untukAkunId: wish.untukAkunId ?? null,
      cara: wish.cara,
      kuasaId: standing.value,
      jawaban: {},
      berkas: {},
      sanggahan: {},
      halaman: [],
      at: deps.kit.now(),
    })
    return ok({ id })
  })
}

type Applying = Readonly<{ actor: SignedIn; layanan: Layanan; wish: NewDraft }>

/** @returns the power of attorney it rests on, or null for oneself and at the counter */
async function mayApply(
  { kit }: Deps,
  tx: Tx,
  { actor, layanan, wish }: Applying,
): Promise<Result<string | null>> {
  if (wish.cara === 'sendiri') return ok(null)
  if (!layanan.applicant.delegate.includes(wish.cara) || wish.untukAkunId === undefined)
    return refuse(refusal('KUASA_TIDAK_ADA'))
  if (wish.cara === 'petugas-loket') {
    const isClerk = actor.grants.some((grant) => CLERKS.includes(grant.role))
    return isClerk ? ok(null) : refuse(refusal('KUASA_TIDAK_ADA'))
  }
  const kuasa = await findKuasa(tx, {
    pemberi: wish.untukAkunId,
    penerima: actor.accountId,
    kode: layanan.code,
    on: kit.today(),
  })
  return kuasa === undefined ? refuse(refusal('KUASA_TIDAK_ADA')) : ok(kuasa.id)
}

/** Who may take applications at a counter. */
export const CLERKS: readonly SignedIn['grants'][number]['role'][] = [
  'loket',
  'petugas-layanan',
  'kades',
  'lurah',
]

export type Page = Readonly<{ draf: Draf; judged: Judged }>

/** A draft of this account's with everything its pages show. */
export async function readDraft(
  deps: Deps,
  tx: Tx,
  { id, actor }: Readonly<{ id: string; actor: SignedIn }>,
): Promise<Page | undefined> {
  const draf = await findDraf(tx, id, actor.accountId)
  if (draf === undefined) return undefined
  return { draf, judged: await openDraft(deps, tx, { draf, actor }) }
}

export type Saved = Readonly<{ draf: Draf; judged: Judged; refusals: readonly Refusal[] }>

/** What was typed on a page, and what a register is said to have wrong. */
export type TypedPage = Readonly<{
  pageId: string
  typed: Typed
  disputes: Readonly<Record<string, string>>
}>

/**
 * Keep what was typed on a page. What can be read is kept even when something else on the page is
 * wrong: nobody types twice.
 *
 * @refuses DRAF_TIDAK_DITEMUKAN, ISIAN_TIDAK_DIKENAL; what is wrong on the page comes with the draft
 */
export function savePage(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  { id, ...page }: TypedPage & Readonly<{ id: string }>,
): Promise<Result<Saved>> {
  return savePages(deps, db, actor, { id, pages: [page] })
}

/**
 * Keep several pages at once, as an application that was filled in elsewhere arrives: all of them or none.
 *
 * @refuses as `savePage`
 */
export async function savePages(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  { id, pages }: Readonly<{ id: string; pages: readonly TypedPage[] }>,
): Promise<Result<Saved>> {
  return transaction(db, async (tx) => {
    const draf = await lockDraf(tx, id, actor.accountId)
    if (draf === undefined) return refuse(refusal('DRAF_TIDAK_DITEMUKAN'))
    const { layanan } = await deps.layanan.prepared(tx, draf)
    const taken = takePages(layanan, draf, pages, readingRules(deps))
    if (!taken.ok) return taken
    const { draf: next, refusals } = taken.value
    const [, judged] = await together([
      updateDraf(tx, { ...next, at: deps.kit.now() }),
      openDraft(deps, tx, { draf: next, actor }),
    ])
    const missing = pages
      .flatMap(({ pageId }) => refusePage(judged.prepared, pageId, judged.assessment.facts))
      .filter((one) => !refusals.some((other) => other.field === one.field))
    return ok({ draf: next, judged, refusals: [...refusals, ...missing] })
  })
}

/** The draft with the pages written into it. @refuses ISIAN_TIDAK_DIKENAL */
export function takePages(
  layanan: Layanan,
  draf: Draf,
  pages: readonly TypedPage[],
  rules: ReadingRules,
): Result<Readonly<{ draf: Draf; refusals: readonly Refusal[] }>> {
  let next = draf
  const refusals: Refusal[] = []
  for (const { pageId, typed, disputes } of pages) {
    const fields = layanan.form.find((one) => one.id === pageId)?.fields ?? []
    if (undeclared(fields, typed).length > 0) return refuse(refusal('ISIAN_TIDAK_DIKENAL'))
    const read = readAnswers(fields, typed, rules)
    const cleared = Object.fromEntries(
      fields
        .filter((field) => field.lock !== true && !isRefused(field, read.refusals))
        .map((field) => [field.id, undefined]),
    )
    refusals.push(...read.refusals)
    next = {
      ...next,
      jawaban: withoutHoles({ ...next.jawaban, ...cleared, ...read.answers }),
      sanggahan: { ...next.sanggahan, ...disputesOf(fields, disputes) },
      halaman: [...new Set([...next.halaman, pageId])],
    }
  }
  return ok({ draf: next, refusals })
}

/** A field is refused at its own name, a group at a cell of a row. */
function isRefused({ id, type }: Field, refusals: readonly Refusal[]): boolean {
  return refusals.some(
    ({ field }) => field === id || (type === 'ulang' && field?.startsWith(`${id}.`) === true),
  )
}

function withoutHoles(
  answers: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined))
}

const CLAIM_MAX = 200

/** Only what a register fills in and locks can be disputed. */
function disputesOf(
  fields: readonly Readonly<{ id: string; lock?: boolean }>[],
  disputes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const lockable = new Set(fields.filter((field) => field.lock === true).map((field) => field.id))
  return Object.fromEntries(
    Object.entries(disputes)
      .map(([id, text]) => [id, text.trim().slice(0, CLAIM_MAX)] as const)
      .filter(([id, text]) => lockable.has(id) && text !== ''),
  )
}

/** Put a document of the vault under a requirement of the draft, or take it away. */
export async function setDocument(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  change: Readonly<{ id: string; dokumenId: string; berkasId: string | null }>,
): Promise<Result<Draf>> {
  return transaction(db, async (tx) => {
    const draf = await lockDraf(tx, change.id, actor.accountId)
    if (draf === undefined) return refuse(refusal('DRAF_TIDAK_DITEMUKAN'))
    const { layanan } = await deps.layanan.prepared(tx, draf)
    const doc = layanan.documents.find((one) => one.id === change.dokumenId)
    if (doc === undefined) return refuse(refusal('ISIAN_TIDAK_DIKENAL'))
    const ownerId = draf.untukAkunId ?? actor.accountId
    if (change.berkasId !== null) {
      const kept = await deps.vault.listFor(tx, ownerId)
      const found = kept.find((one) => one.berkasId === change.berkasId)
      if (found === undefined) return refuse(refusal('BERKAS_BUKAN_MILIK', `dok.${doc.id}`))
      const aged = await refuseAges(deps, tx, [{ doc, dated: found.tanggalDokumen }])
      if (aged.length > 0) return refuse(aged)
    }
    const { [doc.id]: _, ...others } = draf.berkas
    const berkas = change.berkasId === null ? others : { ...others, [doc.id]: change.berkasId }
    const next = { ...draf, berkas }
    await updateDraf(tx, { ...next, at: deps.kit.now() })
    return ok(next)
  })
}

/** Throw a draft away. */
export async function dropDraft(db: Db, actor: SignedIn, id: string): Promise<void> {
  await transaction(db, async (tx) => {
    const draf = await lockDraf(tx, id, actor.accountId)
    if (draf !== undefined) await deleteDraf(tx, id)
  })
}
