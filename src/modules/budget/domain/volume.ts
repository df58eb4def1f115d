import { MAX_SEN, type Sen, sen } from '../../../kernel/money.ts'
import { inThousands } from '../../../kernel/thousands.ts'

/** A quantity in ten-thousandths, as numeric(14,4) keeps it: 2.5 is 25000. Never a float. */
export type Volume = bigint & { readonly unit: 'sepersepuluhribu' }

const DIGITS = 4
const SCALE = 10_000n
const MAX = 10n ** 14n - 1n

/**
 * Read a quantity as people type it (`1.250,5`) or programs do (`1250.5000`). One dot parts thousands only before
 * exactly three digits and only when no comma follows a smaller group; `0.125` and `12.5` are machine form.
 *
 * @returns undefined when it cannot be read
 */
export function parseVolume(text: string): Volume | undefined {
  const bare = text.trim()
  const match =
    /^([1-9]\d{0,2}(?:\.\d{3}){1,3})(?:,(\d{1,4}))?$/.exec(bare) ??
    /^(\d{1,10})(?:[.,](\d{1,4}))?$/.exec(bare)
  if (match === null) return undefined
  const whole = (match[1] ?? '').replaceAll('.', '')
  const value = BigInt(whole + (match[2] ?? '').padEnd(DIGITS, '0'))
  return value <= MAX ? (value as Volume) : undefined
}

/** @returns the quantity of a database text, `2.5000` */
export function volumeFromDecimal(text: string): Volume {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(DIGITS, '0').slice(0, DIGITS)) as Volume
}

/** @returns `2.5000`, as PostgreSQL takes it */
export function volumeToDecimal(volume: Volume): string {
  const digits = volume.toString().padStart(DIGITS + 1, '0')
  return `${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`
}

/** @returns `1.250,5`: as people write it, without idle zeros */
export function writeVolume(volume: Volume): string {
  const [whole = '0', fraction = ''] = volumeToDecimal(volume).split('.')
  const kept = fraction.replace(/0{1,4}$/, '')
  const grouped = inThousands(whole, '.')
  return kept === '' ? grouped : `${grouped},${kept}`
}

/**
 * Quantity times price, halves of a sen away from zero, as PostgreSQL's round does.
 *
 * @returns the amount in sen; undefined when numeric(20,2) cannot hold it
 */
export function amountOf(volume: Volume, harga: Sen): Sen | undefined {
  const amount = (volume * harga * 2n + SCALE) / (SCALE * 2n)
  return amount <= MAX_SEN ? sen(amount) : undefined
}
