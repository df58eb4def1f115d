/**
 * CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xFFFF), the checksum at the end of a payment QR code.
 *
 * @param text ASCII
 * @returns four capital hexadecimal digits
 */
export function crc16(text: string): string {
  let crc = 0xffff
  for (const character of text) {
    crc ^= (character.codePointAt(0) ?? 0) << 8
    for (let bit = 0; bit < 8; bit += 1)
      crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
