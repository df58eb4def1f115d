import {
  addDays,
  minuteOfDayIn,
  type Tanggal,
  tanggalIn,
  type Weekday,
  weekdayOf,
} from '../../../kernel/date.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import {
  type Forecast,
  forecastWait,
  HOURS_AHEAD,
  isPlainBetter,
  type Learnt,
  lawsOfHours,
  learnLaw,
  NOTHING_LEARNT,
  plainForecast,
  type Server,
  type ServiceLaw,
  withPlain,
} from '../domain/forecast.ts'
import { hoursOn, type Span, takingSpan } from '../domain/hours.ts'
import { aheadOf, type Waiting, weave } from '../domain/line.ts'
import { ruleOn } from '../domain/rules.ts'
import { listSesi, type Sesi } from '../store/counter-store.ts'
import { listHours, listScores, type ScoreRow } from '../store/learning-store.ts'
import { listAtCounters, listWaiting, type Tiket } from '../store/ticket-store.ts'
import type { Desk, Layanan } from '../types.ts'

/** The moment, as the place's clock shows it. */
export type Moment = Readonly<{ now: Date; today: Tanggal; minute: number; hari: Weekday }>

export function momentOf({ kit, reference }: Pick<Deps, 'kit' | 'reference'>): Moment {
  const { zone } = reference.calendar()
  const now = kit.now()
  const today = tanggalIn(zone, now)
  return { now, today, minute: minuteOfDayIn(zone, now), hari: weekdayOf(today) }
}

/** A place as it stands at a moment: who waits, who is served where, and what is known of its lines. */
export type PlaceState = Readonly<{
  desk: Desk
  moment: Moment
  waiting: readonly Waiting[]
  sesi: readonly Sesi[]
  atCounters: readonly Tiket[]
  /** Laws of a line from this hour on, hour by hour. */
  laws: ReadonlyMap<string, readonly ServiceLaw[]>
  scores: ReadonlyMap<string, ScoreRow>
  /** Minutes until the first counter opens today; 0 when some are open or should be. */
  untilOpenMinutes: number
}>

const SCORE_DAYS = 30

/** Five statements in one journey, whatever the length of the line. */
export async function loadState(
  deps: Pick<Deps, 'kit' | 'reference'>,
  tx: Tx,
  desk: Desk,
): Promise<PlaceState> {
  const moment = momentOf(deps)
  const at = { tempatKode: desk.tempat.kode, tanggal: moment.today }
  const jam = Math.floor(moment.minute / 60)
  const layananIds = desk.layanan.map(({ id }) => id)
  const [waiting, sesi, atCounters, hours, scores] = await together([
    listWaiting(tx, at),
    listSesi(tx, desk.tempat.kode),
    listAtCounters(tx, at),
    listHours(tx, { layananIds, hari: moment.hari, jam, count: HOURS_AHEAD }),
    listScores(tx, { tempatKode: desk.tempat.kode, from: addDays(moment.today, -SCORE_DAYS) }),
  ])
  const learntOf = (id: string, hari: number, hour: number): Learnt =>
    hours.find((row) => row.layananId === id && row.hari === hari && row.jam === hour) ??
    NOTHING_LEARNT
  const laws = new Map(
    desk.layanan.map(({ id, menit }) => [
      id,
      Array.from({ length: HOURS_AHEAD }, (_, ahead) =>
        learnLaw(learntOf(id, moment.hari, jam + ahead), learntOf(id, 0, 0), menit),
      ),
    ]),
  )
  const spans = hoursOn(desk, { date: moment.today }, deps.reference.calendar())
  const isWithin = spans.some(({ buka, tutup }) => buka <= moment.minute && moment.minute < tutup)
  const next = spans.find(({ buka }) => buka > moment.minute)
  return {
    desk,
    moment,
    waiting: waiting.map(({ id, layananId, isPrioritas, masukAt }) => ({
      id,
      layananId,
      isPrioritas,
      masukMs: masukAt.getTime(),
    })),
    sesi,
    atCounters,
    laws,
    scores: new Map(scores.map((row) => [row.layananId, row])),
    untilOpenMinutes: isWithin || next === undefined ? 0 : next.buka - moment.minute,
  }
}

/** Counters that call now; before the first one opens, all that there are. */
function serversOf({ desk, sesi, atCounters, laws, moment }: PlaceState): readonly Server[] {
  const active = desk.loket.filter(({ isAktif }) => isAktif)
  if (sesi.length === 0) return active.map(({ layananIds }) => ({ serves: new Set(layananIds) }))
  return sesi.flatMap(({ loketId, jedaAt }) => {
    const loket = active.find(({ id }) => id === loketId)
    if (loket === undefined || jedaAt !== null) return []
    const current = atCounters.find((one) => one.loketId === loketId)
    const law = current && laws.get(current.layananId)?.[0]
    const since = current && (current.mulaiAt ?? current.dipanggilAt)
    if (law === undefined || !since) return [{ serves: new Set(loket.layananIds) }]
    const elapsedSeconds = Math.max(0, (moment.now.getTime() - since.getTime()) / 1_000)
    return [{ serves: new Set(loket.layananIds), busy: { law, elapsedSeconds } }]
  })
}

/** How many counters serve a line now. */
export function openCounters({ desk, sesi }: PlaceState, layananId: string): number {
  return sesi.filter(
    ({ loketId, jedaAt }) =>
      jedaAt === null &&
      desk.loket.some(({ id, layananIds }) => id === loketId && layananIds.includes(layananId)),
  ).length
}

export type Outlook = Readonly<{
  /** People of the same line who are called before. */
  ahead: number
  forecast: Forecast
  /** People ahead times average by counters: kept beside it, for comparison. */
  plainMinutes: number
  law: ServiceLaw
}>

/** The line in the order it will be called. */
export function wovenLine({ desk, waiting, moment }: PlaceState): readonly Waiting[] {
  const selang = ruleOn(desk.aturan, 'prioritas_selang', moment.today)
  return weave(waiting, { selang, beruntun: selang })
}

const NEWCOMER = 'zzz'

/** What someone may expect who takes a number now. */
export function outlookForNew(
  state: PlaceState,
  { layananId, isPrioritas }: Readonly<{ layananId: string; isPrioritas: boolean }>,
): Outlook {
  const masukMs = state.moment.now.getTime()
  const last = { id: NEWCOMER, layananId, isPrioritas, masukMs }
  return outlookOf(state, {
    woven: wovenLine({ ...state, waiting: [...state.waiting, last] }),
    id: NEWCOMER,
    layananId,
  })
}

/** What the holder of a waiting ticket may expect. */
export function outlookForTicket(
  state: PlaceState,
  { id, layananId }: Readonly<{ id: string; layananId: string }>,
): Outlook {
  return outlookOf(state, { woven: wovenLine(state), id, layananId })
}

function outlookOf(
  state: PlaceState,
  { woven, id, layananId }: Readonly<{ woven: readonly Waiting[]; id: string; layananId: string }>,
): Outlook {
  const before = aheadOf(woven, id) ?? []
  const lawAt = (line: string, hours: number): ServiceLaw =>
    state.laws.get(line)?.[hours] ?? learnLaw(NOTHING_LEARNT, NOTHING_LEARNT, 10)
  const ahead = lawsOfHours(
    before.map((one) => one.layananId),
    {
      lawAt,
      counters: (line) => openCounters(state, line),
      minuteOfHour: state.moment.minute % 60,
    },
  )
  const same = before.filter((one) => one.layananId === layananId).length
  const law = lawAt(layananId, 0)
  const played = forecastWait({ layananId, ahead, servers: serversOf(state) })
  const plainMinutes =
    plainForecast({
      ahead: same,
      counters: openCounters(state, layananId),
      averageSeconds: law.meanSeconds,
    }) + state.untilOpenMinutes
  const moved: Forecast = {
    midMinutes: played.midMinutes + state.untilOpenMinutes,
    lowMinutes: played.lowMinutes + state.untilOpenMinutes,
    highMinutes: played.highMinutes + state.untilOpenMinutes,
  }
  const score = state.scores.get(layananId)
  const isPlain = score !== undefined && isPlainBetter(score)
  return {
    ahead: same,
    forecast: isPlain ? withPlain(moved, plainMinutes) : moved,
    plainMinutes,
    law,
  }
}

/** A line in use of a place. */
export function findLine({ layanan }: Desk, id: string): Layanan | undefined {
  return layanan.find((one) => one.id === id && one.isAktif)
}

/** When numbers of a line may be taken at this moment; undefined while they may not. */
export function spanOf(
  deps: Pick<Deps, 'reference'>,
  { desk, moment, layananId }: Readonly<{ desk: Desk; moment: Moment; layananId: string }>,
): Span | undefined {
  const spans = hoursOn(desk, { date: moment.today, layananId }, deps.reference.calendar())
  const early = ruleOn(desk.aturan, 'ambil_awal_menit', moment.today)
  return takingSpan(spans, moment.minute, early)
}
