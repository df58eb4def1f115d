/** What an account code says by its first part; widths are never looked at. */
export type Kelas = 'pendapatan' | 'belanja' | 'pembiayaan'

const CLASSES: Readonly<Record<string, Kelas>> = {
  '4': 'pendapatan',
  '5': 'belanja',
  '6': 'pembiayaan',
}

/** @returns revenue, spending or financing; undefined for accounts no budget is written in */
export function kelasOf(kode: string): Kelas | undefined {
  const [first = ''] = kode.split('.')
  return CLASSES[first]
}

/** @returns whether budgets are written in this account */
export function isAnggaran(kode: string): boolean {
  return kelasOf(kode) !== undefined
}

/** @returns whether it is spending, which stands in a sub kegiatan */
export function isBelanja(kode: string): boolean {
  return kelasOf(kode) === 'belanja'
}

/** Financing received (6.1) and paid (6.2) by the second part. */
export function isPengeluaranPembiayaan(kode: string): boolean {
  const [first, second] = kode.split('.')
  return first === '6' && second === '2'
}
