import { isSignedIn } from '../../kernel/actor.ts'
import { SPOKEN } from '../wording/spoken.ts'
import type { Answer } from './answer.ts'
import { isCrossSite, isSameToken } from './csrf.ts'
import { mayUse, type Req, type Route } from './route.ts'
import { pageOfForm, wordsOf } from './words-back.ts'

/** Refuse before the handler runs: rights first, then forgery. */
export function guard(route: Route, req: Req, baseUrl: string): Answer | undefined {
  if (!mayUse(req.actor, route.access)) {
    if (isSignedIn(req.actor) || route.kind === 'api') return { kind: 'forbidden' }
    return askToSignIn(req, baseUrl)
  }
  const isReading = route.method === 'GET' || route.method === 'HEAD'
  if (isReading || route.access === 'key') return undefined
  const given = String(req.form._csrf ?? req.headers['x-csrf-token'] ?? '')
  const isForged = isFromElsewhere(req, baseUrl) || !isSameToken(req.ctx.csrf, given)
  if (!isForged) return undefined
  const from = pageOfForm(req.headers, baseUrl)
  const words = isFromElsewhere(req, baseUrl) ? [] : wordsOf(req.form)
  return {
    kind: 'refused',
    status: 403,
    ...(words.length > 0 && from !== undefined ? { wordsBack: { words, href: from } } : {}),
    refusals: [
      {
        code: 'TOKEN_TIDAK_COCOK',
        message: SPOKEN.TOKEN_TIDAK_COCOK.id,
      },
    ],
  }
}

function isFromElsewhere(req: Req, baseUrl: string): boolean {
  return isCrossSite(req.headers, [new URL(baseUrl).origin])
}

/** To the sign-in and back; a form whose session has ended gives its words back first. */
function askToSignIn(req: Req, baseUrl: string): Answer {
  if (req.method === 'GET')
    return { kind: 'redirect', to: `/masuk?lanjut=${encodeURIComponent(req.ctx.path)}` }
  const from = pageOfForm(req.headers, baseUrl)
  const words = isFromElsewhere(req, baseUrl) ? [] : wordsOf(req.form)
  const back = from === undefined ? '' : `?lanjut=${encodeURIComponent(from)}`
  const isPerson = String(req.headers.accept ?? '').includes('text/html')
  if (words.length === 0 || !isPerson) return { kind: 'redirect', to: `/masuk${back}` }
  return {
    kind: 'refused',
    status: 401,
    wordsBack: { words, href: `/masuk${back}` },
    refusals: [
      {
        code: 'SESI_BERAKHIR',
        message: SPOKEN.SESI_BERAKHIR.id,
      },
    ],
  }
}
