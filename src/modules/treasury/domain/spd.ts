import { type Sen, subtractSen, sumSen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { formatSen } from './format-sen.ts'
import { refusal } from './refusals.ts'

export type SpdLine = Readonly<{ subKegiatanId: number | null; jumlahSen: Sen }>

/** What a sub kegiatan has: budget in force, its cash plan up to the last month, what was released before. */
export type SpdState = Readonly<{
  subKegiatanId: number | null
  label: string
  anggaran: Sen
  rencana: Sen
  spd: Sen
}>

export type SpdForm = Readonly<{
  bulanMulai: number
  bulanSampai: number
  lines: readonly SpdLine[]
}>

/**
 * A release of funds: for months of the year, per sub kegiatan, never above the cash plan up to its last month nor the
 * budget in force.
 *
 * @refuses SPD_BULAN, SPD_BARIS, SPD_BARIS_GANDA, SPD_KEGIATAN_ASING, SPD_DI_ATAS_KAS, SPD_DI_ATAS_DPA
 */
export function decideSpd(form: SpdForm, states: readonly SpdState[]): Result<Sen> {
  const refusals: Refusal[] = []
  const { bulanMulai, bulanSampai, lines } = form
  const isMonth = (value: number) => Number.isInteger(value) && value >= 1 && value <= 12
  if (!isMonth(bulanMulai) || !isMonth(bulanSampai) || bulanSampai < bulanMulai)
    refusals.push(refusal('SPD_BULAN', {}, 'bulanSampai'))
  if (lines.length === 0 || lines.some(({ jumlahSen }) => jumlahSen <= 0n))
    refusals.push(refusal('SPD_BARIS', {}, 'baris'))
  if (new Set(lines.map((line) => line.subKegiatanId)).size < lines.length)
    refusals.push(refusal('SPD_BARIS_GANDA', {}, 'baris'))
  for (const line of lines) refusals.push(...refuseLine(line, states))
  return refusals.length > 0 ? refuse(refusals) : ok(sumSen(lines.map((line) => line.jumlahSen)))
}

function refuseLine(line: SpdLine, states: readonly SpdState[]): readonly Refusal[] {
  const state = states.find(({ subKegiatanId }) => subKegiatanId === line.subKegiatanId)
  if (state === undefined) return [refusal('SPD_KEGIATAN_ASING', {}, 'baris')]
  const { label, anggaran, rencana, spd } = state
  const said = (batas: Sen) => ({
    kegiatan: label,
    sisa: formatSen(subtractSen(batas, spd)),
    diminta: formatSen(line.jumlahSen),
  })
  const total = spd + line.jumlahSen
  if (total > anggaran) return [refusal('SPD_DI_ATAS_DPA', said(anggaran), 'baris')]
  if (total > rencana) return [refusal('SPD_DI_ATAS_KAS', said(rencana), 'baris')]
  return []
}
