import { type Sen, toDecimalString } from '../../../kernel/money.ts'
import { inThousands } from '../../../kernel/thousands.ts'

/** Rupiah in a sentence: `Rp1.234.567` or `Rp1.234.567,89`; never a rounding. */
export function formatSen(amount: Sen): string {
  const [rupiah = '', fraction = ''] = toDecimalString(amount).split('.')
  const isNegative = rupiah.startsWith('-')
  const digits = inThousands(isNegative ? rupiah.slice(1) : rupiah, '.')
  return `${isNegative ? '-' : ''}Rp${digits}${fraction === '00' ? '' : `,${fraction}`}`
}
