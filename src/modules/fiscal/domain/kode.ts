/**
 * Codes of accounts and nomenclature: numbers parted by dots. Their widths changed (sub rincian objek from three to
 * four digits, sub kegiatan from two to four), so nothing here looks at a width: parts are counted and compared.
 */

/** @returns the parts of a code; an empty text has none */
export function partsOf(kode: string): readonly string[] {
  return kode === '' ? [] : kode.split('.')
}

/** @returns the code one level up; undefined at the top */
export function parentOf(kode: string): string | undefined {
  const end = kode.lastIndexOf('.')
  return end < 0 ? undefined : kode.slice(0, end)
}

/** @returns whether a code is another or stands below it: 5.1 is above 5.1.02, never above 5.10 */
export function isWithin(kode: string, above: string): boolean {
  return kode === above || kode.startsWith(`${above}.`)
}

/** @returns the code of an ancestor with so many parts, or the code itself when it has no more */
export function cutTo(kode: string, level: number): string {
  return partsOf(kode).slice(0, level).join('.')
}

/** @returns one form for codes that differ only in leading zeros: 1.03.10.2.01.08 and 1.03.10.2.01.0008 are the same */
export function withoutWidths(kode: string): string {
  return partsOf(kode)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join('.')
}

/** Order of codes as people list them: part by part, numbers as numbers. */
export function compareKode(a: string, b: string): number {
  const left = partsOf(a)
  const right = partsOf(b)
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const order = comparePart(left[at] ?? '', right[at] ?? '')
    if (order !== 0) return order
  }
  return left.length - right.length
}

function comparePart(a: string, b: string): number {
  const isNumber = /^\d+$/
  if (isNumber.test(a) && isNumber.test(b)) {
    const difference = BigInt(a) - BigInt(b)
    if (difference !== 0n) return difference < 0n ? -1 : 1
  }
  return a === b ? 0 : a < b ? -1 : 1
}
