import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Db, type Tx, transaction } from '../../../platform/db/database.ts'
import { readAnswers, type Typed } from '../domain/answers.ts'
import { lockDraf, updateDraf } from '../store/draf-store.ts'
import type { Services } from '../types.ts'
import { readingRules } from './case-facts.ts'
import { startDraft } from './drafts.ts'
import type { Submitted } from './submit.ts'

/** A whole form as somebody filled it in, and the documents put under it. */
export type Sheet = Readonly<{
  kode: string
  typed: Typed
  /** Vault ids by document id. */
  berkas: Readonly<Record<string, string>>
  /** How many pages were answered, from the first; all when left out. */
  pages?: number
}>

/**
 * Fill in a draft in one stroke: for history that is made up and for tables of measurements.
 *
 * @returns its id
 * @refuses what startDraft and the fields refuse
 */
export async function draftAtOnce(
  { deps }: Pick<Services, 'deps'>,
  db: Db,
  actor: SignedIn,
  { kode, typed, berkas, pages }: Sheet,
): Promise<Result<Readonly<{ id: string }>>> {
  const started = await startDraft(deps, db, actor, { kode, cara: 'sendiri' })
  if (!started.ok) return started
  const { id } = started.value
  return transaction(db, async (tx: Tx) => {
    const draf = await lockDraf(tx, id, actor.accountId)
    if (draf === undefined) throw new Error('a draft that was just begun is there')
    const { layanan } = await deps.layanan.prepared(tx, draf)
    const form = layanan.form.slice(0, pages)
    const fields = form.flatMap((page) => page.fields)
    const read = readAnswers(fields, typed, readingRules(deps))
    if (read.refusals.length > 0) return refuse(read.refusals)
    await updateDraf(tx, {
      ...draf,
      jawaban: read.answers,
      berkas,
      halaman: form.map((page) => page.id),
      at: deps.kit.now(),
    })
    return ok({ id })
  })
}

/** Fill in and hand in. @refuses what draftAtOnce and submit refuse */
export async function applyAtOnce(
  services: Pick<Services, 'deps' | 'submit'>,
  db: Db,
  actor: SignedIn,
  sheet: Sheet,
): Promise<Result<Submitted>> {
  const draft = await draftAtOnce(services, db, actor, sheet)
  if (!draft.ok) return draft
  return services.submit(db, actor, { drafId: draft.value.id, kanal: 'web', bahasa: 'id' })
}

/** A page that says what it is, with the table of places a sound file ends with. @param words letters and blanks */
export function samplePdf(words: string): Buffer {
  const text = `BT /F 12 Tf 20 100 Td (${words}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const at = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = file.length
  const lines = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
