/**
 * Arithmetic on numbers as people write them. A binary product such as 1005 × 0.1 drifts in its last
 * digit, and a fee must not: what is no whole number is computed in decimal digits and only the result is
 * turned back. Exact as long as a value has at most 15 significant digits.
 */
type Decimal = Readonly<{ digits: bigint; scale: number }>

const SCALE_MAX = 30
const DIVISION_SCALE = 15

/** @returns the sum, exact to 15 digits; null when it leaves what a number can hold */
export function add(a: number, b: number): number | null {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return bounded(a + b)
  const [left, right, scale] = aligned(a, b)
  return toNumber({ digits: left + right, scale })
}

/** @returns the product, exact to 15 digits; null when it leaves what a number can hold */
export function multiply(a: number, b: number): number | null {
  const product = a * b
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(product))
    return product
  const left = toDecimal(a)
  const right = toDecimal(b)
  return toNumber({ digits: left.digits * right.digits, scale: left.scale + right.scale })
}

/** @returns the quotient to 15 places, half away from zero; null for a divisor of zero */
export function divide(a: number, b: number): number | null {
  if (b === 0) return null
  const [left, right] = aligned(a, b)
  const raised = left * 10n ** BigInt(DIVISION_SCALE)
  const half = (raised < 0n ? -1n : 1n) * (right < 0n ? -1n : 1n)
  const doubled = (raised * 2n) / right
  return toNumber({ digits: (doubled + half) / 2n, scale: DIVISION_SCALE })
}

/** @returns rounded to so many places, half away from zero, as an office rounds money */
export function roundTo(value: number, places: number): number | null {
  if (Number.isSafeInteger(value) && places >= 0) return value
  const { digits, scale } = toDecimal(value)
  const drop = scale - Math.trunc(places)
  if (drop <= 0) return value
  const unit = 10n ** BigInt(Math.min(drop, SCALE_MAX * 2))
  const half = digits < 0n ? -unit / 2n : unit / 2n
  return toNumber({ digits: ((digits + half) / unit) * unit, scale })
}

function aligned(a: number, b: number): readonly [bigint, bigint, number] {
  const left = toDecimal(a)
  const right = toDecimal(b)
  const scale = Math.max(left.scale, right.scale)
  return [
    left.digits * 10n ** BigInt(scale - left.scale),
    right.digits * 10n ** BigInt(scale - right.scale),
    scale,
  ]
}

/** The shortest text of a number is the decimal somebody wrote. */
function toDecimal(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const [whole = '0', part = ''] = mantissa.split('.')
  const scale = part.length - Number(exponent)
  const digits = BigInt(whole + part)
  if (scale < 0) return { digits: digits * 10n ** BigInt(-scale), scale: 0 }
  return { digits, scale }
}

function toNumber({ digits, scale }: Decimal): number | null {
  if (scale === 0) return bounded(Number(digits))
  const sign = digits < 0n ? '-' : ''
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  return bounded(Number(`${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`))
}

function bounded(value: number): number | null {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null
}
