import { describe, expect, it } from 'vitest'
import { createBatches } from './batches.ts'

describe('batches', () => {
  it('do one alone at once, and those who come meanwhile together, each with its own answer', async () => {
    const turns: (readonly number[])[] = []
    const double = createBatches<number, number>(3, async (items) => {
      turns.push(items)
      await new Promise((done) => setTimeout(done, 5))
      return items.map((item) => item * 2)
    })
    const answers = await Promise.all([1, 2, 3, 4, 5].map(double))
    expect(answers).toEqual([2, 4, 6, 8, 10])
    expect(turns).toEqual([[1], [2, 3, 4], [5]])
    expect(await double(6)).toBe(12)
  })

  it('fail everybody of a turn and nobody of the next', async () => {
    const work = createBatches<number, number>(10, async (items) => {
      if (items.includes(2)) throw new Error('no')
      return items
    })
    const sent = [1, 2, 3].map(work)
    const ended = await Promise.allSettled(sent)
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(await work(4)).toBe(4)
  })
})
