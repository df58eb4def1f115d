import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../kernel/date.ts'
import type { AccountKind } from './password.ts'

/** penuh: signed in. The others have given a password and still owe a new one or a second factor. */
export type Stage = 'sandi-baru' | 'dua-langkah' | 'penuh'

export type SessionLimit = Readonly<{ idleMs: number; absoluteMs: number }>

/** How long a session lasts unused and at all (quality bar S6; ASVS 7.3.1, 7.3.2). */
export const SESSION_LIMITS: Readonly<Record<AccountKind, SessionLimit>> = {
  officer: { idleMs: 15 * MINUTE_MS, absoluteMs: 12 * HOUR_MS },
  citizen: { idleMs: 30 * DAY_MS, absoluteMs: 90 * DAY_MS },
}

/** A sign-in that was begun and not finished. */
export const PENDING_LIMIT: SessionLimit = { idleMs: 15 * MINUTE_MS, absoluteMs: 15 * MINUTE_MS }

/** Codes tried in one unfinished sign-in before it must start again. */
export const PENDING_TRIES = 5

/** How long after proving to be present a sensitive change needs no new proof (ASVS 7.5.1). */
export const FRESH_MS = 10 * MINUTE_MS

/** Last use is written at most this often, so reading pages writes nothing. */
export const TOUCH_EVERY_MS = MINUTE_MS

export type SessionAge = Readonly<{
  kind: AccountKind
  stage: Stage
  createdMs: number
  lastSeenMs: number
}>

/** @returns whether the session may still be used at this moment, in milliseconds of the epoch */
export function isSessionLive(session: SessionAge, nowMs: number): boolean {
  const limit = session.stage === 'penuh' ? SESSION_LIMITS[session.kind] : PENDING_LIMIT
  return nowMs - session.lastSeenMs < limit.idleMs && nowMs - session.createdMs < limit.absoluteMs
}

/** @returns whether the last use is old enough to be written again */
export function needsTouch(lastSeenMs: number, nowMs: number): boolean {
  return nowMs - lastSeenMs >= TOUCH_EVERY_MS
}

/** @returns whether the owner proved to be present recently enough for a sensitive change */
export function isFresh(provenMs: number, nowMs: number): boolean {
  return nowMs - provenMs < FRESH_MS
}

export type StageQuestion = Readonly<{
  kind: AccountKind
  /** A demo account while demo mode is on (spec decision 2). */
  isDemo: boolean
  /** The password was set by somebody else and must be replaced first. */
  isPasswordTemporary: boolean
  hasSecondFactor: boolean
}>

/**
 * What is still owed after the password: a new password, a second factor, or nothing. Officers always
 * owe a second factor; citizens who set one up owe it too; demo accounts in demo mode owe nothing.
 */
export function stageAfterPassword(question: StageQuestion): Stage {
  if (question.isDemo) return 'penuh'
  if (question.isPasswordTemporary) return 'sandi-baru'
  return question.kind === 'officer' || question.hasSecondFactor ? 'dua-langkah' : 'penuh'
}
