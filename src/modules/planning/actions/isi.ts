import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { type Dokumen, requireDraft, yearsOf } from '../domain/dokumen.ts'
import { refusal } from '../domain/refusals.ts'
import { mayPlanFor, mayWrite } from '../domain/wewenang.ts'
import { findDokumen } from '../store/dokumen-store.ts'

/** A draft this planner may write in, with the codes of its first year. */
export type OpenDraft = Readonly<{ dokumen: Dokumen; kode: Kodefikasi; years: readonly number[] }>

/**
 * Open the contents of a document for writing. In an RKPD every planner may write lines of the own SKPD; the lines
 * themselves are checked for that.
 *
 * @refuses DOKUMEN_TIDAK_DISUSUN, BUKAN_WEWENANG
 */
export async function openDraft(
  deps: Deps,
  tx: Tx,
  { actor, id }: Readonly<{ actor: SignedIn; id: string }>,
): Promise<Result<OpenDraft> | undefined> {
  const dokumen = await findDokumen(tx, id)
  if (dokumen === undefined) return undefined
  const draft = requireDraft(dokumen)
  if (!draft.ok) return draft
  const kode = await deps.fiscal.kodefikasi(tx, dokumen.tahunMulai)
  if (dokumen.jenis !== 'rkpd' && !mayWriteIn(actor, dokumen, kode))
    return refuse(refusal('BUKAN_WEWENANG'))
  return ok({ dokumen, kode, years: yearsOf(dokumen) })
}

export function mayWriteIn(actor: SignedIn, dokumen: Dokumen, kode: Kodefikasi): boolean {
  const owner = dokumen.skpdId === null ? undefined : kode.skpd.byId.get(dokumen.skpdId)
  return mayWrite(actor, dokumen, owner?.unitKode)
}

/** SKPD of a year this planner may write lines for, by code. */
export function ownSkpd(actor: SignedIn, kode: Kodefikasi): ReadonlyMap<string, number> {
  return new Map(
    kode.skpd.all
      .filter(({ unitKode }) => mayPlanFor(actor, unitKode))
      .map((one) => [one.kode, one.id]),
  )
}
