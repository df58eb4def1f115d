/** A survey's questions as data, and the closed rules by which one is asked. */

/** Languages a question may be written in; Indonesian always is. */
export const BAHASA = ['id', 'en', 'jv', 'su', 'mad'] as const
export type Bahasa = (typeof BAHASA)[number]

/** A text in Indonesian and in whatever languages it was given. */
export type Kata = Readonly<{ id: string } & Partial<Record<Bahasa, string>>>

export const JENIS_SOAL = [
  'tunggal',
  'ganda',
  'skala',
  'angka',
  'teks',
  'matriks',
  'urutan',
] as const
export type JenisSoal = (typeof JENIS_SOAL)[number]

export type Pilihan = Readonly<{ kode: string; teks: Kata }>

export const OP_SYARAT = ['adalah', 'bukan', 'minimal', 'maksimal'] as const
export type OpSyarat = (typeof OP_SYARAT)[number]

/**
 * One thing that must hold for a question to be asked, about an earlier one: its answer is, or is not, a
 * choice (of several: has it, or not), or is a number at least or at most. What was not asked or not
 * answered fulfils nothing.
 */
export type Syarat = Readonly<{ soal: string; op: OpSyarat; nilai: string }>

export type Soal = Readonly<{
  /** `p1`, `p2`: stays with the question when others are moved or removed. */
  kode: string
  /** Page it stands on, from 1. */
  bagian: number
  jenis: JenisSoal
  teks: Kata
  isWajib: boolean
  /** Tells who somebody is when put together with others: age, place. Kept coarse in microdata. */
  isPengenal: boolean
  /** Choices; of a table its columns. */
  pilihan: readonly Pilihan[]
  /** Rows of a table. */
  baris: readonly Pilihan[]
  /** Of scales and numbers: lowest and highest whole number. */
  rentang: Readonly<{ dari: number; sampai: number }> | null
  /** All must hold. */
  syarat: readonly Syarat[]
}>

/** Answers by the names of their fields: `p1`, of a table `p2.a`, of an order `p3` with codes best first. */
export type Isian = Readonly<Record<string, readonly string[]>>

/** Field of a row of a table, or of a choice that is put in order. */
export function ruasOf(soal: Soal, kode: string): string {
  return `${soal.kode}.${kode}`
}

/** Fields that hold a question's answer. */
export function answerFields(soal: Soal): readonly string[] {
  return soal.jenis === 'matriks' ? soal.baris.map(({ kode }) => ruasOf(soal, kode)) : [soal.kode]
}

/** The text in a language, in Indonesian where it was not given. */
export function kataIn(kata: Kata, bahasa: Bahasa): string {
  return kata[bahasa] ?? kata.id
}

/** Questions that are asked of whoever answers so, in their order. */
export function asked(soal: readonly Soal[], isian: Isian): readonly Soal[] {
  const shown: Soal[] = []
  const codes = new Set<string>()
  for (const one of soal) {
    const isAsked = one.syarat.every((syarat) => codes.has(syarat.soal) && holds(syarat, isian))
    if (!isAsked) continue
    shown.push(one)
    codes.add(one.kode)
  }
  return shown
}

function holds({ soal, op, nilai }: Syarat, isian: Isian): boolean {
  const given = isian[soal] ?? []
  if (given.length === 0) return false
  switch (op) {
    case 'adalah':
      return given.includes(nilai)
    case 'bukan':
      return !given.includes(nilai)
    case 'minimal':
      return Number(given[0]) >= Number(nilai)
    case 'maksimal':
      return Number(given[0]) <= Number(nilai)
  }
}

/** Pages that hold a question, in order. */
export function bagianOf(soal: readonly Soal[]): readonly number[] {
  return [...new Set(soal.map(({ bagian }) => bagian))].toSorted((a, b) => a - b)
}

/** Languages the whole questionnaire is written in: a language that lacks one question is not offered. */
export function bahasaOf(soal: readonly Soal[]): readonly Bahasa[] {
  const texts = soal.flatMap((one) => [
    one.teks,
    ...one.pilihan.map(({ teks }) => teks),
    ...one.baris.map(({ teks }) => teks),
  ])
  return BAHASA.filter(
    (bahasa) => bahasa === 'id' || (texts.length > 0 && texts.every((kata) => kata[bahasa])),
  )
}
