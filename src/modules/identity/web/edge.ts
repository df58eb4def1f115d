import type { Refusal } from '../../../kernel/result.ts'
import {
  type Answer,
  type CookieChange,
  type Flash,
  page,
  redirect,
} from '../../../platform/http/answer.ts'
import { localPath } from '../../../platform/http/deliver.ts'
import { type Access, fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import type { PageContext } from '../../../ui/index.ts'
import type { Actions } from '../actions/create-actions.ts'
import type { Deps, Visitor } from '../actions/deps.ts'
import { KNOWN_DEVICE_SECONDS } from '../actions/known-device.ts'
import type { Opened } from '../actions/open-session.ts'
import type { WordedRefusal } from '../domain/refusals.ts'
import { type Messages, messagesIn } from '../messages/index.ts'

/** Pages of other modules that this one leads to; without an address no link is drawn. */
export type Doors = Readonly<{
  /** Where officers land after signing in; their account when there is no such page. */
  officerHome?: string
  /** A citizen's own reports. */
  reports?: string
  /** A citizen's documents. */
  berkas?: string
  /** Letters issued for them. */
  letters?: string
  voices?: string
  applications?: string
  kuasa?: string
  /** Choice of channels for notices. */
  notices?: string
}>

/** What every route of this module works with. */
export type Web = Readonly<{ deps: Deps; actions: Actions; doors: Doors }>

/** What every page of this module is given. */
export type View = Readonly<{
  ctx: PageContext
  m: Messages
  /** Reasons a form was refused. */
  refusals: readonly Refusal[]
}>

type Handle = Route['handle']

export const get = (url: string, access: Access, handle: Handle): Route => ({
  method: 'GET',
  url,
  access,
  kind: 'page',
  handle,
})
export const post = (url: string, access: Access, handle: Handle): Route => ({
  method: 'POST',
  url,
  access,
  kind: 'page',
  handle,
})

export function viewOf({ ctx }: Req, refusals: readonly Refusal[] = []): View {
  return { ctx, m: messagesIn(ctx.lang), refusals }
}

export function visitorOf(req: Req): Visitor {
  return {
    ip: req.ip,
    userAgent: req.headers['user-agent'] ?? '',
    lang: req.ctx.lang,
    knownDevice: req.knownDevice,
    sessionId: req.sessionId,
  }
}

export const textOf = (req: Req, name: string): string => fieldText(req.form, name)
export const queryOf = (req: Req, name: string): string => fieldText(req.query, name)

/** A form shown again with its reasons; who must wait is told for how long. */
export function again(view: Parameters<typeof page>[0], refusals: readonly Refusal[]): Answer {
  const seconds = secondsToWait(refusals)
  return seconds === undefined
    ? page(view, { status: 422 })
    : page(view, { status: 429, headers: { 'retry-after': seconds } })
}

function secondsToWait(refusals: readonly WordedRefusal[]): string | undefined {
  return refusals.find(({ values }) => values?.detik !== undefined)?.values?.detik
}

/** Refusals without a form to show them in become one message on the next page. */
export function flashOf(req: Req, refusals: readonly Refusal[]): Flash {
  return { kind: 'error', text: refusals.map(req.ctx.word).join(' ') }
}

export function isNotFresh(refusals: readonly Refusal[]): boolean {
  return refusals.some(({ code }) => code === 'PASTIKAN_DULU')
}

/** Ask for the password once more, then come back. */
export function askProof(back: string): Answer {
  return redirect(`/akun/pastikan?lanjut=${encodeURIComponent(back)}`)
}

/** Where to go after this; only paths of this site. Empty means wherever is usual. */
export function nextOf(req: Req): string {
  const given = textOf(req, 'lanjut') || queryOf(req, 'lanjut')
  return given === '' ? '' : localPath(given)
}

/** The query that carries where to go on to the next page. */
export function carry(next: string): string {
  return next === '' ? '' : `?lanjut=${encodeURIComponent(next)}`
}

export function officerHome({ doors }: Pick<Web, 'doors'>): string {
  return doors.officerHome ?? '/akun'
}

type Entering = Readonly<{ next: string; flash?: Flash }>

/** Put the new session into the cookie and go on: to what is still owed, or where the visitor wanted. */
export function enter(web: Web, opened: Opened, { next, flash }: Entering): Answer {
  const home = opened.kind === 'officer' ? officerHome(web) : '/akun'
  const to =
    opened.stage === 'sandi-baru'
      ? `/masuk/sandi-baru${carry(next)}`
      : opened.stage === 'dua-langkah'
        ? `/masuk/langkah-dua${carry(next)}`
        : next || home
  return redirect(to, { cookies: cookiesOf(opened), ...(flash ? { flash } : {}) })
}

export function cookiesOf(opened: Opened): readonly CookieChange[] {
  const { token, cookieSeconds, knownDevice } = opened
  return [
    {
      name: 'sesi',
      value: token,
      ...(cookieSeconds === undefined ? {} : { maxAgeSeconds: cookieSeconds }),
    },
    ...(knownDevice === undefined ? [] : [knownCookie(knownDevice)]),
  ]
}

export function knownCookie(value: string): CookieChange {
  return { name: 'dikenal', value, maxAgeSeconds: KNOWN_DEVICE_SECONDS }
}
