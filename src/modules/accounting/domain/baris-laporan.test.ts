import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadSusunan } from '../load-susunan.ts'
import { isInLra, lineOf, linesOfAccount, parseBaris, writeBaris } from './baris-laporan.ts'

const susunan = loadSusunan()(2026)
const open = (kode: string) => ({ kode, kodeAnggaran: undefined, kelas: 1 })

describe('the address of a statement line', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('lra' as const, 'lo' as const, 'neraca' as const),
        fc.integer({ min: 2000, max: 2999 }),
        fc.option(fc.integer({ min: 1, max: 99_999 }), { nil: undefined }),
        fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
        (jenis, tahun, skpdId, baris) => {
          const kunci = { jenis, tahun, skpdId, baris }
          expect(parseBaris(writeBaris(kunci))).toEqual(kunci)
        },
      ),
    )
  })

  it.each(['', 'lra', 'lra-2026', 'lra-2026-d', 'lak-2026-d-kas', 'lra-26-d-kas', "lra-2026-d-'"])(
    'is not “%s”',
    (text) => expect(parseBaris(text)).toBeUndefined(),
  )
})

describe('lines an account counts in', () => {
  it('are one line of the LRA for the SKPD and the same for the region', () => {
    expect(linesOfAccount(susunan, open('5.2.02.05.01.0001'))).toEqual([
      { jenis: 'lra', lingkup: 'skpd', baris: 'modal-mesin' },
      { jenis: 'lra', lingkup: 'daerah', baris: 'modal-mesin' },
    ])
  })

  it('leave out for the region what its books owe each other', () => {
    const found = linesOfAccount(susunan, open('1.1.13.01.01.0001'))
    expect(found.some(({ lingkup }) => lingkup === 'skpd')).toBe(true)
    expect(found.some(({ lingkup }) => lingkup === 'daerah')).toBe(false)
  })

  it('are none for a closing journal', () => {
    expect(linesOfAccount(susunan, { ...open('5.2.02.05.01.0001'), kelas: 2 })).toEqual([])
  })

  it('are found in the layout again', () => {
    for (const { jenis, lingkup, baris } of linesOfAccount(susunan, open('1.3.02.05.01.0001'))) {
      const skpdId = lingkup === 'skpd' ? 7 : undefined
      expect(lineOf(susunan, { jenis, tahun: 2026, skpdId, baris })?.id).toBe(baris)
    }
  })

  it('exist for spending, and not in the LRA for what stands in the balance sheet', () => {
    expect(isInLra(susunan, '5.1.02.01.01.0001')).toBe(true)
    expect(isInLra(susunan, '1.1.01.01.01.0001')).toBe(false)
  })
})
