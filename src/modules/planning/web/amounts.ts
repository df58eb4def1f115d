import { type Sen, toDecimalString } from '../../../kernel/money.ts'
import { inThousands } from '../../../kernel/thousands.ts'

/** An amount as a form field holds it: read back as the same; empty for none. */
export function formatDecimalRupiah(amount: Sen | undefined): string {
  if (amount === undefined) return ''
  const [rupiah = '', fraction = ''] = toDecimalString(amount).split('.')
  const grouped = inThousands(rupiah, '.')
  return fraction === '00' ? grouped : `${grouped},${fraction}`
}
