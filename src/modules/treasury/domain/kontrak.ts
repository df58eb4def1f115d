import type { Tanggal } from '../../../kernel/date.ts'
import { type Sen, sumSen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { formatSen } from './format-sen.ts'
import { refusal } from './refusals.ts'

export type TerminForm = Readonly<{
  jenis: 'uang-muka' | 'termin' | 'retensi'
  uraian: string
  nilai: Sen
  fisikBps: number
  rencana: Tanggal
}>

export type KontrakForm = Readonly<{
  tanggal: Tanggal
  mulai: Tanggal
  selesai: Tanggal
  uraian: string
  penyedia: string
  penyediaBank: string
  penyediaRekening: string
  nilai: Sen
  termin: readonly TerminForm[]
}>

const TERMIN_MAX = 100

/**
 * A contract as it was written: dates in their order, a payee, stages that sum to its value.
 *
 * @refuses KONTRAK_TANGGAL, KONTRAK_ISI, SPP_BANK, SPP_REKENING, SPP_JUMLAH, TERMIN_ISI, TERMIN_JUMLAH
 */
export function decideKontrak(form: KontrakForm): Result<Sen> {
  const refusals: Refusal[] = []
  if (form.mulai < form.tanggal || form.selesai < form.mulai)
    refusals.push(refusal('KONTRAK_TANGGAL', {}, 'selesai'))
  const fits = (text: string, min: number, max: number) =>
    text.trim().length >= min && text.trim().length <= max
  if (!fits(form.uraian, 3, 500) || !fits(form.penyedia, 3, 200))
    refusals.push(refusal('KONTRAK_ISI', {}, 'uraian'))
  if (!fits(form.penyediaBank, 2, 100)) refusals.push(refusal('SPP_BANK', {}, 'penyediaBank'))
  if (!/^\d{6,30}$/.test(form.penyediaRekening.trim()))
    refusals.push(refusal('SPP_REKENING', {}, 'penyediaRekening'))
  if (form.nilai <= 0n) refusals.push(refusal('SPP_JUMLAH', {}, 'nilai'))
  refusals.push(...refuseStages(form.termin, form.nilai))
  const advance = form.termin.filter(({ jenis }) => jenis === 'uang-muka')
  return refusals.length > 0 ? refuse(refusals) : ok(sumSen(advance.map(({ nilai }) => nilai)))
}

function refuseStages(stages: readonly TerminForm[], nilai: Sen): readonly Refusal[] {
  const isSound = (one: TerminForm) =>
    one.nilai > 0n &&
    one.fisikBps >= 0 &&
    one.fisikBps <= 10_000 &&
    one.uraian.trim().length >= 2 &&
    one.uraian.trim().length <= 200
  if (stages.length === 0 || stages.length > TERMIN_MAX || !stages.every(isSound))
    return [refusal('TERMIN_ISI', {}, 'termin')]
  const jumlah = sumSen(stages.map((one) => one.nilai))
  if (jumlah === nilai) return []
  return [
    refusal('TERMIN_JUMLAH', { jumlah: formatSen(jumlah), nilai: formatSen(nilai) }, 'termin'),
  ]
}

/**
 * An addendum changes value and time; the value never falls below what requests have bound.
 *
 * @refuses ADENDUM_NILAI, KONTRAK_TANGGAL, ADENDUM_ALASAN
 */
export function decideAdendum(
  form: Readonly<{ nilai: Sen; selesai: Tanggal; alasan: string }>,
  kontrak: Readonly<{ terikat: Sen; mulai: Tanggal }>,
): readonly Refusal[] {
  const words = form.alasan.trim().length
  return [
    ...(form.nilai > 0n && form.nilai >= kontrak.terikat
      ? []
      : [refusal('ADENDUM_NILAI', { terikat: formatSen(kontrak.terikat) }, 'nilai')]),
    ...(form.selesai >= kontrak.mulai ? [] : [refusal('KONTRAK_TANGGAL', {}, 'selesai')]),
    ...(words >= 10 && words <= 1000 ? [] : [refusal('ADENDUM_ALASAN', {}, 'alasan')]),
  ]
}
