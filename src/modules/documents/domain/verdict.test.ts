import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SeenSignature, standingOf, verdictOfFile } from './verdict.ts'

const TODAY = '2026-11-26'

describe('the standing of a letter', () => {
  it.each([
    ['berlaku', null, 'asli'],
    ['berlaku', TODAY, 'asli'],
    ['berlaku', '2026-11-25', 'kedaluwarsa'],
    ['dicabut', '2026-11-25', 'dicabut'],
    ['diganti', null, 'diganti'],
  ] as const)('%s until %s is %s', (status, sampai, wanted) => {
    expect(standingOf({ status, sampai }, TODAY)).toBe(wanted)
  })
})

describe('what is said of a file whose bytes are none of ours', () => {
  const one = (more: Partial<SeenSignature>): SeenSignature => ({
    state: 'valid',
    isTotal: true,
    isOurs: false,
    ...more,
  })
  it.each([
    ['without signature', [], false, 'tanpa-tanda-tangan'],
    ['that begins with ours', [one({ isOurs: true, isTotal: false })], true, 'ditambah'],
    ['with a broken signature', [one({ state: 'changed' })], false, 'diubah'],
    ['that names our code under a foreign signature', [one({})], true, 'diubah'],
    ['of somebody else', [one({})], false, 'penanda-lain'],
    ['of somebody else, added to', [one({ isTotal: false })], false, 'diubah'],
  ] as const)('a file %s', (_, signatures, names, wanted) => {
    expect(verdictOfFile(signatures, names)).toBe(wanted)
  })

  it('is never that it is genuine', () => {
    const signature = fc.record({
      state: fc.constantFrom('valid', 'changed', 'unreadable' as const),
      isTotal: fc.boolean(),
      isOurs: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(signature, { maxLength: 4 }), fc.boolean(), (signatures, names) => {
        expect(verdictOfFile(signatures as SeenSignature[], names)).not.toBe('asli')
      }),
    )
  })
})
