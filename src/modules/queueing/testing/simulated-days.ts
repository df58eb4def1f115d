import {
  forecastWait,
  type Learnt,
  lawsOfHours,
  learnLaw,
  NOTHING_LEARNT,
  plainForecast,
  type Score,
  type Server,
} from '../domain/forecast.ts'

/**
 * Days at an office whose truth the forecast does not know: arrivals come in a morning wave, services take
 * longer around noon, some people do not answer, and clerks go to lunch. What is forecast to each person on
 * taking a number is compared with what came, after some days of learning.
 */
export function simulateDays({ days, seed }: Readonly<{ days: number; seed: number }>): Score {
  const chance = createChance(seed)
  const known = new Map<string, Learnt>()
  const score = { n: 0, errorSum: 0, plainErrorSum: 0, inside: 0 }
  for (let day = 0; day < days; day += 1) {
    const isMeasured = day >= 3
    for (const seen of simulateDay(chance, known))
      if (isMeasured) {
        score.n += 1
        score.errorSum += Math.abs(seen.waited - seen.middle)
        score.plainErrorSum += Math.abs(seen.waited - seen.plain)
        if (seen.waited >= seen.low && seen.waited <= seen.high) score.inside += 1
      }
  }
  return score
}

type Chance = Readonly<{ unit: () => number; normal: () => number }>

function createChance(seed: number): Chance {
  let state = seed >>> 0
  const unit = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 4_294_967_296
  }
  const normal = () => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit())
  return { unit, normal }
}

const OPEN_MINUTE = 8 * 60
const CLOSE_MINUTE = 15 * 60
const LUNCH = [12 * 60, 13 * 60] as const
const COUNTERS = 3
const ABSENT = 0.08
const MEAN_MINUTES = 7
const SPREAD = 0.65

const arrivalsPerHour = (minute: number) => (minute < 11 * 60 ? 27 : minute < 13 * 60 ? 15 : 21)
const trueMean = (hour: number) => MEAN_MINUTES * (hour === 11 || hour === 12 ? 1.5 : 0.9)

type Person = { at: number; forecast: Seen }
type Seen = { middle: number; low: number; high: number; plain: number; waited: number }
type Counter = { freeAt: number; startedAt: number; isLunching: boolean }

function drawMinutes(chance: Chance, minute: number): number {
  const variance = Math.log(1 + SPREAD * SPREAD)
  const mean = trueMean(Math.floor(minute / 60))
  return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * chance.normal())
}

function simulateDay(chance: Chance, known: Map<string, Learnt>): readonly Seen[] {
  const counters: Counter[] = Array.from({ length: COUNTERS }, (_, index) => ({
    freeAt: OPEN_MINUTE,
    startedAt: -1,
    isLunching: index === 0,
  }))
  const line: Person[] = []
  const seen: Seen[] = []
  let next = OPEN_MINUTE - 30
  for (let minute = OPEN_MINUTE - 30; minute < CLOSE_MINUTE; minute += 0.25) {
    if (minute >= OPEN_MINUTE) serveAt(chance, { minute, counters, line, known })
    for (; next <= minute && next < CLOSE_MINUTE - 45; ) {
      const person = { at: next, forecast: forecastNow({ minute, counters, line, known }) }
      line.push(person)
      seen.push(person.forecast)
      next += (-Math.log(chance.unit()) * 60) / arrivalsPerHour(next)
    }
  }
  return seen.filter(({ waited }) => waited >= 0)
}

type Now = Readonly<{
  minute: number
  counters: Counter[]
  line: Person[]
  known: Map<string, Learnt>
}>

const isAway = ({ isLunching }: Counter, minute: number) =>
  isLunching && minute >= LUNCH[0] && minute < LUNCH[1]

const learnt = (known: Map<string, Learnt>, key: string) => known.get(key) ?? NOTHING_LEARNT

function learn(known: Map<string, Learnt>, minute: number, gain: Partial<Learnt>): void {
  for (const key of ['all', String(Math.floor(minute / 60))]) {
    const before = learnt(known, key)
    known.set(key, {
      layanN: before.layanN + (gain.layanN ?? 0),
      layanDetik: before.layanDetik + (gain.layanDetik ?? 0),
      layanKuadrat: before.layanKuadrat + (gain.layanKuadrat ?? 0),
      panggil: before.panggil + (gain.panggil ?? 0),
      absen: before.absen + (gain.absen ?? 0),
    })
  }
}

function serveAt(chance: Chance, { minute, counters, line, known }: Now): void {
  for (const counter of counters) {
    while (counter.freeAt <= minute && !isAway(counter, minute)) {
      const person = line.shift()
      if (person === undefined) {
        counter.startedAt = -1
        break
      }
      person.forecast.waited = minute - person.at
      const isAbsent = chance.unit() < ABSENT
      const minutes = isAbsent ? 0.8 : drawMinutes(chance, minute)
      const seconds = minutes * 60
      learn(known, minute, {
        panggil: 1,
        ...(isAbsent
          ? { absen: 1 }
          : { layanN: 1, layanDetik: seconds, layanKuadrat: seconds * seconds }),
      })
      counter.startedAt = minute
      counter.freeAt = minute + minutes + 0.25
    }
  }
}

function forecastNow({ minute, counters, line, known }: Now): Seen {
  const lawAt = (_line: string, hours: number) =>
    learnLaw(
      learnt(known, String(Math.floor(minute / 60) + hours)),
      learnt(known, 'all'),
      MEAN_MINUTES,
    )
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
  const early = Math.max(0, OPEN_MINUTE - minute)
  const { lowMinutes, midMinutes, highMinutes } = forecastWait({ layananId: 'a', ahead, servers })
  const all = learnt(known, 'all')
  const average = all.layanN > 0 ? all.layanDetik / all.layanN : MEAN_MINUTES * 60
  const low = Math.floor(lowMinutes + early)
  return {
    middle: midMinutes + early,
    low,
    high: Math.max(low + 2, Math.ceil(highMinutes + early)),
    plain:
      plainForecast({ ahead: line.length, counters: open.length, averageSeconds: average }) + early,
    waited: -1,
  }
}
