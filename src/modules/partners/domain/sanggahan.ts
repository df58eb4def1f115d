import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import { differingFields, PENDUDUK_FIELDS, type Sistem, USAHA_FIELDS } from './register.ts'

const VALUE_MAX = 300
const REASON = { min: 10, max: 1_000 }

/** Fields whose wrong value can be told. */
export const DISPUTABLE: Readonly<Record<Sistem, readonly string[]>> = {
  dukcapil: PENDUDUK_FIELDS,
  oss: USAHA_FIELDS,
}

export type DisputeForm = Readonly<{
  sistem: Sistem
  field: string
  registerValue: string
  claimed: string
}>

/**
 * @returns the claimed value without spaces around it
 * @refuses NILAI_SANGGAHAN_KOSONG, NILAI_SANGGAHAN_PANJANG, NILAI_SANGGAHAN_SAMA,
 * BIDANG_SANGGAHAN_TIDAK_DIKENAL
 */
export function decideDispute(form: DisputeForm): Result<string> {
  const { sistem, field, registerValue } = form
  const claimed = form.claimed.trim()
  const refusals: Refusal[] = []
  if (!DISPUTABLE[sistem].includes(field)) refusals.push(refusal('BIDANG_SANGGAHAN_TIDAK_DIKENAL'))
  if (claimed === '') refusals.push(refusal('NILAI_SANGGAHAN_KOSONG', field))
  else if (claimed.length > VALUE_MAX) refusals.push(refusal('NILAI_SANGGAHAN_PANJANG', field))
  else if (differingFields({ [field]: claimed }, { [field]: registerValue }).length === 0)
    refusals.push(refusal('NILAI_SANGGAHAN_SAMA', field))
  return refusals.length > 0 ? refuse(refusals) : ok(claimed)
}

export type VerdictForm = Readonly<{ hasil: string; alasan: string }>
export type Verdict = Readonly<{ hasil: 'diterima' | 'ditolak'; alasan: string }>

/**
 * What the keeper of the register decides on a dispute.
 *
 * @refuses PUTUSAN_SANGGAHAN, ALASAN_SANGGAHAN
 */
export function decideVerdict({ hasil, alasan: typed }: VerdictForm): Result<Verdict> {
  const alasan = typed.trim()
  const isChosen = hasil === 'diterima' || hasil === 'ditolak'
  const refusals = [
    ...(isChosen ? [] : [refusal('PUTUSAN_SANGGAHAN', 'hasil')]),
    ...(alasan.length >= REASON.min && alasan.length <= REASON.max
      ? []
      : [refusal('ALASAN_SANGGAHAN', 'alasan')]),
  ]
  return isChosen && refusals.length === 0 ? ok({ hasil, alasan }) : refuse(refusals)
}
