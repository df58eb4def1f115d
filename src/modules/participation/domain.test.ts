import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeVoices } from './domain.ts'
import type { VoiceKey } from './types.ts'

const key = fc.record({
  at: fc.integer({ min: 0, max: 20 }).map((ms) => new Date(ms)),
  id: fc.uuid(),
})
const isBefore = (a: VoiceKey, b: VoiceKey) =>
  a.at > b.at || (a.at.getTime() === b.at.getTime() && a.id > b.id)

describe('pages of voices', () => {
  it('walked to the end show every voice once, the newest first, whichever kind it is of', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(key, fc.nat(2)), {
          maxLength: 40,
          selector: ([one]) => one.id,
        }),
        fc.integer({ min: 1, max: 7 }),
        (all, size) => {
          const sorted = all.map(([one]) => one).sort((a, b) => (isBefore(a, b) ? -1 : 1))
          const shown: VoiceKey[] = []
          for (let after: VoiceKey | undefined, isLast = false; !isLast; ) {
            const lists = [0, 1, 2].map((kind) =>
              all
                .filter(([, of]) => of === kind)
                .map(([one]) => one)
                .filter((one) => after === undefined || isBefore(after, one))
                .sort((a, b) => (isBefore(a, b) ? -1 : 1))
                .slice(0, size + 1),
            )
            const page = mergeVoices(lists, size)
            shown.push(...page.rows)
            after = page.next
            isLast = page.next === undefined
          }
          expect(shown.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id))
        },
      ),
    )
  })
})
