import type { WorkingCalendar } from '../../kernel/calendar.ts'
import { addDays, type Tanggal, weekdayOf } from '../../kernel/date.ts'
import type { Tx } from '../../platform/db/database.ts'
import { hoursOn } from './domain/hours.ts'
import {
  type Chance,
  createChance,
  type Known,
  type Office,
  scoreOf,
  simulateDay,
  type Visit,
} from './domain/simulated-days.ts'
import { BUCKETS, bucketOf } from './domain/statistics.ts'
import { insertDays, insertHours } from './store/history-store.ts'
import type { DayRow, HourRow } from './store/learning-store.ts'
import { findDesk, listTempat } from './store/place-store.ts'
import type { Desk, Layanan } from './types.ts'

const DAYS = 21
const SEED = 20_261_126
const BUSY = 0.78

/** More in the morning and early in the week, as offices know it. */
function wave(minute: number, weekday: number): number {
  const hour = minute / 60
  const day = weekday === 1 ? 1.25 : weekday >= 5 ? 0.8 : 1
  return day * (hour < 11 ? 1.3 : hour < 13 ? 0.65 : hour < 17 ? 0.8 : 0.7)
}

type Past = Readonly<{ today: Tanggal; calendar: WorkingCalendar }>

/** Three weeks of the demo region's counters, played through with the real forecast. */
export async function loadQueueHistory(tx: Tx, past: Past): Promise<void> {
  const chance = createChance(SEED)
  for (const { kode } of await listTempat(tx)) {
    const desk = await findDesk(tx, kode)
    if (desk === undefined) continue
    for (const layanan of desk.layanan) await loadLine(tx, { desk, layanan, chance, past })
  }
}

type Line = Readonly<{ desk: Desk; layanan: Layanan; chance: Chance; past: Past }>

async function loadLine(tx: Tx, { desk, layanan, chance, past }: Line): Promise<void> {
  const known: Known = new Map()
  const hours = new Map<string, HourRow>()
  const days: DayRow[] = []
  const counters = Math.max(
    1,
    desk.loket.filter(({ layananIds }) => layananIds[0] === layanan.id).length,
  )
  for (let ago = DAYS; ago > 0; ago -= 1) {
    const date = addDays(past.today, -ago)
    const spans = hoursOn(desk, { date, layananId: layanan.id }, past.calendar)
    if (spans.length === 0) continue
    const weekday = weekdayOf(date)
    const perHour = ((counters * 60) / layanan.menit) * BUSY
    const office: Office = {
      spans,
      counters,
      meanMinutes: layanan.menit,
      arrivalsPerHour: (minute) => perHour * wave(minute, weekday),
    }
    const visits = simulateDay(office, chance, known)
    for (const visit of visits) addVisit(hours, { layananId: layanan.id, hari: weekday, visit })
    const at = { tempatKode: desk.tempat.kode, tanggal: date, layananId: layanan.id }
    days.push(dayOf(at, visits))
  }
  await insertDays(tx, days)
  await insertHours(tx, [...hours.values()])
}

function addVisit(
  hours: Map<string, HourRow>,
  { layananId, hari, visit }: Readonly<{ layananId: string; hari: number; visit: Visit }>,
): void {
  const seconds = (visit.served ?? 0) * 60
  const isServed = visit.served !== undefined
  const gain = (at: Pick<HourRow, 'hari' | 'jam'>, datang: number, call: number) => {
    const key = `${at.hari} ${at.jam}`
    const before = hours.get(key) ?? { ...NOTHING, layananId, ...at }
    hours.set(key, {
      ...before,
      datang: before.datang + datang,
      panggil: before.panggil + call,
      absen: before.absen + (isServed ? 0 : call),
      layanN: before.layanN + (isServed ? call : 0),
      layanDetik: before.layanDetik + call * seconds,
      layanKuadrat: before.layanKuadrat + call * seconds * seconds,
    })
  }
  const arrived = Math.floor(Math.max(0, visit.arrived) / 60)
  const called = Math.floor((visit.called ?? 0) / 60)
  gain({ hari: 0, jam: 0 }, 1, 1)
  gain({ hari, jam: arrived }, 1, 0)
  gain({ hari, jam: called }, 0, 1)
}

const NOTHING = { datang: 0, panggil: 0, absen: 0, layanN: 0, layanDetik: 0, layanKuadrat: 0 }

function dayOf(
  at: Pick<DayRow, 'tempatKode' | 'tanggal' | 'layananId'>,
  visits: readonly Visit[],
): DayRow {
  const count = (minutes: readonly number[]) => {
    const counts = new Array<number>(BUCKETS).fill(0)
    for (const one of minutes) {
      const bucket = bucketOf(one * 60) - 1
      counts[bucket] = (counts[bucket] ?? 0) + 1
    }
    return counts
  }
  const served = visits.flatMap((visit) => (visit.served === undefined ? [] : [visit.served]))
  const score = scoreOf(visits)
  return {
    ...at,
    diambil: visits.length,
    dilayani: served.length,
    tidakHadir: visits.length - served.length,
    batal: 0,
    tunggu: count(visits.map(({ arrived, called }) => (called ?? arrived) - arrived)),
    layan: count(served),
    prakiraanN: score.n,
    prakiraanGalat: score.errorSum,
    prakiraanDalam: score.inside,
    dasarGalat: score.plainErrorSum,
  }
}
