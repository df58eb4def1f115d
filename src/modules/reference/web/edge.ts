import type { Refusal, Result } from '../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { SETTINGS_HOME } from '../../../ui/index.ts'
import type { PageContext } from '../../../ui/page-context.ts'
import { type Messages, messagesIn } from '../messages/index.ts'

export const HOME = SETTINGS_HOME
export const ADMIN = { roles: ['admin'] } as const

/** What every page of the settings is given. */
export type View = Readonly<{ ctx: PageContext; m: Messages; refusals: readonly Refusal[] }>

type Handle = Route['handle']

export const get = (path: string, handle: Handle, access: Route['access'] = ADMIN): Route => ({
  method: 'GET',
  url: `${HOME}${path}`,
  access,
  kind: 'page',
  handle,
})
export const post = (path: string, handle: Handle, bodyLimit?: number): Route => ({
  method: 'POST',
  url: `${HOME}${path}`,
  access: ADMIN,
  kind: 'page',
  ...(bodyLimit === undefined ? {} : { bodyLimit }),
  handle,
})

export function viewOf(req: Req, refusals: readonly Refusal[] = []): View {
  return { ctx: req.ctx, m: messagesIn(req.ctx.lang), refusals }
}

const TEXT_MAX = 1_000

export const text = (req: Req, name: string): string =>
  fieldText(req.form, name).trim().slice(0, TEXT_MAX)
export const query = (req: Req, name: string): string =>
  fieldText(req.query, name).trim().slice(0, 100)

export function show(view: Parameters<typeof page>[0], refusals: readonly Refusal[] = []): Answer {
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

export function done(req: Req, to: string, words?: string): Answer {
  return redirect(to, {
    flash: { kind: 'success', text: words ?? messagesIn(req.ctx.lang).saved },
  })
}

export function refusedTo(
  req: Req,
  to: string,
  result: Extract<Result<unknown>, { ok: false }>,
): Answer {
  const words = result.refusals.map(req.ctx.word).join(' ')
  return redirect(to, { flash: { kind: 'error', text: words } })
}
