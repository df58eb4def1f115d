import { create } from 'qrcode'
import { describe, expect, it } from 'vitest'
import { qrPicture } from './qr-picture.ts'

describe('a drawn QR code', () => {
  it('is dark where the code is, and nowhere else', () => {
    const text = 'https://pendopo.example/verifikasi/SRT-ZKYY-6ATE-A1NA-R91J-Q'
    const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
    const side = size + 4
    const drawn = Array.from({ length: side * side }, () => 0)
    for (const [, x = '', y = '', run = ''] of qrPicture(text).matchAll(
      /M(\d+) (\d+)h(\d+)v1h-\d+z/g,
    ))
      drawn.fill(1, Number(y) * side + Number(x), Number(y) * side + Number(x) + Number(run))
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1) {
        const isInside = x >= 2 && y >= 2 && x < size + 2 && y < size + 2
        const wanted = isInside ? Number(data[(y - 2) * size + x - 2]) : 0
        expect([x, y, drawn[y * side + x]]).toEqual([x, y, wanted])
      }
  })
})
