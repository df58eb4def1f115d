import { parseRupiah, type Sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { isAnggaran, isBelanja } from './akun.ts'
import { refusal } from './refusals.ts'
import { writeRupiah } from './rupiah.ts'
import { amountOf, parseVolume, type Volume } from './volume.ts'

/** A line as it is typed, pasted or read from a file: texts only. */
export type TypedLine = Readonly<{
  rekening: string
  uraian: string
  spesifikasi: string
  volume: string
  satuan: string
  harga: string
  sumberDana: string
  standar: string
  alasan: string
  keterangan: string
}>

/** Columns of a line in the order of the official form, by the names texts carry them under. */
export const LINE_FIELDS = [
  'rekening',
  'uraian',
  'spesifikasi',
  'volume',
  'satuan',
  'harga',
  'sumberDana',
  'standar',
  'alasan',
  'keterangan',
] as const satisfies readonly (keyof TypedLine)[]

/** A line that may be stored. Amounts in sen, volume in ten-thousandths. */
export type SoundLine = Readonly<{
  rekeningId: number
  sumberDanaId: number | null
  uraian: string
  spesifikasi: string
  volume: Volume
  satuan: string
  harga: Sen
  jumlah: Sen
  standarId: number | null
  hargaStandar: Sen | null
  alasanHarga: string | null
  keterangan: string
}>

export type Standar = Readonly<{
  id: number
  kode: string
  uraian: string
  satuan: string
  harga: Sen
  /** Accounts it may be used for; none named means any. */
  rekeningIds: readonly number[]
}>
type Account = Readonly<{ id: number; kode: string; isDaun: boolean }>

/** What a line is judged by: codes in force, standards, and what becomes of a price above its standard. */
export type LineRules = Readonly<{
  tahun: number
  isInSubKegiatan: boolean
  rekening: (kode: string) => Account | undefined
  sumberDana: (kode: string) => Readonly<{ id: number }> | undefined
  standar: (kode: string) => Standar | undefined
  sikapHarga: 'tolak' | 'alasan'
}>

const LONG = 500
const REASON_MIN = 5
const UNIT_MAX = 60

/**
 * Judge one line with all its faults at once.
 *
 * @refuses BARIS_* at the field each belongs to
 */
export function decideLine(typed: TypedLine, rules: LineRules): Result<SoundLine> {
  const account = decideAccount(typed.rekening.trim(), rules)
  const amount = decideAmount(typed)
  const standar = decideStandar(typed, rules, {
    harga: amount.ok ? amount.value.harga : undefined,
    rekeningId: account.ok ? account.value : undefined,
  })
  const source = decideSource(typed.sumberDana.trim(), rules)
  const refusals = [
    ...refusalsOf(account),
    ...refuseTexts(typed),
    ...refusalsOf(amount),
    ...refusalsOf(source),
    ...refusalsOf(standar),
  ]
  if (refusals.length > 0 || !account.ok || !amount.ok || !source.ok || !standar.ok)
    return refuse(refusals)
  return ok({
    rekeningId: account.value,
    sumberDanaId: source.value,
    uraian: typed.uraian.trim(),
    spesifikasi: typed.spesifikasi.trim(),
    satuan: typed.satuan.trim(),
    keterangan: typed.keterangan.trim(),
    ...amount.value,
    ...standar.value,
  })
}

const refusalsOf = (result: Result<unknown>): readonly Refusal[] =>
  result.ok ? [] : result.refusals

function decideAccount(kode: string, rules: LineRules): Result<number> {
  const { tahun, isInSubKegiatan } = rules
  if (kode === '') return refuse(refusal('BARIS_REKENING_KOSONG', {}, 'rekening'))
  const account = rules.rekening(kode)
  if (account === undefined)
    return refuse(refusal('BARIS_REKENING_TIDAK_ADA', { kode, tahun }, 'rekening'))
  if (!isAnggaran(account.kode))
    return refuse(refusal('BARIS_REKENING_BUKAN_ANGGARAN', { kode }, 'rekening'))
  if (!account.isDaun) return refuse(refusal('BARIS_REKENING_BUKAN_DAUN', { kode }, 'rekening'))
  if (isBelanja(account.kode) !== isInSubKegiatan)
    return refuse(refusal('BARIS_REKENING_SALAH_TEMPAT', {}, 'rekening'))
  return ok(account.id)
}

function decideSource(kode: string, rules: LineRules): Result<number | null> {
  if (kode === '') return ok(null)
  const source = rules.sumberDana(kode)
  return source === undefined
    ? refuse(refusal('BARIS_SUMBER_TIDAK_ADA', { kode, tahun: rules.tahun }, 'sumberDana'))
    : ok(source.id)
}

function refuseTexts(typed: TypedLine): readonly Refusal[] {
  const refusals: Refusal[] = []
  const uraian = typed.uraian.trim()
  const satuan = typed.satuan.trim()
  if (uraian === '' || uraian.length > LONG) refusals.push(refusal('BARIS_URAIAN', {}, 'uraian'))
  if (satuan === '' || satuan.length > UNIT_MAX)
    refusals.push(refusal('BARIS_SATUAN', {}, 'satuan'))
  for (const field of ['spesifikasi', 'keterangan'] as const)
    if (typed[field].trim().length > LONG) refusals.push(refusal('BARIS_TEKS_PANJANG', {}, field))
  return refusals
}

type Amount = Readonly<{ volume: Volume; harga: Sen; jumlah: Sen }>

function decideAmount({ volume: typedVolume, harga: typedHarga }: TypedLine): Result<Amount> {
  const volume = parseVolume(typedVolume)
  const harga = parseRupiah(typedHarga)
  const refusals: Refusal[] = []
  if (volume === undefined) refusals.push(refusal('BARIS_VOLUME', {}, 'volume'))
  if (!harga.ok) refusals.push(refusal('BARIS_HARGA', {}, 'harga'))
  if (volume === undefined || !harga.ok) return refuse(refusals)
  const jumlah = amountOf(volume, harga.value)
  return jumlah === undefined
    ? refuse(refusal('BARIS_JUMLAH_BESAR', {}, 'harga'))
    : ok({ volume, harga: harga.value, jumlah })
}

type Priced = Pick<SoundLine, 'standarId' | 'hargaStandar' | 'alasanHarga'>

/** What is known of the line so far: faults of its own are told elsewhere. */
type Known = Readonly<{ harga: Sen | undefined; rekeningId: number | undefined }>

function decideStandar(typed: TypedLine, rules: LineRules, known: Known): Result<Priced> {
  const { harga } = known
  const kode = typed.standar.trim()
  const alasan = typed.alasan.trim()
  if (kode === '') return ok({ standarId: null, hargaStandar: null, alasanHarga: null })
  const found = rules.standar(kode)
  if (found === undefined)
    return refuse(refusal('BARIS_STANDAR_TIDAK_ADA', { kode, tahun: rules.tahun }, 'standar'))
  const misuse = refuseMisuse(found, typed, known)
  if (misuse.length > 0) return refuse(misuse)
  const priced = { standarId: found.id, hargaStandar: found.harga }
  if (harga === undefined || harga <= found.harga) return ok({ ...priced, alasanHarga: null })
  const values = { harga: writeRupiah(found.harga) }
  if (rules.sikapHarga === 'tolak') return refuse(refusal('BARIS_DI_ATAS_STANDAR', values, 'harga'))
  if (alasan.length < REASON_MIN || alasan.length > LONG)
    return refuse(refusal('BARIS_ALASAN_STANDAR', values, 'alasan'))
  return ok({ ...priced, alasanHarga: alasan })
}

/** A price stands for a unit, and for the accounts the decree names. */
function refuseMisuse(
  { satuan, rekeningIds }: Standar,
  typed: TypedLine,
  { rekeningId }: Known,
): readonly Refusal[] {
  const refusals: Refusal[] = []
  if (rekeningId !== undefined && rekeningIds.length > 0 && !rekeningIds.includes(rekeningId))
    refusals.push(refusal('BARIS_STANDAR_REKENING', {}, 'standar'))
  const unit = typed.satuan.trim()
  if (unit !== '' && unit.toLowerCase() !== satuan.toLowerCase())
    refusals.push(refusal('BARIS_STANDAR_SATUAN', { satuan }, 'satuan'))
  return refusals
}
