import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Tanggal, tanggal } from '../../../kernel/date.ts'
import { askedDate, type KindDate, refuseAge } from './document-age.ts'
import { addMonths } from './expr/dates.ts'

const today = tanggal('2026-11-26')
const write = (date: Tanggal) => date
const issued: KindDate = { tanggal: 'terbit', runsOut: false }
const codes = (doc: { id: string; maxMonths?: number }, kind: KindDate, dated: Tanggal | null) =>
  refuseAge(doc, { kind, dated }, { today, write }).map((one) => one.code)

describe('the date on a document', () => {
  it.each([
    ['no date on the kind', { tanggal: 'tidak', runsOut: false }, 3, undefined],
    [
      'the last day, whatever the service says',
      { tanggal: 'berakhir', runsOut: true },
      undefined,
      'berakhir',
    ],
    ['a day of issue nothing hangs on', issued, undefined, undefined],
    ['a day of issue the service counts from', issued, 3, 'terbit'],
    [
      'a day of issue the kind runs out by',
      { tanggal: 'terbit', runsOut: true },
      undefined,
      'terbit',
    ],
  ] as const)('is asked for only where something hangs on it: %s', (_, kind, maxMonths, asked) => {
    expect(askedDate({ id: 'a', ...(maxMonths === undefined ? {} : { maxMonths }) }, kind)).toBe(
      asked,
    )
  })

  it('is missed at the document when it was kept without one', () => {
    expect(codes({ id: 'slip', maxMonths: 3 }, issued, null)).toEqual(['BERKAS_TANPA_TANGGAL'])
    expect(codes({ id: 'slip' }, issued, null)).toEqual([])
  })

  it('is good through the day its months are over, and too old from the day after', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 5000 }),
        (months, back) => {
          const dated = addDays(today, -back)
          const last = addMonths(dated, months)
          const isOld = last !== null && last < today
          expect(codes({ id: 'slip', maxMonths: months }, issued, dated)).toEqual(
            isOld ? ['BERKAS_TERLALU_LAMA'] : [],
          )
        },
      ),
    )
    expect(codes({ id: 'slip', maxMonths: 3 }, issued, tanggal('2026-08-26'))).toEqual([])
    expect(codes({ id: 'slip', maxMonths: 3 }, issued, tanggal('2026-08-25'))).toEqual([
      'BERKAS_TERLALU_LAMA',
    ])
  })

  it('of the last day is judged by the vault, not by months', () => {
    const kind: KindDate = { tanggal: 'berakhir', runsOut: true }
    expect(codes({ id: 'stnk', maxMonths: 1 }, kind, tanggal('2020-01-01'))).toEqual([])
  })
})
