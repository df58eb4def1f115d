import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { inThousands } from '../../../kernel/thousands.ts'
import { refusal } from './refusals.ts'

/** A measured value in ten-thousandths of its unit: 12,5 km is 125000n. No float touches a target. */
export type Ukuran = bigint & { readonly unit: 'per sepuluh ribu' }

const PLACES = 4
const SCALE = 10n ** BigInt(PLACES)
const TYPED = /^(-?)(\d{1,3}(?:\.\d{3})+|\d{1,16})(?:,(\d{1,4}))?$/
/** Spreadsheets of programs write 12.5: one dot that does not part thousands. */
const MACHINE = /^(-?)(\d{1,16})\.(\d{1,2}|\d{4})$/

/** @returns the value of a whole number of units */
export function ukuranOf(whole: number): Ukuran {
  return BigInt(Math.round(whole * Number(SCALE))) as unknown as Ukuran
}

/**
 * Read a measured value as people type it: `1.234,5`, `12,5`, `70`, `-3`; also `12.5` of programs.
 *
 * @refuses UKURAN_TIDAK_TERBACA
 */
export function parseUkuran(text: string, field: string): Result<Ukuran> {
  const bare = text.trim().replace('\u2212', '-')
  const parts = TYPED.exec(bare) ?? MACHINE.exec(bare)
  if (parts === null) return refuse(refusal('UKURAN_TIDAK_TERBACA', {}, field))
  return ok(join(parts[1] === '-', (parts[2] ?? '').replaceAll('.', ''), parts[3] ?? ''))
}

/** @param text decimal of the database: `12.5000`, `-3` */
export function ukuranFromDecimal(text: string): Ukuran {
  const isNegative = text.startsWith('-')
  const [whole = '', fraction = ''] = (isNegative ? text.slice(1) : text).split('.')
  return join(isNegative, whole, fraction)
}

/** @returns the decimal the database takes: `12.5000` */
export function ukuranToDecimal(value: Ukuran): string {
  const digits = (value < 0n ? -value : value).toString().padStart(PLACES + 1, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`
}

/** @returns the value as people read it, without zeros at the end: `1.234,5`; `1,234.5` in English */
export function formatUkuran(value: Ukuran, lang: 'id' | 'en'): string {
  const [whole = '0', fraction = ''] = ukuranToDecimal(
    (value < 0n ? -value : value) as Ukuran,
  ).split('.')
  const [thousands, comma] = lang === 'id' ? ['.', ','] : [',', '.']
  const grouped = inThousands(whole, thousands)
  const rest = withoutZeros(fraction)
  return `${value < 0n ? '\u2212' : ''}${grouped}${rest === '' ? '' : `${comma}${rest}`}`
}

/** @returns the value as a form field holds it, so that it is read back as the same */
export function typedUkuran(value: Ukuran): string {
  const [whole = '0', fraction = ''] = ukuranToDecimal(value).split('.')
  const rest = withoutZeros(fraction)
  return rest === '' ? whole : `${whole},${rest}`
}

function join(isNegative: boolean, whole: string, fraction: string): Ukuran {
  const value = BigInt(whole) * SCALE + BigInt(fraction.padEnd(PLACES, '0').slice(0, PLACES))
  return (isNegative ? -value : value) as unknown as Ukuran
}

function withoutZeros(fraction: string): string {
  let end = fraction.length
  while (end > 0 && fraction[end - 1] === '0') end -= 1
  return fraction.slice(0, end)
}
