import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparableName, differingFields, pickFields } from './register.ts'

describe('names of a register and of a form', () => {
  it.each([
    ['Wahyuni Larasati', 'WAHYUNI LARASATI', true],
    ['Hj. Wahyuni  Larasati, S.Pd.', 'WAHYUNI LARASATI', true],
    ['Drs. H. Sumarjo Widodo', 'Sumarjo Widodo', true],
    ['José', 'JOSE', true],
    ['Wahyuni Larasati', 'Larasati Wahyuni', false],
    ['Wahyuni', 'Wahyuni Larasati', false],
    ["Ma'ruf", 'MARUF', true],
  ])('%j and %j are one name: %s', (a, b, isOne) => {
    expect(comparableName(a) === comparableName(b)).toBe(isOne)
  })

  it('are compared in time that grows with their length alone, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(comparableName(comparableName(text))).toBe(comparableName(text))
      }),
    )
  })
})

describe('what differs', () => {
  const held = {
    nama: 'SUMARJO WIDODO',
    rt: '002',
    rw: '001',
    alamat: 'DUSUN SEKAR',
    lahir: '1971-08-01',
  }

  it.each([
    [{ nama: 'Sumarjo Widodo', rt: '2', alamat: 'Dusun  Sekar' }, []],
    [{ rt: '3', alamat: 'Dusun Sekar' }, ['rt']],
    [{ lahir: '1971-01-08' }, ['lahir']],
    [{ pekerjaan: 'Petani' }, []],
    [{ alamat: 'Dusun Sekar 2', rw: '1' }, ['alamat']],
  ])('of %j is %j', (claimed, fields) => {
    expect(differingFields(claimed as Record<string, string>, held)).toEqual(fields)
  })

  it('is nothing between a value and itself', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 10 }), fc.string({ maxLength: 40 })),
        (one) => {
          expect(differingFields(one, one)).toEqual([])
        },
      ),
    )
  })

  it('leaves out what was not asked for', () => {
    expect(pickFields(held, ['nama', 'rt'])).toEqual({ nama: 'SUMARJO WIDODO', rt: '002' })
    expect(pickFields(held, [])).toEqual({})
  })
})
