import { addDays, parseTanggal, type Tanggal } from '../../../../kernel/date.ts'
import type { Result } from '../../../../kernel/result.ts'
import { ok, refuse } from '../../../../kernel/result.ts'
import type { TenggatAturan } from '../clock.ts'
import { JENIS, KELAS } from '../laporan.ts'
import { isLength, unless, wholeNumber } from './refusals.ts'

export const TAHAP = [
  'verifikasi',
  'tindak_lanjut',
  'penyelesaian',
  'konfirmasi',
  'buka_kembali',
] as const

/** A deadline rule as its form sends it; an empty kind or class means every one. */
export type TenggatIsian = Readonly<{
  kode: string
  jenis: string
  kelas: string
  hariKerja: string
  berlakuMulai: string
  dasar: string
  isTerverifikasi: boolean
}>

export type StoredAturan = TenggatAturan & Readonly<{ id: string }>

/** The rule to add, and the one it ends with the day that ends it. */
export type TenggatChange = Readonly<{
  added: TenggatAturan
  ended: Readonly<{ rule: StoredAturan; on: Tanggal }> | undefined
}>

const HARI_KERJA_MAX = 400

/**
 * A new deadline rule. Rules are never rewritten: the new one ends the one in force on the day before it
 * begins. It may begin today at the earliest, so that no promise already given changes its measure.
 *
 * @refuses KODE_TENGGAT_TIDAK_SAH, HARI_KERJA_TIDAK_SAH, DASAR_TIDAK_SAH, TANGGAL_MULAI_TIDAK_SAH,
 *          TIDAK_BERLAKU_SURUT, TENGGAT_BERTABRAKAN
 */
export function decideTenggatAturan(
  isian: TenggatIsian,
  rules: readonly StoredAturan[],
  today: Tanggal,
): Result<TenggatChange> {
  const kode = TAHAP.find((one) => one === isian.kode)
  const jenis = isian.jenis === '' ? null : JENIS.find((one) => one === isian.jenis)
  const kelas = isian.kelas === '' ? null : KELAS.find((one) => one === isian.kelas)
  const hariKerja = wholeNumber(isian.hariKerja, HARI_KERJA_MAX)
  const mulai = parseTanggal(isian.berlakuMulai)
  const refusals = [
    ...unless(kode !== undefined, 'KODE_TENGGAT_TIDAK_SAH', 'kode'),
    ...unless(jenis !== undefined, 'JENIS_KOSONG', 'jenis'),
    ...unless(kelas !== undefined, 'KELAS_TIDAK_SAH', 'kelas'),
    ...unless(hariKerja !== undefined, 'HARI_KERJA_TIDAK_SAH', 'hari_kerja'),
    ...unless(isLength(isian.dasar, 5, 300), 'DASAR_TIDAK_SAH', 'dasar'),
    ...unless(mulai.ok, 'TANGGAL_MULAI_TIDAK_SAH', 'mulai'),
    ...unless(!mulai.ok || mulai.value >= today, 'TIDAK_BERLAKU_SURUT', 'mulai'),
  ]
  if (refusals.length > 0 || kode === undefined || jenis === undefined || kelas === undefined)
    return refuse(refusals)
  if (!mulai.ok || hariKerja === undefined) return refuse(refusals)

  const same = rules.filter(
    (rule) => rule.kode === kode && rule.jenis === jenis && rule.kelas === kelas,
  )
  const isLater = same.every((rule) => rule.berlakuMulai < mulai.value)
  if (!isLater) return refuse(unless(false, 'TENGGAT_BERTABRAKAN', 'mulai'))
  const running = same.find(
    (rule) => rule.berlakuSampai === null || rule.berlakuSampai >= mulai.value,
  )
  return ok({
    added: {
      kode,
      jenis,
      kelas,
      hariKerja,
      berlakuMulai: mulai.value,
      berlakuSampai: null,
      dasar: isian.dasar,
      isTerverifikasi: isian.isTerverifikasi,
    },
    ended: running === undefined ? undefined : { rule: running, on: addDays(mulai.value, -1) },
  })
}
