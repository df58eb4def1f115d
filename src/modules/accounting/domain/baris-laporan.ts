import { isUnder, type Lingkup, type Susunan, type SusunanBaris, takesAccount } from './susunan.ts'

/** Statements whose lines are documents of the trace. */
const JENIS = ['lra', 'lo', 'neraca'] as const
export type JenisBaris = (typeof JENIS)[number]

/** A line of a statement of one year, of one book or (without it) of the region. */
export type BarisKunci = Readonly<{
  jenis: JenisBaris
  tahun: number
  skpdId: number | undefined
  baris: string
}>

/** @returns the key as an address has it: `lra-2026-12-modal`, `neraca-2026-d-kas` */
export function writeBaris({ jenis, tahun, skpdId, baris }: BarisKunci): string {
  return `${jenis}-${tahun}-${skpdId ?? 'd'}-${baris}`
}

/** @returns the line an address names; undefined when it names none */
export function parseBaris(text: string): BarisKunci | undefined {
  const parts = /^([a-z]+)-(2\d{3})-(d|\d{1,9})-([a-z0-9-]{1,40})$/.exec(text)
  const jenis = JENIS.find((one) => one === parts?.[1])
  if (parts === null || jenis === undefined) return undefined
  const [, , tahun = '', skpd = '', baris = ''] = parts
  return { jenis, tahun: Number(tahun), skpdId: skpd === 'd' ? undefined : Number(skpd), baris }
}

/** @returns the line of a layout, when it sums accounts in a statement of that reach */
export function lineOf(
  susunan: Susunan,
  { jenis, skpdId, baris }: BarisKunci,
): SusunanBaris | undefined {
  const lingkup = skpdId === undefined ? 'daerah' : 'skpd'
  return linesIn(susunan, jenis, lingkup).find(({ id }) => id === baris)
}

/** An account as a journal line has it; `kelas` 0 opening, 1 of the year, 2 closing. */
export type AkunBaris = Readonly<{ kode: string; kodeAnggaran: string | undefined; kelas: number }>

/** @returns lines that a journal line counts in, of its own book and of the region, per statement */
export function linesOfAccount(
  susunan: Susunan,
  akun: AkunBaris,
): readonly Readonly<{ jenis: JenisBaris; lingkup: Lingkup; baris: string }>[] {
  return JENIS.flatMap((jenis) =>
    (['skpd', 'daerah'] as const).flatMap((lingkup) =>
      linesIn(susunan, jenis, lingkup)
        .filter((line) => takesLine(susunan, line, akun, lingkup))
        .map(({ id }) => ({ jenis, lingkup, baris: id })),
    ),
  )
}

function linesIn(
  { laporan }: Susunan,
  jenis: JenisBaris,
  lingkup: Lingkup,
): readonly SusunanBaris[] {
  if (!laporan[jenis].untuk.includes(lingkup)) return []
  return laporan[jenis].baris.filter(
    ({ akun, uji, untuk }) =>
      akun !== undefined && uji !== true && (untuk === undefined || untuk === lingkup),
  )
}

function takesLine(
  { eliminasi }: Susunan,
  line: SusunanBaris,
  { kode, kodeAnggaran, kelas }: AkunBaris,
  lingkup: Lingkup,
): boolean {
  if (!(line.kelas ?? [0, 1]).includes(kelas)) return false
  const reach = { lingkup, eliminasi }
  return (
    takesAccount(line, kode, reach) ||
    (kodeAnggaran !== undefined && takesAccount(line, kodeAnggaran, reach))
  )
}

/** @returns whether a line of the region's LRA counts the account */
export function isInLra(susunan: Susunan, kode: string): boolean {
  return linesIn(susunan, 'lra', 'daerah').some(
    ({ akun = [], kecuali = [] }) => isUnder(kode, akun) && !isUnder(kode, kecuali),
  )
}
