import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import { parseUkuran, type Ukuran } from './ukuran.ts'

export type RealisasiForm = Readonly<{
  /** `2026-3`: year and quarter. */
  periode: string
  nilai: string
  bukti: string
  buktiUrl: string
  kendala: string
}>

export type RealisasiIsi = Readonly<{
  tahun: number
  triwulan: number
  nilai: Ukuran
  bukti: string
  buktiUrl: string | null
  kendala: string
}>

export type Periode = Readonly<{ tahun: number; triwulan: number }>

const ENDS = ['03-31', '06-30', '09-30', '12-31']

/** Quarters of a document that have ended before a day, newest first. */
export function endedQuarters(
  span: Readonly<{ mulai: number; sampai: number; today: string }>,
): readonly Periode[] {
  const all: Periode[] = []
  for (let tahun = span.mulai; tahun <= span.sampai; tahun += 1)
    for (const [at, end] of ENDS.entries())
      if (`${tahun}-${end}` < span.today) all.push({ tahun, triwulan: at + 1 })
  return all.toReversed()
}

/**
 * Read the form of a realisation.
 *
 * @refuses REALISASI_TRIWULAN, UKURAN_TIDAK_TERBACA, REALISASI_BUKTI, REALISASI_URL, REALISASI_KENDALA
 */
export function decideRealisasi(
  form: RealisasiForm,
  span: Readonly<{ mulai: number; sampai: number; today: string }>,
): Result<RealisasiIsi> {
  const periode = endedQuarters(span).find(
    ({ tahun, triwulan }) => form.periode === `${tahun}-${triwulan}`,
  )
  const nilai = parseUkuran(form.nilai, 'nilai')
  const [bukti, url, kendala] = [form.bukti.trim(), form.buktiUrl.trim(), form.kendala.trim()]
  const refusals: Refusal[] = []
  if (periode === undefined) refusals.push(refusal('REALISASI_TRIWULAN', {}, 'periode'))
  if (!nilai.ok) refusals.push(...nilai.refusals)
  if (bukti.length < 5 || bukti.length > 500) refusals.push(refusal('REALISASI_BUKTI', {}, 'bukti'))
  if (url !== '' && (!/^https:\/\/\S+$/.test(url) || url.length > 500))
    refusals.push(refusal('REALISASI_URL', {}, 'buktiUrl'))
  if (kendala.length > 1000) refusals.push(refusal('REALISASI_KENDALA', {}, 'kendala'))
  if (refusals.length > 0 || periode === undefined || !nilai.ok) return refuse(refusals)
  return ok({
    ...periode,
    nilai: nilai.value,
    bukti,
    kendala,
    buktiUrl: url === '' ? null : url,
  })
}
