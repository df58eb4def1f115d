import { type Sen, sen } from '../../../kernel/money.ts'
import { inThousands } from '../../../kernel/thousands.ts'

/** A measured amount in ten-thousandths of its unit: 12,5 m2 is 125000n. */
export type Volume = bigint & { readonly unit: 'sepersepuluh ribu' }

const PLACES = 4
const SCALE = 10n ** BigInt(PLACES)
const TYPED = /^(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,(\d{1,4}))?$/

/** @returns the amount as people type it (`1.250`, `12,5`), or undefined when it is none */
export function readVolume(text: string): Volume | undefined {
  const parts = TYPED.exec(text.trim())
  if (parts === null) return undefined
  const whole = BigInt((parts[1] ?? '').replaceAll('.', ''))
  const fraction = BigInt((parts[2] ?? '').padEnd(PLACES, '0'))
  return (whole * SCALE + fraction) as unknown as Volume
}

/** @returns the amount of a decimal as the database writes it: `12.5000` */
export function volumeFromDecimal(text: string): Volume {
  const [whole = '0', fraction = ''] = text.split('.')
  return (BigInt(whole) * SCALE +
    BigInt(fraction.padEnd(PLACES, '0').slice(0, PLACES))) as unknown as Volume
}

/** @returns the decimal the database takes */
export function volumeToDecimal(volume: Volume): string {
  const digits = volume.toString().padStart(PLACES + 1, '0')
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`
}

/** @returns the amount as people read it: `1.250,5`; `1,250.5` in English */
export function formatVolume(volume: Volume, lang: 'id' | 'en'): string {
  const [whole = '0', fraction = ''] = volumeToDecimal(volume).split('.')
  const [thousands, comma] = lang === 'id' ? ['.', ','] : [',', '.']
  const rest = withoutZeros(fraction)
  return `${inThousands(whole, thousands)}${rest === '' ? '' : `${comma}${rest}`}`
}

/** @returns the amount as a form field holds it, so that it is read back as the same */
export function typedVolume(volume: Volume): string {
  const [whole = '0', fraction = ''] = volumeToDecimal(volume).split('.')
  const rest = withoutZeros(fraction)
  return rest === '' ? whole : `${whole},${rest}`
}

/** @returns what so much costs at a price per unit, rounded half up to whole rupiah */
export function costOf(volume: Volume, harga: Sen): Sen {
  const rupiah = SCALE * 100n
  return sen(((volume * harga + rupiah / 2n) / rupiah) * 100n)
}

function withoutZeros(fraction: string): string {
  let end = fraction.length
  while (end > 0 && fraction[end - 1] === '0') end -= 1
  return fraction.slice(0, end)
}
