import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Tanggal, tanggal } from '../../../kernel/date.ts'
import { actorFrom } from './account.ts'
import { grantsInForce, isOverlapping, type PenugasanRow, type PeranRow } from './grants.ts'

const day = tanggal
const today = day('2026-11-25')
const head: PeranRow = {
  peran: 'kepala-opd',
  unitKode: 'pupr',
  wilayahKode: null,
  berlakuMulai: day('2025-01-01'),
  berlakuSampai: null,
}
const acting: PenugasanRow = {
  ...head,
  jenis: 'plh',
  berlakuMulai: day('2026-11-20'),
  berlakuSampai: day('2026-11-30'),
  dariAkun: 'kadis',
  isRevoked: false,
  isGiverActive: true,
  peranPemberi: [head],
}
const carried = (row: Partial<PenugasanRow>, on: Tanggal = today) =>
  grantsInForce({ peran: [], penugasan: [{ ...acting, ...row }] }, on)

describe('grantsInForce', () => {
  it.each([
    ['2024-12-31', 0],
    ['2025-01-01', 1],
    ['2025-06-30', 1],
    ['2025-07-01', 0],
  ])('counts both ends of a period: on %s it holds %i roles', (on, count) => {
    const row = { ...head, berlakuSampai: day('2025-06-30') }
    expect(grantsInForce({ peran: [row], penugasan: [] }, day(on))).toHaveLength(count)
  })

  it('names for whom a role is carried and how', () => {
    expect(carried({})).toEqual([
      { role: 'kepala-opd', unitKode: 'pupr', onBehalfOf: 'kadis', as: 'plh' },
    ])
  })

  it('carries nothing outside the dates or after it was revoked', () => {
    expect(carried({}, day('2026-11-19'))).toEqual([])
    expect(carried({}, day('2026-12-01'))).toEqual([])
    expect(carried({ isRevoked: true })).toEqual([])
  })

  it('carries only what the giver holds: same role, unit and area', () => {
    expect(carried({ peran: 'bendahara' })).toEqual([])
    expect(carried({ unitKode: 'dinkes' })).toEqual([])
    expect(carried({ wilayahKode: '99.01' })).toEqual([])
    expect(carried({ peranPemberi: [] })).toEqual([])
  })

  it('ends a plh and a delegation with the giver’s own role', () => {
    const peranPemberi = [{ ...head, berlakuSampai: day('2026-11-22') }]
    expect(carried({ peranPemberi })).toEqual([])
    expect(carried({ peranPemberi, jenis: 'delegasi' })).toEqual([])
  })

  it('keeps a plt when the post is vacant, but only of a post that was held', () => {
    const left = [{ ...head, berlakuSampai: day('2026-11-15') }]
    expect(carried({ jenis: 'plt', peranPemberi: left })).toHaveLength(1)
    expect(carried({ jenis: 'plt', peranPemberi: [] })).toEqual([])
  })

  it('takes a delegation, not a plh, from the delegate of a suspended official', () => {
    expect(carried({ jenis: 'delegasi', isGiverActive: false })).toEqual([])
    expect(carried({ jenis: 'plh', isGiverActive: false })).toHaveLength(1)
  })

  it('never gives a role that neither was given to the account nor is held by the giver', () => {
    const days = fc.integer({ min: 0, max: 60 }).map((offset) => {
      const date = new Date(Date.UTC(2026, 10, 1) + offset * 86_400_000)
      return day(date.toISOString().slice(0, 10))
    })
    const roles = fc.constantFrom('kepala-opd' as const, 'bendahara' as const)
    fc.assert(
      fc.property(days, days, days, roles, roles, (from, until, on, role, held) => {
        const row = { ...acting, peran: role, berlakuMulai: from, berlakuSampai: until }
        const giver = { ...head, peran: held }
        const found = grantsInForce(
          { peran: [], penugasan: [{ ...row, peranPemberi: [giver] }] },
          on,
        )
        const isExpected = role === held && from <= on && on <= until
        expect(found.length).toBe(isExpected ? 1 : 0)
      }),
    )
  })
})

describe('actorFrom', () => {
  const person = { id: 'a', nama: 'Sari', tier: 'unverified', peran: [], penugasan: [] } as const

  it('makes every citizen warga, once', () => {
    const warga: PeranRow = { ...head, peran: 'warga', unitKode: null }
    const actor = actorFrom({ ...person, jenis: 'citizen', peran: [warga] }, today)
    expect(actor.grants).toEqual([{ role: 'warga' }])
  })

  it('gives officers nothing that no row gives', () => {
    expect(actorFrom({ ...person, jenis: 'officer' }, today).grants).toEqual([])
  })
})

describe('isOverlapping', () => {
  const period = (from: string, until: string | null) => ({
    berlakuMulai: day(from),
    berlakuSampai: until === null ? null : day(until),
  })

  it.each([
    [period('2026-01-01', '2026-01-31'), period('2026-01-31', null), true],
    [period('2026-01-01', '2026-01-31'), period('2026-02-01', null), false],
    [period('2026-01-01', null), period('2030-01-01', '2030-01-02'), true],
  ])('knows whether two periods share a day', (a, b, expected) => {
    expect(isOverlapping(a, b)).toBe(expected)
    expect(isOverlapping(b, a)).toBe(expected)
  })
})
