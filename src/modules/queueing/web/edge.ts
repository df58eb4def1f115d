import type { Tanggal } from '../../../kernel/date.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { formatNumber, formatTanggalWithWeekday } from '../../../ui/format.ts'
import type { PageContext } from '../../../ui/page-context.ts'
import type { Outlook } from '../actions/place-state.ts'
import { type Forecast, shownMinutes } from '../domain/forecast.ts'
import { type AntreanMessages, antreanMessages } from '../messages/index.ts'
import type { Layanan } from '../types.ts'

export const HOME = '/antrean'

/** What every public page is given. */
export type View = Readonly<{
  ctx: PageContext
  m: AntreanMessages
  refusals: readonly Refusal[]
}>

type Handle = Route['handle']

export const get = (path: string, handle: Handle): Route => ({
  method: 'GET',
  url: `${HOME}${path}`,
  access: 'public',
  kind: 'page',
  handle,
})
export const post = (path: string, handle: Handle): Route => ({
  method: 'POST',
  url: `${HOME}${path}`,
  access: 'public',
  kind: 'page',
  handle,
})

export function viewOf(req: Req, refusals: readonly Refusal[] = []): View {
  return { ctx: req.ctx, m: antreanMessages(req.ctx.lang), refusals }
}

const TEXT_MAX = 500

export const text = (req: Req, name: string): string =>
  fieldText(req.form, name).trim().slice(0, TEXT_MAX)
export const query = (req: Req, name: string): string =>
  fieldText(req.query, name).trim().slice(0, 100)

export function show(view: Parameters<typeof page>[0], refusals: readonly Refusal[] = []): Answer {
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

/** Refusals without a form to show them in become one message on the next page. */
export function refusedTo(
  req: Req,
  to: string,
  result: Extract<Result<unknown>, { ok: false }>,
): Answer {
  const words = result.refusals.map(req.ctx.word).join(' ')
  return redirect(to, { flash: { kind: 'error', text: words } })
}

export const nameOf = ({ nama, namaEn }: Layanan, { lang }: Pick<PageContext, 'lang'>): string =>
  lang === 'id' ? nama : namaEn

/** "12–20 menit", or that there is nothing to wait for. */
export function rangeOf({ ctx, m }: Pick<View, 'ctx' | 'm'>, forecast: Forecast): string {
  if (forecast.highMinutes < 1) return m.noWait
  const { low, high } = shownMinutes(forecast)
  return m.minutes(formatNumber(low, ctx.lang), formatNumber(high, ctx.lang))
}

/** The wait of someone who comes now; where no counter has opened yet, that is said instead. */
export function waitWords(
  view: Pick<View, 'ctx' | 'm'>,
  { counters, waiting, outlook }: Readonly<{ counters: number; waiting: number; outlook: Outlook }>,
): string {
  if (counters === 0 && waiting === 0) return view.m.notYet
  return rangeOf(view, outlook.forecast)
}

/** "Jumat, 27 November": within two weeks nobody asks for the year. */
export function dayName(date: Tanggal, { lang }: Pick<PageContext, 'lang'>): string {
  return formatTanggalWithWeekday(date, lang).replace(/ \d{4}$/, '')
}
