import { describe, expect, it } from 'vitest'
import { formatDigest } from './digest-format.ts'

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

describe('formatDigest', () => {
  it('writes sixteen groups of four in lower case and loses nothing', () => {
    const text = formatDigest(EMPTY.toUpperCase())
    expect(text).toMatch(/^(?:[0-9a-f]{4} ){15}[0-9a-f]{4}$/)
    expect(text.replaceAll(' ', '')).toBe(EMPTY)
  })

  it.each(['', EMPTY.slice(1), `${EMPTY}0`, EMPTY.replace('e', 'g')])(
    'takes %j as a bug, never as a digest',
    (text) => {
      expect(() => formatDigest(text)).toThrow('64 hexadecimal')
    },
  )
})
