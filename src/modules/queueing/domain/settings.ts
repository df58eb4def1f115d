import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type {
  AturanRow,
  Desk,
  HariKhusus,
  Jam,
  JenisTempat,
  Layanan,
  Loket,
  Tempat,
} from '../types.ts'
import { parseMinute } from './hours.ts'
import { refusal } from './refusals.ts'
import { isRuleName } from './rules.ts'

export const JENIS_TEMPAT: readonly JenisTempat[] = ['mpp', 'opd', 'kecamatan', 'kelurahan', 'desa']

export const MENIT_SLOT = [10, 15, 20, 30, 60] as const

const KODE = /^[a-z][a-z0-9-]{1,39}$/
/** Words of our own addresses. */
const RESERVED = ['tiket', 'janji', 'tunggu', 'baru']
const NAME_MIN = 3
const ADDRESS_MAX = 300

type IsUnit = (kode: string) => boolean

const isName = (text: string, max = 80) => text.length >= NAME_MIN && text.length <= max

export type TempatIsian = Readonly<{
  kode: string
  jenis: string
  nama: string
  alamat: string
  unitKode: string
  isDaring: boolean
  isAktif: boolean
}>

/**
 * Check a place before it is stored.
 *
 * @param isTaken whether a new place's code is in use
 * @refuses KODE_TEMPAT_TIDAK_SAH, KODE_TEMPAT_SUDAH_ADA, JENIS_TEMPAT_TIDAK_SAH, NAMA_TIDAK_SAH,
 *   ALAMAT_TEMPAT_PANJANG, UNIT_TIDAK_ADA
 */
export function decideTempat(
  isian: TempatIsian,
  { isTaken, isUnit }: Readonly<{ isTaken: boolean; isUnit: IsUnit }>,
): Result<Omit<Tempat, 'versi'>> {
  const jenis = JENIS_TEMPAT.find((one) => one === isian.jenis)
  const refusals: Refusal[] = []
  if (!KODE.test(isian.kode) || RESERVED.includes(isian.kode))
    refusals.push(refusal('KODE_TEMPAT_TIDAK_SAH', 'kode'))
  else if (isTaken) refusals.push(refusal('KODE_TEMPAT_SUDAH_ADA', 'kode'))
  if (jenis === undefined) refusals.push(refusal('JENIS_TEMPAT_TIDAK_SAH', 'jenis'))
  if (!isName(isian.nama)) refusals.push(refusal('NAMA_TIDAK_SAH', 'nama'))
  if (isian.alamat.length > ADDRESS_MAX) refusals.push(refusal('ALAMAT_TEMPAT_PANJANG', 'alamat'))
  if (!isUnit(isian.unitKode)) refusals.push(refusal('UNIT_TIDAK_ADA', 'unit'))
  return refusals.length > 0 || jenis === undefined ? refuse(refusals) : ok({ ...isian, jenis })
}

export type LayananIsian = Readonly<{
  huruf: string
  nama: string
  namaEn: string
  unitKode: string
  layananKode: string
  menit: string
  isJanji: boolean
  menitSlot: string
  bagianLangsung: string
  isAktif: boolean
}>

const wholeNumber = (text: string): number => (/^\d{1,5}$/.test(text) ? Number(text) : -1)
const SERVICE_CODE = /^[A-Z0-9][A-Z0-9.-]{1,39}$/
const CODES_MAX = 100

/**
 * Check a line of a place before it is stored.
 *
 * @refuses HURUF_TIDAK_SAH, HURUF_SUDAH_ADA, NAMA_TIDAK_SAH, NAMA_EN_TIDAK_SAH, UNIT_TIDAK_ADA,
 *   KODE_LAYANAN_TIDAK_SAH, MENIT_TIDAK_SAH, MENIT_SLOT_TIDAK_SAH, BAGIAN_TIDAK_SAH
 */
export function decideLayanan(
  isian: LayananIsian,
  { id, others, isUnit }: Readonly<{ id: string; others: readonly Layanan[]; isUnit: IsUnit }>,
): Result<Layanan> {
  const codes = isian.layananKode
    .split(',')
    .map((one) => one.trim().toUpperCase())
    .filter((one) => one !== '')
  const [menit, bagian] = [wholeNumber(isian.menit), wholeNumber(isian.bagianLangsung)]
  const menitSlot = MENIT_SLOT.find((one) => String(one) === isian.menitSlot)
  const isTaken = others.some((one) => one.id !== id && one.huruf === isian.huruf)
  const checks: readonly (readonly [boolean, Refusal])[] = [
    [/^[A-Z]{1,2}$/.test(isian.huruf), refusal('HURUF_TIDAK_SAH', 'huruf')],
    [!isTaken, refusal('HURUF_SUDAH_ADA', 'huruf')],
    [isName(isian.nama), refusal('NAMA_TIDAK_SAH', 'nama')],
    [isName(isian.namaEn), refusal('NAMA_EN_TIDAK_SAH', 'nama_en')],
    [isUnit(isian.unitKode), refusal('UNIT_TIDAK_ADA', 'unit')],
    [
      codes.length <= CODES_MAX && codes.every((one) => SERVICE_CODE.test(one)),
      refusal('KODE_LAYANAN_TIDAK_SAH', 'layanan_kode'),
    ],
    [menit >= 1 && menit <= 240, refusal('MENIT_TIDAK_SAH', 'menit')],
    [menitSlot !== undefined, refusal('MENIT_SLOT_TIDAK_SAH', 'menit_slot')],
    [bagian >= 0 && bagian <= 100, refusal('BAGIAN_TIDAK_SAH', 'bagian')],
  ]
  const refusals = checks.flatMap(([isRight, why]) => (isRight ? [] : [why]))
  if (refusals.length > 0 || menitSlot === undefined) return refuse(refusals)
  const { huruf, nama, namaEn, unitKode, isJanji, isAktif } = isian
  const layananKode = [...new Set(codes)]
  const numbers = { menit, menitSlot, bagianLangsung: bagian }
  return ok({ id, huruf, nama, namaEn, unitKode, layananKode, ...numbers, isJanji, isAktif })
}

export type LoketIsian = Readonly<{
  kode: string
  nama: string
  unitKode: string
  isAktif: boolean
  layananIds: readonly string[]
}>

/**
 * Check a counter before it is stored.
 *
 * @refuses KODE_LOKET_TIDAK_SAH, KODE_LOKET_SUDAH_ADA, NAMA_TIDAK_SAH, UNIT_TIDAK_ADA, LAYANAN_LOKET_KOSONG
 */
export function decideLoket(
  isian: LoketIsian,
  { id, desk, isUnit }: Readonly<{ id: string; desk: Desk; isUnit: IsUnit }>,
): Result<Loket> {
  const layananIds = desk.layanan
    .filter((one) => isian.layananIds.includes(one.id))
    .map((one) => one.id)
  const isTaken = desk.loket.some((one) => one.id !== id && one.kode === isian.kode)
  const checks: readonly (readonly [boolean, Refusal])[] = [
    [/^[0-9A-Z]{1,4}$/.test(isian.kode), refusal('KODE_LOKET_TIDAK_SAH', 'kode')],
    [!isTaken, refusal('KODE_LOKET_SUDAH_ADA', 'kode')],
    [isName(isian.nama), refusal('NAMA_TIDAK_SAH', 'nama')],
    [isUnit(isian.unitKode), refusal('UNIT_TIDAK_ADA', 'unit')],
    [layananIds.length > 0, refusal('LAYANAN_LOKET_KOSONG', 'layanan')],
  ]
  const refusals = checks.flatMap(([isRight, why]) => (isRight ? [] : [why]))
  return refusals.length > 0 ? refuse(refusals) : ok({ ...isian, id, layananIds })
}

export type JamIsian = Readonly<{
  layananId: string
  hari: readonly string[]
  buka: string
  tutup: string
  mulai: string
  sampai: string
}>

/**
 * Hours of one or more weekdays from a form.
 *
 * @param newId an id for each row
 * @refuses HARI_TIDAK_SAH, JAM_LAYANAN_TIDAK_SAH, TANGGAL_MULAI_TIDAK_SAH, TANGGAL_SAMPAI_TIDAK_SAH,
 *   LAYANAN_ANTREAN_TIDAK_ADA
 */
export function decideJam(
  isian: JamIsian,
  { layanan, newId }: Readonly<{ layanan: readonly Layanan[]; newId: () => string }>,
): Result<readonly Jam[]> {
  const hari = ([1, 2, 3, 4, 5, 6, 7] as const).filter((day) => isian.hari.includes(String(day)))
  const [buka, tutup] = [parseMinute(isian.buka), parseMinute(isian.tutup)]
  const mulai = parseTanggal(isian.mulai)
  const sampai = isian.sampai.trim() === '' ? undefined : parseTanggal(isian.sampai)
  const isLine = isian.layananId === '' || layanan.some(({ id }) => id === isian.layananId)
  const isRange = buka !== undefined && tutup !== undefined && tutup > buka
  const isUntil = sampai === undefined || (sampai.ok && (!mulai.ok || sampai.value >= mulai.value))
  const checks: readonly (readonly [boolean, Refusal])[] = [
    [isLine, refusal('LAYANAN_ANTREAN_TIDAK_ADA', 'layanan')],
    [hari.length > 0, refusal('HARI_TIDAK_SAH', 'hari')],
    [isRange, refusal('JAM_LAYANAN_TIDAK_SAH', 'buka')],
    [mulai.ok, refusal('TANGGAL_MULAI_TIDAK_SAH', 'mulai')],
    [isUntil, refusal('TANGGAL_SAMPAI_TIDAK_SAH', 'sampai')],
  ]
  const refusals = checks.flatMap(([isRight, why]) => (isRight ? [] : [why]))
  if (refusals.length > 0 || !mulai.ok || buka === undefined || tutup === undefined)
    return refuse(refusals)
  return ok(
    hari.map((day) => ({
      id: newId(),
      layananId: isian.layananId === '' ? null : isian.layananId,
      hari: day,
      buka,
      tutup,
      berlakuMulai: mulai.value,
      berlakuSampai: sampai?.ok ? sampai.value : null,
    })),
  )
}

export type KhususIsian = Readonly<{ tanggal: string; buka: string; tutup: string; alasan: string }>

/**
 * A day on which a place closes, or keeps other hours when both are given.
 *
 * @refuses TANGGAL_KHUSUS_TIDAK_SAH, JAM_LAYANAN_TIDAK_SAH, ALASAN_TUTUP_TIDAK_SAH
 */
export function decideKhusus(isian: KhususIsian, today: Tanggal): Result<HariKhusus> {
  const tanggal = parseTanggal(isian.tanggal)
  const isClosed = isian.buka.trim() === '' && isian.tutup.trim() === ''
  const [buka, tutup] = [parseMinute(isian.buka), parseMinute(isian.tutup)]
  const isRange = isClosed || (buka !== undefined && tutup !== undefined && tutup > buka)
  const alasan = isian.alasan.trim()
  const checks: readonly (readonly [boolean, Refusal])[] = [
    [tanggal.ok && tanggal.value >= today, refusal('TANGGAL_KHUSUS_TIDAK_SAH', 'tanggal')],
    [isRange, refusal('JAM_LAYANAN_TIDAK_SAH', 'buka')],
    [isName(alasan, 160), refusal('ALASAN_TUTUP_TIDAK_SAH', 'alasan')],
  ]
  const refusals = checks.flatMap(([isRight, why]) => (isRight ? [] : [why]))
  if (refusals.length > 0 || !tanggal.ok) return refuse(refusals)
  const hours = isClosed
    ? { buka: null, tutup: null }
    : { buka: buka ?? null, tutup: tutup ?? null }
  return ok({ tanggal: tanggal.value, ...hours, alasan })
}

export type AturanIsian = Readonly<{ kunci: string; nilai: string; mulai: string; dasar: string }>

const VALUE_MAX = 10_000
const GROUND_MIN = 5
const GROUND_MAX = 300

/**
 * A rule of one place from a date, with its ground.
 *
 * @refuses ATURAN_TIDAK_ADA, NILAI_ATURAN_TIDAK_SAH, TANGGAL_MULAI_TIDAK_SAH, DASAR_ATURAN_TIDAK_SAH
 */
export function decideAturan(isian: AturanIsian, tempatKode: string): Result<AturanRow> {
  const nilai = wholeNumber(isian.nilai)
  const mulai = parseTanggal(isian.mulai)
  const dasar = isian.dasar.trim()
  const checks: readonly (readonly [boolean, Refusal])[] = [
    [isRuleName(isian.kunci), refusal('ATURAN_TIDAK_ADA', 'kunci')],
    [nilai >= 0 && nilai <= VALUE_MAX, refusal('NILAI_ATURAN_TIDAK_SAH', 'nilai')],
    [mulai.ok, refusal('TANGGAL_MULAI_TIDAK_SAH', 'mulai')],
    [
      dasar.length >= GROUND_MIN && dasar.length <= GROUND_MAX,
      refusal('DASAR_ATURAN_TIDAK_SAH', 'dasar'),
    ],
  ]
  const refusals = checks.flatMap(([isRight, why]) => (isRight ? [] : [why]))
  if (refusals.length > 0 || !mulai.ok) return refuse(refusals)
  return ok({ kunci: isian.kunci, tempatKode, nilai, berlakuMulai: mulai.value, dasar })
}
