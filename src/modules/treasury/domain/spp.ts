import type { Tanggal } from '../../../kernel/date.ts'
import { applyRate, type Sen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import type { JenisSpp } from './tahap.ts'

/** A tax rate as it stands on a date. */
export type Tarif = Readonly<{
  kode: string
  berlakuMulai: Tanggal
  nama: string
  bps: number
  /** Account it is owed on until it is passed to the state. */
  rekeningKode: string
  isTerverifikasi: boolean
}>

/** A tax withheld from a line; the amount follows from base and rate. */
export type PajakForm = Readonly<{ kode: string; dasarSen: Sen }>

export type BarisForm = Readonly<{
  mataAnggaranId: string
  uraian: string
  jumlahSen: Sen
  pajak: readonly PajakForm[]
}>

export type BuktiForm = Readonly<{ jenis: string; nomor: string; tanggal: Tanggal }>

export type SppForm = Readonly<{
  jenis: JenisSpp
  uraian: string
  penerima: string
  bank: string
  rekening: string
  baris: readonly BarisForm[]
  bukti: readonly BuktiForm[]
  /** Of UP, which has no lines. */
  jumlahSen?: Sen
  kontrakId?: string
  terminId?: string
  lpjId?: string
}>

/** A budget position as a line sees it. */
export type PosisiLine = Readonly<{
  id: string
  skpdId: number
  subKegiatanId: number | null
  rekeningId: number
  isModal: boolean
}>

export type SppFacts = Readonly<{
  tanggal: Tanggal
  skpdId: number
  posisi: ReadonlyMap<string, PosisiLine>
  tarif: ReadonlyMap<string, Tarif>
}>

export type Potongan = Readonly<{
  barisUrutan: number
  kode: string
  berlakuMulai: Tanggal
  dasarSen: Sen
  jumlahSen: Sen
}>

export type SppBaris = PosisiLine & Readonly<{ urutan: number; uraian: string; jumlahSen: Sen }>

export type DecidedSpp = Readonly<{
  jumlah: Sen
  potongan: Sen
  subKegiatanId: number | null
  baris: readonly SppBaris[]
  pajak: readonly Potongan[]
}>

const BARIS_MAX = 10_000
const PAJAK_MAX = 200
const BUKTI_MAX = 500

/**
 * A payment request as it was written: complete, in lines of its own SKPD, with the taxes of its date.
 *
 * @refuses SPP_URAIAN, SPP_PENERIMA, SPP_BANK, SPP_REKENING, SPP_BARIS, SPP_BARIS_ASING, SPP_BARIS_JUMLAH, SPP_JUMLAH,
 * TU_SATU_KEGIATAN, PAJAK_TIDAK_DIKENAL, PAJAK_DASAR, POTONGAN_TERLALU_BESAR, BUKTI_KOSONG, BUKTI_TANGGAL, BUKTI_GANDA
 */
export function decideSpp(form: SppForm, facts: SppFacts): Result<DecidedSpp> {
  const refusals: Refusal[] = [...refusePayee(form), ...refuseBukti(form, facts.tanggal)]
  const lines = form.jenis === 'UP' ? [] : readLines(form, facts, refusals)
  const pajak = readTaxes(form, facts, refusals)
  const jumlah =
    form.jenis === 'UP' ? (form.jumlahSen ?? ZERO_SEN) : sumSen(lines.map((one) => one.jumlahSen))
  if (jumlah <= 0n && (form.jenis === 'UP' || lines.length > 0))
    refusals.push(refusal('SPP_JUMLAH', {}, 'jumlah'))
  const potongan = sumSen(pajak.map((one) => one.jumlahSen))
  if (jumlah > 0n && potongan >= jumlah)
    refusals.push(refusal('POTONGAN_TERLALU_BESAR', {}, 'baris'))
  const subs = new Set(lines.map(({ subKegiatanId }) => subKegiatanId))
  if (form.jenis === 'TU' && (subs.size > 1 || subs.has(null)))
    refusals.push(refusal('TU_SATU_KEGIATAN', {}, 'baris'))
  if (refusals.length > 0) return refuse(refusals)
  const subKegiatanId = form.jenis === 'TU' ? ([...subs][0] ?? null) : null
  return ok({ jumlah, potongan, subKegiatanId, baris: lines, pajak })
}

type Payee = Pick<SppForm, 'uraian' | 'penerima' | 'bank' | 'rekening'>

/**
 * What was mended in a request that was sent back: its words, its payee, papers added.
 *
 * @refuses SPP_URAIAN, SPP_PENERIMA, SPP_BANK, SPP_REKENING, BUKTI_ISI, BUKTI_TANGGAL, BUKTI_GANDA
 */
export function refuseMending(
  form: Pick<SppForm, 'jenis' | 'uraian' | 'penerima' | 'bank' | 'rekening' | 'bukti'>,
  tanggal: Tanggal,
): readonly Refusal[] {
  // Papers that were there stay: only those that are added are looked at.
  const added = refuseBukti(form, tanggal).filter(({ code }) => code !== 'BUKTI_KOSONG')
  return [...refusePayee(form), ...added]
}

function refusePayee({ uraian, penerima, bank, rekening }: Payee): readonly Refusal[] {
  const isLong = (text: string, min: number, max: number) =>
    text.trim().length >= min && text.trim().length <= max
  return [
    ...(isLong(uraian, 3, 500) ? [] : [refusal('SPP_URAIAN', {}, 'uraian')]),
    ...(isLong(penerima, 3, 200) ? [] : [refusal('SPP_PENERIMA', {}, 'penerima')]),
    ...(isLong(bank, 2, 100) ? [] : [refusal('SPP_BANK', {}, 'bank')]),
    ...(/^\d{6,30}$/.test(rekening.trim()) ? [] : [refusal('SPP_REKENING', {}, 'rekening')]),
  ]
}

function refuseBukti(
  { jenis, bukti }: Pick<SppForm, 'jenis' | 'bukti'>,
  tanggal: Tanggal,
): readonly Refusal[] {
  const refusals: Refusal[] = []
  if (jenis === 'LS' && bukti.length === 0) refusals.push(refusal('BUKTI_KOSONG', {}, 'bukti'))
  const isUnsound = bukti.some(
    ({ jenis: kind, nomor }) =>
      kind.length < 2 || kind.length > 60 || nomor === '' || nomor.length > 120,
  )
  if (isUnsound || bukti.length > BUKTI_MAX) refusals.push(refusal('BUKTI_ISI', {}, 'bukti'))
  if (bukti.some((one) => one.tanggal > tanggal))
    refusals.push(refusal('BUKTI_TANGGAL', {}, 'bukti'))
  const names = bukti.map((one) => `${one.jenis} ${one.nomor}`)
  if (new Set(names).size < names.length) refusals.push(refusal('BUKTI_GANDA', {}, 'bukti'))
  return refusals
}

function readLines(form: SppForm, facts: SppFacts, refusals: Refusal[]): readonly SppBaris[] {
  if (form.baris.length === 0 || form.baris.length > BARIS_MAX)
    refusals.push(refusal('SPP_BARIS', {}, 'baris'))
  return form.baris.slice(0, BARIS_MAX).flatMap((line, at) => {
    const urutan = at + 1
    const posisi = facts.posisi.get(line.mataAnggaranId)
    if (posisi === undefined || posisi.skpdId !== facts.skpdId) {
      refusals.push(refusal('SPP_BARIS_ASING', { urutan }, 'baris'))
      return []
    }
    if (line.jumlahSen <= 0n) refusals.push(refusal('SPP_BARIS_JUMLAH', { urutan }, 'baris'))
    const uraian = line.uraian.trim().slice(0, 300)
    return [{ ...posisi, urutan, uraian, jumlahSen: line.jumlahSen }]
  })
}

function readTaxes(form: SppForm, facts: SppFacts, refusals: Refusal[]): readonly Potongan[] {
  const taxes = form.baris.flatMap((line, at) =>
    line.pajak.flatMap(({ kode, dasarSen }) => {
      const tarif = facts.tarif.get(kode)
      if (tarif === undefined) {
        refusals.push(refusal('PAJAK_TIDAK_DIKENAL', { urutan: at + 1, kode }, 'baris'))
        return []
      }
      if (dasarSen <= 0n || dasarSen > line.jumlahSen) {
        refusals.push(refusal('PAJAK_DASAR', { urutan: at + 1 }, 'baris'))
        return []
      }
      // Whole rupiah, downwards, as tax returns are written; the law's rounding is not verified.
      const jumlahSen = wholeRupiah(applyRate(dasarSen, tarif.bps, 'down'))
      const { berlakuMulai } = tarif
      return jumlahSen === 0n
        ? []
        : [{ barisUrutan: at + 1, kode, berlakuMulai, dasarSen, jumlahSen }]
    }),
  )
  if (taxes.length > PAJAK_MAX) refusals.push(refusal('SPP_BARIS', {}, 'baris'))
  return taxes
}

function wholeRupiah(amount: Sen): Sen {
  return sumSen([(amount - (amount % 100n)) as Sen])
}
