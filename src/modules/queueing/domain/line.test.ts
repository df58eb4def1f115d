import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aheadOf, formatNomorAntrean, isPrioritasTurn, spokenCall, weave } from './line.ts'

const people = fc.array(fc.boolean(), { maxLength: 60 }).map((kinds) =>
  kinds.map((isPrioritas, index) => ({
    id: String(index),
    layananId: 'a',
    isPrioritas,
    masukMs: index,
  })),
)
const rule = fc.record({ selang: fc.nat(5), beruntun: fc.nat(7) })

describe('priority woven into a line', () => {
  it.each([
    [2, 2, 'ppppbbbb', [0, 4, 5, 1, 6, 7, 2, 3]],
    [1, 1, 'ppbb', [0, 2, 1, 3]],
    [0, 0, 'bbpp', [2, 3, 0, 1]],
    [2, 0, 'bbbp', [0, 1, 3, 2]],
    [3, 3, 'bbb', [0, 1, 2]],
  ])(
    'takes one of it, then at most %i others (already %i called)',
    (selang, beruntun, kinds, order) => {
      const line = [...kinds].map((kind, index) => ({
        id: String(index),
        layananId: 'a',
        isPrioritas: kind === 'p',
        masukMs: index,
      }))
      expect(weave(line, { selang, beruntun }).map(({ id }) => Number(id))).toEqual(order)
    },
  )

  it('loses nobody, and keeps the order within each kind', () =>
    fc.assert(
      fc.property(people, rule, (line, how) => {
        const woven = weave(line, how)
        const kind = (isPrioritas: boolean, list: typeof line | typeof woven) =>
          list.filter((one) => one.isPrioritas === isPrioritas).map(({ id }) => id)
        expect(woven).toHaveLength(line.length)
        expect(kind(true, woven)).toEqual(kind(true, line))
        expect(kind(false, woven)).toEqual(kind(false, line))
      }),
    ))

  it('never lets more than the rule pass one of priority who waits', () =>
    fc.assert(
      fc.property(people, rule, (line, how) => {
        const woven = weave(line, how)
        const last = woven.map(({ isPrioritas }) => isPrioritas).lastIndexOf(true)
        let run = how.beruntun
        for (const { isPrioritas } of woven.slice(0, last + 1)) {
          if (!isPrioritas) expect(run).toBeLessThan(Math.max(how.selang, 1))
          run = isPrioritas ? 0 : run + 1
        }
      }),
    ))

  it('agrees with what a counter decides one call at a time', () =>
    fc.assert(
      fc.property(people, rule, (line, how) => {
        const left = [...line]
        let run = how.beruntun
        for (const expected of weave(line, how)) {
          const wanted = isPrioritasTurn(run, how.selang)
          const next =
            left.find((one) => one.isPrioritas === wanted) ??
            left.find((one) => one.isPrioritas !== wanted)
          expect(next).toEqual(expected)
          left.splice(left.indexOf(expected), 1)
          run = next?.isPrioritas ? 0 : run + 1
        }
        expect(left).toEqual([])
      }),
    ))

  it('knows who is ahead, and who is not in the line', () => {
    const line = ['x', 'y', 'z'].map((id, masukMs) => ({
      id,
      layananId: 'a',
      isPrioritas: false,
      masukMs,
    }))
    expect(aheadOf(line, 'z')?.map(({ id }) => id)).toEqual(['x', 'y'])
    expect(aheadOf(line, 'q')).toBeUndefined()
  })
})

describe('a number', () => {
  it('is written with three digits and spoken one by one', () => {
    expect(formatNomorAntrean('A', 12)).toBe('A-012')
    expect(formatNomorAntrean('AB', 1234)).toBe('AB-1234')
    expect(spokenCall('A-012', '10')).toBe(
      'Nomor antrean A nol satu dua, silakan ke loket satu nol.',
    )
  })
})
