import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Db, type Tx, transaction } from '../../../platform/db/database.ts'
import { readAnswers, type Typed } from '../domain/answers.ts'
import { lockDraf, updateDraf } from '../store/draf-store.ts'
import type { Services } from '../types.ts'
import { readingRules } from './case-facts.ts'
import { savePages, setDocument, startDraft } from './drafts.ts'
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

/** Answers of a proof of residence, page by page. */
const answersFrom = (
  desaKode: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  diri: {},
  alamat: {
    'domisili.desa': desaKode,
    'domisili.alamat': 'Jalan Lumbung Raya 14',
    'domisili.rt': '003/002',
    sejak: '2010-01-01',
  },
  untuk: { keperluan: 'bank' },
})

/**
 * Fill in and hand in one application for a proof of residence: for measuring whole life cycles and for demo history.
 *
 * @param desaKode village it is for, whose office works on it
 * @returns its number
 */
export async function applyForBench(
  { deps, submit }: Services,
  db: Db,
  actor: SignedIn,
  desaKode: string,
): Promise<string> {
  const told = <T>(
    done: { ok: true; value: T } | { ok: false; refusals: readonly { code: string }[] },
  ): T => {
    if (!done.ok) throw new Error(done.refusals.map((one) => one.code).join(' '))
    return done.value
  }
  const { id } = told(await startDraft(deps, db, actor, { kode: 'DESA-DOMISILI', cara: 'sendiri' }))
  const pages = Object.entries(answersFrom(desaKode)).map(([pageId, typed]) => ({
    pageId,
    typed,
    disputes: {},
  }))
  told(await savePages(deps, db, actor, { id, pages }))
  const kept = await deps.vault.listFor(db, actor.accountId)
  const berkas = kept.find((one) => one.jenisKode === 'kk') ?? kept[0]
  const berkasId = berkas?.berkasId ?? (await keepCard({ deps } as Services, db, actor))
  told(await setDocument(deps, db, actor, { id, dokumenId: 'kk', berkasId }))
  return told(await submit(db, actor, { drafId: id, kanal: 'web', bahasa: 'id' })).nomor
}

/** A small sound PDF stands for the family card. */
async function keepCard(
  { deps }: Pick<Services, 'deps'>,
  db: Db,
  actor: SignedIn,
): Promise<string> {
  const kept = await deps.vault.keep(db, {
    pemilikAkunId: actor.accountId,
    jenisKode: 'kk',
    file: { bytes: samplePdf('KARTU KELUARGA'), filename: 'kk.pdf' },
    oleh: actor,
  })
  if (!kept.ok) throw new Error(kept.refusals.map((one) => one.code).join(' '))
  return kept.value.berkasId
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
