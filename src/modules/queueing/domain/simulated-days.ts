import {
  forecastWait,
  type Learnt,
  lawsOfHours,
  learnLaw,
  NOTHING_LEARNT,
  plainForecast,
  type Score,
  type Server,
  shownMinutes,
} from './forecast.ts'
import type { Span } from './hours.ts'

/**
 * Days at an office whose truth the forecast does not know: arrivals come in waves, services take longer around
 * noon, some people do not answer, a clerk goes to lunch. What is forecast to each person on taking a number is
 * kept beside what came. Measures the forecast, and fills the demo region with a past.
 */
export type Office = Readonly<{
  spans: readonly Span[]
  counters: number
  meanMinutes: number
  /** People an hour, by minute of the day. */
  arrivalsPerHour: (minute: number) => number
}>

/** Random numbers of one seed: the same days every time. */
export type Chance = Readonly<{ unit: () => number; normal: () => number }>

export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const unit = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 4_294_967_296
  }
  const normal = () => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit())
  return { unit, normal }
}

/** One person's day, in minutes; `served` is undefined for someone who did not answer. */
export type Visit = {
  arrived: number
  called: number | undefined
  served: number | undefined
  forecast: Readonly<{ middle: number; low: number; high: number; plain: number }>
}

const EARLY_MINUTES = 30
const LAST_MINUTES = 45
const STEP_MINUTES = 0.25
const LUNCH: Span = { buka: 12 * 60, tutup: 13 * 60 }
const ABSENT = 0.08
const ABSENT_MINUTES = 0.8
const SPREAD = 0.65

/** What was learnt so far, by hour of the day and as `all`. */
export type Known = Map<string, Learnt>

const hourOf = (minute: number) => Math.floor(minute / 60)
const learntAt = (known: Known, key: string) => known.get(key) ?? NOTHING_LEARNT

function learn(known: Known, minute: number, gain: Partial<Learnt>): void {
  for (const key of ['all', String(hourOf(minute))]) {
    const before = learntAt(known, key)
    known.set(key, {
      layanN: before.layanN + (gain.layanN ?? 0),
      layanDetik: before.layanDetik + (gain.layanDetik ?? 0),
      layanKuadrat: before.layanKuadrat + (gain.layanKuadrat ?? 0),
      panggil: before.panggil + (gain.panggil ?? 0),
      absen: before.absen + (gain.absen ?? 0),
    })
  }
}

type Counter = { freeAt: number; startedAt: number; isLunching: boolean }
type Hall = Readonly<{ office: Office; chance: Chance; known: Known }> &
  Readonly<{ counters: Counter[]; line: Visit[] }>

/** Play one day. `known` is added to, as a real office would learn. */
export function simulateDay(office: Office, chance: Chance, known: Known): readonly Visit[] {
  const visits: Visit[] = []
  for (const span of office.spans) {
    const counters = Array.from({ length: office.counters }, (_, index) => ({
      freeAt: span.buka,
      startedAt: -1,
      isLunching: index === 0 && office.counters > 1,
    }))
    const hall: Hall = { office, chance, known, counters, line: [] }
    let next = span.buka - EARLY_MINUTES
    for (let minute = next; minute < span.tutup; minute += STEP_MINUTES) {
      if (minute >= span.buka) serve(hall, minute)
      for (; next <= minute && next < span.tutup - LAST_MINUTES; ) {
        const forecast = forecastNow(hall, minute, span)
        const visit: Visit = { arrived: next, called: undefined, served: undefined, forecast }
        hall.line.push(visit)
        visits.push(visit)
        const gap = (-Math.log(chance.unit()) * 60) / Math.max(0.1, office.arrivalsPerHour(next))
        next += Math.max(STEP_MINUTES, gap)
      }
    }
  }
  return visits.filter(({ called }) => called !== undefined)
}

const isAway = ({ isLunching }: Counter, minute: number) =>
  isLunching && minute >= LUNCH.buka && minute < LUNCH.tutup

function serve(hall: Hall, minute: number): void {
  for (const counter of hall.counters) {
    while (counter.freeAt <= minute && !isAway(counter, minute)) {
      const visit = hall.line.shift()
      counter.startedAt = visit === undefined ? -1 : minute
      if (visit === undefined) break
      counter.freeAt = minute + callTo(hall, visit, minute) + STEP_MINUTES
    }
  }
}

/** One person is called. @returns minutes the counter is busy with them */
function callTo({ office, chance, known }: Hall, visit: Visit, minute: number): number {
  const minutes = drawMinutes(office, chance, minute)
  const isAbsent = chance.unit() < ABSENT
  visit.called = minute
  if (isAbsent) {
    learn(known, minute, { panggil: 1, absen: 1 })
    return ABSENT_MINUTES
  }
  const seconds = minutes * 60
  visit.served = minutes
  learn(known, minute, {
    panggil: 1,
    layanN: 1,
    layanDetik: seconds,
    layanKuadrat: seconds * seconds,
  })
  return minutes
}

function drawMinutes({ meanMinutes }: Office, chance: Chance, minute: number): number {
  const variance = Math.log(1 + SPREAD * SPREAD)
  const isSlow = hourOf(minute) === 11 || hourOf(minute) === 12
  const mean = meanMinutes * (isSlow ? 1.5 : 0.9)
  return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * chance.normal())
}

function forecastNow(
  { office, known, counters, line }: Hall,
  minute: number,
  span: Span,
): Visit['forecast'] {
  const all = learntAt(known, 'all')
  const lawAt = (_line: string, hours: number) =>
    learnLaw(learntAt(known, String(hourOf(minute) + hours)), all, office.meanMinutes)
  const law = lawAt('a', 0)
  const open = counters.filter((counter) => !isAway(counter, minute))
  const servers: readonly Server[] = open.map(({ startedAt, freeAt }) => ({
    serves: new Set(['a']),
    ...(startedAt >= 0 && freeAt > minute
      ? { busy: { law, elapsedSeconds: (minute - startedAt) * 60 } }
      : {}),
  }))
  const ahead = lawsOfHours(
    line.map(() => 'a'),
    { lawAt, counters: () => open.length, minuteOfHour: minute % 60 },
  )
  const early = Math.max(0, span.buka - minute)
  const played = forecastWait({ layananId: 'a', ahead, servers })
  const moved = {
    lowMinutes: played.lowMinutes + early,
    midMinutes: played.midMinutes + early,
    highMinutes: played.highMinutes + early,
  }
  const averageSeconds = all.layanN > 0 ? all.layanDetik / all.layanN : office.meanMinutes * 60
  return {
    middle: moved.midMinutes,
    ...shownMinutes(moved),
    plain: plainForecast({ ahead: line.length, counters: open.length, averageSeconds }) + early,
  }
}

/** How the forecasts of these visits did, beside reckoning by hand. */
export function scoreOf(visits: readonly Visit[]): Score {
  const score = { n: 0, errorSum: 0, plainErrorSum: 0, inside: 0 }
  for (const { arrived, called, forecast } of visits) {
    if (called === undefined) continue
    const waited = Math.max(0, called - arrived)
    score.n += 1
    score.errorSum += Math.abs(waited - forecast.middle)
    score.plainErrorSum += Math.abs(waited - forecast.plain)
    if (waited >= forecast.low && waited <= forecast.high) score.inside += 1
  }
  return score
}
