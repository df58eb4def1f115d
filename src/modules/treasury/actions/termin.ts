import type { Tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusePayment, refuseStagesOf, type TerminForm } from '../domain/kontrak.ts'
import { refusal } from '../domain/refusals.ts'
import type { SppForm } from '../domain/spp.ts'
import {
  insertTermin,
  type Kontrak,
  listBast,
  listJaminan,
  listTermin,
  replaceTermin,
} from '../store/kontrak-store.ts'

/**
 * A payment of a contract is one of its stages.
 *
 * @refuses codes of refusePayment
 */
export async function refuseStage(
  tx: Tx,
  form: SppForm,
  asked: Readonly<{ kontrak: Kontrak | undefined; jumlah: Kontrak['nilai']; tanggal: Tanggal }>,
): Promise<readonly Refusal[]> {
  const { kontrak, jumlah, tanggal } = asked
  if (kontrak === undefined) return []
  const [stages, done, guarantees] = await together([
    listTermin(tx, kontrak.id),
    listBast(tx, kontrak.id),
    listJaminan(tx, kontrak.id),
  ])
  const stage = stages.find(({ id, isDiganti }) => id === form.terminId && !isDiganti)
  return refusePayment(
    { jumlah, tanggal },
    { stage, done, guarantees, pemeliharaanHari: kontrak.pemeliharaanHari },
  )
}

/**
 * Stages an addendum leaves: those asked for stay, the others are replaced by what it names.
 *
 * @refuses codes of refuseStagesOf, TERMIN_JUMLAH
 */
export async function reviseStages(
  { kit }: Pick<Deps, 'kit'>,
  tx: Tx,
  order: Readonly<{
    kontrak: Kontrak
    nilai: Kontrak['nilai']
    termin: readonly TerminForm[] | undefined
  }>,
): Promise<readonly Refusal[]> {
  const { kontrak, nilai, termin } = order
  const known = (await listTermin(tx, kontrak.id)).filter(({ isDiganti }) => !isDiganti)
  const asked = known.filter(({ sppId }) => sppId !== null)
  const open = known.filter(({ sppId }) => sppId === null)
  const kept = termin === undefined ? known : asked
  const refusals = refuseStagesOf([...kept, ...(termin ?? [])], {
    nilai,
    retensiBps: kontrak.retensiBps,
  })
  if (refusals.length > 0) return refusals
  if (termin === undefined) return []
  const last = Math.max(0, ...(await listTermin(tx, kontrak.id)).map(({ urutan }) => urutan))
  if (last + termin.length > 100) return [refusal('TERMIN_ISI', {}, 'termin')]
  await replaceTermin(
    tx,
    open.map(({ id }) => id),
  )
  const fresh = termin.map((one, at) => ({ ...one, id: kit.newId(), urutan: last + at + 1 }))
  if (fresh.length > 0) await insertTermin(tx, kontrak.id, fresh)
  return []
}
