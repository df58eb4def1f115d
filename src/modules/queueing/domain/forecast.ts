/**
 * How long someone will wait: the line in front is played through many times, each person's service drawn
 * from what was measured at that hour, with the counters that are open now. Draws are fixed beforehand, so
 * the same line always gets the same answer, and one more person ahead never makes it shorter.
 */

/** Service time of a line at an hour. */
export type ServiceLaw = Readonly<{
  meanSeconds: number
  /** Standard deviation over mean. */
  spread: number
  /** Share of people who do not answer their call. */
  absentShare: number
}>

export type Server = Readonly<{
  /** Lines it serves. */
  serves: ReadonlySet<string>
  /** Whom it serves now, and since when. */
  busy?: Readonly<{ law: ServiceLaw; elapsedSeconds: number }>
}>

export type Ahead = Readonly<{ layananId: string; law: ServiceLaw }>

export type Forecast = Readonly<{
  /** Half of the plays were shorter. */
  midMinutes: number
  /** One in ten was shorter. */
  lowMinutes: number
  /** One in ten was longer. */
  highMinutes: number
}>

const RUNS = 128
const AHEAD_MAX = 400
const ABSENT_SECONDS = 45
const BETWEEN_SECONDS = 15

/** Inverse of the standard normal distribution (rational approximation, error below 5e-4: Abramowitz and Stegun 26.2.23). */
function normalQuantile(share: number): number {
  if (share > 0.5) return -normalQuantile(1 - share)
  const t = Math.sqrt(-2 * Math.log(share))
  const over = 2.515517 + t * (0.802853 + t * 0.010328)
  const under = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return over / under - t
}

const QUANTILES = Array.from({ length: RUNS }, (_, index) => normalQuantile((index + 0.5) / RUNS))

/** The order in which a person's possible fates are dealt to the plays: a shuffle of its own per place and use. */
function shuffle(seed: number): Uint8Array {
  const order = Uint8Array.from({ length: RUNS }, (_, index) => index)
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0 || 1
  for (let at = RUNS - 1; at > 0; at -= 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    const other = state % (at + 1)
    const held = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = held
  }
  return order
}

const shuffles: Uint8Array[] = []
function shuffleOf(seed: number): Uint8Array {
  for (let next = shuffles.length; next <= seed; next += 1) shuffles.push(shuffle(next))
  return shuffles[seed] as Uint8Array
}

type Lognormal = Readonly<{ mu: number; sigma: number }>

function lognormalOf({ meanSeconds, spread }: ServiceLaw): Lognormal {
  const variance = Math.log(1 + spread * spread)
  return { mu: Math.log(Math.max(1, meanSeconds)) - variance / 2, sigma: Math.sqrt(variance) }
}

const secondsAt = ({ mu, sigma }: Lognormal, index: number) =>
  Math.exp(mu + sigma * (QUANTILES[index] ?? 0))

/** Seconds of every fate under a law; people of one line and hour share it, so it is reckoned once. */
const fatesOf = new WeakMap<ServiceLaw, Float64Array>()
function fatesUnder(law: ServiceLaw): Float64Array {
  const known = fatesOf.get(law)
  if (known !== undefined) return known
  const lognormal = lognormalOf(law)
  const seconds = Float64Array.from({ length: RUNS }, (_, index) => secondsAt(lognormal, index))
  fatesOf.set(law, seconds)
  return seconds
}

/** Seconds a busy counter still needs, per play: services that would be over by now are out of the question. */
function restOf({ law, elapsedSeconds }: NonNullable<Server['busy']>, seed: number): number[] {
  const seconds = fatesUnder(law)
  const order = shuffleOf(seed)
  let first = 0
  while (first < RUNS && (seconds[first] ?? 0) <= elapsedSeconds) first += 1
  return Array.from({ length: RUNS }, (_, run) => {
    // Longer than anything ever seen: as long again as a quarter of the usual.
    if (first === RUNS) return law.meanSeconds / 4
    const index = first + Math.floor(((order[run] ?? 0) * (RUNS - first)) / RUNS)
    return (seconds[index] ?? 0) - elapsedSeconds
  })
}

/** A counter that does nothing: where none is open, one is taken to be. */
const idleServer = (layananId: string): Server => ({ serves: new Set([layananId]) })

/**
 * Forecast for someone in this line behind these people.
 *
 * @param ahead in the order they are called; those whom no open counter serves hold nobody up
 * @param servers counters open now; where none serves the line, one free counter is assumed
 */
export function forecastWait({
  layananId,
  ahead,
  servers,
}: Readonly<{
  layananId: string
  ahead: readonly Ahead[]
  servers: readonly Server[]
}>): Forecast {
  const open = servers.some(({ serves }) => serves.has(layananId))
    ? servers
    : [...servers, idleServer(layananId)]
  const free = open.map(({ busy }, seed) =>
    busy === undefined ? new Array<number>(RUNS).fill(0) : restOf(busy, seed),
  )
  const eligible = (id: string) => open.flatMap(({ serves }, at) => (serves.has(id) ? [at] : []))
  const atServers = new Map<string, readonly number[]>()
  const serversOf = (id: string) => {
    const known = atServers.get(id) ?? eligible(id)
    atServers.set(id, known)
    return known
  }
  const skipped = ahead.slice(0, AHEAD_MAX)
  for (const [place, person] of skipped.entries()) {
    const at = serversOf(person.layananId)
    if (at.length > 0) serve(free, at, person.law, place)
  }
  const waits = Array.from({ length: RUNS }, (_, run) =>
    Math.min(...serversOf(layananId).map((at) => free[at]?.[run] ?? 0)),
  ).toSorted((a, b) => a - b)
  // The few beyond what is played through count as an even stretch of it.
  const stretch = ahead.length > AHEAD_MAX ? ahead.length / AHEAD_MAX : 1
  const minutes = (share: number) => ((waits[Math.floor(share * RUNS)] ?? 0) / 60) * stretch
  return { midMinutes: minutes(0.5), lowMinutes: minutes(0.1), highMinutes: minutes(0.9) }
}

/** The counter that is free first in a play. */
function earliest(free: readonly number[][], at: readonly number[], run: number): number {
  let first = at[0] ?? 0
  for (const one of at) if ((free[one]?.[run] ?? 0) < (free[first]?.[run] ?? 0)) first = one
  return first
}

/** In every play the person goes to the counter that is free first. */
function serve(free: number[][], at: readonly number[], law: ServiceLaw, place: number): void {
  const seconds = fatesUnder(law)
  const times = shuffleOf(2 * place + 40)
  const fates = shuffleOf(2 * place + 41)
  for (let run = 0; run < RUNS; run += 1) {
    const first = earliest(free, at, run)
    const isAbsent = ((fates[run] ?? 0) + 0.5) / RUNS < law.absentShare
    const needed = isAbsent ? ABSENT_SECONDS : (seconds[times[run] ?? 0] ?? 0)
    const server = free[first]
    if (server !== undefined) server[run] = (server[run] ?? 0) + needed + BETWEEN_SECONDS
  }
}

/** What was counted for a line: at this weekday and hour, and in all. */
export type Learnt = Readonly<{
  layanN: number
  layanDetik: number
  layanKuadrat: number
  panggil: number
  absen: number
}>

export const NOTHING_LEARNT: Learnt = {
  layanN: 0,
  layanDetik: 0,
  layanKuadrat: 0,
  panggil: 0,
  absen: 0,
}

const PRIOR_N = 20
const HOUR_N = 15
const PRIOR_SPREAD = 0.6
const PRIOR_ABSENT = 0.05

/**
 * Mean, spread and absence of a line at an hour. Few observations lean on more: the hour on the whole line,
 * the line on the minutes that were set for it.
 *
 * @param fallbackMinutes set by staff while nothing was measured
 */
export function learnLaw(hour: Learnt, all: Learnt, fallbackMinutes: number): ServiceLaw {
  const prior = fallbackMinutes * 60
  const meanAll = (all.layanDetik + PRIOR_N * prior) / (all.layanN + PRIOR_N)
  const meanSeconds = (hour.layanDetik + HOUR_N * meanAll) / (hour.layanN + HOUR_N)
  const measured = all.layanN > 1 ? all.layanDetik / all.layanN : meanAll
  const variance =
    all.layanN > 1 ? Math.max(0, all.layanKuadrat / all.layanN - measured * measured) : 0
  const spreadSeen = measured > 0 ? Math.sqrt(variance) / measured : PRIOR_SPREAD
  const spread = (spreadSeen * all.layanN + PRIOR_SPREAD * PRIOR_N) / (all.layanN + PRIOR_N)
  const absentAll = (all.absen + PRIOR_N * PRIOR_ABSENT) / (all.panggil + PRIOR_N)
  const absentShare = (hour.absen + HOUR_N * absentAll) / (hour.panggil + HOUR_N)
  return { meanSeconds, spread, absentShare: Math.min(0.95, absentShare) }
}

/** Hours that a forecast looks into. */
export const HOURS_AHEAD = 4

/**
 * Give everybody ahead the law of the hour in which they will be served: a long line reaches into hours that
 * are slower or faster than now.
 *
 * @param lines line of each person, in the order they are called
 * @param lawAt law of a line so many hours from now, 0 to 3
 * @param counters counters that serve a line now
 * @param minuteOfHour minutes since the hour began
 */
export function lawsOfHours(
  lines: readonly string[],
  {
    lawAt,
    counters,
    minuteOfHour,
  }: Readonly<{
    lawAt: (layananId: string, hoursAhead: number) => ServiceLaw
    counters: (layananId: string) => number
    minuteOfHour: number
  }>,
): readonly Ahead[] {
  const minutesAhead = new Map<string, number>()
  const laws = new Map<string, ServiceLaw>()
  return lines.map((layananId) => {
    const minutes = minutesAhead.get(layananId) ?? 0
    const hour = Math.min(HOURS_AHEAD - 1, Math.floor((minuteOfHour + minutes) / 60))
    const key = `${hour} ${layananId}`
    const law = laws.get(key) ?? lawAt(layananId, hour)
    laws.set(key, law)
    const each = (law.meanSeconds * (1 - law.absentShare)) / 60
    minutesAhead.set(layananId, minutes + each / Math.max(1, counters(layananId)))
    return { layananId, law }
  })
}

/** What everybody reckons by hand: people ahead times the average, by the counters open. */
export function plainForecast({
  ahead,
  counters,
  averageSeconds,
}: Readonly<{ ahead: number; counters: number; averageSeconds: number }>): number {
  return (ahead * averageSeconds) / Math.max(1, counters) / 60
}

/** How forecasts did: mean absolute error of both ways, and the share inside the interval. */
export type Score = Readonly<{ n: number; errorSum: number; plainErrorSum: number; inside: number }>

const TRUST_N = 100

/** Is reckoning by hand better here? Only where enough was compared. */
export function isPlainBetter({ n, errorSum, plainErrorSum }: Score): boolean {
  return n >= TRUST_N && plainErrorSum < errorSum
}

/** The plain number, with the interval moved so that it still holds it. */
export function withPlain(forecast: Forecast, plainMinutes: number): Forecast {
  return {
    midMinutes: plainMinutes,
    lowMinutes: Math.min(forecast.lowMinutes, plainMinutes),
    highMinutes: Math.max(forecast.highMinutes, plainMinutes),
  }
}

/** Whole minutes to show: outward, so that the interval keeps its promise. */
export function shownMinutes({ lowMinutes, highMinutes }: Forecast): Readonly<{
  low: number
  high: number
}> {
  const low = Math.floor(lowMinutes)
  return { low, high: Math.max(low + 2, Math.ceil(highMinutes)) }
}
