/** What a survey came to: the document that is published, worked out from the answers. */
import type { Aturan } from './aturan.ts'
import { asked, type Isian, type JenisSoal, type Kata, ruasOf, type Soal } from './soal.ts'
import { kishSize } from './statistik/bobot.ts'
import {
  type Amatan,
  type Kerangka,
  studentInterval,
  weightedMean,
  weightedShare,
} from './statistik/taksiran.ts'
import { hideCells, isSmallShare } from './tutup-sel.ts'

export type JenisSurvei = 'panel' | 'terbuka'

/** One answer with its weight. */
export type Tertimbang = Readonly<{ isian: Isian; strata: string; bobot: number }> &
  Pick<Amatan, 'klaster' | 'margin'>

/** A line of a result; null stands for too few to be told. Shares are in hundredths of a per cent. */
export type BarisHasil = Readonly<{
  kode: string
  teks: Kata
  jumlah: number | null
  bagian: number | null
  bawah: number | null
  atas: number | null
}>

/** A mean in hundredths, with its interval where there is one. */
export type RataHasil = Readonly<{ nilai: number; bawah: number | null; atas: number | null }>

export type TabelHasil = Readonly<{
  /** Row of a table of questions; null for the question itself. */
  baris: Readonly<{ kode: string; teks: Kata }> | null
  /** How many gave an answer. */
  menjawab: number | null
  pilihan: readonly BarisHasil[]
  rata: RataHasil | null
}>

export type SoalHasil = Readonly<{
  kode: string
  jenis: JenisSoal
  teks: Kata
  /** How many were asked; null when too few to tell anything. */
  dasar: number | null
  /** Asked of some only. */
  isBersyarat: boolean
  tabel: readonly TabelHasil[]
}>

export type Menghitung = Readonly<{
  soal: readonly Soal[]
  jawaban: readonly Tertimbang[]
  jenis: JenisSurvei
  /** People of each stratum, for the variance of what is drawn from few; undefined where clusters were drawn. */
  kerangka: Kerangka | undefined
  aturan: Pick<Aturan, 'jawabanMinimum' | 'selMinimum'>
}>

/** Results question by question; free text is counted, never shown. */
export function hasilOf(counting: Menghitung): readonly SoalHasil[] {
  const { soal, jawaban, aturan } = counting
  const seen = jawaban.map((one) => ({
    ...one,
    asked: new Set(asked(soal, one.isian).map(({ kode }) => kode)),
  }))
  const sample = { ...counting, jawaban: seen }
  return soal.map((one) => {
    const base = seen.filter((given) => given.asked.has(one.kode))
    const head = {
      kode: one.kode,
      jenis: one.jenis,
      teks: one.teks,
      isBersyarat: one.syarat.length > 0,
    }
    if (base.length < aturan.jawabanMinimum) return { ...head, dasar: null, tabel: [] }
    return { ...head, dasar: base.length, tabel: tablesOf(sample, one, base) }
  })
}

function tablesOf(
  counting: Menghitung,
  soal: Soal,
  base: readonly Tertimbang[],
): readonly TabelHasil[] {
  switch (soal.jenis) {
    case 'matriks':
      return soal.baris.map((baris) => oneOf(counting, soal, base, ruasOf(soal, baris.kode), baris))
    case 'ganda':
      return [manyOf(counting, soal, base)]
    case 'urutan':
      return [orderOf(counting, soal, base)]
    case 'angka':
      return [numberOf(counting, soal, base)]
    case 'teks':
      return [textOf(counting, soal, base)]
    case 'tunggal':
    case 'skala':
      return [oneOf(counting, soal, base, soal.kode, null)]
  }
}

/** Choices of a scale are its steps. */
function choicesOf(soal: Soal): readonly Readonly<{ kode: string; teks: Kata }>[] {
  if (soal.rentang === null) return soal.pilihan
  const { dari, sampai } = soal.rentang
  return Array.from({ length: sampai - dari + 1 }, (_, at) => ({
    kode: String(dari + at),
    teks: { id: String(dari + at) },
  }))
}

function share(
  counting: Menghitung,
  given: readonly Tertimbang[],
  isYes: (one: Tertimbang) => boolean,
) {
  const list = sampleOf(counting, given, (one) => (isYes(one) ? 1 : 0))
  const { nilai, selang } = weightedShare(list, counting.kerangka)
  const isPanel = counting.jenis === 'panel'
  return {
    bagian: Math.round(nilai * 10_000),
    bawah: isPanel ? Math.floor(selang.bawah * 10_000) : null,
    atas: isPanel ? Math.ceil(selang.atas * 10_000) : null,
  }
}

/** Everybody of the sample, those outside of what is estimated among them: they belong to its variance. */
function sampleOf(
  { jawaban }: Menghitung,
  given: readonly Tertimbang[],
  nilaiOf: (one: Tertimbang) => number,
): readonly Amatan[] {
  const inside = new Set(given)
  return jawaban.map((one) => {
    const { bobot, strata, klaster, margin } = one
    const place = { bobot, strata, margin: margin ?? [], ...(klaster && { klaster }) }
    return inside.has(one)
      ? { ...place, nilai: nilaiOf(one) }
      : { ...place, nilai: 0, isLuar: true }
  })
}

const HIDDEN = { jumlah: null, bagian: null, bawah: null, atas: null } as const

/** One answer out of several: the cells and who did not answer sum to the base. */
function oneOf(
  counting: Menghitung,
  soal: Soal,
  base: readonly Tertimbang[],
  field: string,
  baris: TabelHasil['baris'],
): TabelHasil {
  const given = base.filter(({ isian }) => isian[field] !== undefined)
  const choices = choicesOf(soal)
  const counts = choices.map(
    ({ kode }) => given.filter(({ isian }) => isian[field]?.[0] === kode).length,
  )
  const hidden = hideCells([...counts, base.length - given.length], counting.aturan.selMinimum)
  const isAny = given.length >= counting.aturan.jawabanMinimum
  return {
    baris: baris === null ? null : { kode: baris.kode, teks: baris.teks },
    menjawab: hidden.at(-1) === true || !isAny ? null : given.length,
    pilihan: choices.map(({ kode, teks }, at) => ({
      kode,
      teks,
      ...(hidden[at] === true || !isAny
        ? HIDDEN
        : {
            jumlah: counts[at] ?? 0,
            ...share(counting, given, ({ isian }) => isian[field]?.[0] === kode),
          }),
    })),
    rata: null,
  }
}

/** Several answers: each choice is a yes or no of everybody who was asked. */
function manyOf(counting: Menghitung, soal: Soal, base: readonly Tertimbang[]): TabelHasil {
  const given = base.filter(({ isian }) => isian[soal.kode] !== undefined)
  const { selMinimum } = counting.aturan
  return {
    baris: null,
    menjawab: isSmallShare(given.length, base.length, selMinimum) ? null : given.length,
    pilihan: soal.pilihan.map(({ kode, teks }) => {
      const isYes = ({ isian }: Tertimbang) => isian[soal.kode]?.includes(kode) ?? false
      const jumlah = base.filter(isYes).length
      const isHidden = isSmallShare(jumlah, base.length, selMinimum)
      return { kode, teks, ...(isHidden ? HIDDEN : { jumlah, ...share(counting, base, isYes) }) }
    }),
    rata: null,
  }
}

/** An order is told by who was put first. */
function orderOf(counting: Menghitung, soal: Soal, base: readonly Tertimbang[]): TabelHasil {
  return oneOf(counting, soal, base, soal.kode, null)
}

/** A number is told as a mean, from enough people. */
function numberOf(counting: Menghitung, soal: Soal, base: readonly Tertimbang[]): TabelHasil {
  const given = base.filter(({ isian }) => isian[soal.kode] !== undefined)
  const { jawabanMinimum, selMinimum } = counting.aturan
  if (given.length < jawabanMinimum) return { baris: null, menjawab: null, pilihan: [], rata: null }
  const list = sampleOf(counting, given, ({ isian }) => Number(isian[soal.kode]?.[0]))
  const mean = weightedMean(list, counting.kerangka)
  const selang = studentInterval(mean)
  const isPanel = counting.jenis === 'panel'
  return {
    baris: null,
    menjawab: isSmallShare(given.length, base.length, selMinimum) ? null : given.length,
    pilihan: [],
    rata: {
      nilai: Math.round(mean.nilai * 100),
      bawah: isPanel ? Math.floor(selang.bawah * 100) : null,
      atas: isPanel ? Math.ceil(selang.atas * 100) : null,
    },
  }
}

function textOf({ aturan }: Menghitung, soal: Soal, base: readonly Tertimbang[]): TabelHasil {
  const given = base.filter(({ isian }) => isian[soal.kode] !== undefined).length
  const isHidden = isSmallShare(given, base.length, aturan.selMinimum)
  return { baris: null, menjawab: isHidden ? null : given, pilihan: [], rata: null }
}

/** What the weights do: largest over smallest, and how many equal respondents they leave. In hundredths. */
export function weightNotes(weights: readonly number[]): Readonly<{
  nEfektif: number
  efek: number
  terkecil: number
  terbesar: number
}> {
  const size = kishSize(weights)
  const hundred = (value: number) => Math.round(value * 100)
  return {
    nEfektif: hundred(size),
    efek: size === 0 ? 0 : hundred(weights.length / size),
    terkecil: hundred(weights.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
    terbesar: hundred(weights.reduce((a, b) => Math.max(a, b), 0)),
  }
}
