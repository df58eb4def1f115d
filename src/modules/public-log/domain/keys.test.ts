import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  announceKey,
  decideRotation,
  keysThatSign,
  type LogKey,
  OVERLAP_DAYS,
  parseAnnouncement,
} from './keys.ts'

const day = (number: number) => new Date(Date.UTC(2026, 10, number))
const key = (id: string, mulai: number, berhenti: number | null): LogKey => ({
  id,
  kunci: `uji.example/log+${id}+AAAA`,
  mulai: day(mulai),
  berhenti: berhenti === null ? null : day(berhenti),
})
const old = key('0000000a', 1, 20)
const young = key('0000000b', 10, null)
const idsAt = (now: Date) => keysThatSign([old, young], now).map(({ id }) => id)
const order = { overlapDays: OVERLAP_DAYS, isForced: false }

describe('keys of the log', () => {
  it('sign from the moment they begin, side by side during an overlap, and not from their end on', () => {
    expect(idsAt(new Date(day(1).getTime() - 1))).toEqual([])
    expect(idsAt(day(1))).toEqual(['0000000a'])
    expect(idsAt(day(10))).toEqual(['0000000a', '0000000b'])
    expect(idsAt(new Date(day(20).getTime() - 1))).toEqual(['0000000a', '0000000b'])
    expect(idsAt(day(20))).toEqual(['0000000b'])
  })

  it('stop after the overlap when a new one comes', () =>
    expect(decideRotation([young], order, day(11))).toEqual({
      stops: [{ id: '0000000b', berhenti: day(11 + 30) }],
    }))

  it('are not changed again while two of them sign, unless it is forced', () => {
    const now = day(12)
    expect(decideRotation([old, young], order, now)).toEqual({
      why: 'still-overlapping',
      until: day(20),
    })
    expect(decideRotation([old, young], { ...order, isForced: true }, now)).toEqual({
      stops: [
        { id: '0000000a', berhenti: day(20) },
        { id: '0000000b', berhenti: day(42) },
      ],
    })
  })

  it('stop at once only when it is forced: readers could not follow', () => {
    const now = day(12)
    const atOnce = { overlapDays: 0, isForced: true }
    expect(decideRotation([old, young], atOnce, now)).toEqual({
      stops: [
        { id: '0000000a', berhenti: now },
        { id: '0000000b', berhenti: now },
      ],
    })
    expect(decideRotation([young], { ...atOnce, isForced: false }, now)).toEqual({
      why: 'bad-overlap',
    })
  })

  it.each([-1, 0.5, 366, Number.NaN])('do not overlap for %d days', (overlapDays) =>
    expect(decideRotation([young], { overlapDays, isForced: true }, day(12))).toEqual({
      why: 'bad-overlap',
    }),
  )

  it('cannot be changed where there is none', () =>
    expect(decideRotation([], order, day(12))).toEqual({ why: 'no-key' }))
})

describe('what the log says of a new key', () => {
  const said = announceKey(young, [{ kunci: old.kunci, berhenti: day(20) }])
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

  it('is read back as it was said', () => expect(parseAnnouncement(bytes(said))).toEqual(said))

  it.each([
    ['no object', 7],
    ['no key', { ...said, kunci: 1 }],
    ['no list of old keys', { ...said, lama: said.kunci }],
    ['an old key without its end', { ...said, lama: [{ kunci: old.kunci }] }],
    ['null for an old key', { ...said, lama: [null] }],
    ['a moment that is none', { ...said, mulai: '2026-13-01T00:00:00.000Z' }],
    ['a moment in another spelling', { ...said, mulai: '2026-11-10' }],
    ['more than a change needs', { ...said, catatan: 'x'.repeat(20_000) }],
  ])('is not read from %s', (_what, value) =>
    expect(parseAnnouncement(bytes(value))).toBeUndefined(),
  )

  it('is not read from bytes nobody wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (made) => {
        expect(parseAnnouncement(made)).toBeUndefined()
      }),
    )
  })
})
