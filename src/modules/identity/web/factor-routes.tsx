import { isUuid } from '../../../kernel/id.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import {
  type Answer,
  json,
  notFound,
  page,
  redirect,
  refused,
} from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import type { Owner } from '../actions/second-factor.ts'
import { done } from './account-routes.tsx'
import {
  again,
  askProof,
  carry,
  flashOf,
  get,
  isNotFresh,
  nextOf,
  post,
  textOf,
  viewOf,
  type Web,
} from './edge.ts'
import { AppPage, CodesPage, FactorsPage, OfferCodesPage } from './pages/factors.tsx'
import { readJson } from './second-step-routes.tsx'

const HOME = '/akun/dua-langkah'
const CODES = `${HOME}/kode-cadangan`

/** Second factors of one's own account: app, passkeys, recovery codes. */
export function factorRoutes(web: Web): readonly Route[] {
  const { secondFactor } = web.actions
  return [
    get(HOME, 'signed-in', (req) => showFactors(web, req)),
    get(`${HOME}/aplikasi`, 'signed-in', (req) => showApp(web, req)),
    post(`${HOME}/aplikasi`, 'signed-in', async (req) => {
      const result = await secondFactor.confirmTotp(holderOf(req), textOf(req, 'kode'))
      if (result.ok) return showCodes(req, result.value)
      return isNotFresh(result.refusals)
        ? askProof(`${HOME}/aplikasi`)
        : showApp(web, req, result.refusals)
    }),
    post(`${HOME}/aplikasi/lepas`, 'signed-in', async (req) =>
      afterRemoval(web, req, await secondFactor.removeTotp(holderOf(req))),
    ),
    get(CODES, 'signed-in', (req) =>
      page(<OfferCodesPage {...viewOf(req)} next={nextOf(req) || HOME} />),
    ),
    post(CODES, 'signed-in', async (req) => {
      const result = await secondFactor.renewCodes(holderOf(req))
      if (result.ok) return showCodes(req, result.value)
      return isNotFresh(result.refusals)
        ? askProof(`${CODES}${carry(nextOf(req))}`)
        : showFactors(web, req, result.refusals)
    }),
    ...passkeyRoutes(web),
  ]
}

function passkeyRoutes(web: Web): readonly Route[] {
  const { secondFactor } = web.actions
  return [
    {
      method: 'POST',
      url: `${HOME}/kunci/opsi`,
      access: 'signed-in',
      kind: 'api',
      handle: async (req) => {
        const result = await secondFactor.passkeyOptions(holderOf(req))
        return result.ok ? json(result.value) : refused(result.refusals, 403)
      },
    },
    post(`${HOME}/kunci`, 'signed-in', async (req) => {
      const made = { response: readJson(textOf(req, 'jawaban')), name: textOf(req, 'nama-kunci') }
      const result = await secondFactor.keepPasskey(holderOf(req), made)
      if (result.ok) return done(HOME, viewOf(req).m.account.factors.keyAdded)
      return isNotFresh(result.refusals) ? askProof(HOME) : showFactors(web, req, result.refusals)
    }),
    post(`${HOME}/kunci/:id/lepas`, 'signed-in', async (req) => {
      const id = req.params.id ?? ''
      if (!isUuid(id)) return notFound
      return afterRemoval(web, req, await secondFactor.removePasskey(holderOf(req), id))
    }),
  ]
}

function holderOf(req: Req): Owner {
  return { actor: signedInOf(req), sessionId: req.sessionId }
}

async function showFactors(
  { actions }: Web,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const actor = signedInOf(req)
  const isDemo = (await actions.profile.find(actor))?.isDemo ?? false
  // Making a passkey needs a fresh proof; asking for it here saves the visitor a failed try.
  if (!isDemo && !(await actions.sessions.isFresh(actor, req.sessionId))) return askProof(HOME)
  const factors = await actions.secondFactor.list(actor)
  const view = (
    <FactorsPage
      {...viewOf(req, refusals)}
      factors={factors}
      isOfficer={actor.kind === 'officer'}
      isDemo={isDemo}
    />
  )
  return refusals.length === 0 ? page(view) : again(view, refusals)
}

async function showApp(
  { actions }: Web,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const offer = await actions.secondFactor.offer(holderOf(req))
  if (!offer.ok)
    return isNotFresh(offer.refusals)
      ? askProof(`${HOME}/aplikasi`)
      : redirect(HOME, { flash: flashOf(req, offer.refusals) })
  const view = <AppPage {...viewOf(req, refusals)} offer={offer.value} />
  return refusals.length === 0 ? page(view) : again(view, refusals)
}

function showCodes(req: Req, codes: readonly string[]): Answer {
  const view = <CodesPage {...viewOf(req)} codes={codes} next={nextOf(req) || HOME} />
  return page(view, { headers: { 'cache-control': 'no-store' } })
}

function afterRemoval(web: Web, req: Req, result: Result<unknown>): Answer | Promise<Answer> {
  if (result.ok) return done(HOME, viewOf(req).m.account.factors.removed)
  return isNotFresh(result.refusals) ? askProof(HOME) : showFactors(web, req, result.refusals)
}
