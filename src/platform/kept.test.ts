import { describe, expect, it } from 'vitest'
import { createKeep, serialOf, shareLooks } from './kept.ts'

const counting = () => {
  let made = 0
  return async () => {
    made += 1
    return made
  }
}

describe('kept answers', () => {
  it('are made once for a version, and again after a change', async () => {
    const keep = createKeep(10)
    const make = counting()
    expect(await keep({ key: 'a', version: '1' }, make)).toBe(1)
    expect(await keep({ key: 'a', version: '1' }, make)).toBe(1)
    expect(await keep({ key: 'a', version: '2' }, make)).toBe(2)
  })

  it('are made once for all who ask at the same time', async () => {
    const keep = createKeep(10)
    const make = counting()
    const all = await Promise.all([1, 2, 3].map(() => keep({ key: 'a', version: '1' }, make)))
    expect(all).toEqual([1, 1, 1])
  })

  it('do not keep a failure', async () => {
    const keep = createKeep(10)
    const fail = () => Promise.reject(new Error('database away'))
    await expect(keep({ key: 'a', version: '1' }, fail)).rejects.toThrow('database away')
    expect(await keep({ key: 'a', version: '1' }, counting())).toBe(1)
  })

  it('drop what was unused for longest when there are too many', async () => {
    const keep = createKeep(2)
    const make = counting()
    await keep({ key: 'a', version: '1' }, make)
    await keep({ key: 'b', version: '1' }, make)
    await keep({ key: 'a', version: '1' }, make)
    await keep({ key: 'c', version: '1' }, make)
    expect(await keep({ key: 'a', version: '1' }, make)).toBe(1)
    expect(await keep({ key: 'b', version: '1' }, make)).toBe(4)
  })
})

describe('shared looks', () => {
  /** Looks that end when told, in order. */
  const looking = () => {
    const ends: ((value: string) => void)[] = []
    let begun = 0
    const look = shareLooks(() => {
      begun += 1
      return new Promise<string>((done) => ends.push(done))
    })
    return { look, end: (value: string) => ends.shift()?.(value), begun: () => begun }
  }
  const turn = () => new Promise((done) => setImmediate(done))

  it('serve everybody who asked before they began, and nobody who asked after', async () => {
    const { look, end, begun } = looking()
    const first = [look(), look()]
    await turn()
    const later = [look(), look(), look()]
    await turn()
    expect(begun()).toBe(1)
    end('before')
    expect(await Promise.all(first)).toEqual(['before', 'before'])
    await turn()
    expect(begun()).toBe(2)
    end('after')
    expect(await Promise.all(later)).toEqual(['after', 'after', 'after'])
  })

  it('that fail are tried again by the next who asks', async () => {
    let tries = 0
    const look = shareLooks(async () => {
      tries += 1
      if (tries === 1) throw new Error('database away')
      return tries
    })
    await expect(look()).rejects.toThrow('database away')
    expect(await look()).toBe(2)
  })
})

describe('the serial of a value', () => {
  it('is the same for the same value and another for its replacement', () => {
    const first = { kode: 'a' }
    expect(serialOf(first)).toBe(serialOf(first))
    expect(serialOf({ kode: 'a' })).not.toBe(serialOf(first))
  })
})
