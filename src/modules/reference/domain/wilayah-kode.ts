import type { WilayahTingkat } from '../types.ts'

/** "3578" and "35.78" are the same code; ours are dotted, as in the decree. */
export function dotted(code: string): string {
  const digits = code.replaceAll('.', '')
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6, 10)]
    .filter((part) => part !== '')
    .join('.')
}

/** A whole dotted code of one of the four levels. */
export function isWilayahKode(kode: string): boolean {
  return /^\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?$/.test(kode)
}

/** Level by the shape of the code; the village part begins with 1 for a kelurahan, 2 for a desa. */
export function tingkatOf(kode: string): WilayahTingkat {
  const parts = kode.split('.')
  const level = (['provinsi', 'kabupaten', 'kecamatan'] as const)[parts.length - 1]
  return level ?? (parts[3]?.startsWith('1') ? 'kelurahan' : 'desa')
}

/** Code of the area directly above; undefined for a province. */
export function indukOf(kode: string): string | undefined {
  const parts = kode.split('.').slice(0, -1)
  return parts.length === 0 ? undefined : parts.join('.')
}

/** Does the area lie in the region, or is it the region itself? */
export function isWithin(kode: string, regionKode: string): boolean {
  return kode === regionKode || kode.startsWith(`${regionKode}.`)
}

/** "KOTA SURABAYA" as people write it: "Kota Surabaya", "Kabupaten Administrasi Kepulauan Seribu". */
export function titleCase(nama: string): string {
  return nama
    .toLowerCase()
    .replace(
      /(^|[\s(.-])(\p{L})/gu,
      (_whole, before: string, letter: string) => `${before}${letter.toUpperCase()}`,
    )
    .replace(/\bDki\b/g, 'DKI')
}

/** The name without its kind: "Kota Surabaya" is "Surabaya". */
export function shortNameOf(nama: string): string {
  return nama.replace(/^(?:Kabupaten|Kota)(?: Administrasi)? /, '')
}
