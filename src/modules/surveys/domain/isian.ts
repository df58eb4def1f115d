import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import { answerFields, asked, type Isian, ruasOf, type Soal } from './soal.ts'

/** Longest free text, in characters. */
export const TEKS_MAX = 1_000

/** What was typed, by field; cut to what can be meant by whoever reads the form. */
export type Ketikan = Isian

type Read = Readonly<{ isian: Isian; refusals: readonly Refusal[] }>

/**
 * Read the answers of one page. What is wrong is refused at its field; what is right is read all the same.
 *
 * @param soal of this page, of which only those that are asked count
 * @param before answers of earlier pages
 * @refuses JAWABAN_KOSONG, JAWABAN_TIDAK_ADA, JAWABAN_ANGKA, JAWABAN_TEKS, JAWABAN_URUTAN
 */
export function readBagian(
  soal: readonly Soal[],
  typed: Ketikan,
  { all, before }: Readonly<{ all: readonly Soal[]; before: Isian }>,
): Read {
  const here = new Set(soal.map(({ kode }) => kode))
  const fields = new Set(soal.flatMap(answerFields))
  let isian: Isian = Object.fromEntries(
    Object.entries(before).filter(([name]) => !fields.has(name)),
  )
  const refusals: Refusal[] = []
  // One after the other: what is asked next may rest on the answer just read.
  for (const one of soal) {
    if (!asked(all, isian).some(({ kode }) => kode === one.kode && here.has(kode))) continue
    const read = readSoal(one, typed)
    isian = { ...isian, ...read.isian }
    refusals.push(...read.refusals)
  }
  return { isian, refusals }
}

function readSoal(soal: Soal, typed: Ketikan): Read {
  switch (soal.jenis) {
    case 'tunggal':
    case 'ganda':
      return readChoice(soal, typed[soal.kode] ?? [])
    case 'skala':
    case 'angka':
      return readNumber(soal, typed[soal.kode]?.[0] ?? '')
    case 'teks':
      return readText(soal, typed[soal.kode]?.[0] ?? '')
    case 'matriks':
      return readTable(soal, typed)
    case 'urutan':
      return readOrder(soal, typed)
  }
}

const NOTHING: Read = { isian: {}, refusals: [] }

function left(soal: Soal, field: string): Read {
  return soal.isWajib ? { isian: {}, refusals: [refusal('JAWABAN_KOSONG', {}, field)] } : NOTHING
}

function readChoice(soal: Soal, given: readonly string[]): Read {
  const told = given.filter((value) => value !== '')
  if (told.length === 0) return left(soal, soal.kode)
  const known = soal.pilihan.filter(({ kode }) => told.includes(kode)).map(({ kode }) => kode)
  const isFit = told.every((value) => known.includes(value))
  if (!isFit || (soal.jenis === 'tunggal' && known.length > 1))
    return { isian: {}, refusals: [refusal('JAWABAN_TIDAK_ADA', {}, soal.kode)] }
  return { isian: { [soal.kode]: known }, refusals: [] }
}

const WHOLE = /^-?\d{1,9}$/

function readNumber(soal: Soal, given: string): Read {
  const text = given.trim()
  if (text === '') return left(soal, soal.kode)
  const { dari, sampai } = soal.rentang ?? { dari: 0, sampai: 0 }
  const value = Number(text)
  if (!WHOLE.test(text) || value < dari || value > sampai)
    return { isian: {}, refusals: [refusal('JAWABAN_ANGKA', { dari, sampai }, soal.kode)] }
  return { isian: { [soal.kode]: [String(value)] }, refusals: [] }
}

function readText(soal: Soal, given: string): Read {
  const text = given.trim()
  if (text === '') return left(soal, soal.kode)
  if (text.length > TEKS_MAX)
    return { isian: {}, refusals: [refusal('JAWABAN_TEKS', { jumlah: TEKS_MAX }, soal.kode)] }
  return { isian: { [soal.kode]: [maskPersonalData(text)] }, refusals: [] }
}

function readTable(soal: Soal, typed: Ketikan): Read {
  const read = soal.baris.map(({ kode }): Read => {
    const field = ruasOf(soal, kode)
    const value = typed[field]?.[0] ?? ''
    if (value === '') return left(soal, field)
    if (!soal.pilihan.some((one) => one.kode === value))
      return { isian: {}, refusals: [refusal('JAWABAN_TIDAK_ADA', {}, field)] }
    return { isian: { [field]: [value] }, refusals: [] }
  })
  return {
    isian: Object.assign({}, ...read.map(({ isian }) => isian)),
    refusals: read.flatMap(({ refusals }) => refusals),
  }
}

/** Every choice carries its place, by number: an order that works without dragging. */
function readOrder(soal: Soal, typed: Ketikan): Read {
  const count = soal.pilihan.length
  const given = soal.pilihan.map(({ kode }) => ({
    kode,
    place: typed[ruasOf(soal, kode)]?.[0] ?? '',
  }))
  if (given.every(({ place }) => place === '')) return left(soal, soal.kode)
  const places = new Set(given.map(({ place }) => place))
  const isFit =
    places.size === count &&
    given.every(({ place }) => WHOLE.test(place) && Number(place) >= 1 && Number(place) <= count)
  if (!isFit)
    return { isian: {}, refusals: [refusal('JAWABAN_URUTAN', { jumlah: count }, soal.kode)] }
  const order = given.toSorted((a, b) => Number(a.place) - Number(b.place))
  return { isian: { [soal.kode]: order.map(({ kode }) => kode) }, refusals: [] }
}

/**
 * All answers as they are kept: only of questions that are asked of whoever answers so, every one of them
 * complete.
 *
 * @refuses as a page does, and JAWABAN_TIDAK_BERISI for an empty one
 */
export function readAll(soal: readonly Soal[], typed: Isian): Result<Isian> {
  const read = readBagian(soal, spread(soal, typed), { all: soal, before: {} })
  if (read.refusals.length > 0) return refuse(read.refusals)
  if (Object.keys(read.isian).length === 0) return refuse(refusal('JAWABAN_TIDAK_BERISI'))
  return ok(read.isian)
}

/** Answers as they would be typed: an order that is kept as a list becomes one place per choice. */
export function spread(soal: readonly Soal[], isian: Isian): Ketikan {
  const orders = soal.filter(({ jenis }) => jenis === 'urutan')
  const places = orders.flatMap((one) =>
    (isian[one.kode] ?? []).map((kode, at) => [ruasOf(one, kode), [String(at + 1)]] as const),
  )
  return { ...isian, ...Object.fromEntries(places) }
}

/** Names of the fields a page may send. */
export function formFields(soal: readonly Soal[]): readonly string[] {
  return soal.flatMap((one) =>
    one.jenis === 'urutan' ? one.pilihan.map(({ kode }) => ruasOf(one, kode)) : answerFields(one),
  )
}
