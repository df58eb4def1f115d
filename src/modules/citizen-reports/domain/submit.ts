import { parseTanggal } from '../../../kernel/date.ts'
import {
  findPersonalData,
  maskPersonalData,
  type PersonalDataRange,
} from '../../../kernel/personal-data.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Kategori, Pertanyaan } from './katalog.ts'
import type { Jenis, LokasiSumber } from './laporan.ts'
import { refusal } from './refusals.ts'

/** Where it happened, as the citizen told it and as the map knows it. */
export type Lokasi = Readonly<{
  lat: number | null
  lon: number | null
  sumber: LokasiSumber | null
  patokan: string | null
  /** Desa or kelurahan found for the point, or chosen; null when the point lies outside the region. */
  wilayahKode: string | null
  kecamatanKode: string | null
}>

export type Isian = Readonly<{
  jenis: Jenis
  judul: string
  isi: string
  jawaban: Readonly<Record<string, string | readonly string[]>>
  lokasi: Lokasi
  isAnonim: boolean
  isRahasia: boolean
  /** The reporter wants the name shown; off unless chosen. */
  isNamaTampil: boolean
  nama: string | null
}>

export const JUDUL_MIN = 10
export const JUDUL_MAX = 120
export const ISI_MIN = 20
export const ISI_MAX = 4_000
export const PATOKAN_MAX = 200

/** What may be published of a report's words, and what was taken out. */
export type Terbitan = Readonly<{
  judul: string
  isi: string
  patokan: string | null
  jawaban: Isian['jawaban']
  found: readonly PersonalDataRange[]
}>

/**
 * Check a report as filled in, whatever channel it came by. Short channels (SMS) are not asked for more
 * than they can carry: `isBrief` waives lengths and location.
 *
 * @refuses JENIS_TIDAK_COCOK, JUDUL_TERLALU_PENDEK, JUDUL_TERLALU_PANJANG, ISI_TERLALU_PENDEK, ISI_TERLALU_PANJANG,
 * LOKASI_KOSONG, LOKASI_DI_LUAR_DAERAH, JAWABAN_WAJIB, JAWABAN_TIDAK_SAH
 */
export function checkIsian(isian: Isian, kategori: Kategori, isBrief = false): Result<Isian> {
  const refusals = [
    ...(kategori.jenis.includes(isian.jenis) ? [] : [refusal('JENIS_TIDAK_COCOK', 'jenis')]),
    ...checkWords(isian, isBrief),
    ...checkLokasi(isian.lokasi, kategori, isBrief),
    ...(isBrief ? [] : checkJawaban(isian.jawaban, kategori.pertanyaan)),
  ]
  return refusals.length > 0 ? refuse(refusals) : ok(isian)
}

function checkWords({ judul, isi }: Isian, isBrief: boolean): readonly Refusal[] {
  const tooLong = isi.length > ISI_MAX ? [refusal('ISI_TERLALU_PANJANG', 'isi')] : []
  if (isBrief) return tooLong
  return [
    ...(judul.trim().length < JUDUL_MIN ? [refusal('JUDUL_TERLALU_PENDEK', 'judul')] : []),
    ...(judul.length > JUDUL_MAX ? [refusal('JUDUL_TERLALU_PANJANG', 'judul')] : []),
    ...(isi.trim().length < ISI_MIN ? [refusal('ISI_TERLALU_PENDEK', 'isi')] : []),
    ...tooLong,
  ]
}

function checkLokasi(lokasi: Lokasi, kategori: Kategori, isBrief: boolean): readonly Refusal[] {
  const hasPoint = lokasi.lat !== null && lokasi.lon !== null
  if (hasPoint && lokasi.wilayahKode === null) return [refusal('LOKASI_DI_LUAR_DAERAH', 'lokasi')]
  if (isBrief || !kategori.isButuhLokasi) return []
  const hasPlace = hasPoint || lokasi.wilayahKode !== null || lokasi.kecamatanKode !== null
  return hasPlace ? [] : [refusal('LOKASI_KOSONG', 'lokasi')]
}

/** Answers to the extra questions: required ones are there, choices exist, numbers and dates are such. */
export function checkJawaban(
  jawaban: Isian['jawaban'],
  pertanyaan: readonly Pertanyaan[],
): readonly Refusal[] {
  return pertanyaan.flatMap((soal) => {
    const field = `jawaban.${soal.kode}`
    const values = valuesOf(jawaban[soal.kode])
    if (values.length > 1 && soal.tipe !== 'multi') return [refusal('JAWABAN_TIDAK_SAH', field)]
    if (values.length === 0) return soal.wajib ? [refusal('JAWABAN_WAJIB', field)] : []
    return values.every((value) => isAnswer(value, soal))
      ? []
      : [refusal('JAWABAN_TIDAK_SAH', field)]
  })
}

function valuesOf(jawaban: string | readonly string[] | undefined): readonly string[] {
  if (jawaban === undefined) return []
  const list = typeof jawaban === 'string' ? [jawaban] : jawaban
  return list.map((value) => value.trim()).filter((value) => value !== '')
}

const ANSWER_MAX = 500
const NUMBER = /^-?\d{1,12}(?:[.,]\d{1,6})?$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

function isAnswer(value: string, soal: Pertanyaan): boolean {
  if (value.length > ANSWER_MAX) return false
  switch (soal.tipe) {
    case 'number':
      return NUMBER.test(value)
    case 'date':
      return DATE.test(value) && parseTanggal(value).ok
    case 'choice':
    case 'multi':
      return (soal.pilihan ?? []).some((pilihan) => pilihan.kode === value)
    case 'text':
      return true
  }
}

/** The question whose answer ends the form with advice instead of a report; undefined when none does. */
export function findStop(
  jawaban: Isian['jawaban'],
  pertanyaan: readonly Pertanyaan[],
): Pertanyaan | undefined {
  return pertanyaan.find(
    (soal) =>
      soal.hentikan !== undefined && valuesOf(jawaban[soal.kode]).includes(soal.hentikan.jawaban),
  )
}

/**
 * The words as they may go public: NIK, phone numbers, e-mail and house addresses are masked in title,
 * story, landmark and answers; the original stays with the case for officers.
 */
export function prepareTerbitan(
  isian: Pick<Isian, 'judul' | 'isi' | 'jawaban'> & Readonly<{ lokasi: Pick<Lokasi, 'patokan'> }>,
): Terbitan {
  const { patokan } = isian.lokasi
  const answers = Object.values(isian.jawaban).flat()
  const found = [isian.judul, isian.isi, patokan ?? '', ...answers].flatMap((text) =>
    findPersonalData(text),
  )
  return {
    judul: maskPersonalData(isian.judul),
    isi: maskPersonalData(isian.isi),
    patokan: patokan === null ? null : maskPersonalData(patokan),
    jawaban: Object.fromEntries(
      Object.entries(isian.jawaban).map(([kode, value]) => [kode, maskAnswer(value)]),
    ),
    found,
  }
}

function maskAnswer(value: string | readonly string[]): string | readonly string[] {
  return typeof value === 'string'
    ? maskPersonalData(value)
    : value.map((one) => maskPersonalData(one))
}

/** First words of a message as a title, for channels that have no title. */
export function titleFrom(isi: string): string {
  const line = isi.replace(/\s+/g, ' ').trim()
  if (line.length <= 80) return line
  const cut = line.slice(0, 80)
  const lastSpace = cut.lastIndexOf(' ')
  return `${lastSpace > 40 ? cut.slice(0, lastSpace) : cut}…`
}
