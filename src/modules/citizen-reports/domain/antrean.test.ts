import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor, Grant, Role } from '../../../kernel/actor.ts'
import {
  lingkupOf,
  PANDANGAN,
  pandanganOf,
  readKunci,
  readSaringan,
  type Saringan,
  writeKunci,
  writeSaringan,
} from './antrean.ts'
import { KANAL, STATUS } from './laporan.ts'

const officer = (...grants: Grant[]): Actor => ({
  kind: 'officer',
  accountId: 'a',
  name: 'A',
  grants,
})
const views = (role: Role) => pandanganOf(officer({ role, unitKode: 'pupr' }))

describe('the views of an officer', () => {
  it('begin with what the day begins with', () => {
    expect(views('operator-aduan')[0]).toBe('verifikasi')
    expect(views('penghubung-opd')[0]).toBe('unit')
    expect(views('inspektorat')[0]).toBe('rahasia')
    expect(views('bupati')[0]).toBe('eskalasi')
  })

  it('show secret reports to the inspectorate only', () => {
    const others: Role[] = ['operator-aduan', 'bupati', 'kepala-opd', 'loket', 'admin', 'camat']
    for (const role of others) expect(views(role)).not.toContain('rahasia')
  })

  it('are none for roles that have nothing to do with reports', () => {
    for (const role of ['warga', 'ppkd', 'admin', 'dprd'] as const) expect(views(role)).toEqual([])
  })

  it('reach the unit one acts for as well as one’s own', () => {
    const actor = officer(
      { role: 'kepala-opd', unitKode: 'dlh' },
      { role: 'kepala-opd', unitKode: 'pupr', as: 'plh', onBehalfOf: 'b' },
    )
    expect(lingkupOf(actor)).toMatchObject({ isRegionWide: false, units: ['dlh', 'pupr'] })
  })

  it('tell heads of the first level, coordinators of the second, the regent of the third', () => {
    const level = (role: Role) => lingkupOf(officer({ role, unitKode: 'x' })).eskalasiMin
    expect([level('camat'), level('operator-aduan'), level('bupati')]).toEqual([1, 2, 3])
  })
})

const saringan = fc.record(
  {
    pandangan: fc.constantFrom(...PANDANGAN),
    status: fc.constantFrom(...STATUS),
    kanal: fc.constantFrom(...KANAL),
    unit: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
    kategori: fc.stringMatching(/^[a-z]{1,8}\.[a-z]{1,8}$/),
    kecamatan: fc.constantFrom('99.01.01', '99.01.02'),
    petugas: fc.constantFrom('belum' as const, 'saya' as const),
    isLewat: fc.constant(true as const),
    words: fc.string({ minLength: 1, maxLength: 40 }).map((text) => `k${text}`.trim()),
  },
  { requiredKeys: ['pandangan'] },
)

describe('the address of a queue', () => {
  it('reads back as the question it was written from', () => {
    fc.assert(
      fc.property(saringan, (asked) => {
        const fields = Object.fromEntries(new URLSearchParams(writeSaringan(asked as Saringan)))
        expect(readSaringan(fields, PANDANGAN)).toEqual(asked)
      }),
    )
  })

  it('never opens a view the officer does not have, whatever it says', () => {
    expect(readSaringan({ tampilan: 'rahasia' }, ['unit', 'saya']).pandangan).toBe('unit')
  })

  it('leaves out what cannot be read', () => {
    const fields = { tampilan: 'unit', status: 'x', kanal: "'", unit: '../', lewat: '1' }
    expect(readSaringan(fields, ['unit'])).toEqual({ pandangan: 'unit' })
  })

  it('keeps a place in the queue through its key', () => {
    const id = '018f0000-0000-7000-8000-000000000001'
    for (const tenggatAt of [null, new Date('2026-11-25T09:00:00Z')])
      expect(readKunci(writeKunci({ tenggatAt, id }))).toEqual({ tenggatAt, id })
    for (const text of ['', '_', '1_2', `x_${id}`, `-1_${id}`])
      expect(readKunci(text)).toBeUndefined()
  })
})
