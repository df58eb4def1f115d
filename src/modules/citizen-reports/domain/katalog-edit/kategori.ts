import type { Refusal, Result } from '../../../../kernel/result.ts'
import { ok, refuse } from '../../../../kernel/result.ts'
import type { Katalog, Kategori } from '../katalog.ts'
import { JENIS, KELAS } from '../laporan.ts'
import { isLength, katalogRefusal, unless, wholeNumber } from './refusals.ts'

/** A category as its form sends it. */
export type KategoriIsian = Readonly<{
  kode: string
  /** Group of a leaf; empty for a group. */
  indukKode: string
  namaId: string
  namaEn: string
  /** Words people use, separated by commas or lines. */
  kataKunci: string
  kelas: string
  jenis: readonly string[]
  isRahasia: boolean
  isButuhLokasi: boolean
  radiusSerupaM: string
  isFotoDianjurkan: boolean
  ikon: string
  urutan: string
  isActive: boolean
}>

export type KategoriFacts = Readonly<{
  katalog: Katalog
  /** The category as it is; undefined for a new one. */
  before: Kategori | undefined
  icons: readonly string[]
  /** Only an administrator may make a secret category open. */
  isAdmin: boolean
}>

const WORDS_MAX = 60
/** The address of the form for a new one. */
const RESERVED = 'baru'
const RADIUS_MAX_M = 5_000
const URUTAN_MAX = 9_999

/**
 * Check a category's form against the catalogue. Every problem comes back at its field.
 *
 * @refuses KODE_TIDAK_SAH, KODE_SUDAH_ADA, INDUK_TIDAK_ADA, NAMA_ID_TIDAK_SAH, KELOMPOK_MASIH_BERISI,
 *          RAHASIA_HANYA_ADMIN and the other codes of the fields
 */
export function decideKategori(isian: KategoriIsian, facts: KategoriFacts): Result<Kategori> {
  const { before } = facts
  const kode = before?.kode ?? isian.kode
  const indukKode = before === undefined ? isian.indukKode || null : before.indukKode
  const words = readWords(isian.kataKunci)
  const radius = wholeNumber(isian.radiusSerupaM, RADIUS_MAX_M)
  const urutan = wholeNumber(isian.urutan, URUTAN_MAX)
  const kelas = KELAS.find((one) => one === isian.kelas)
  const jenis = JENIS.filter((one) => isian.jenis.includes(one))
  const refusals = [
    ...(before === undefined ? checkKode(isian, facts.katalog) : []),
    ...checkNames(isian, { ...facts, kode, indukKode }),
    ...checkWords(words),
    ...unless(kelas !== undefined, 'KELAS_TIDAK_SAH', 'kelas'),
    ...unless(jenis.length > 0, 'JENIS_KOSONG', 'jenis'),
    ...unless(radius !== undefined, 'RADIUS_TIDAK_SAH', 'radius'),
    ...unless(urutan !== undefined, 'URUTAN_TIDAK_SAH', 'urutan'),
    ...unless(facts.icons.includes(isian.ikon), 'IKON_TIDAK_SAH', 'ikon'),
    ...checkActive(isian, { ...facts, kode, indukKode }),
    ...unless(
      facts.isAdmin || !(before?.isRahasia === true && !isian.isRahasia),
      'RAHASIA_HANYA_ADMIN',
      'rahasia',
    ),
  ]
  if (refusals.length > 0 || kelas === undefined) return refuse(refusals)
  return ok({
    kode,
    indukKode,
    nama: { id: isian.namaId, en: isian.namaEn },
    kataKunci: words,
    kelas,
    jenis,
    isRahasia: isian.isRahasia,
    isButuhLokasi: isian.isButuhLokasi,
    radiusSerupaM: radius ?? 0,
    isFotoDianjurkan: isian.isFotoDianjurkan,
    pertanyaan: before?.pertanyaan ?? [],
    ikon: isian.ikon,
    urutan: urutan ?? 0,
    isActive: isian.isActive,
  })
}

function checkKode(isian: KategoriIsian, katalog: Katalog): readonly Refusal[] {
  const { kode, indukKode } = isian
  const isGroup = indukKode === ''
  const shape = isGroup ? /^[a-z0-9-]{2,40}$/ : /^[a-z0-9-]{2,40}\.[a-z0-9-]{2,40}$/
  const parent = isGroup ? undefined : katalog.kategori.get(indukKode)
  const hasParent = isGroup || (parent !== undefined && parent.indukKode === null)
  return [
    ...unless(hasParent, 'INDUK_TIDAK_ADA', 'induk'),
    ...unless(
      shape.test(kode) && kode !== RESERVED && (isGroup || kode.startsWith(`${indukKode}.`)),
      'KODE_TIDAK_SAH',
      'kode',
    ),
    ...unless(!katalog.kategori.has(kode), 'KODE_SUDAH_ADA', 'kode'),
  ]
}

type Placed = KategoriFacts & Readonly<{ kode: string; indukKode: string | null }>

function checkNames(isian: KategoriIsian, { katalog, kode, indukKode }: Placed) {
  const folded = isian.namaId.toLowerCase()
  const twin = [...katalog.kategori.values()].some(
    (one) =>
      one.kode !== kode && one.indukKode === indukKode && one.nama.id.toLowerCase() === folded,
  )
  return [
    ...unless(isLength(isian.namaId, 2, 80), 'NAMA_ID_TIDAK_SAH', 'nama_id'),
    ...unless(isLength(isian.namaEn, 2, 80), 'NAMA_EN_TIDAK_SAH', 'nama_en'),
    ...unless(!twin, 'NAMA_SUDAH_ADA', 'nama_id'),
  ]
}

/** Words separated by commas or lines, in small letters, each once. */
export function readWords(text: string): readonly string[] {
  const words = text
    .split(/[,\n\r]/)
    .map((word) => word.trim().toLowerCase().replace(/\s+/g, ' '))
    .filter((word) => word !== '')
  return [...new Set(words)]
}

function checkWords(words: readonly string[]): readonly Refusal[] {
  return [
    ...unless(words.length <= WORDS_MAX, 'KATA_KUNCI_TERLALU_BANYAK', 'kata_kunci'),
    ...unless(
      words.every((word) => isLength(word, 2, 60)),
      'KATA_KUNCI_TIDAK_SAH',
      'kata_kunci',
    ),
  ]
}

function checkActive(isian: KategoriIsian, { katalog, kode, indukKode }: Placed) {
  if (isian.isActive) {
    const parent = indukKode === null ? undefined : katalog.kategori.get(indukKode)
    return unless(parent?.isActive ?? true, 'KELOMPOK_NONAKTIF', 'aktif')
  }
  const holdsActive = [...katalog.kategori.values()].some(
    (one) => one.indukKode === kode && one.isActive,
  )
  return unless(!holdsActive, 'KELOMPOK_MASIH_BERISI', 'aktif')
}

/**
 * A category may be removed only while nothing points to it.
 *
 * @refuses KATEGORI_DIPAKAI
 */
export function decideRemoval(
  katalog: Katalog,
  kode: string,
  isUsedByReports: boolean,
): Result<undefined> {
  const hasChildren = [...katalog.kategori.values()].some((one) => one.indukKode === kode)
  const hasRules =
    katalog.wewenang.some((one) => one.kategoriKode === kode) ||
    katalog.templat.some((one) => one.kategoriKode === kode)
  return hasChildren || hasRules || isUsedByReports
    ? refuse(katalogRefusal('KATEGORI_DIPAKAI'))
    : ok(undefined)
}
