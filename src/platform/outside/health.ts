import {
  afterFailure,
  type BreakerRules,
  isOnTrial,
  isResting,
  RESTED,
} from '../../kernel/breaker.ts'
import { MINUTE_MS } from '../../kernel/date.ts'
import type { Log } from '../log/log.ts'
import type { HealthStore, OutsideHealth, WhyUnreachable } from './types.ts'

/** Shuts at the third failure: fifteen seconds, doubled with each further one, five minutes at most. */
const OUTSIDE_REST: BreakerRules = {
  failuresMax: 3,
  pauseMs: 15_000,
  pauseMaxMs: 5 * MINUTE_MS,
}
/** That it works is written down at most this often. */
const SUCCESS_EVERY_MS = MINUTE_MS

export type Vitals = Readonly<{
  load: () => Promise<void>
  now: () => OutsideHealth
  /** @returns undefined when it may not be asked now; else what to call when the try has ended */
  enter: () => Readonly<{ isTrial: boolean; leave: () => void }> | undefined
  succeed: () => void
  fail: (why: WhyUnreachable, detail: string) => void
  /** Ends when everything is written down. */
  settled: () => Promise<void>
}>

type VitalsNeeds = Readonly<{ now: () => Date; log: Log; health: HealthStore }>

/**
 * What this process knows of one system. It decides from memory; the row is written behind the calls, on a
 * connection of its own, because a failure stays true when the work it belonged to is rolled back, and
 * because a caller must not wait for it.
 */
export function keepVitals(kode: string, { now, log, health }: VitalsNeeds): Vitals {
  let known: OutsideHealth = {
    ...RESTED,
    kode,
    tergangguSejak: null,
    berhasilAt: null,
    galat: null,
  }
  let loading: Promise<void> | undefined
  let writing: Promise<void> = Promise.resolve()
  let isTrialRunning = false
  const warn = (error: unknown) => log.warn({ system: kode, err: error }, 'health not stored')
  const write = () => {
    const row = known
    writing = writing.then(() => health.save(row)).catch(warn)
  }
  return {
    load: () => {
      loading ??= health.load(kode).then((row) => {
        if (row !== undefined) known = row
      }, warn)
      return loading
    },
    now: () => known,
    enter: () => {
      if (isResting(known, now())) return undefined
      const isTrial = isOnTrial(known, now())
      if (isTrial && isTrialRunning) return undefined
      isTrialRunning = isTrial || isTrialRunning
      return {
        isTrial,
        leave: () => {
          if (isTrial) isTrialRunning = false
        },
      }
    },
    succeed: () => {
      const isNews =
        known.gagalBeruntun > 0 ||
        now().getTime() - (known.berhasilAt?.getTime() ?? 0) >= SUCCESS_EVERY_MS
      if (known.istirahatSampai !== null) log.info({ system: kode }, 'outside system answers again')
      if (!isNews) return
      known = { ...RESTED, kode, tergangguSejak: null, galat: null, berhasilAt: now() }
      write()
    },
    fail: (why, detail) => {
      // Calls that were under way when it shut say nothing new; they must not lengthen the pause.
      if (isResting(known, now())) return
      known = {
        ...known,
        ...afterFailure(known, now(), OUTSIDE_REST),
        tergangguSejak: known.tergangguSejak ?? now(),
        galat: `${why} ${detail}`.trim().slice(0, 200),
      }
      if (known.istirahatSampai !== null)
        log.warn(
          { system: kode, why, detail, until: known.istirahatSampai },
          'outside system rests',
        )
      write()
    },
    settled: () => writing,
  }
}
