/** Rupiah as whole sen. No float ever touches money; PostgreSQL holds it as numeric(20,2). */
import { assert, present } from './assert.ts'
import { ok, type Result, refuse } from './result.ts'

/** An amount in sen: 1 rupiah = 100 sen. May be negative (corrections, deficits). */
export type Sen = bigint & { readonly unit: 'sen' }

/**
 * What happens to the fraction of a sen. `half-up` rounds halves away from zero, `half-even` to the
 * even neighbour, `down` towards zero, `up` away from zero. The caller names the law that chooses.
 */
export type Rounding = 'half-up' | 'half-even' | 'down' | 'up'

/** Largest amount numeric(20,2) holds: 999,999,999,999,999,999.99 rupiah, in sen. */
export const MAX_SEN = 10n ** 20n - 1n

/** How money looks in JSON and PostgreSQL: at most 18 digits of rupiah, then at most two of sen. */
export const DECIMAL_PATTERN = /^-?\d{1,18}(?:\.\d{1,2})?$/

/**
 * @param amount whole sen
 * @returns the amount as money; more than the database can hold is a bug
 */
export function sen(amount: bigint): Sen {
  assert(amount <= MAX_SEN && amount >= -MAX_SEN, 'an amount must fit numeric(20,2)')
  return amount as Sen
}

/** No money. */
export const ZERO_SEN: Sen = sen(0n)

/**
 * Read money as a person types it: `Rp1.234.567,89`, `1.234.567`, `1500000`; also the machine form
 * `1500000.00`. One dot with two digits behind it is the machine form, every other dot parts
 * thousands.
 *
 * @returns the amount in sen, never negative
 * @refuses RUPIAH_KOSONG, RUPIAH_NEGATIF, RUPIAH_TERLALU_BESAR, RUPIAH_TIDAK_TERBACA
 */
export function parseRupiah(text: string): Result<Sen> {
  const bare = text.trim().replace(/^rp\.?\s?/i, '')
  if (bare === '') return refuse({ code: 'RUPIAH_KOSONG', message: 'Isi jumlah rupiah.' })
  if (/^[-\u2212]/.test(bare)) {
    return refuse({
      code: 'RUPIAH_NEGATIF',
      message: 'Jumlah rupiah tidak boleh kurang dari nol. Hapus tanda minus.',
    })
  }
  const match =
    /^(\d{1,3}(?:\.\d{3}){1,8}|\d{1,30})(?:,(\d{1,2}))?$/.exec(bare) ??
    /^(\d{1,30})\.(\d{2})$/.exec(bare)
  if (match === null) {
    return refuse({
      code: 'RUPIAH_TIDAK_TERBACA',
      message:
        'Tulis rupiah dengan titik tiap tiga angka dan koma sebelum sen, misalnya 1.234.567,89.',
    })
  }
  const amount = joinSen(match[1] ?? '', match[2] ?? '')
  if (amount <= MAX_SEN) return ok(sen(amount))
  return refuse({
    code: 'RUPIAH_TERLALU_BESAR',
    message: 'Jumlah rupiah paling banyak 18 angka sebelum koma. Periksa kembali jumlah nol.',
  })
}

/**
 * Read money from JSON or PostgreSQL. The edge has checked the text against DECIMAL_PATTERN.
 *
 * @param text decimal rupiah, `1500000.00`, `-0.5`, `0`
 */
export function fromDecimalString(text: string): Sen {
  assert(DECIMAL_PATTERN.test(text), 'money from JSON or the database is a decimal of two places')
  const isNegative = text.startsWith('-')
  const [rupiah, fraction] = (isNegative ? text.slice(1) : text).split('.')
  const amount = joinSen(rupiah ?? '', fraction ?? '')
  return sen(isNegative ? -amount : amount)
}

/**
 * Write money for JSON and PostgreSQL.
 *
 * @returns rupiah with exactly two decimals: `1500000.00`
 */
export function toDecimalString(amount: Sen): string {
  const sign = amount < 0n ? '-' : ''
  const digits = magnitude(amount).toString().padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** @returns a + b, in sen */
export function addSen(a: Sen, b: Sen): Sen {
  return sen(a + b)
}

/** @returns a - b, in sen; may be negative */
export function subtractSen(a: Sen, b: Sen): Sen {
  return sen(a - b)
}

/** @returns the sum in sen; nothing sums to zero */
export function sumSen(amounts: Iterable<Sen>): Sen {
  let total = 0n
  for (const amount of amounts) total += amount
  return sen(total)
}

/**
 * A share of an amount: tax, levy, retention.
 *
 * @param rateBps whole basis points: 1 bps = 0.01 %, so 10 % = 1000
 * @param rounding what becomes of the fraction of a sen
 * @returns amount × rate, in sen
 */
export function applyRate(amount: Sen, rateBps: number, rounding: Rounding): Sen {
  assert(
    Number.isSafeInteger(rateBps) && rateBps >= 0,
    'a rate is whole basis points, not negative',
  )
  const quotient = divideRounded(magnitude(amount) * BigInt(rateBps), 10_000n, rounding)
  return sen(amount < 0n ? -quotient : quotient)
}

/**
 * Share an amount by weights so that the parts sum to the whole to the last sen. Each part gets its
 * whole sen; the sen left over go to the largest remainders, on a tie to the earlier part.
 *
 * @param weights one per part, not negative, not all zero: heads, areas, or amounts in sen
 * @returns one part per weight, in the same order, in sen; a weight of zero gets nothing
 */
export function allocate(amount: Sen, weights: readonly bigint[]): readonly Sen[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  assert(
    weights.every((weight) => weight >= 0n),
    'a weight is not negative',
  )
  assert(total > 0n, 'something must carry weight')
  const whole = magnitude(amount)
  const parts = weights.map((weight) => (whole * weight) / total)
  const left = whole - parts.reduce((sum, part) => sum + part, 0n)
  for (const index of largestRemainders(whole, weights, total).slice(0, Number(left))) {
    parts[index] = present(parts[index], 'a remainder belongs to a part') + 1n
  }
  return parts.map((part) => sen(amount < 0n ? -part : part))
}

function largestRemainders(whole: bigint, weights: readonly bigint[], total: bigint): number[] {
  const remainders = weights.map((weight, index) => ({ index, left: (whole * weight) % total }))
  remainders.sort((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1))
  return remainders.map(({ index }) => index)
}

function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator
  const twice = (numerator % denominator) * 2n
  if (twice === 0n) return quotient
  const isHalf = twice === denominator
  const takesOneMore = {
    down: false,
    up: true,
    'half-up': twice >= denominator,
    'half-even': isHalf ? quotient % 2n === 1n : twice > denominator,
  }
  return takesOneMore[rounding] ? quotient + 1n : quotient
}

function joinSen(rupiah: string, fraction: string): bigint {
  return BigInt(rupiah.replaceAll('.', '') + fraction.padEnd(2, '0'))
}

function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}
