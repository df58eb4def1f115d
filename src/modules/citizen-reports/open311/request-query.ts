import { z } from 'zod'
import type { Instant } from '../../../kernel/date.ts'
import { DAY_MS, HOUR_MS, instantMs, toDate, toInstant } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { lastOf, listOf, type RawFields } from './fields.ts'
import type { RequestStatus } from './types.ts'
import { parseW3cDatetime } from './w3c-datetime.ts'

/** Arguments of the two GET searches: requests and servicerequestupdates. */
export const QUERY_LIMITS = { spanDays: 90, pageSize: 1_000, ids: 200, codes: 100, offset: 50_000 }

export type Page = Readonly<{ page: number; pageSize: number }>

export type RequestsQuery =
  | Readonly<{ kind: 'ids'; ids: readonly string[]; withExtensions: boolean }>
  | Readonly<{
      kind: 'search'
      /** Empty: every service. */
      serviceCodes: readonly string[]
      start: Instant
      end: Instant
      /** Empty: both. */
      statuses: readonly RequestStatus[]
      page: Page
      withExtensions: boolean
    }>

/**
 * GET requests. Ids override everything else, also when the rest is wrong, as the standard says.
 *
 * @refuses ARGUMEN_TIDAK_SAH for each bad argument, all at once
 */
export function parseRequestsQuery(query: RawFields, now: Instant): Result<RequestsQuery> {
  const withExtensions = lastOf(query, 'extensions') === 'true'
  const ids = listOf(query, 'service_request_id')
  if (ids.length > 0) {
    const parsed = parseList(ids, 'service_request_id', QUERY_LIMITS.ids)
    return parsed.ok ? ok({ kind: 'ids', ids, withExtensions }) : parsed
  }
  const codes = parseList(listOf(query, 'service_code'), 'service_code', QUERY_LIMITS.codes)
  const range = parseRange(query, now, QUERY_LIMITS.spanDays * DAY_MS)
  const statuses = parseStatuses(query)
  const page = parsePage(query)
  if (!codes.ok || !range.ok || !statuses.ok || !page.ok) {
    return refuse([codes, range, statuses, page].flatMap((part) => (part.ok ? [] : part.refusals)))
  }
  return ok({
    kind: 'search',
    serviceCodes: codes.value,
    ...range.value,
    statuses: statuses.value,
    page: page.value,
    withExtensions,
  })
}

export type UpdatesQuery = Readonly<{ start: Instant; end: Instant; page: Page }>

/**
 * GET servicerequestupdates; without dates the last 24 hours, wide enough for a client that asks
 * hourly.
 */
export function parseUpdatesQuery(query: RawFields, now: Instant): Result<UpdatesQuery> {
  const range = parseRange(query, now, 24 * HOUR_MS)
  const page = parsePage(query)
  if (!range.ok || !page.ok) {
    return refuse([range, page].flatMap((part) => (part.ok ? [] : part.refusals)))
  }
  return ok({ ...range.value, page: page.value })
}

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,63}$/u

/** @returns whether the text has the form of a code or id; what does not cannot exist either */
export function isCode(text: string): boolean {
  return CODE.test(text)
}

function parseList(
  values: readonly string[],
  field: string,
  countMax: number,
): Result<readonly string[]> {
  if (values.length > countMax) {
    return refuse(bad(field, `Sebutkan paling banyak ${countMax} dalam satu permintaan.`))
  }
  const isSound = values.every(isCode)
  return isSound
    ? ok(values)
    : refuse(bad(field, 'Pisahkan dengan koma; tiap kode paling panjang 64 huruf.'))
}

type Range = Readonly<{ start: Instant; end: Instant }>

function parseRange(query: RawFields, now: Instant, defaultSpanMs: number): Result<Range> {
  const start = parseTime(query, 'start_date')
  const end = parseTime(query, 'end_date')
  if (!start.ok || !end.ok) {
    return refuse([start, end].flatMap((part) => (part.ok ? [] : part.refusals)))
  }
  const spanMaxMs = QUERY_LIMITS.spanDays * DAY_MS
  const nowMs = instantMs(now)
  const startGiven = start.value === undefined ? undefined : instantMs(start.value)
  const endGiven = end.value === undefined ? undefined : instantMs(end.value)
  // With one end given the other follows from it, so that half a range never becomes an error.
  const endMs =
    endGiven ?? (startGiven === undefined ? nowMs : Math.min(nowMs, startGiven + spanMaxMs))
  const startMs = startGiven ?? endMs - defaultSpanMs
  if (startMs > endMs)
    return refuse(bad('start_date', 'Harus sebelum end_date dan bukan di masa depan.'))
  if (endMs - startMs > spanMaxMs) {
    return refuse(
      bad('end_date', `Rentang paling panjang ${QUERY_LIMITS.spanDays} hari. Minta bertahap.`),
    )
  }
  return ok({ start: toInstant(toDate(startMs)), end: toInstant(toDate(endMs)) })
}

function parseTime(query: RawFields, field: string): Result<Instant | undefined> {
  const given = lastOf(query, field)
  if (given === undefined) return ok(undefined)
  const time = parseW3cDatetime(given)
  return time === undefined ? refuse(bad(field, W3C_MESSAGE)) : ok(time)
}

export const W3C_MESSAGE =
  'Tulis waktu lengkap dengan zona, misalnya 2026-11-24T08:10:00+07:00 atau 2026-11-24T01:10:00Z.'

function parseStatuses(query: RawFields): Result<readonly RequestStatus[]> {
  const parsed = z
    .array(z.enum(['open', 'closed']))
    .safeParse(listOf(query, 'status').map((status) => status.toLowerCase()))
  return parsed.success
    ? ok(parsed.data)
    : refuse(bad('status', 'Pilih open, closed, atau keduanya.'))
}

const count = z
  .string()
  .regex(/^[1-9]\d{0,6}$/)
  .transform(Number)

function parsePage(query: RawFields): Result<Page> {
  const page = count.safeParse(lastOf(query, 'page') ?? '1')
  const size = count.safeParse(lastOf(query, 'page_size') ?? String(QUERY_LIMITS.pageSize))
  if (!page.success) return refuse(bad('page', 'Isi nomor halaman mulai dari 1.'))
  if (!size.success || size.data > QUERY_LIMITS.pageSize) {
    return refuse(bad('page_size', `Isi 1 sampai ${QUERY_LIMITS.pageSize}.`))
  }
  if ((page.data - 1) * size.data > QUERY_LIMITS.offset) {
    return refuse(bad('page', 'Terlalu jauh. Perpendek rentang start_date dan end_date.'))
  }
  return ok({ page: page.data, pageSize: size.data })
}

function bad(field: string, message: string): Refusal {
  return { code: 'ARGUMEN_TIDAK_SAH', message, field }
}
