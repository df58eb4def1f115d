import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import {
  BAHASA,
  JENIS_SOAL,
  type JenisSoal,
  type Kata,
  OP_SYARAT,
  type Pilihan,
  type Soal,
  type Syarat,
} from './soal.ts'

export const SOAL_MAX = 60
export const SYARAT_MAX = 2
const BAGIAN_MAX = 20
const PILIHAN_MAX = 30
const BARIS_MAX = 20

/** A question as the builder's form sends it. */
export type SoalForm = Readonly<Record<string, string>>

const HAS_CHOICES: readonly JenisSoal[] = ['tunggal', 'ganda', 'matriks', 'urutan']
const HAS_RANGE: readonly JenisSoal[] = ['skala', 'angka']

/**
 * Read a question from the builder's form; conditions may only look back.
 *
 * @param kode of the question that is changed; a new one otherwise
 * @refuses SOAL_TEKS, SOAL_JENIS, SOAL_BAGIAN, SOAL_PILIHAN, SOAL_BARIS, SOAL_RENTANG, SOAL_SYARAT
 */
export function readSoal(
  form: SoalForm,
  { kode, before }: Readonly<{ kode: string; before: readonly Soal[] }>,
): Result<Soal> {
  const jenis = JENIS_SOAL.find((one) => one === form.jenis)
  const bagian = Number(form.bagian ?? '')
  const teks = kataOf(BAHASA.map((bahasa) => form[`teks_${bahasa}`] ?? ''))
  const pilihan = readLines(form.pilihan ?? '')
  const baris = readLines(form.baris ?? '')
  const rentang = readRentang(form)
  const syarat = readSyarat(form, before)
  const needs = (list: readonly JenisSoal[]) => jenis !== undefined && list.includes(jenis)
  const wrong: readonly (Refusal | false)[] = [
    !isText(teks.id, 5, 300) && refusal('SOAL_TEKS', {}, 'teks_id'),
    jenis === undefined && refusal('SOAL_JENIS', {}, 'jenis'),
    !isWhole(bagian, 1, BAGIAN_MAX) && refusal('SOAL_BAGIAN', {}, 'bagian'),
    ...refuseLists({ pilihan, baris, rentang }, needs),
    syarat === undefined && refusal('SOAL_SYARAT', {}, 'syarat_soal_1'),
  ]
  const refusals = wrong.filter((one) => one !== false)
  if (refusals.length > 0 || jenis === undefined || syarat === undefined) return refuse(refusals)
  return ok({
    kode,
    bagian,
    jenis,
    teks,
    isWajib: form.wajib === 'ya',
    isPengenal: form.pengenal === 'ya',
    pilihan: needs(HAS_CHOICES) ? pilihan : [],
    baris: jenis === 'matriks' ? baris : [],
    rentang: needs(HAS_RANGE) ? rentang : null,
    syarat,
  })
}

function refuseLists(
  { pilihan, baris, rentang }: Pick<Soal, 'pilihan' | 'baris' | 'rentang'>,
  needs: (list: readonly JenisSoal[]) => boolean,
): readonly (Refusal | false)[] {
  return [
    needs(HAS_CHOICES) && !areLines(pilihan, PILIHAN_MAX) && refusal('SOAL_PILIHAN', {}, 'pilihan'),
    needs(['matriks']) && !areLines(baris, BARIS_MAX) && refusal('SOAL_BARIS', {}, 'baris'),
    needs(HAS_RANGE) && rentang === null && refusal('SOAL_RENTANG', {}, 'dari'),
  ]
}

const isText = (text: string, min: number, max: number) => text.length >= min && text.length <= max
const isWhole = (value: number, min: number, max: number) =>
  Number.isInteger(value) && value >= min && value <= max

function kataOf(texts: readonly string[]): Kata {
  const [id = '', ...others] = texts.map((text) => text.trim())
  const given = others.flatMap((text, at) => (text === '' ? [] : [[BAHASA[at + 1] ?? 'en', text]]))
  return { id, ...Object.fromEntries(given) }
}

/** One per line: Indonesian, then after upright strokes English, Javanese, Sundanese, Madurese. */
function readLines(text: string): readonly Pilihan[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.map((line, at) => ({
    kode: letterOf(at),
    teks: kataOf(line.split('|').slice(0, 5)),
  }))
}

/** The same lines again, for the form. */
export function writeLines(list: readonly Pilihan[]): string {
  return list
    .map(({ teks }) => {
      const texts = BAHASA.map((bahasa) => teks[bahasa] ?? '')
      const last = texts.findLastIndex((one) => one !== '')
      return texts.slice(0, last + 1).join(' | ')
    })
    .join('\n')
}

/** a, b, … z, aa, ab. */
function letterOf(at: number): string {
  const letter = String.fromCharCode(97 + (at % 26))
  return at < 26 ? letter : `a${letter}`
}

function areLines(list: readonly Pilihan[], max: number): boolean {
  const texts = new Set(list.map(({ teks }) => teks.id))
  return (
    list.length >= 2 &&
    list.length <= max &&
    texts.size === list.length &&
    list.every(({ teks }) => isText(teks.id, 1, 120))
  )
}

function readRentang(form: SoalForm): Soal['rentang'] {
  const [dari, sampai] = [form.dari ?? '', form.sampai ?? ''].map((text) =>
    text.trim() === '' ? Number.NaN : Number(text),
  ) as [number, number]
  if (!Number.isInteger(dari) || !Number.isInteger(sampai) || dari >= sampai) return null
  const isScale = form.jenis === 'skala'
  if (isScale && sampai - dari > 10) return null
  return Math.abs(dari) > 999_999_999 || Math.abs(sampai) > 999_999_999 ? null : { dari, sampai }
}

/** @returns undefined when a condition is half filled in, or looks at what is not there */
function readSyarat(form: SoalForm, before: readonly Soal[]): readonly Syarat[] | undefined {
  const found: Syarat[] = []
  for (let at = 1; at <= SYARAT_MAX; at += 1) {
    const kode = form[`syarat_soal_${at}`] ?? ''
    const nilai = (form[`syarat_nilai_${at}`] ?? '').trim()
    if (kode === '' && nilai === '') continue
    const op = OP_SYARAT.find((one) => one === form[`syarat_op_${at}`])
    const soal = before.find((one) => one.kode === kode)
    if (soal === undefined || op === undefined || !fits(soal, op, nilai)) return undefined
    found.push({ soal: kode, op, nilai: nilai.toLowerCase() })
  }
  return found
}

function fits(soal: Soal, op: Syarat['op'], nilai: string): boolean {
  if (soal.rentang !== null) {
    const value = Number(nilai)
    return nilai !== '' && isWhole(value, soal.rentang.dari, soal.rentang.sampai)
  }
  const isByChoice = soal.jenis === 'tunggal' || soal.jenis === 'ganda'
  const isKnown = soal.pilihan.some(({ kode }) => kode === nilai.toLowerCase())
  return isByChoice && isKnown && (op === 'adalah' || op === 'bukan')
}

/** Code of the next question: never one that was used before it. */
export function nextKode(soal: readonly Soal[], lastNumber: number): string {
  const highest = Math.max(lastNumber, 0, ...soal.map(({ kode }) => Number(kode.slice(1))))
  return `p${highest + 1}`
}

/** Questions in the order of their pages, within a page as they were added. */
export function placeSoal(soal: readonly Soal[], one: Soal): readonly Soal[] {
  const isThere = soal.some(({ kode }) => kode === one.kode)
  const list = isThere ? soal.map((old) => (old.kode === one.kode ? one : old)) : [...soal, one]
  return list.toSorted((a, b) => a.bagian - b.bagian)
}

/**
 * What keeps a questionnaire from being opened, or a change of it from being made: none, too many, or a
 * condition that looks at a question that comes later or is gone.
 */
export function refuseSusunan(soal: readonly Soal[]): readonly Refusal[] {
  if (soal.length === 0) return [refusal('SOAL_BELUM_ADA', {}, 'soal')]
  if (soal.length > SOAL_MAX) return [refusal('SOAL_TERLALU_BANYAK', { jumlah: SOAL_MAX }, 'soal')]
  const seen: Soal[] = []
  for (const one of soal) {
    const isLost = one.syarat.some(({ soal: kode, op, nilai }) => {
      const about = seen.find((earlier) => earlier.kode === kode)
      return about === undefined || !fits(about, op, nilai)
    })
    if (isLost) return [refusal('SOAL_DIRUJUK', { kode: one.kode }, 'soal')]
    seen.push(one)
  }
  return []
}
