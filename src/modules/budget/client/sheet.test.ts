import { describe, expect, it } from 'vitest'
import { createSheet } from './sheet.ts'

const HARGA = 5
const ALASAN = 8
const cells = ['5.1.02', 'Aspal', '', '10', 'm2', '150.000', '', 'HSPK.0003', '', ''] as const

describe('the worksheet of budget lines', () => {
  it('lets a refused row be stored again when another of its cells is mended', () => {
    const sheet = createSheet([['id', 1, ...cells]])
    sheet.rows[0]?.faults.set(ALASAN, 'Harga di atas standar: tulis alasannya.')
    sheet.put([{ row: 0, column: HARGA, text: '148.500' }])
    expect(sheet.rows[0]?.faults.size).toBe(0)
    expect(sheet.rows[0]?.isChanged).toBe(true)
  })

  it('keeps what was said of a row that nobody touched', () => {
    const sheet = createSheet([
      ['a', 1, ...cells],
      ['b', 1, ...cells],
    ])
    sheet.rows[1]?.faults.set(-1, 'Baris ini sudah diubah.')
    sheet.put([{ row: 0, column: HARGA, text: '148.500' }])
    expect(sheet.rows[1]?.faults.size).toBe(1)
  })
})
