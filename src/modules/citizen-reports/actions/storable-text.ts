import { maskPersonalData } from '../../../kernel/personal-data.ts'

/** What the tables take, after masking: judul 160, isi 8,000 characters. */
export const JUDUL_STORED_MAX = 160
export const ISI_STORED_MAX = 8_000
const ROUNDS_MAX = 5

/**
 * The text, cut so that it still fits once personal data in it is masked: a mask is longer than the
 * number it hides.
 */
export function fitMasked(text: string, lengthMax: number): string {
  let fitting = text.slice(0, lengthMax)
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const masked = maskPersonalData(fitting)
    if (masked.length <= lengthMax) return fitting
    fitting = masked.slice(0, lengthMax - 1)
  }
  return fitting.replaceAll(/[\d@]/g, '•')
}
