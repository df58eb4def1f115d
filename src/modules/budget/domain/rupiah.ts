import { type Sen, toDecimalString } from '../../../kernel/money.ts'
import { inThousands } from '../../../kernel/thousands.ts'

/** @returns `1.234.567` or `1.234.567,50`: money without the sign of the currency, for sentences and tables of this module */
export function writeRupiah(amount: Sen): string {
  const text = toDecimalString(amount)
  const isNegative = text.startsWith('-')
  const [whole = '0', fraction = '00'] = (isNegative ? text.slice(1) : text).split('.')
  const sign = isNegative ? '-' : ''
  const tail = fraction === '00' ? '' : `,${fraction}`
  return `${sign}${inThousands(whole, '.')}${tail}`
}
