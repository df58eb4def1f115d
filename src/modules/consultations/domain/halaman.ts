import type { Bagian } from './naskah.ts'

/** One page of a long text, light enough for a slow network. */
export type Halaman = Readonly<{ judul: string; bagian: readonly Bagian[] }>

/** Characters of text on a page before it is cut: about 10 kB as it is sent. */
const HURUF_MAKS = 9_000
const BAGIAN_MAKS = 60

/** Cut a text into pages: at every bab once it is long, within a bab only before a pasal or another heading. */
export function halamanOf(bagian: readonly Bagian[]): readonly Halaman[] {
  const all = sizeOf(bagian)
  if (all.huruf <= HURUF_MAKS && all.bagian <= BAGIAN_MAKS) return [makeHalaman(bagian)]
  const pages: Bagian[][] = []
  let page: Bagian[] = []
  for (const one of bagian) {
    if (page.length > 0 && endsBefore(page, one)) {
      pages.push(page)
      page = []
    }
    page.push(one)
  }
  return [...pages, page].map(makeHalaman)
}

function endsBefore(page: readonly Bagian[], next: Bagian): boolean {
  const isBab = next.tingkat === 'bab' || next.tingkat === 'lampiran'
  const { huruf, bagian } = sizeOf(page)
  const isFull = huruf + next.teks.length > HURUF_MAKS || bagian >= BAGIAN_MAKS
  const isTooFull = huruf > 2 * HURUF_MAKS || bagian >= 2 * BAGIAN_MAKS
  // A heading is not left behind at the end of a page.
  const hasOnlyHeadings = page.every(({ tingkat }) => tingkat === 'bab' || tingkat === 'bagian')
  if (hasOnlyHeadings) return false
  return isBab || isTooFull || (isFull && ['pasal', 'bagian', 'alinea'].includes(next.tingkat))
}

function sizeOf(bagian: readonly Bagian[]) {
  return { huruf: bagian.reduce((sum, { teks }) => sum + teks.length, 0), bagian: bagian.length }
}

function makeHalaman(bagian: readonly Bagian[]): Halaman {
  const first = bagian[0]
  const last = bagian.findLast(({ tingkat }) => tingkat === 'pasal')
  const from = first === undefined ? '' : nameOf(first)
  const isOne = last === undefined || last.jangkar === first?.jangkar
  return { judul: isOne ? from : `${from} – ${last.label}`, bagian }
}

function nameOf({ tingkat, label, teks }: Bagian): string {
  return tingkat === 'bab' && teks !== '' ? `${label} ${teks}` : label
}

/** @returns the page, counted from 0, on which a passage stands; 0 when there is none */
export function halamanDari(pages: readonly Halaman[], jangkar: string): number {
  return Math.max(
    0,
    pages.findIndex(({ bagian }) => bagian.some((one) => one.jangkar === jangkar)),
  )
}
