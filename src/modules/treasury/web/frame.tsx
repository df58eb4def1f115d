import type { ComponentChildren } from 'preact'
import type { Role } from '../../../kernel/actor.ts'
import { type WorkingCalendar, workingDaysBetween } from '../../../kernel/calendar.ts'
import { tanggalIn } from '../../../kernel/date.ts'
import { readKeyset } from '../../../platform/http/keyset.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { formatNumber } from '../../../ui/format.ts'
import { OfficerPage, type PageContext, SavedViews, TimeBar } from '../../../ui/index.ts'
import { TREASURY_ROLES } from '../domain/wewenang.ts'
import { type Messages, messagesIn } from '../messages/index.ts'

export const HOME = '/kerja/perbendaharaan'

export type Room = keyof Omit<Messages['nav'], 'label'>
const ROOMS: Readonly<Record<Room, string>> = {
  antrean: HOME,
  daftar: `${HOME}/daftar`,
  spd: `${HOME}/spd`,
  kontrak: `${HOME}/kontrak`,
  up: `${HOME}/up`,
  penerimaan: `${HOME}/penerimaan`,
  buku: `${HOME}/buku`,
  bank: `${HOME}/bank`,
}

/** A page of treasury: the rooms as tabs above it. */
export function TreasuryPage({
  ctx,
  title,
  room,
  isTable = false,
  children,
}: Readonly<{
  ctx: PageContext
  title: string
  room: Room
  /** Its table takes keys. */
  isTable?: boolean
  children: ComponentChildren
}>) {
  const m = messagesIn(ctx.lang)
  const views = (Object.keys(ROOMS) as Room[]).map((key) => ({
    href: ROOMS[key],
    label: m.nav[key],
    isCurrent: key === room,
  }))
  return (
    <OfficerPage
      ctx={ctx}
      title={title}
      current="treasury"
      css={['dana']}
      {...(isTable ? { scripts: ['ui-table', 'ui-kerja'], bodyClass: 'antrean' } : {})}
    >
      <SavedViews ctx={ctx} views={views} />
      {children}
    </OfficerPage>
  )
}

const base = { access: { roles: TREASURY_ROLES }, kind: 'page' } as const

export const treasuryGet = (path: string, handle: Route['handle']): Route => ({
  ...base,
  method: 'GET',
  url: `${HOME}${path}`,
  handle,
})
const BODY_MAX = 9_000_000
/** @param roles who may do something there: everybody else is turned away at the door */
export const treasuryPost = (
  path: string,
  roles: readonly Role[],
  handle: Route['handle'],
  isUpload = false,
): Route => ({
  ...base,
  access: { roles },
  method: 'POST',
  url: `${HOME}${path}`,
  handle,
  ...(isUpload ? { bodyLimit: BODY_MAX } : {}),
})

export type TimeLeft = Readonly<{ words: string; usedPercent: number | undefined; isLate: boolean }>

type Clock = Readonly<{ tenggatAt: Date | null; tahapSejak: Date }>

/** Working time left as a bar and in words. */
export function timeLeftOf(
  ctx: PageContext,
  { tenggatAt, tahapSejak }: Clock,
  calendar: WorkingCalendar,
): TimeLeft {
  const m = messagesIn(ctx.lang).time
  const { zone } = calendar
  const at = tenggatAt ?? tahapSejak
  const isLate = tenggatAt !== null && tenggatAt < ctx.now
  const counted = workingDaysBetween(tanggalIn(zone, ctx.now), tanggalIn(zone, at), calendar)
  const days = Math.abs(counted.ok ? counted.value : 0)
  const count = formatNumber(days, ctx.lang)
  if (tenggatAt === null)
    return { words: m.since(m.days(count)), usedPercent: undefined, isLate: false }
  const span = tenggatAt.getTime() - tahapSejak.getTime()
  const used = span <= 0 ? 1 : (ctx.now.getTime() - tahapSejak.getTime()) / span
  const words = isLate
    ? days < 1
      ? m.lateToday
      : m.late(count)
    : days < 1
      ? m.today
      : m.days(count)
  return { words, isLate, usedPercent: Math.round(100 * Math.min(1, Math.max(0, used))) }
}

export function Remaining({ time }: { time: TimeLeft }) {
  return (
    <span class={time.isLate ? 'sisa lewat-waktu' : 'sisa'}>
      {time.usedPercent !== undefined && (
        <TimeBar usedPercent={time.usedPercent} isLate={time.isLate} />
      )}
      {time.words}
    </span>
  )
}

/** The last row of the page before, as an address carries it. */
export function readKey(req: Req): Readonly<{ at: Date; id: string }> | undefined {
  return readKeyset(fieldText(req.query, 'sesudah'))
}

/** @returns the address with these fields; empty ones are left out */
export function addressOf(path: string, fields: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''))
  return query.size === 0 ? path : `${path}?${query}`
}
