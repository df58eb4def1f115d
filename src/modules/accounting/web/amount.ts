import { inThousands } from '../../../kernel/thousands.ts'
import type { Lang } from '../../../ui/page-context.ts'

/** An amount as statements print it: no Rp, two decimals, below zero in brackets, nothing as a dash. */
export function formatAmount(amount: bigint | undefined, lang: Lang): string {
  if (amount === undefined) return ''
  if (amount === 0n) return '–'
  const [thousands, decimal] = lang === 'en' ? [',', '.'] : ['.', ',']
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0')
  const rupiah = inThousands(digits.slice(0, -2), thousands)
  const text = `${rupiah}${decimal}${digits.slice(-2)}`
  return amount < 0n ? `(${text})` : text
}

/** Realised share of a budget in hundredths of a percent, as text; a dash without a budget. */
export function formatShare(part: bigint, whole: bigint, lang: Lang): string {
  if (whole === 0n) return '–'
  const hundredths = (part * 10_000n) / whole
  const isNegative = hundredths < 0n
  const digits = (isNegative ? -hundredths : hundredths).toString().padStart(3, '0')
  const text = `${digits.slice(0, -2)}${lang === 'en' ? '.' : ','}${digits.slice(-2)}`
  return isNegative ? `(${text})` : text
}
