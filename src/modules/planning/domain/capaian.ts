import type { Ukuran } from './ukuran.ts'

export type Arah = 'naik' | 'turun'

/** How achievement is worked out from a year on. Dated data of a region, never code. */
export type AturanCapaian = Readonly<{
  tahunMulai: number
  /** Highest percentage that counts, in hundredths of a percent: 120 % is 12000n. */
  batasAtas: bigint
  /** Indicators that should fall: by difference, (2 × target − value) ÷ target, or by ratio, target ÷ value. */
  caraTurun: 'selisih' | 'rasio'
}>

/** Hundredths of a percent: 98,75 % is 9875n. */
export type Capaian = bigint

const WHOLE = 10_000n

/**
 * Achievement of a target. A target that is met exactly is 100 %; nothing is below zero, nothing above the cap.
 * A target of zero is met or it is not: there is no share of nothing.
 *
 * @law unverified PermenPAN-RB 53/2014 (pengukuran capaian kinerja); the cap is each region's own
 */
export function measureCapaian(
  measured: Readonly<{ target: Ukuran; nilai: Ukuran; arah: Arah }>,
  aturan: AturanCapaian,
): Capaian {
  return clamp(rawCapaian(measured, aturan), aturan.batasAtas)
}

function rawCapaian(
  { target, nilai, arah }: Readonly<{ target: Ukuran; nilai: Ukuran; arah: Arah }>,
  { caraTurun }: AturanCapaian,
): bigint {
  if (target === 0n) {
    const isMet = arah === 'naik' ? nilai >= 0n : nilai <= 0n
    return isMet ? WHOLE : 0n
  }
  if (arah === 'turun' && caraTurun === 'rasio' && target > 0n)
    // Less than nothing cannot be measured: the best there is.
    return nilai <= 0n ? WHOLE * WHOLE : divide(target * WHOLE, nilai)
  const better = arah === 'naik' ? nilai - target : target - nilai
  return WHOLE + divide(better * WHOLE, target < 0n ? -target : target)
}

/** The rule of a year: the latest that began. */
export function aturanOf(
  rules: readonly AturanCapaian[],
  tahun: number,
): AturanCapaian | undefined {
  return rules
    .filter(({ tahunMulai }) => tahunMulai <= tahun)
    .toSorted((a, b) => b.tahunMulai - a.tahunMulai)[0]
}

/** Colour and word of an achievement, so that the worst can be shown first. */
export function judgeCapaian(capaian: Capaian): 'tercapai' | 'hampir' | 'kurang' {
  if (capaian >= WHOLE) return 'tercapai'
  return capaian >= 7_500n ? 'hampir' : 'kurang'
}

/** Half away from zero, as people round. */
function divide(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const rounded = (2n * size + denominator) / (2n * denominator)
  return numerator < 0n ? -rounded : rounded
}

function clamp(value: bigint, most: bigint): bigint {
  if (value < 0n) return 0n
  return value > most ? most : value
}
