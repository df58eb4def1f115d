import { assert } from '../../../../kernel/assert.ts'

/** An exact fraction; the denominator is positive. */
export type Fraction = Readonly<{ n: bigint; d: bigint }>

export const ZERO: Fraction = { n: 0n, d: 1n }

/** Greatest common divisor of two numbers, never negative. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a
  let y = b < 0n ? -b : b
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** n/d in lowest terms. */
export function fraction(n: bigint, d = 1n): Fraction {
  assert(d !== 0n, 'no fraction has the denominator nought')
  const common = gcd(n, d) || 1n
  return d < 0n ? { n: -n / common, d: -d / common } : { n: n / common, d: d / common }
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d)
}

export function times(a: Fraction, factor: bigint): Fraction {
  return fraction(a.n * factor, a.d)
}

/** Negative when a < b, nought when equal. The terms need not be the lowest. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : Number(difference > 0n)
}

/** `12`, or `1/43`. */
export function fractionText({ n, d }: Fraction): string {
  return d === 1n ? String(n) : `${n}/${d}`
}

const KEPT_BITS = 64n

function bitsOf(value: bigint): bigint {
  return BigInt(value.toString(16).length * 4)
}

/** The nearest double, to a few units in the last place, however long both terms are. */
export function ratio(n: bigint, d: bigint): number {
  if (n === 0n) return 0
  const sign = n < 0n ? -1 : 1
  const top = n < 0n ? -n : n
  const shiftTop = bitsOf(top) - KEPT_BITS
  const shiftBottom = bitsOf(d) - KEPT_BITS
  const cut = (value: bigint, shift: bigint) => Number(shift > 0n ? value >> shift : value)
  const exponent = (shiftTop > 0n ? shiftTop : 0n) - (shiftBottom > 0n ? shiftBottom : 0n)
  return sign * (cut(top, shiftTop) / cut(d, shiftBottom)) * 2 ** Number(exponent)
}
