import { type Actor, type Role, type SignedIn, unitsOf } from '../../../kernel/actor.ts'
import { type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { type Konsultasi, lockKonsultasi } from '../store/konsultasi-store.ts'

/** Who sets consultations up, answers inputs and closes them, each for the own unit. */
export const PENGELOLA: readonly Role[] = ['penghubung-opd', 'kepala-opd', 'perencana']

/** Units whose consultations this officer holds. */
export function unitsSendiri(actor: Actor): readonly string[] {
  return unitsOf(actor, PENGELOLA)
}

/** What a change is given: the consultation, held while it changes. */
export type Change<T> = (tx: Tx, konsultasi: Konsultasi) => Promise<Result<T>>

/**
 * Change a consultation of one's own unit: held while it changes, and recorded who did it.
 *
 * @returns undefined when there is no such consultation
 * @refuses BUKAN_WEWENANG, and whatever the change refuses
 */
export async function changeKonsultasi<T>(
  { kit, audit }: Deps,
  actor: SignedIn,
  { kode, tindakan, change }: Readonly<{ kode: string; tindakan: string; change: Change<T> }>,
): Promise<Result<T> | undefined> {
  let isThere = true
  const done = await transactionUnlessRefused(kit.db, async (tx): Promise<Result<T>> => {
    const konsultasi = await lockKonsultasi(tx, kode)
    isThere = konsultasi !== undefined
    if (konsultasi === undefined || !unitsSendiri(actor).includes(konsultasi.unitKode))
      return refuse(refusal('BUKAN_WEWENANG'))
    const changed = await change(tx, konsultasi)
    if (!changed.ok) return changed
    await audit.record(tx, actor, {
      action: `konsultasi.${tindakan}`,
      subject: { kind: 'konsultasi', id: kode },
    })
    return changed
  })
  return isThere ? done : undefined
}
