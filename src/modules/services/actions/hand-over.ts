import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Assessment } from '../domain/definition/assess.ts'
import type { Prepared } from '../domain/definition/prepare.ts'
import { type Layanan, wordsIn } from '../domain/definition/types.ts'
import type { Tugas } from '../domain/enter.ts'
import type { Permohonan } from '../domain/permohonan.ts'
import { certainUnits, conditionalUnits } from '../domain/standing.ts'
import type { Draf } from '../store/draf-store.ts'
import { insertLampiran, listLampiran } from '../store/lampiran-store.ts'
import { SYSTEM } from './arrival.ts'
import type { Known } from './registers.ts'

/** What was handed in, as far as documents and registers go. */
export type Handed = Readonly<{
  prepared: Prepared
  known: Known
  draf: Draf
  ownerId: string
  assessment: Pick<Assessment, 'offered'>
  actor: Actor
}>

/** Each document stands for its requirement, and the offices that work on it may look while it runs. */
export async function keepDocuments(
  deps: Deps,
  tx: Tx,
  { storing, permohonan }: Readonly<{ storing: Handed; permohonan: Permohonan }>,
): Promise<void> {
  const { layanan } = storing.prepared
  for (const doc of layanan.documents) {
    const berkasId = storing.draf.berkas[doc.id]
    // What later answers made needless stays in the vault and goes to nobody.
    if (berkasId !== undefined && storing.assessment.offered.includes(doc.id))
      await attach(deps, tx, {
        permohonan,
        layanan,
        dokumenId: doc.id,
        berkasId,
        oleh: storing.actor,
      })
  }
}

/** Put a document of the vault under an application, with its purpose. */
export async function attach(
  deps: Deps,
  tx: Tx,
  {
    permohonan,
    layanan,
    dokumenId,
    berkasId,
    oleh,
    asked = [],
  }: Readonly<{
    permohonan: Permohonan
    layanan: Layanan
    dokumenId: string
    berkasId: string
    /** Who gives it to the case. */
    oleh: Actor
    /** Agencies asked so far that hang on a condition. */
    asked?: Iterable<string>
  }>,
): Promise<void> {
  let penggunaanId: string | null = null
  // Every office that has a part may look while it runs, each for this purpose and no other.
  const certain = certainUnits(layanan.workflow.states, permohonan)
  for (const unitKode of new Set([...certain, ...asked])) {
    const used = await deps.vault.use(tx, useOf({ permohonan, layanan, berkasId, unitKode, oleh }))
    if (used.ok) penggunaanId ??= used.value.penggunaanId
  }
  await insertLampiran(tx, {
    permohonanId: permohonan.id,
    dokumenId,
    berkasId,
    penggunaanId,
    at: deps.kit.now(),
  })
}

type Use = Readonly<{
  permohonan: Permohonan
  layanan: Layanan
  berkasId: string
  unitKode: string
  oleh: Actor
}>

function useOf({ permohonan, layanan, berkasId, unitKode, oleh }: Use) {
  return {
    berkasId,
    pemilikAkunId: permohonan.pemilikAkunId,
    oleh,
    subject: { kind: 'permohonan', id: permohonan.id, nomor: permohonan.nomor },
    unitKode,
    tujuan: `${wordsIn(layanan.name, 'id')} ${permohonan.nomor}`,
  }
}

/** An agency that is asked under a condition may look into the documents from the moment it is asked. */
export async function openToAsked(
  deps: Deps,
  tx: Tx,
  {
    permohonan,
    layanan,
    tugas,
  }: Pick<Use, 'permohonan' | 'layanan'> & Readonly<{ tugas: readonly Tugas[] }>,
): Promise<void> {
  const late = new Set(conditionalUnits(layanan.workflow.states, permohonan))
  const units = tugas.filter((one) => one.isPendapat && late.has(one.unitKode))
  if (units.length === 0) return
  for (const { berkasId } of await listLampiran(tx, permohonan.id))
    for (const { unitKode } of units)
      await deps.vault.use(tx, useOf({ permohonan, layanan, berkasId, unitKode, oleh: SYSTEM }))
}

/** What the applicant says a register has wrong goes to its keeper; the application goes on with their word. */
export async function disputeRegisters(
  deps: Deps,
  tx: Tx,
  { draf, known, prepared, ownerId }: Handed,
  permohonan: Permohonan,
): Promise<void> {
  for (const [fieldId, claimed] of Object.entries(draf.sanggahan)) {
    const name = prepared.fields.get(fieldId)?.field.prefill
    const value = name === undefined ? undefined : known.register[name]
    if (name === undefined || value === undefined || value === null) continue
    await deps.registers.dispute(tx, {
      accountId: ownerId,
      ...(known.nik === undefined ? {} : { nik: known.nik }),
      field: name,
      registerValue: String(value),
      claimed,
      subject: { kind: 'permohonan', id: permohonan.id },
    })
  }
}

/** Taken on the applicant's word while the register was away; compared when it is back. */
export async function matchLater(
  deps: Deps,
  tx: Tx,
  { known, prepared, ownerId }: Handed,
  permohonan: Permohonan,
): Promise<void> {
  const { nik } = known
  if (nik === undefined || !known.unreachable.includes('penduduk')) return
  const klaim: Record<string, string> = {}
  for (const { field } of prepared.fields.values()) {
    const value = known.answers[field.id]
    if (field.prefill?.startsWith('penduduk.') && typeof value === 'string')
      klaim[field.prefill.slice('penduduk.'.length)] = value
  }
  await deps.registers.matchLater(tx, {
    nik,
    klaim,
    tujuan: `${wordsIn(prepared.layanan.name, 'id')} ${permohonan.nomor}`,
    subject: { kind: 'permohonan', id: permohonan.id },
    accountId: ownerId,
  })
}
