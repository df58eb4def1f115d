import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../kernel/date.ts'
import type { Result } from '../../../kernel/result.ts'
import {
  type AssignmentQuestion,
  type AssignmentWish,
  decideAssignment,
  decideGrant,
  type RoleWish,
} from './appointments.ts'
import type { PeranRow } from './grants.ts'
import { ROLE_RULES, ROLES } from './roles.ts'

const today = tanggal('2026-11-25')
const codesOf = (result: Result<unknown>) =>
  result.ok ? [] : result.refusals.map(({ code }) => code)

const wish: RoleWish = {
  peran: 'bendahara',
  unitKode: 'pupr',
  wilayahKode: null,
  berlakuMulai: tanggal('2026-12-01'),
  berlakuSampai: tanggal('2027-11-30'),
  dasar: 'SK Bupati 188/12/2026',
}
const held: PeranRow = { ...wish, peran: 'bendahara', berlakuMulai: tanggal('2026-01-01') }

describe('decideGrant', () => {
  const decide = (
    change: Partial<RoleWish>,
    rest: { holderKind?: 'citizen' | 'officer'; held?: PeranRow[] } = {},
  ) =>
    codesOf(
      decideGrant({
        wish: { ...wish, ...change },
        holderKind: 'officer',
        held: [],
        today,
        ...rest,
      }),
    )

  it('gives a role with unit, dates and the decree it rests on', () => {
    expect(decide({})).toEqual([])
    expect(decide({ berlakuSampai: null })).toEqual([])
  })

  it('names every reason at once', () => {
    expect(decide({ unitKode: null, dasar: ' ', berlakuSampai: tanggal('2026-11-30') })).toEqual([
      'TANGGAL_TERBALIK',
      'DASAR_KOSONG',
      'UNIT_KOSONG',
    ])
  })

  it('refuses a period that is over', () => {
    const past = { berlakuMulai: tanggal('2026-01-01'), berlakuSampai: tanggal('2026-11-24') }
    expect(decide(past)).toEqual(['TANGGAL_SUDAH_LEWAT'])
    expect(decide({ ...past, berlakuSampai: today })).toEqual([])
  })

  it('refuses the same role twice on one day, but not after another', () => {
    expect(decide({}, { held: [held] })).toEqual(['PERAN_SUDAH_ADA'])
    const ended = { ...held, berlakuSampai: tanggal('2026-11-30') }
    expect(decide({}, { held: [ended] })).toEqual([])
  })

  it('ties area roles to an area and citizens to their own roles', () => {
    expect(decide({ peran: 'camat' })).toEqual(['WILAYAH_KOSONG'])
    expect(decide({ peran: 'camat', wilayahKode: '99.01.01' })).toEqual([])
    expect(decide({}, { holderKind: 'citizen' })).toEqual(['PERAN_BUKAN_UNTUK_JENIS'])
    expect(
      decide(
        { peran: 'rt', unitKode: null, wilayahKode: '99.01.01.2001' },
        { holderKind: 'citizen' },
      ),
    ).toEqual([])
  })

  it('does not know a role that is no role', () => {
    expect(decide({ peran: 'raja' })).toEqual(['PERAN_TIDAK_DIKENAL'])
    expect(decide({ peran: 'constructor' })).toEqual(['PERAN_TIDAK_DIKENAL'])
  })
})

describe('decideAssignment', () => {
  const order: AssignmentWish = {
    ...wish,
    jenis: 'plh',
    berlakuSampai: tanggal('2026-12-14'),
  }
  const question: AssignmentQuestion = {
    wish: order,
    giver: { id: 'kadis', held: [held] },
    receiver: { id: 'sekdis', kind: 'officer', isActive: true },
    by: 'giver',
    today,
  }
  const decide = (change: Partial<AssignmentQuestion>, wishChange: Partial<AssignmentWish> = {}) =>
    codesOf(decideAssignment({ ...question, wish: { ...order, ...wishChange }, ...change }))

  it('lets an official who holds the role name a plh or delegate', () => {
    expect(decide({})).toEqual([])
    expect(decide({}, { jenis: 'delegasi' })).toEqual([])
  })

  it('refuses a role the giver does not hold on all of those days', () => {
    expect(decide({ giver: { id: 'kadis', held: [] } })).toEqual(['BUKAN_PERAN_PEMBERI'])
    expect(decide({}, { unitKode: 'dinkes' })).toEqual(['BUKAN_PERAN_PEMBERI'])
    const short = { ...held, berlakuSampai: tanggal('2026-12-10') }
    expect(decide({ giver: { id: 'kadis', held: [short] } })).toEqual(['BUKAN_PERAN_PEMBERI'])
  })

  it('refuses roles that belong to the person, whoever asks', () => {
    for (const peran of ROLES.filter((role) => !ROLE_RULES[role].isTransferable)) {
      const own = { ...held, peran }
      const codes = decide({ giver: { id: 'kadis', held: [own] }, by: 'admin' }, { peran })
      expect(codes).toContain('PERAN_TIDAK_DAPAT_DIALIHKAN')
    }
  })

  it('refuses oneself, citizens and accounts that are not active as receiver', () => {
    expect(decide({ receiver: { id: 'kadis', kind: 'officer', isActive: true } })).toEqual([
      'KE_DIRI_SENDIRI',
    ])
    expect(decide({ receiver: { id: 'x', kind: 'citizen', isActive: true } })).toEqual([
      'PENERIMA_TIDAK_SAH',
    ])
    expect(decide({ receiver: { id: 'x', kind: 'officer', isActive: false } })).toEqual([
      'PENERIMA_TIDAK_SAH',
    ])
  })

  it('leaves a plt to the administrator, who may name one for a post that was left', () => {
    expect(decide({}, { jenis: 'plt' })).toEqual(['PLT_HANYA_ADMIN'])
    const left = { ...held, berlakuSampai: tanggal('2026-11-20') }
    const vacant = { by: 'admin', giver: { id: 'kadis', held: [left] } } as const
    expect(decide(vacant, { jenis: 'plt' })).toEqual([])
    expect(decide(vacant, { jenis: 'plh' })).toEqual(['BUKAN_PERAN_PEMBERI'])
  })

  it.each([
    ['plh', '2027-03-03', []],
    ['plh', '2027-03-04', ['TUGAS_TERLALU_LAMA']],
    ['delegasi', '2027-03-04', []],
  ] as const)('bounds a %s until %s', (jenis, until, codes) => {
    expect(decide({}, { jenis, berlakuSampai: tanggal(until) })).toEqual(codes)
  })
})
