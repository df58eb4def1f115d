import { describe, expect, it } from 'vitest'
import { createKeep } from './kept.ts'

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
