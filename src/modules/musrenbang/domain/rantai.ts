import type { Sen } from '../../../kernel/money.ts'
import type { Status } from './kedudukan.ts'

/** A document that a proposal led to: line of the budget, contract, payment, thing handed over. */
export type Mata = Readonly<{
  jenis: 'rkpd' | 'rka' | 'kontrak' | 'sp2d' | 'kartu-aset'
  id: string
  nomor: string
  judul: string
  /** In sen; null where the document names none. */
  jumlah: Sen | null
  tanggal: string | null
  url: string
  /** The position pays for other lines too: what was paid from it proves nothing of this one. */
  isBersama: boolean
}>

const REACHED: readonly (readonly [Mata['jenis'], Status])[] = [
  ['rka', 'apbd'],
  ['kontrak', 'kontrak'],
  ['sp2d', 'dibayar'],
  ['kartu-aset', 'selesai'],
]
const ORDER: readonly Status[] = ['rkpd', 'apbd', 'kontrak', 'dibayar', 'selesai']

/**
 * The next step that documents show of a proposal. Where they show several, the nearest: each is a step of its own, of
 * which people are told, also when a day of the office brought all of them.
 *
 * @param chain documents in the order of their days
 */
export function nextOf(
  status: Status,
  chain: readonly Mata[],
): Readonly<{ status: Status; acuan: string; acuanUrl: string }> | undefined {
  for (const [jenis, to] of REACHED) {
    if (ORDER.indexOf(to) <= ORDER.indexOf(status)) continue
    const found = chain.find((one) => one.jenis === jenis && !one.isBersama)
    if (found !== undefined)
      return { status: to, acuan: found.nomor || found.judul, acuanUrl: found.url }
  }
  return undefined
}
