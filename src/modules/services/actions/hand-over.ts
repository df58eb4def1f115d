import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Assessment } from '../domain/definition/assess.ts'
import type { Prepared } from '../domain/definition/prepare.ts'
import { type Layanan, wordsIn } from '../domain/definition/types.ts'
import { type Permohonan, unitOf } from '../domain/permohonan.ts'
import type { Draf } from '../store/draf-store.ts'
import { insertLampiran } from '../store/lampiran-store.ts'
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

function officesOf({ workflow }: Layanan, permohonan: Permohonan): ReadonlySet<string> {
  const units = Object.values(workflow.states).flatMap((state) => [
    ...(state.assign === undefined ? [] : [unitOf(state.assign.unit, permohonan)]),
    ...(state.join?.units ?? []).map((one) =>
      unitOf(typeof one === 'string' ? one : one.unit, permohonan),
    ),
  ])
  return new Set([permohonan.pemilikUnit, ...units])
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
  }: Readonly<{
    permohonan: Permohonan
    layanan: Layanan
    dokumenId: string
    berkasId: string
    /** Who gives it to the case. */
    oleh: Actor
  }>,
): Promise<void> {
  let penggunaanId: string | null = null
  // Every office that has a part may look while it runs, each for this purpose and no other.
  for (const unitKode of officesOf(layanan, permohonan)) {
    const used = await deps.vault.use(tx, {
      berkasId,
      pemilikAkunId: permohonan.pemilikAkunId,
      oleh,
      subject: { kind: 'permohonan', id: permohonan.id, nomor: permohonan.nomor },
      unitKode,
      tujuan: `${wordsIn(layanan.name, 'id')} ${permohonan.nomor}`,
    })
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
