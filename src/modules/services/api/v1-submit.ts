import { createHash } from 'node:crypto'
import type { SignedIn } from '../../../kernel/actor.ts'
import { uuidV4 } from '../../../kernel/id.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { dropDraft, savePage, setDocument, startDraft } from '../actions/drafts.ts'
import type { Submitted } from '../actions/submit.ts'
import { undeclared } from '../domain/answers.ts'
import type { Layanan } from '../domain/definition/types.ts'
import { refusal } from '../domain/refusals.ts'
import { findByKunci } from '../store/permohonan-store.ts'
import type { Services } from '../types.ts'
import type { NewPermohonan } from './v1-schemas.ts'

export type Applying = Readonly<{
  actor: SignedIn
  form: NewPermohonan
  /** Header of the request; the body's own id wins. */
  idempotencyKey: string | undefined
}>

const IDEMPOTENCY_KEY_MAX = 200

type Taken = Pick<Submitted, 'nomor' | 'isNew'>

/**
 * Apply by the very steps the pages take: draft, answers page by page, documents, handing in. What is refused stays a
 * draft of the person, to go on with here under the same key or on the pages.
 *
 * @refuses KUNCI_KIRIMAN_KOSONG, ISIAN_TIDAK_DIKENAL and everything the pages refuse, each at its field
 */
export async function applyByProgram(
  services: Services,
  { actor, form, idempotencyKey }: Applying,
): Promise<Result<Taken>> {
  const key = form.id_klien ?? idempotencyKey?.slice(0, IDEMPOTENCY_KEY_MAX) ?? ''
  if (key === '') return refuse(refusal('KUNCI_KIRIMAN_KOSONG', 'id_klien'))
  const { deps } = services
  // Named after the account, so that nobody can meet the draft of another.
  const id = idFrom('permohonan', actor.accountId, key)
  const before = await takenBefore(services, actor, id)
  if (before !== undefined) return ok(before)
  const kode = form.layanan.toUpperCase()
  const { layanan: known, rujukan } = await deps.layanan.katalog()
  const layanan = known.get(kode)
  if (layanan === undefined) {
    const code = rujukan.has(kode) ? 'LAYANAN_PUSAT' : 'LAYANAN_TIDAK_DITEMUKAN'
    return refuse(refusal(code, 'layanan'))
  }
  const strange = strangers(layanan, form)
  if (strange.length > 0) return refuse(strange)
  const draft = await startDraft(deps, deps.kit.db, actor, { kode, cara: 'sendiri', id })
  if (!draft.ok) return draft
  const filled = await fill(services, { actor, form, id, layanan })
  const sent =
    filled.length > 0
      ? refuse(filled)
      : await services.submit(deps.kit.db, actor, {
          drafId: id,
          kanal: 'api',
          bahasa: form.bahasa,
        })
  if (sent.ok && !sent.value.isNew) await dropDraft(deps.kit.db, actor, id)
  if (sent.ok) return ok({ nomor: sent.value.nomor, isNew: sent.value.isNew })
  // The same key sent twice at the same moment: the other one may have been handed in meanwhile.
  const meanwhile = await takenBefore(services, actor, id)
  return meanwhile === undefined ? sent : ok(meanwhile)
}

function idFrom(...parts: readonly string[]): string {
  return uuidV4(createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16))
}

async function takenBefore(
  { deps }: Services,
  { accountId }: SignedIn,
  id: string,
): Promise<Taken | undefined> {
  const before = await findByKunci(deps.kit.db, id)
  return before?.diajukanOleh === accountId ? { nomor: before.nomor, isNew: false } : undefined
}

/** What no page and no requirement of the service declares. */
function strangers(
  { form, documents }: Layanan,
  { jawaban, berkas }: NewPermohonan,
): readonly Refusal[] {
  const fields = form.flatMap((page) => page.fields)
  const known = new Set(documents.map((doc) => doc.id))
  return [
    ...undeclared(fields, jawaban).map((name) => refusal('ISIAN_TIDAK_DIKENAL', `jawaban.${name}`)),
    ...Object.keys(berkas)
      .filter((id) => !known.has(id))
      .map((id) => refusal('ISIAN_TIDAK_DIKENAL', `berkas.${id}`)),
  ]
}

type Filling = Readonly<{ actor: SignedIn; form: NewPermohonan; id: string; layanan: Layanan }>

/** Every page in its order, also after one was refused: all reasons at once. */
async function fill(
  { deps }: Services,
  { actor, form, id, layanan }: Filling,
): Promise<readonly Refusal[]> {
  const { db } = deps.kit
  const refusals: Refusal[] = []
  for (const page of layanan.form) {
    const names = Object.keys(form.jawaban)
    const foreign = new Set(undeclared(page.fields, form.jawaban))
    const typed = Object.fromEntries(
      names.filter((name) => !foreign.has(name)).map((name) => [name, form.jawaban[name] ?? '']),
    )
    const saved = await savePage(deps, db, actor, { id, pageId: page.id, typed, disputes: {} })
    if (!saved.ok) return saved.refusals
    // What is missing is told by handing in, which knows the pages that are not asked.
    refusals.push(...saved.value.refusals.filter((one) => one.code !== 'ISIAN_WAJIB'))
  }
  for (const [dokumenId, berkasId] of Object.entries(form.berkas)) {
    const set = await setDocument(deps, db, actor, { id, dokumenId, berkasId })
    if (!set.ok) refusals.push(...set.refusals)
  }
  return refusals
}
