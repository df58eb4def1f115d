import type { Status } from './kedudukan.ts'

/** A document that a proposal led to: line of the budget, contract, payment, thing handed over. */
export type Mata = Readonly<{
  jenis: 'rkpd' | 'rka' | 'kontrak' | 'sp2d' | 'kartu-aset'
  id: string
  nomor: string
  judul: string
  tanggal: string | null
  url: string
  /** The position pays for other lines too: what was paid from it proves nothing of this one. */
  isBersama: boolean
}>

const REACHED: readonly (readonly [Mata['jenis'], Status])[] = [
  ['kartu-aset', 'selesai'],
  ['sp2d', 'dibayar'],
  ['kontrak', 'kontrak'],
  ['rka', 'apbd'],
]
const ORDER: readonly Status[] = ['rkpd', 'apbd', 'kontrak', 'dibayar', 'selesai']

/** @returns how far the documents show a proposal to be, when that is farther than it stands */
export function nextOf(
  status: Status,
  chain: readonly Mata[],
): Readonly<{ status: Status; acuan: string; acuanUrl: string }> | undefined {
  for (const [jenis, to] of REACHED) {
    if (ORDER.indexOf(to) <= ORDER.indexOf(status)) return undefined
    const found = chain.find((one) => one.jenis === jenis && !one.isBersama)
    if (found !== undefined)
      return { status: to, acuan: found.nomor || found.judul, acuanUrl: found.url }
  }
  return undefined
}
