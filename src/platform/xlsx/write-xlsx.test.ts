import { describe, expect, it } from 'vitest'
import { readXlsx } from './read-xlsx.ts'
import { writeXlsx } from './write-xlsx.ts'

const LIMITS = { bytesMax: 1_000_000, rowsMax: 1_000, columnsMax: 60 }

describe('a workbook that is written', () => {
  it('is read again cell by cell, with markup and formulas as the text they are', () => {
    const head = ['Nama', 'Harga', ...Array.from({ length: 28 }, (_, at) => `K${at}`)]
    const rows = [
      ['=1+1 <b>&"x"', { decimal: '1234567890123.45' }, ...head.slice(2)],
      ['', 7, ...head.slice(2)],
    ]
    const read = readXlsx(writeXlsx('KIB A: tanah/2026', head, rows), LIMITS)
    expect(read).toEqual({
      ok: true,
      rows: [
        head,
        ['=1+1 <b>&"x"', '1234567890123.45', ...head.slice(2)],
        ['', '7', ...head.slice(2)],
      ],
    })
  })

  it('is the same bytes for the same cells', () => {
    const make = () => writeXlsx('A', ['x'], [['y']])
    expect(make().equals(make())).toBe(true)
  })
})
