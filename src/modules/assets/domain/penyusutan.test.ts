import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, type Sen, sen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'
import { afterSemester, chargeOf, scheduleOf, semestersAdded } from './penyusutan.ts'

const card = (nilai: bigint, sisaSemester: number, akumulasi = 0n) => ({
  nilai: sen(nilai),
  akumulasi: sen(akumulasi),
  sisaSemester,
})
const value = fc.bigInt({ min: 1n, max: 10n ** 17n })
const life = fc.integer({ min: 1, max: 200 })

describe('straight-line depreciation', () => {
  it('charges the same as the kernel shares a whole: parts sum to the value to the sen', () => {
    fc.assert(
      fc.property(value, life, (nilai, semesters) => {
        const charges = scheduleOf(card(nilai, semesters)).map(({ charge }) => charge)
        const shared = allocate(
          sen(nilai),
          Array.from({ length: semesters }, () => 1n),
        ).filter((part) => part > 0n)
        expect(charges).toEqual(shared)
        expect(sumSen(charges)).toBe(nilai)
      }),
    )
  })

  it('stops at zero and never charges again after the last semester', () => {
    const end = scheduleOf(card(1_000_000_01n, 8)).at(-1)
    expect(end).toMatchObject({ akumulasi: 1_000_000_01n, sisaSemester: 0 })
    if (end === undefined) throw new Error('a card with a life has a schedule')
    expect(chargeOf(end)).toBe(ZERO_SEN)
    expect(afterSemester(end)).toBe(end)
  })

  it('never charges land, or whatever has no life', () => {
    expect(chargeOf(card(5_000_000_000_00n, 0))).toBe(0n)
    expect(scheduleOf(card(5_000_000_000_00n, 0))).toEqual([])
  })

  it('stays between zero and the value whatever is added on the way, and ends at the value', () => {
    const event = fc.oneof(
      fc.constant({ kind: 'semester' as const }),
      fc.record({ kind: fc.constant('rehab' as const), cost: value, longer: life }),
    )
    fc.assert(
      fc.property(value, life, fc.array(event, { maxLength: 40 }), (nilai, masa, events) => {
        let now = card(nilai, masa)
        for (const one of events) {
          if (one.kind === 'semester') now = afterSemester(now)
          else
            now = {
              ...now,
              nilai: sen(now.nilai + one.cost),
              sisaSemester: now.sisaSemester + semestersAdded(now, masa, one.longer),
            }
          expect(now.akumulasi).toBeGreaterThanOrEqual(0n)
          expect(now.akumulasi).toBeLessThanOrEqual(now.nilai)
          expect(now.sisaSemester).toBeLessThanOrEqual(masa)
        }
        const last = scheduleOf(now).at(-1) ?? now
        if (now.sisaSemester > 0) expect(last.akumulasi).toBe(now.nilai)
        expect(chargeOf(last)).toBe(0n)
      }),
    )
  })

  it('charges a few sen one at a time when there are fewer sen than semesters', () => {
    expect(scheduleOf(card(3n, 8)).map(({ charge }) => charge)).toEqual([1n, 1n, 1n])
  })
})

describe('a rehabilitation', () => {
  it.each([
    [10, 20, 6, 6],
    [18, 20, 6, 2],
    [20, 20, 6, 0],
    [0, 20, 40, 20],
  ])('with %i of %i semesters left and %i in the table adds %i', (sisa, masa, table, added) => {
    expect(semestersAdded({ sisaSemester: sisa }, masa, table)).toBe(added)
  })

  it('spreads the new cost over what is then left', () => {
    const half = { nilai: sen(100_00n), akumulasi: sen(50_00n), sisaSemester: 5 }
    const after = { ...half, nilai: sen(150_00n) as Sen, sisaSemester: 10 }
    expect(chargeOf(half)).toBe(10_00n)
    expect(chargeOf(after)).toBe(10_00n)
  })
})
