import { addDays, type Tanggal } from '../../../kernel/date.ts'
import { together } from '../../../platform/db/database.ts'
import type { Answer } from '../../../platform/http/answer.ts'
import type { Req } from '../../../platform/http/route.ts'
import { formatNumber, formatTanggalWithWeekday } from '../../../ui/format.ts'
import { CitizenPage, EmptyState, Icon, StatusTag } from '../../../ui/index.ts'
import { momentOf } from '../actions/place-state.ts'
import type { Deps } from '../deps.ts'
import {
  badgesOf,
  formatMinute,
  type HoursBadges,
  type OpenState,
  openState,
} from '../domain/hours.ts'
import { countOpenCounters } from '../store/counter-store.ts'
import { listAllHours, listTempat } from '../store/place-store.ts'
import { countWaiting } from '../store/ticket-store.ts'
import type { Tempat } from '../types.ts'
import { HOME, show, type View, viewOf } from './edge.ts'

export type PlaceLine = Readonly<{
  tempat: Tempat
  state: OpenState
  badges: HoursBadges
  waiting: number
  counters: number
}>

/** Every place in use, as it stands now: four statements, whatever their number. */
export async function loadPlaces(deps: Deps): Promise<readonly PlaceLine[]> {
  const { db } = deps.kit
  const { today, minute } = momentOf(deps)
  const calendar = deps.reference.calendar()
  const [tempat, hours, waiting, counters] = await together([
    listTempat(db),
    listAllHours(db, today),
    countWaiting(db, today),
    countOpenCounters(db),
  ])
  const counted = (list: readonly Readonly<{ tempatKode: string; n: number }>[], kode: string) =>
    list.find((one) => one.tempatKode === kode)?.n ?? 0
  return tempat
    .filter(({ isAktif }) => isAktif)
    .map((one) => {
      const jam = hours.jam.filter(({ tempatKode }) => tempatKode === one.kode)
      const khusus = hours.khusus.filter(({ tempatKode }) => tempatKode === one.kode)
      return {
        tempat: one,
        state: openState({ jam, khusus }, { date: today, minute }, calendar),
        badges: badgesOf(jam, today),
        waiting: counted(waiting, one.kode),
        counters: counted(counters, one.kode),
      }
    })
}

/** When a place opens, in the words of the page: "besok 07.30" by its date. */
export function stateWords(
  { ctx, m }: Pick<View, 'ctx' | 'm'>,
  state: OpenState,
  today: Tanggal,
): string {
  if (state.kind === 'open') return m.openUntil(formatMinute(state.untilMinute))
  if (state.next === undefined) return m.closed
  const { date, minute } = state.next
  const time = formatMinute(minute)
  if (date === today) return m.opensAt(time)
  const isSoon = date <= addDays(today, 6)
  const day = formatTanggalWithWeekday(date, ctx.lang)
  return m.opensAt(`${isSoon ? (day.split(',')[0] ?? day) : day} ${time}`)
}

const QUIET_PER_COUNTER = 2
const MEDIUM_PER_COUNTER = 6

function adviceOf({ m }: Pick<View, 'm'>, { state, waiting, counters }: PlaceLine): string {
  if (state.kind === 'closed') return m.advice.later
  const perCounter = waiting / Math.max(1, counters)
  if (perCounter <= QUIET_PER_COUNTER) return m.advice.quiet
  return perCounter <= MEDIUM_PER_COUNTER ? m.advice.medium : m.advice.busy
}

export async function showPlaces(deps: Deps, req: Req): Promise<Answer> {
  const view = viewOf(req)
  const { today } = momentOf(deps)
  return show(<PlacesPage {...view} places={await loadPlaces(deps)} today={today} />)
}

function PlacesPage(props: View & Readonly<{ places: readonly PlaceLine[]; today: Tanggal }>) {
  const { ctx, m, places } = props
  return (
    <CitizenPage ctx={ctx} title={m.title} description={m.intro} css={['antrean']}>
      <div class="wadah">
        <div class="judul-hal">
          <div>
            <h1>{m.title}</h1>
            <p>{m.intro}</p>
          </div>
        </div>
        <div class="isi-hal">
          <h2 class="vh">{m.places}</h2>
          {places.length === 0 && <EmptyState title={m.noPlaces} />}
          <ul class="tempat-daftar">
            {places.map((line) => (
              <li class="kartu">
                <PlaceCard {...props} line={line} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </CitizenPage>
  )
}

function PlaceCard(props: View & Readonly<{ line: PlaceLine; today: Tanggal }>) {
  const { ctx, m, line, today } = props
  const { tempat, state } = line
  const href = `${HOME}/${tempat.kode}`
  return (
    <div class="isi tempat-kartu">
      <p class="tempat-tanda">
        <StatusTag kind={state.kind === 'open' ? 'selesai' : 'netral'}>
          {stateWords(props, state, today)}
        </StatusTag>
        <Badges m={m} badges={line.badges} />
      </p>
      <h3>
        <a href={href}>{tempat.nama}</a>
      </h3>
      <p class="kecil redup">
        {m.jenis[tempat.jenis]}
        {tempat.alamat !== '' && ` · ${tempat.alamat}`}
      </p>
      <p class="tempat-angka">
        <b>{m.waiting(formatNumber(line.waiting, ctx.lang))}</b>
        <span>{adviceOf(props, line)}</span>
      </p>
    </div>
  )
}

export function Badges({ m, badges }: Readonly<{ m: View['m']; badges: HoursBadges }>) {
  return (
    <>
      {badges.hasEvening && (
        <span class="lencana">
          <Icon name="jam" /> {m.evening}
        </span>
      )}
      {badges.hasSaturday && <span class="lencana">{m.saturday}</span>}
    </>
  )
}
