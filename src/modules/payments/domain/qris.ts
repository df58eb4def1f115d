import { crc16 } from '../../../kernel/crc16.ts'
import { DECIMAL_PATTERN, fromDecimalString, type Sen } from '../../../kernel/money.ts'

const CRC_AND_TAG = 8

/**
 * Read a payment QR text (EMVCo, fields of tag, length, value) as far as it must be trusted before it is
 * shown: that it is whole, in rupiah, and for which amount.
 *
 * @param text as the gateway sent it
 * @returns the amount in sen; undefined when the text is no sound code for one fixed amount of rupiah
 */
export function readQrisAmount(text: string): Sen | undefined {
  if (!/^[\x20-\x7e]{20,512}$/.test(text)) return undefined
  const isWhole =
    text.slice(-CRC_AND_TAG, -4) === '6304' && crc16(text.slice(0, -4)) === text.slice(-4)
  const fields = isWhole ? splitFields(text) : undefined
  const amount = fields?.get('54') ?? ''
  const isRupiah = fields?.get('53') === '360'
  return isRupiah && DECIMAL_PATTERN.test(amount) ? fromDecimalString(amount) : undefined
}

/** @returns undefined where a length leads beyond the end or a tag comes twice */
function splitFields(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>()
  let at = 0
  while (at < text.length) {
    const [, tag, length] = /^(\d\d)(\d\d)/.exec(text.slice(at, at + 4)) ?? []
    if (tag === undefined || fields.has(tag)) return undefined
    const end = at + 4 + Number(length)
    if (end > text.length) return undefined
    fields.set(tag, text.slice(at + 4, end))
    at = end
  }
  return fields
}
