import type { Instant, TimeZone } from '../../../kernel/date.ts'
import { instantMs, MINUTE_MS, toDate, toInstant, zoneOffsetMs } from '../../../kernel/date.ts'

/**
 * Times of the standard: `YYYY-MM-DDThh:mm:ss` and an offset, which is compulsory. In a query
 * string the plus of "+07:00" often arrives as a space, so a space there is read as the plus it
 * was.
 */
const W3C = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(Z|[+ -]\d{2}:?\d{2})$/i

/** @returns the moment, or undefined when the text is no such time */
export function parseW3cDatetime(text: string): Instant | undefined {
  const parts = W3C.exec(text.trim())
  const [, local, offset] = parts ?? []
  if (local === undefined || offset === undefined) return undefined
  const utcMs = Date.parse(`${local.toUpperCase()}Z`)
  const offsetMs = parseOffsetMs(offset)
  if (!Number.isFinite(utcMs) || offsetMs === undefined || !isRealDay(local, utcMs))
    return undefined
  const at = utcMs - offsetMs
  // Outside four-digit years the text form of a Date changes its shape.
  return at < YEAR_0000_MS || at > YEAR_9999_MS ? undefined : toInstant(toDate(at))
}

const YEAR_0000_MS = Date.UTC(1000, 0, 1)
const YEAR_9999_MS = Date.UTC(9999, 11, 31)

/** Date.parse takes 30 February for 2 March. */
function isRealDay(local: string, utcMs: number): boolean {
  return toDate(utcMs).toISOString().slice(0, 10) === local.slice(0, 10)
}

function parseOffsetMs(offset: string): number | undefined {
  if (offset.toUpperCase() === 'Z') return 0
  const digits = offset.replace(/\D/g, '')
  const hours = Number(digits.slice(0, 2))
  const minutes = Number(digits.slice(2))
  if (hours > 14 || minutes > 59) return undefined
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS
}

/** @returns the moment as the region's clocks show it, whole seconds: 2026-11-24T08:10:00+07:00 */
export function formatW3cDatetime(at: Instant, zone: TimeZone): string {
  const offsetMs = zoneOffsetMs(zone)
  const local = toDate(instantMs(at) + offsetMs)
    .toISOString()
    .slice(0, 19)
  const hours = String(offsetMs / (60 * MINUTE_MS)).padStart(2, '0')
  return `${local}+${hours}:00`
}
