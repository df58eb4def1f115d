import type { Refusal, Result } from '../../../kernel/result.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import type { Warna } from '../types.ts'

/** White words on the masthead must be read in sunlight. */
const WHITE_CONTRAST_MIN = 7
/** The accent on the masthead. */
const ACCENT_CONTRAST_MIN = 4.5

/**
 * The three colours a region may choose.
 *
 * @refuses WARNA_TIDAK_SAH, KONTRAS_KURANG with the ratio reached
 */
export function decideWarna(isian: Warna): Result<Warna> {
  const names = ['merek', 'merekTua', 'padi'] as const
  const unreadable = names.filter((name) => !/^#[0-9a-f]{6}$/i.test(isian[name]))
  if (unreadable.length > 0)
    return refuse(
      unreadable.map((field) => ({
        code: 'WARNA_TIDAK_SAH',
        message: 'Isi warna sebagai # dan enam angka heksadesimal, misalnya #0b4a3c.',
        field,
      })),
    )
  const refusals = [
    ...demand('merek', contrast('#ffffff', isian.merek), WHITE_CONTRAST_MIN),
    ...demand('merekTua', contrast('#ffffff', isian.merekTua), WHITE_CONTRAST_MIN),
    ...demand('padi', contrast(isian.padi, isian.merek), ACCENT_CONTRAST_MIN),
  ]
  if (refusals.length > 0) return refuse(refusals)
  const { merek, merekTua, padi } = isian
  return ok({
    merek: merek.toLowerCase(),
    merekTua: merekTua.toLowerCase(),
    padi: padi.toLowerCase(),
  })
}

function demand(field: keyof Warna, ratio: number, min: number): readonly Refusal[] {
  if (ratio >= min) return []
  const against = field === 'padi' ? 'warna utama' : 'tulisan putih'
  const [reached, wanted] = [ratio, min].map((value) => value.toFixed(1).replace('.', ','))
  return [
    {
      code: 'KONTRAS_KURANG',
      message: `Kontras dengan ${against} ${reached} banding 1; paling sedikit ${wanted}. Pilih warna yang ${field === 'padi' ? 'lebih terang' : 'lebih gelap'}.`,
      field,
    },
  ]
}

/** Contrast ratio of two colours after WCAG 2.2, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [first, second] = [luminance(a), luminance(b)]
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
