import { describe, expect, it } from 'vitest'
import { isFresh, isSessionLive, needsTouch, stageAfterPassword } from './session-limits.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = 1_000 * DAY

const live = (
  kind: 'citizen' | 'officer',
  idleMs: number,
  ageMs: number,
  stage = 'penuh' as const,
) => isSessionLive({ kind, stage, createdMs: NOW - ageMs, lastSeenMs: NOW - idleMs }, NOW)

describe('isSessionLive', () => {
  it.each([
    ['officer', 15 * MINUTE - 1, HOUR, true],
    ['officer', 15 * MINUTE, HOUR, false],
    ['officer', 0, 12 * HOUR - 1, true],
    ['officer', 0, 12 * HOUR, false],
    ['citizen', 30 * DAY - 1, 31 * DAY, true],
    ['citizen', 30 * DAY, 31 * DAY, false],
    ['citizen', 0, 90 * DAY - 1, true],
    ['citizen', 0, 90 * DAY, false],
  ] as const)('%s unused for %i ms, begun %i ms ago: %s', (kind, idle, age, expected) => {
    expect(live(kind, idle, age)).toBe(expected)
  })

  it('ends an unfinished sign-in after fifteen minutes, for citizens too', () => {
    const pending = (ageMs: number) =>
      isSessionLive(
        { kind: 'citizen', stage: 'dua-langkah', createdMs: NOW - ageMs, lastSeenMs: NOW },
        NOW,
      )
    expect(pending(15 * MINUTE - 1)).toBe(true)
    expect(pending(15 * MINUTE)).toBe(false)
  })

  it('writes the last use once a minute and asks again for the password after ten', () => {
    expect(needsTouch(NOW - MINUTE + 1, NOW)).toBe(false)
    expect(needsTouch(NOW - MINUTE, NOW)).toBe(true)
    expect(isFresh(NOW - 10 * MINUTE + 1, NOW)).toBe(true)
    expect(isFresh(NOW - 10 * MINUTE, NOW)).toBe(false)
  })
})

describe('stageAfterPassword', () => {
  const base = { isDemo: false, isPasswordTemporary: false, hasSecondFactor: false }

  it('owes officers a second factor always, citizens only when they set one up', () => {
    expect(stageAfterPassword({ ...base, kind: 'officer' })).toBe('dua-langkah')
    expect(stageAfterPassword({ ...base, kind: 'citizen' })).toBe('penuh')
    expect(stageAfterPassword({ ...base, kind: 'citizen', hasSecondFactor: true })).toBe(
      'dua-langkah',
    )
  })

  it('has a one-time password replaced before anything else', () => {
    expect(stageAfterPassword({ ...base, kind: 'officer', isPasswordTemporary: true })).toBe(
      'sandi-baru',
    )
  })

  it('lets demo accounts in with the password alone', () => {
    expect(stageAfterPassword({ ...base, kind: 'officer', isDemo: true })).toBe('penuh')
  })
})
