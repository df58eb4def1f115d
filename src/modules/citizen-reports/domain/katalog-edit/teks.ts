import type { Refusal, Result } from '../../../../kernel/result.ts'
import { ok, refuse } from '../../../../kernel/result.ts'
import type { Alasan, Katalog, Templat } from '../katalog.ts'
import { TINDAKAN } from '../transitions.ts'
import { isLength, katalogRefusal, unless } from './refusals.ts'

export const JENIS_ALASAN = ['tolak', 'jeda', 'koordinasi'] as const

export type AlasanIsian = Readonly<{
  kode: string
  jenis: string
  teksId: string
  teksEn: string
  saranId: string
  saranEn: string
  isActive: boolean
}>

const KODE = /^(?!baru$)[a-z0-9-]{2,40}$/

/**
 * A reason of a list. Its code and its use stay: cases refer to them.
 *
 * @refuses KODE_TIDAK_SAH, KODE_SUDAH_ADA, ALASAN_JENIS_TIDAK_SAH, TEKS_ID_TIDAK_SAH, TEKS_EN_TIDAK_SAH,
 *          SARAN_TIDAK_SAH
 */
export function decideAlasan(
  isian: AlasanIsian,
  katalog: Katalog,
  before: Alasan | undefined,
): Result<Alasan> {
  const jenis = before?.jenis ?? JENIS_ALASAN.find((one) => one === isian.jenis)
  const kode = before?.kode ?? isian.kode
  const { saranId, saranEn } = isian
  const isAdviceWhole =
    (saranId === '') === (saranEn === '') && saranId.length <= 500 && saranEn.length <= 500
  const refusals = [
    ...unless(KODE.test(kode), 'KODE_TIDAK_SAH', 'kode'),
    ...unless(before !== undefined || !katalog.alasan.has(kode), 'KODE_SUDAH_ADA', 'kode'),
    ...unless(jenis !== undefined, 'ALASAN_JENIS_TIDAK_SAH', 'jenis'),
    ...checkTexts(isian),
    ...unless(isAdviceWhole, 'SARAN_TIDAK_SAH', 'saran_id'),
  ]
  if (refusals.length > 0 || jenis === undefined) return refuse(refusals)
  return ok({
    kode,
    jenis,
    teks: { id: isian.teksId, en: isian.teksEn },
    saran: saranId === '' ? null : { id: saranId, en: saranEn },
    isActive: isian.isActive,
  })
}

function checkTexts({ teksId, teksEn }: Pick<AlasanIsian, 'teksId' | 'teksEn'>) {
  return [
    ...unless(isLength(teksId, 5, 2_000), 'TEKS_ID_TIDAK_SAH', 'teks_id'),
    ...unless(isLength(teksEn, 5, 2_000), 'TEKS_EN_TIDAK_SAH', 'teks_en'),
  ]
}

export type TemplatIsian = Readonly<{
  kode: string
  nama: string
  untukTindakan: string
  kategoriKode: string
  teksId: string
  teksEn: string
  isActive: boolean
}>

/** Names that are filled in when a template is used; the last three are written by the officer. */
export const ISIAN_TEMPLAT = [
  'nomor',
  'judul',
  'kategori',
  'unit',
  'wilayah',
  'tanggal',
  'tenggat',
  'alasan',
  'saran',
  'induk',
  'batas',
  'jadwal',
  'rincian',
] as const

/**
 * An answer template. Every {{name}} must be one that is filled in, and both languages use the same.
 *
 * @refuses KODE_TIDAK_SAH, KODE_SUDAH_ADA, NAMA_ID_TIDAK_SAH, TINDAKAN_TIDAK_SAH,
 *          KATEGORI_ATURAN_TIDAK_ADA, TEKS_ID_TIDAK_SAH, ISIAN_TIDAK_DIKENAL, ISIAN_BERBEDA
 */
export function decideTemplat(
  isian: TemplatIsian,
  katalog: Katalog,
  before: Readonly<{ id: string; kode?: string }>,
): Result<Templat> {
  const tindakan = TINDAKAN.find((one) => one === isian.untukTindakan)
  const kode = before.kode ?? isian.kode
  const hasTwin = katalog.templat.some((one) => one.kode === kode && one.id !== before.id)
  const { kategoriKode } = isian
  const refusals = [
    ...unless(KODE.test(kode), 'KODE_TIDAK_SAH', 'kode'),
    ...unless(!hasTwin, 'KODE_SUDAH_ADA', 'kode'),
    ...unless(isLength(isian.nama, 2, 80), 'NAMA_ID_TIDAK_SAH', 'nama'),
    ...unless(tindakan !== undefined, 'TINDAKAN_TIDAK_SAH', 'tindakan'),
    ...unless(
      kategoriKode === '' || katalog.kategori.has(kategoriKode),
      'KATEGORI_ATURAN_TIDAK_ADA',
      'kategori',
    ),
    ...checkTexts(isian),
    ...checkPlaceholders(isian),
  ]
  if (refusals.length > 0 || tindakan === undefined) return refuse(refusals)
  return ok({
    id: before.id,
    kode,
    nama: isian.nama,
    untukTindakan: tindakan,
    kategoriKode: kategoriKode || null,
    teks: { id: isian.teksId, en: isian.teksEn },
    isActive: isian.isActive,
  })
}

/** Names between double braces, each once, sorted; braces without a proper name count too. */
export function placeholdersOf(text: string): readonly string[] {
  const found = [...text.matchAll(/\{\{([^{}]{0,60})\}\}/g)].map(([, name = '']) => name)
  return [...new Set(found)].toSorted()
}

function checkPlaceholders({ teksId, teksEn }: TemplatIsian): readonly Refusal[] {
  const [id, en] = [placeholdersOf(teksId), placeholdersOf(teksEn)]
  const unknown = (names: readonly string[], field: string) =>
    names
      .filter((name) => !ISIAN_TEMPLAT.some((known) => known === name))
      .map((name) => {
        const refusal = katalogRefusal('ISIAN_TIDAK_DIKENAL', field)
        const message = `${refusal.message}: {{${name}}}. Pakai: ${ISIAN_TEMPLAT.join(', ')}.`
        return { ...refusal, message }
      })
  const isSame = id.join() === en.join()
  return [
    ...unknown(id, 'teks_id'),
    ...unknown(en, 'teks_en'),
    ...unless(isSame, 'ISIAN_BERBEDA', 'teks_en'),
  ]
}
