import type { HariLibur } from '../../../kernel/calendar.ts'
import { parseTanggal, yearOf } from '../../../kernel/date.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import type { JamBuka, JamKantor, Unit } from '../types.ts'
import { parseJam } from './hours.ts'

const field = (code: string, message: string, name: string): Refusal => ({
  code,
  message,
  field: name,
})
const unless = (holds: boolean, refusal: Refusal): readonly Refusal[] => (holds ? [] : [refusal])
const isLength = (text: string, min: number, max: number) =>
  text.length >= min && text.length <= max

/** An agency as its form sends it. */
export type UnitIsian = Readonly<{
  kode: string
  nama: string
  singkatan: string
  indukKode: string
  wilayahKode: string
  alamat: string
  telepon: string
  /** What hours cannot say: "gawat darurat 24 jam". */
  catatanJam: string
  wilayahLayanan: readonly string[]
  isActive: boolean
}>

export type UnitFacts = Readonly<{
  units: ReadonlyMap<string, Unit>
  before: Unit | undefined
  jamBuka: readonly JamBuka[]
  isWilayah: (kode: string) => boolean
}>

/**
 * Check an agency. It may stand under another, never under itself or its own branch.
 *
 * @refuses KODE_UNIT_TIDAK_SAH, KODE_UNIT_SUDAH_ADA, NAMA_UNIT_TIDAK_SAH, SINGKATAN_TIDAK_SAH,
 *          INDUK_UNIT_TIDAK_SAH, WILAYAH_UNIT_TIDAK_ADA, TELEPON_TIDAK_SAH, ALAMAT_TERLALU_PANJANG
 */
export function decideUnit(isian: UnitIsian, facts: UnitFacts): Result<Unit> {
  const { before, units } = facts
  const kode = before?.kode ?? isian.kode
  const areas = [isian.wilayahKode, ...isian.wilayahLayanan].filter((one) => one !== '')
  const refusals = [
    ...unless(
      /^(?!baru$)[a-z0-9][a-z0-9.-]{1,39}$/.test(kode),
      field(
        'KODE_UNIT_TIDAK_SAH',
        'Isi kode dengan huruf kecil, angka, dan tanda hubung, misalnya pupr.',
        'kode',
      ),
    ),
    ...unless(
      before !== undefined || !units.has(kode),
      field('KODE_UNIT_SUDAH_ADA', 'Kode ini sudah dipakai. Pilih kode lain.', 'kode'),
    ),
    ...unless(
      isLength(isian.nama, 3, 120),
      field('NAMA_UNIT_TIDAK_SAH', 'Isi nama lengkap, 3 sampai 120 huruf.', 'nama'),
    ),
    ...unless(
      isLength(isian.singkatan, 2, 40),
      field('SINGKATAN_TIDAK_SAH', 'Isi singkatan, 2 sampai 40 huruf.', 'singkatan'),
    ),
    ...unless(
      isSoundParent(kode, isian.indukKode, units),
      field('INDUK_UNIT_TIDAK_SAH', 'Pilih induk yang bukan bagian dari unit ini.', 'induk'),
    ),
    ...unless(
      areas.every(facts.isWilayah),
      field('WILAYAH_UNIT_TIDAK_ADA', 'Pilih wilayah dari daftar.', 'wilayah'),
    ),
    ...unless(
      /^[0-9()+ .-]{0,30}$/.test(isian.telepon),
      field(
        'TELEPON_TIDAK_SAH',
        'Isi nomor telepon dengan angka, misalnya (0999) 5001.',
        'telepon',
      ),
    ),
    ...unless(
      isian.alamat.length <= 300 && isian.catatanJam.length <= 200,
      field(
        'ALAMAT_TERLALU_PANJANG',
        'Singkatkan alamat menjadi paling banyak 300 huruf.',
        'alamat',
      ),
    ),
  ]
  if (refusals.length > 0) return refuse(refusals)
  return ok({
    kode,
    nama: isian.nama,
    singkatan: isian.singkatan,
    indukKode: isian.indukKode || null,
    wilayahKode: isian.wilayahKode || null,
    telepon: isian.telepon || null,
    alamat: isian.alamat || null,
    jamLayanan: isian.catatanJam || null,
    jamBuka: facts.jamBuka,
    wilayahLayanan: [...new Set(isian.wilayahLayanan)].toSorted(),
    isActive: isian.isActive,
  })
}

const DEPTH_MAX = 10

function isSoundParent(kode: string, induk: string, units: ReadonlyMap<string, Unit>): boolean {
  if (induk === '') return true
  let above: string | null = induk
  for (let depth = 0; above !== null && depth < DEPTH_MAX; depth += 1) {
    if (above === kode) return false
    const unit = units.get(above)
    if (unit === undefined) return false
    above = unit.indukKode
  }
  return above === null
}

export const JENIS_LIBUR = ['libur_nasional', 'cuti_bersama', 'libur_daerah', 'prakiraan'] as const

export type Libur = HariLibur & Readonly<{ dasar: string }>
export type LiburIsian = Readonly<{ tanggal: string; nama: string; jenis: string; dasar: string }>

/**
 * One day off of a year. Without a decree it is a forecast.
 *
 * @refuses TANGGAL_LIBUR_TIDAK_SAH, NAMA_LIBUR_TIDAK_SAH, JENIS_LIBUR_TIDAK_SAH, DASAR_LIBUR_TIDAK_SAH
 */
export function decideLibur(isian: LiburIsian, tahun: number): Result<Libur> {
  const date = parseTanggal(isian.tanggal)
  const jenis = JENIS_LIBUR.find((one) => one === isian.jenis)
  const refusals = [
    ...unless(
      date.ok && yearOf(date.value) === tahun,
      field(
        'TANGGAL_LIBUR_TIDAK_SAH',
        `Isi tanggal dalam tahun ${tahun}, misalnya 17/8/${tahun}.`,
        'tanggal',
      ),
    ),
    ...unless(
      isLength(isian.nama, 3, 100),
      field('NAMA_LIBUR_TIDAK_SAH', 'Isi nama hari libur, 3 sampai 100 huruf.', 'nama'),
    ),
    ...unless(
      jenis !== undefined,
      field('JENIS_LIBUR_TIDAK_SAH', `Pilih jenis: ${JENIS_LIBUR.join(', ')}.`, 'jenis'),
    ),
    ...unless(
      isLength(isian.dasar, 5, 200),
      field(
        'DASAR_LIBUR_TIDAK_SAH',
        'Sebutkan keputusannya, misalnya "SKB 3 Menteri 2/2026".',
        'dasar',
      ),
    ),
  ]
  if (refusals.length > 0 || !date.ok || jenis === undefined) return refuse(refusals)
  return ok({ tanggal: date.value, nama: isian.nama, jenis, dasar: isian.dasar })
}

/**
 * A year becomes official once nothing in it is a forecast and it has a day off at all.
 *
 * @refuses TAHUN_KOSONG, MASIH_PRAKIRAAN naming how many
 */
export function decideConfirmation(days: readonly Libur[]): Result<undefined> {
  const forecast = days.filter(({ jenis }) => jenis === 'prakiraan').length
  if (days.length === 0)
    return refuse({ code: 'TAHUN_KOSONG', message: 'Isi dahulu hari libur tahun ini.' })
  if (forecast > 0)
    return refuse({
      code: 'MASIH_PRAKIRAAN',
      message: `Masih ada ${forecast} hari prakiraan. Ganti dengan tanggal dari keputusan resmi, atau hapus.`,
    })
  return ok(undefined)
}

export type JamKantorIsian = Readonly<{
  berlakuMulai: string
  buka: string
  tutup: string
  dasar: string
}>

/**
 * Office hours from a date on. Deadlines end when the office closes.
 *
 * @law KAL-010
 * @refuses TANGGAL_JAM_TIDAK_SAH, JAM_KANTOR_TIDAK_SAH, DASAR_JAM_TIDAK_SAH
 */
export function decideJamKantor(isian: JamKantorIsian): Result<JamKantor> {
  const date = parseTanggal(isian.berlakuMulai)
  const isDate = date.ok && yearOf(date.value) >= 2000 && yearOf(date.value) <= 2100
  const [buka, tutup] = [parseJam(isian.buka), parseJam(isian.tutup)]
  const isHours = buka !== undefined && tutup !== undefined && buka < tutup
  const refusals = [
    ...unless(
      isDate,
      field('TANGGAL_JAM_TIDAK_SAH', 'Isi tanggal mulai berlaku, misalnya 1/1/2027.', 'mulai'),
    ),
    ...unless(
      isHours,
      field(
        'JAM_KANTOR_TIDAK_SAH',
        'Isi jam buka dan jam tutup sesudahnya, misalnya 07.30 dan 16.00.',
        'buka',
      ),
    ),
    ...unless(
      isLength(isian.dasar, 5, 200),
      field(
        'DASAR_JAM_TIDAK_SAH',
        'Sebutkan keputusannya, misalnya "Perbup 12/2026 tentang jam kerja".',
        'dasar',
      ),
    ),
  ]
  if (refusals.length > 0 || !date.ok || !isHours) return refuse(refusals)
  return ok({ berlakuMulai: date.value, buka, tutup, dasar: isian.dasar })
}

export type DaerahIsian = Readonly<{ name: string; shortName: string; domain: string }>

/** @refuses NAMA_DAERAH_TIDAK_SAH, NAMA_PENDEK_TIDAK_SAH, DOMAIN_TIDAK_SAH */
export function decideDaerah(isian: DaerahIsian): Result<DaerahIsian> {
  const refusals = [
    ...unless(
      isLength(isian.name, 3, 80),
      field('NAMA_DAERAH_TIDAK_SAH', 'Isi nama lengkap, misalnya Kabupaten Jatiraya.', 'name'),
    ),
    ...unless(
      isLength(isian.shortName, 2, 40),
      field('NAMA_PENDEK_TIDAK_SAH', 'Isi nama pendek, misalnya Jatiraya.', 'shortName'),
    ),
    ...unless(
      /^(?=.{4,100}$)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}$/.test(isian.domain),
      field('DOMAIN_TIDAK_SAH', 'Isi akhiran alamat resmi, misalnya jatiraya.go.id.', 'domain'),
    ),
  ]
  return refusals.length > 0 ? refuse(refusals) : ok(isian)
}
