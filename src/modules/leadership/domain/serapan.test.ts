import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Sen, sen } from '../../../kernel/money.ts'
import { bpsOf, SKPD_MIN, type SkpdFigures, serapanOf, totalOf, worstFirst } from './serapan.ts'

const months = (amount: bigint): readonly Sen[] => Array.from({ length: 12 }, () => sen(amount))
const none = months(0n)
const skpd = (skpdId: number, more: Partial<SkpdFigures> = {}): SkpdFigures => ({
  skpdId,
  anggaran: sen(1_200n),
  rencana: months(100n),
  realisasi: none,
  realisasiLalu: months(90n),
  ...more,
})
const spent = (...amounts: readonly bigint[]) =>
  Array.from({ length: 12 }, (_, at) => sen(amounts[at] ?? 0n))

describe('how far an agency is', () => {
  it('counts a month’s plan when the month is over', () => {
    const [one] = serapanOf([skpd(1, { realisasi: spent(80n, 80n, 80n) })], 2)
    expect(one).toMatchObject({ rencana: 200n, selisih: -40n, realisasi: 240n })
  })

  it('is forecast from last year’s share by the same month', () => {
    const all = Array.from({ length: SKPD_MIN }, (_, at) =>
      skpd(at, { realisasi: spent(80n, 80n, 80n) }),
    )
    const [one] = serapanOf(all, 3)
    // Evenly last year: a quarter by March, so four times what is spent.
    expect(one?.prakiraan).toEqual({ tengah: 960n, bawah: 960n, atas: 960n })
  })

  it('is not forecast from too few agencies, nor before the first month is over', () => {
    const few = Array.from({ length: SKPD_MIN - 1 }, (_, at) => skpd(at, { realisasi: spent(80n) }))
    expect(serapanOf(few, 1)[0]?.prakiraan).toBeUndefined()
    const many = [...few, skpd(99, { realisasi: spent(80n) })]
    expect(serapanOf(many, 1)[0]?.prakiraan).toBeDefined()
    expect(serapanOf(many, 0)[0]?.prakiraan).toBeUndefined()
  })

  it('never ends below what is spent nor above the budget, and its interval holds its middle', () => {
    const year = fc.array(fc.bigInt(0n, 300n), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(year, year), { minLength: SKPD_MIN, maxLength: 14 }),
        fc.integer({ min: 1, max: 12 }),
        (years, over) => {
          const all = years.map(([now, before], at) =>
            skpd(at, {
              anggaran: sen(now.reduce((sum, one) => sum + one, 100n)),
              realisasi: now.map(sen),
              realisasiLalu: before.map(sen),
            }),
          )
          for (const one of serapanOf(all, over)) {
            if (one.prakiraan === undefined) continue
            const { bawah, tengah, atas } = one.prakiraan
            expect(bawah <= tengah && tengah <= atas).toBe(true)
            expect(bawah >= one.realisasi || bawah === one.anggaran).toBe(true)
            expect(atas <= one.anggaran).toBe(true)
          }
        },
      ),
    )
  })

  it('is ordered by how far behind it is, as a share of its budget', () => {
    const all = serapanOf(
      [
        skpd(1, { realisasi: spent(90n) }),
        skpd(2, { realisasi: spent(10n) }),
        skpd(3, { realisasi: spent(50n), anggaran: sen(200n) }),
      ],
      1,
    )
    expect(worstFirst(all).map(({ skpdId }) => skpdId)).toEqual([3, 2, 1])
  })

  it('adds up to the region’s', () => {
    const all = [skpd(1, { realisasi: spent(5n, 7n) }), skpd(2, { realisasi: spent(1n) })]
    expect(totalOf(all).realisasi.slice(0, 2)).toEqual([6n, 7n])
    expect(totalOf(all).anggaran).toBe(2_400n)
    expect(bpsOf(sen(0n), sen(0n))).toBe(0)
  })
})
