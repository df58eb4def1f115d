import { assert } from './assert.ts'

const ONES = [
  'nol',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
  'sepuluh',
  'sebelas',
]
const STEPS: readonly (readonly [number, string])[] = [
  [1_000_000_000_000, 'triliun'],
  [1_000_000_000, 'miliar'],
  [1_000_000, 'juta'],
  [1000, 'ribu'],
  [100, 'ratus'],
]

/**
 * A whole number in Indonesian words, as letters and receipts write it: 1.250 is "seribu dua ratus lima puluh".
 *
 * @param value whole, 0 to 999,999,999,999,999
 */
export function terbilang(value: number): string {
  assert(
    Number.isSafeInteger(value) && value >= 0 && value < 1e15,
    'a number to be written in words',
  )
  return words(value).join(' ')
}

function words(value: number): readonly string[] {
  if (value < ONES.length) return [ONES[value] as string]
  if (value < 20) return [ONES[value - 10] as string, 'belas']
  for (const [size, name] of STEPS) {
    if (value < size) continue
    const count = Math.floor(value / size)
    const rest = value % size
    const head = count === 1 && size <= 1000 ? [`se${name}`] : [...words(count), name]
    return [...head, ...(rest === 0 ? [] : words(rest))]
  }
  const rest = value % 10
  return [...words(Math.floor(value / 10)), 'puluh', ...(rest === 0 ? [] : words(rest))]
}
