/** How statements are laid out: dated data (data/keuangan/susunan-laporan.json), never code. */

/** The seven statements; CaLK is made of lines of the others. */
export type JenisLaporan = 'lra' | 'lpsal' | 'lo' | 'lpe' | 'neraca' | 'lak'
export const JENIS_LAPORAN: readonly JenisLaporan[] = ['lra', 'lpsal', 'lo', 'lpe', 'neraca', 'lak']

/** Of one SKPD, or of the region with what its books owe each other left out. */
export type Lingkup = 'skpd' | 'daerah'

export type SusunanBaris = Readonly<{
  id: string
  judul: string
  /** 0 headings and totals, 1 subtotals, 2 lines. */
  tingkat: number
  /** Beginnings of the accounts it sums, by parts; with `kecuali` taken out. */
  akun?: readonly string[] | undefined
  kecuali?: readonly string[] | undefined
  /** The side that counts as more. */
  sisi?: 'D' | 'K' | undefined
  /** 0 opening, 1 of the year; both when left out. Closing journals never count. */
  kelas?: readonly number[] | undefined
  /** Only what was booked on the side, without what stands against it. */
  kotor?: boolean | undefined
  /** Sum of other lines; a minus takes away. */
  rumus?: readonly string[] | undefined
  untuk?: Lingkup | undefined
  /** Must be zero: the statement ties. */
  uji?: boolean | undefined
}>

export type SusunanLaporan = Readonly<{
  judul: string
  untuk: readonly Lingkup[]
  hasAnggaran: boolean
  baris: readonly SusunanBaris[]
}>

export type Penutupan = Readonly<{
  dari: readonly string[]
  kecuali?: readonly string[] | undefined
  ke: string
}>

export type BabCalk = Readonly<{
  bab: string
  judul: string
  isi: readonly string[]
  /** Paragraphs it begins with, figures marked; what accountants write takes their place. */
  naskah: readonly string[]
  /** Lines of other statements: which, and which line. */
  tabel: readonly (readonly [JenisLaporan, string])[]
}>

export type Susunan = Readonly<{
  tahunMulai: number
  isTerverifikasi: boolean
  sumber: string
  /** Accounts between books of the region, left out of its own statements. */
  eliminasi: readonly string[]
  kas: readonly string[]
  /** Accounts that explain why cash moved. */
  penjelasKas: readonly string[]
  /** Accounts that may have an opening balance. */
  saldoAwal: readonly string[]
  penutup: Readonly<{ lra: Penutupan; anggaran: Penutupan; lo: Penutupan }>
  laporan: Readonly<Record<JenisLaporan, SusunanLaporan>>
  calk: readonly BabCalk[]
}>

/** @returns the layout in force in a year: the one that began last */
export function susunanOf(all: readonly Susunan[], tahun: number): Susunan | undefined {
  return all
    .filter((one) => one.tahunMulai <= tahun)
    .toSorted((a, b) => b.tahunMulai - a.tahunMulai)[0]
}

/** @returns whether a code stands at or below one of the beginnings */
export function isUnder(kode: string, awalan: readonly string[]): boolean {
  return awalan.some((one) => kode === one || kode.startsWith(`${one}.`))
}

/** @returns whether a line sums the account, in a statement of that reach */
export function takesAccount(
  baris: SusunanBaris,
  kode: string,
  { lingkup, eliminasi }: Readonly<{ lingkup: Lingkup; eliminasi: readonly string[] }>,
): boolean {
  if (!isUnder(kode, baris.akun ?? []) || isUnder(kode, baris.kecuali ?? [])) return false
  return lingkup === 'skpd' || baris.uji === true || !isUnder(kode, eliminasi)
}

/**
 * Faults of a layout, in words for whoever edits it: lines named twice, sums of lines that do not stand before them.
 */
export function faultsOf(baris: readonly SusunanBaris[]): readonly string[] {
  const seen = new Set<string>()
  const faults: string[] = []
  for (const one of baris) {
    for (const part of one.rumus ?? [])
      if (!seen.has(part.replace(/^-/, ''))) faults.push(`${one.id} sums ${part}, unknown so far`)
    if (one.akun !== undefined && one.sisi === undefined) faults.push(`${one.id} has no side`)
    if (seen.has(one.id)) faults.push(`${one.id} stands twice`)
    seen.add(one.id)
  }
  return faults
}
