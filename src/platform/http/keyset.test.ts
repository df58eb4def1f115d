import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readKeyset, writeKeyset } from './keyset.ts'

const NOW = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2999-12-31'),
  noInvalidDate: true,
})

describe('the key of a page', () => {
  it('is read back from an address as it was written', () => {
    fc.assert(
      fc.property(NOW, fc.uuid(), (at, id) => {
        expect(readKeyset(writeKeyset({ at, id }))).toEqual({ at, id })
      }),
    )
  })

  it.each([
    '',
    '_',
    'x',
    '1_2',
    '1764201600000',
    '1764201600000_',
    '1764201600000_x',
    'abc_00000000-0000-7000-8000-00000000000a',
    '99999999999999999_00000000-0000-7000-8000-00000000000a',
  ])('is nothing in %o', (text) => {
    expect(readKeyset(text)).toBeUndefined()
  })
})
