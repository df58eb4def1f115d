import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

/**
 * What auditors may say of statements: unqualified, unqualified with an emphasis, qualified, disclaimer, adverse.
 *
 * @law unverified UU 15/2004 Pasal 16 and its explanation
 */
export const JENIS_OPINI = ['WTP', 'WTP-DPP', 'WDP', 'TMP', 'TW'] as const
export type JenisOpini = (typeof JENIS_OPINI)[number]

export type OpiniForm = Readonly<{ opini: string; lhpNomor: string; lhpTanggal: string }>
export type OpiniIsi = Readonly<{ opini: JenisOpini; lhpNomor: string; lhpTanggal: Tanggal }>

/**
 * Read an opinion from the auditors' report.
 *
 * @param around `tahun` is the year the statements are of
 * @refuses OPINI_JENIS, OPINI_NOMOR, OPINI_TANGGAL
 */
export function decideOpini(
  form: OpiniForm,
  { tahun, today }: Readonly<{ tahun: number; today: Tanggal }>,
): Result<OpiniIsi> {
  const opini = JENIS_OPINI.find((one) => one === form.opini)
  const lhpNomor = form.lhpNomor.trim()
  const day = parseTanggal(form.lhpTanggal)
  const isDay = day.ok && day.value > `${tahun}-12-31` && day.value <= today
  const refusals: Refusal[] = []
  if (opini === undefined) refusals.push(refusal('OPINI_JENIS', {}, 'opini'))
  if (lhpNomor.length < 3 || lhpNomor.length > 120)
    refusals.push(refusal('OPINI_NOMOR', {}, 'lhpNomor'))
  if (!isDay) refusals.push(refusal('OPINI_TANGGAL', { tahun }, 'lhpTanggal'))
  if (opini === undefined || !day.ok || refusals.length > 0) return refuse(refusals)
  return ok({ opini, lhpNomor, lhpTanggal: day.value })
}

/**
 * Set an opinion or send it back: never by who entered it.
 *
 * @refuses SUDAH_DIPUTUSKAN, OPINI_PENCATAT, ALASAN_KOSONG
 */
export function decidePutusanOpini(
  opini: Readonly<{ status: string; dicatatOleh: string }>,
  order: Readonly<{ isSet: boolean; alasan: string; oleh: string }>,
): Result<'ditetapkan' | 'ditolak'> {
  const { length } = order.alasan.trim()
  const refusals: Refusal[] = []
  if (opini.status !== 'menunggu') refusals.push(refusal('SUDAH_DIPUTUSKAN'))
  if (opini.dicatatOleh === order.oleh) refusals.push(refusal('OPINI_PENCATAT'))
  if (!order.isSet && (length < 3 || length > 500))
    refusals.push(refusal('ALASAN_KOSONG', {}, 'alasan'))
  if (refusals.length > 0) return refuse(refusals)
  return ok(order.isSet ? 'ditetapkan' : 'ditolak')
}
