import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

describe('canonical JSON', () => {
  // The sample of RFC 8785, section 3.2.2 and 3.2.3, without the numbers' exponents that we never write.
  it('sorts keys by their UTF-16 units and escapes as little as it may', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(canonicalJson(sample)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    )
  })

  it('writes numbers as the RFC does', () =>
    expect(canonicalJson([333_333_333.333_333_3, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    ))

  it('writes texts as the engine does, plain ones too', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (strange, plain) => {
        for (const text of [strange, plain])
          expect(canonicalJson({ [text]: text })).toBe(JSON.stringify({ [text]: text }))
      }),
    ))

  it('leaves out what is not there, and writes whole numbers of any length as text', () =>
    expect(canonicalJson({ b: undefined, a: null, c: [10n] })).toBe('{"a":null,"c":["10"]}'))
})
