import type { Pokok } from './sisi.ts'

/**
 * Address of the page of a score: `/skm`, `/skm/unit/{kode}`, `/skm/layanan/{kode}`, and a service of a
 * unit as `/skm/layanan/{kode}?unit={kode}`.
 *
 * @param periode code of a period; the latest when left out
 */
export function skorPath(
  { sisi, unitKode, layananKode }: Pokok,
  periode?: string,
  /** Something below the page: its figures as a file. */
  below = '',
): string {
  const path =
    sisi === 'daerah'
      ? '/skm'
      : sisi === 'unit'
        ? `/skm/unit/${encodeURIComponent(unitKode)}`
        : `/skm/layanan/${encodeURIComponent(layananKode)}`
  const query = [
    ...(sisi === 'unit-layanan' ? [`unit=${encodeURIComponent(unitKode)}`] : []),
    ...(periode === undefined ? [] : [`periode=${periode}`]),
  ]
  return `${path}${below}${query.length === 0 ? '' : `?${query.join('&')}`}`
}

/** Address of a unit's report. */
export function laporanPath(unitKode: string, periode: string, format: '' | '.pdf' = ''): string {
  return `/skm/laporan/${encodeURIComponent(unitKode)}/${periode}${format}`
}
