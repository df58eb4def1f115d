import type { Actor } from '../../../kernel/actor.ts'
import { type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Db, type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { readAnswers, type Typed, undeclared } from '../domain/answers.ts'
import { refusePages } from '../domain/completeness.ts'
import type { Perbaikan, Permohonan } from '../domain/permohonan.ts'
import { refusal } from '../domain/refusals.ts'
import { moveTo } from './act.ts'
import { factsOfCase, readingRules } from './case-facts.ts'
import { askedDates, kindOf, refuseTyped } from './document-dates.ts'
import { attach } from './hand-over.ts'
import { type OpenCase, openCase } from './open-case.ts'

export type FixAnswer = Readonly<{
  nomor: string
  version: number
  typed: Typed
  pesan: string
  files: readonly Readonly<{
    dokumenId: string
    bytes: Uint8Array
    filename: string
    /** As typed, where its page asked for it. */
    tanggal: string
  }>[]
}>

/**
 * Send what an officer asked to be mended. Only the ticked fields and documents are open; whatever else comes with the form is
 * refused, and the rules are asked again with the new answers.
 *
 * @refuses PERMOHONAN_TIDAK_DITEMUKAN, PERBAIKAN_TERTUTUP, DATA_SUDAH_BERUBAH, and what is wrong at each field
 */
export function sendFix(
  deps: Deps,
  db: Db,
  actor: Actor,
  answer: FixAnswer,
): Promise<Result<Permohonan>> {
  return transactionUnlessRefused(db, async (tx) => {
    const open = await openCase(deps, tx, {
      nomor: answer.nomor,
      caller: { actor },
      isForUpdate: true,
    })
    const fix = open?.perbaikan.find((one) => one.dijawabAt === null)
    if (open === undefined || !open.standing.isPemohon || fix === undefined)
      return refuse(refusal('PERMOHONAN_TIDAK_DITEMUKAN', 'nomor'))
    if (answer.version !== open.permohonan.version) return refuse(refusal('DATA_SUDAH_BERUBAH'))
    const mended = await readMended(deps, tx, { open, fix, answer, actor })
    return mended.ok ? goOn(deps, tx, mended.value, answer) : mended
  })
}

type Mending = Readonly<{ open: OpenCase; fix: Perbaikan; answer: FixAnswer; actor: Actor }>

async function readMended(deps: Deps, tx: Tx, mending: Mending): Promise<Result<OpenCase>> {
  const { open, fix, answer } = mending
  const ids = (kind: string) => fix.butir.filter((one) => one.kind === kind).map((one) => one.id)
  const fields = ids('isian').flatMap((id) => open.prepared.fields.get(id)?.field ?? [])
  const isClosed =
    undeclared(fields, answer.typed).length > 0 ||
    answer.files.some((file) => !ids('berkas').includes(file.dokumenId))
  if (isClosed) return refuse(refusal('PERBAIKAN_TERTUTUP'))
  const read = readAnswers(fields, answer.typed, readingRules(deps))
  const cleared = Object.fromEntries(fields.map((field) => [field.id, null]))
  const jawaban = { ...open.isian.jawaban, ...cleared, ...read.answers }
  const isian = { ...open.isian, jawaban }
  const files = await keepFiles(deps, tx, mending)
  const lampiran = [
    ...open.lampiran,
    ...answer.files.map(({ dokumenId }) => ({
      dokumenId,
      berkasId: '',
      versi: 0,
      penggunaanId: null,
    })),
  ]
  const facts = factsOfCase(deps, open.prepared, { ...open, isian, lampiran })
  const wrong = [...refusePages(open.prepared, facts).values()].flat()
  const refusals = [
    ...read.refusals,
    ...wrong.filter((one) => !read.refusals.some((other) => other.field === one.field)),
    ...files,
  ]
  return refusals.length > 0 ? refuse(refusals) : { ok: true, value: { ...open, isian, lampiran } }
}

/** Each file is checked by the vault; what it refuses stands at its own field. */
async function keepFiles(
  deps: Deps,
  tx: Tx,
  { open, answer, actor }: Mending,
): Promise<readonly Refusal[]> {
  const { permohonan, prepared } = open
  const refusals: Refusal[] = []
  for (const file of answer.files) {
    const doc = prepared.layanan.documents.find((one) => one.id === file.dokumenId)
    if (doc === undefined) continue
    const isAsked = (await askedDates(deps, tx, [doc])).has(doc.id)
    const typed = isAsked ? file.tanggal : undefined
    const aged = await refuseTyped(deps, tx, { doc, typed })
    if (aged.length > 0) {
      refusals.push(...aged)
      continue
    }
    const kept = await deps.vault.keep(tx, {
      pemilikAkunId: permohonan.pemilikAkunId,
      jenisKode: kindOf(doc),
      file,
      oleh: actor,
      ...(typed === undefined ? {} : { tanggalDokumen: typed }),
    })
    if (!kept.ok) {
      refusals.push(...kept.refusals.map((one) => ({ ...one, field: `dok.${file.dokumenId}` })))
      continue
    }
    await attach(deps, tx, {
      permohonan,
      layanan: prepared.layanan,
      dokumenId: file.dokumenId,
      berkasId: kept.value.berkasId,
      oleh: actor,
      asked: open.asked,
    })
  }
  return refusals
}

/** The applicant's own step of the stage takes it back to the office. */
async function goOn(
  deps: Deps,
  tx: Tx,
  open: OpenCase,
  answer: FixAnswer,
): Promise<Result<Permohonan>> {
  const state = open.prepared.layanan.workflow.states[open.permohonan.tahap]
  const action = state?.actions?.find((one) => one.roles.includes('pemohon'))
  if (state === undefined || action === undefined)
    return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  const pesan = answer.pesan.trim().slice(0, 2000)
  return moveTo(deps, tx, {
    open,
    facts: factsOfCase(deps, open.prepared, open),
    to: action.to,
    line: { kejadian: action.id, pesan: pesan === '' ? null : pesan, data: {} },
    under: { role: 'pemohon', unitKode: null },
    step: { action, state, under: { role: 'pemohon', unitKode: null }, alasan: null },
  })
}
