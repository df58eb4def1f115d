import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatLeaf, parseLeaf } from './leaf.ts'

const digest = 'ab'.repeat(32)
const leaf = {
  type: 'laporan.diterima',
  object: 'ADU-2026-000012-K',
  version: 1,
  actor: 'warga',
  time: '2026-11-26T01:00:00.000Z',
  sha256: digest,
}
const bytes = (text: string) => new TextEncoder().encode(text)
const written = new TextDecoder().decode(formatLeaf(leaf))

describe('a leaf', () => {
  it('is read back as it was written, whatever signs are in its texts', () =>
    fc.assert(
      fc.property(
        fc.record({
          type: fc.string({ unit: 'grapheme' }),
          object: fc.string({ unit: 'binary' }),
          version: fc.integer({ min: -9, max: Number.MAX_SAFE_INTEGER }),
          actor: fc.string({
            unit: fc.constantFrom('"', '\\', '\u0000', '\u001f', '\u007f', 'a', 'é'),
          }),
          time: fc.string(),
        }),
        (texts) => {
          const made = { ...texts, sha256: digest }
          expect(parseLeaf(formatLeaf(made))).toEqual(made)
        },
      ),
    ))

  it.each([
    ['a space', written.replace(':', ': ')],
    ['keys in another order', written.replace(/^\{("actor":"warga"),(.*)\}$/, '{$2,$1}')],
    ['a key more', written.replace('}', ',"z":1}')],
    ['a key twice', written.replace('{', '{"actor":"x",')],
    ['a number written otherwise', written.replace('"version":1', '"version":1.0')],
    ['a number with a nought before it', written.replace('"version":1', '"version":01')],
    [
      'a number too large to be told apart',
      written.replace('"version":1', '"version":9007199254740993'),
    ],
    ['an escape that is not needed', written.replace('warga', '\\u0077arga')],
    ['a control sign without its escape', written.replace('warga', 'war\u0001ga')],
    ['a digest in capitals', written.replace(digest, digest.toUpperCase())],
    ['a short digest', written.replace(digest, digest.slice(2))],
    ['a mark of UTF-8 before it', `\ufeff${written}`],
    ['a line feed behind it', `${written}\n`],
    ['a text for the version', written.replace('"version":1', '"version":"1"')],
    ['no object', '[]'],
    ['nothing', ''],
  ])('with %s is none of ours', (_what, text) => {
    expect(text).not.toBe(written)
    expect(parseLeaf(bytes(text))).toBeUndefined()
  })

  it('that is no UTF-8 is none of ours', () => {
    const broken = formatLeaf(leaf)
    broken[written.indexOf('warga')] = 0xff
    expect(parseLeaf(broken)).toBeUndefined()
  })
})
