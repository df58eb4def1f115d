import type { Tanggal } from '../../../kernel/date.ts'
import { applyRate, type Sen, sen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import type { Tarif } from './spp.ts'

export type BelanjaForm = Readonly<{
  nomor: string
  tanggal: Tanggal
  uraian: string
  penerima: string
  jumlahSen: Sen
  pajak?: Readonly<{ kode: string; dasarSen: Sen }>
}>

export type DecidedBelanja = Readonly<{ pajak: Sen; tarif: Tarif | undefined }>

/**
 * A receipt as a treasurer wrote it, with the tax that is kept back from it.
 *
 * @refuses BELANJA_NOMOR, BELANJA_TANGGAL, BELANJA_URAIAN, SPP_PENERIMA, SPP_JUMLAH, PAJAK_TIDAK_DIKENAL, PAJAK_DASAR
 */
export function decideBelanja(
  form: BelanjaForm,
  facts: Readonly<{ today: Tanggal; tarif: readonly Tarif[] }>,
): Result<DecidedBelanja> {
  const { nomor, tanggal, uraian, penerima, jumlahSen } = form
  const fits = (text: string, min: number, max: number) =>
    text.trim().length >= min && text.trim().length <= max
  const refusals: Refusal[] = [
    ...(fits(nomor, 1, 120) ? [] : [refusal('BELANJA_NOMOR', {}, 'nomor')]),
    ...(tanggal <= facts.today ? [] : [refusal('BELANJA_TANGGAL', {}, 'tanggal')]),
    ...(fits(uraian, 3, 300) ? [] : [refusal('BELANJA_URAIAN', {}, 'uraian')]),
    ...(fits(penerima, 3, 200) ? [] : [refusal('SPP_PENERIMA', {}, 'penerima')]),
    ...(jumlahSen > 0n ? [] : [refusal('SPP_JUMLAH', {}, 'jumlah')]),
  ]
  const tax = readTax(form, facts.tarif, refusals)
  return refusals.length > 0 ? refuse(refusals) : ok(tax)
}

function readTax(
  { pajak, jumlahSen }: BelanjaForm,
  rates: readonly Tarif[],
  refusals: Refusal[],
): DecidedBelanja {
  if (pajak === undefined) return { pajak: ZERO_SEN, tarif: undefined }
  const tarif = rates.find(({ kode }) => kode === pajak.kode)
  if (tarif === undefined)
    refusals.push(refusal('PAJAK_TIDAK_DIKENAL', { urutan: 1, kode: pajak.kode }, 'pajak'))
  if (pajak.dasarSen <= 0n || pajak.dasarSen > jumlahSen)
    refusals.push(refusal('PAJAK_DASAR', { urutan: 1 }, 'pajak'))
  const amount = applyRate(pajak.dasarSen > 0n ? pajak.dasarSen : ZERO_SEN, tarif?.bps ?? 0, 'down')
  const whole = sen(amount - (amount % 100n))
  return whole === 0n ? { pajak: ZERO_SEN, tarif: undefined } : { pajak: whole, tarif }
}
