import type { Refusal } from '../../../kernel/result.ts'

/** Our category, or the beginning of one, to the service code of a partner. */
export type Pemetaan = Readonly<Record<string, string>>

/** @returns the partner's service for a category: the longest beginning wins; undefined when none fits */
export function serviceFor(pemetaan: Pemetaan, kategoriKode: string): string | undefined {
  const parts = kategoriKode.split('.')
  for (let length = parts.length; length > 0; length -= 1) {
    const code = pemetaan[parts.slice(0, length).join('.')]
    if (code !== undefined) return code
  }
  return pemetaan['*']
}

const LINES_MAX = 500
const KATEGORI = /^(?:\*|[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,3})$/
const SERVICE = /^[^\s=,]{1,64}$/

export type PemetaanRead = Readonly<{ pemetaan: Pemetaan; refusals: readonly Refusal[] }>

/**
 * Read a mapping as people type it: one `kategori = kode layanan` a line, `#` begins a remark, `*` stands for
 * every category that has no line of its own.
 *
 * @refuses PEMETAAN_TIDAK_TERBACA with the number of the line, KATEGORI_TIDAK_ADA
 */
export function readPemetaan(text: string, isKategori: (kode: string) => boolean): PemetaanRead {
  const refusals: Refusal[] = []
  const pairs: (readonly [string, string])[] = []
  for (const [index, line] of text.split('\n', LINES_MAX).entries()) {
    const [pair = ''] = line.split('#', 1)
    if (pair.trim() === '') continue
    const [kategori = '', service = ''] = pair.split('=', 2).map((part) => part.trim())
    if (!KATEGORI.test(kategori) || !SERVICE.test(service))
      refusals.push(
        bad('PEMETAAN_TIDAK_TERBACA', `Baris ${index + 1}: tulis kategori = kode layanan.`),
      )
    else if (kategori !== '*' && !isKategori(kategori))
      refusals.push(
        bad('KATEGORI_TIDAK_ADA', `Baris ${index + 1}: kategori ${kategori} tidak ada di katalog.`),
      )
    else pairs.push([kategori, service])
  }
  return { pemetaan: Object.fromEntries(pairs), refusals }
}

function bad(code: string, message: string): Refusal {
  return { code, message, field: 'pemetaan' }
}

/** The mapping as lines, for the form. */
export function writePemetaan(pemetaan: Pemetaan): string {
  return Object.entries(pemetaan)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([kategori, service]) => `${kategori} = ${service}`)
    .join('\n')
}
