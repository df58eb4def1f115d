import { isSignedIn } from '../../kernel/actor.ts'
import { SPOKEN } from '../wording/spoken.ts'
import type { Answer } from './answer.ts'
import { isCrossSite, isSameToken } from './csrf.ts'
import { type Fields, mayUse, type Req, type Route } from './route.ts'
import { pageOfForm, wordsOf } from './words-back.ts'

/** What a guarded request is judged by besides itself. */
export type GuardFacts = Readonly<{
  baseUrl: string
  /** The form as it came, also where the door was shut before it was read. */
  sent: () => Fields
}>

/** Refuse before the handler runs: rights first, then forgery. */
export function guard(route: Route, req: Req, facts: GuardFacts): Answer | undefined {
  if (!mayUse(req.actor, route.access)) {
    if (isSignedIn(req.actor) || route.kind === 'api') return { kind: 'forbidden' }
    return askToSignIn(req, facts)
  }
  const isReading = route.method === 'GET' || route.method === 'HEAD'
  if (isReading || route.access === 'key') return undefined
  const given = String(facts.sent()._csrf ?? req.headers['x-csrf-token'] ?? '')
  const isForged = isFromElsewhere(req, facts.baseUrl) || !isSameToken(req.ctx.csrf, given)
  if (!isForged) return undefined
  const { from, words } = writtenIn(req, facts)
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

/** The page a form stood on, and its words; what another site sends is nobody's to give back. */
function writtenIn(req: Req, { baseUrl, sent }: GuardFacts) {
  return {
    from: pageOfForm(req.headers, baseUrl),
    words: isFromElsewhere(req, baseUrl) ? [] : wordsOf(sent()),
  }
}

/** To the sign-in and back; a form whose session has ended gives its words back first. */
function askToSignIn(req: Req, facts: GuardFacts): Answer {
  if (req.method === 'GET')
    return { kind: 'redirect', to: `/masuk?lanjut=${encodeURIComponent(req.ctx.path)}` }
  const { from, words } = writtenIn(req, facts)
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
