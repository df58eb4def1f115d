import { isSignedIn } from '../../../kernel/actor.ts'
import { type Answer, json, page, redirect, refused } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import type { Pending, Proof } from '../actions/second-step.ts'
import { refusal } from '../domain/refusals.ts'
import {
  again,
  carry,
  enter,
  flashOf,
  get,
  nextOf,
  officerHome,
  post,
  textOf,
  viewOf,
  visitorOf,
  type Web,
} from './edge.ts'
import { ReplacePasswordPage } from './pages/entrance.tsx'
import { EnrolPage, SecondStepPage } from './pages/second-step.tsx'

/** Between the password and the session: a new password, and a second factor. */
export function secondStepRoutes(web: Web): readonly Route[] {
  const { actions } = web
  return [
    get('/masuk/sandi-baru', 'public', async (req) => {
      const pending = await actions.secondStep.find(req.sessionId)
      if (pending?.stage !== 'sandi-baru') return startAgain(req)
      return page(<ReplacePasswordPage {...viewOf(req)} next={nextOf(req)} />)
    }),
    post('/masuk/sandi-baru', 'public', async (req) => {
      const form = { sandi: textOf(req, 'sandi'), sandiUlang: textOf(req, 'sandi-ulang') }
      const result = await actions.secondStep.replacePassword(form, visitorOf(req))
      if (result.ok) return enter(web, result.value, { next: nextOf(req) })
      if (isOver(result.refusals)) return startAgain(req)
      const view = viewOf(req, result.refusals)
      return again(<ReplacePasswordPage {...view} next={nextOf(req)} />, result.refusals)
    }),
    get('/masuk/langkah-dua', 'public', async (req) => {
      const pending = await actions.secondStep.find(req.sessionId)
      if (pending === undefined) return startAgain(req)
      if (pending.stage === 'sandi-baru') return redirect(`/masuk/sandi-baru${carry(nextOf(req))}`)
      return page(await stepPage(web, req, { pending, refusals: [] }))
    }),
    post('/masuk/langkah-dua', 'public', (req) => complete(web, req)),
    {
      method: 'POST',
      url: '/masuk/langkah-dua/kunci',
      access: 'public',
      kind: 'api',
      handle: async (req) => {
        const pending = await actions.secondStep.find(req.sessionId)
        if (pending?.stage !== 'dua-langkah') return refused([refusal('SESI_MASUK_HABIS')], 401)
        return json(await actions.secondStep.passkeyOptions(pending))
      },
    },
  ]
}

async function complete(web: Web, req: Req): Promise<Answer> {
  const { actions } = web
  const proof = readProof(req)
  const result = await actions.secondStep.complete(proof, visitorOf(req))
  if (result.ok) {
    const wanted = nextOf(req)
    const isEnrolment = proof.kind === 'pasang-totp' || proof.kind === 'pasang-passkey'
    const codes = `/akun/dua-langkah/kode-cadangan${carry(wanted || officerHome(web))}`
    return enter(web, result.value, { next: isEnrolment ? codes : wanted })
  }
  const pending = await actions.secondStep.find(req.sessionId)
  if (pending === undefined || isOver(result.refusals)) return startAgain(req)
  const { refusals } = result
  return again(await stepPage(web, req, { pending, refusals }), refusals)
}

function readProof(req: Req): Proof {
  const cara = textOf(req, 'cara')
  switch (cara) {
    case 'passkey':
      return { kind: cara, response: readJson(textOf(req, 'jawaban')) }
    case 'pasang-passkey':
      return {
        kind: cara,
        response: readJson(textOf(req, 'jawaban')),
        name: textOf(req, 'nama-kunci'),
      }
    case 'cadangan':
      return { kind: cara, code: textOf(req, 'kode-cadangan') }
    case 'pasang-totp':
      return { kind: cara, code: textOf(req, 'kode') }
    default:
      return { kind: 'totp', code: textOf(req, 'kode') }
  }
}

/** What the script put into the form; anything that is not JSON is an answer that does not hold. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

type Step = Readonly<{ pending: Pending; refusals: Parameters<typeof viewOf>[1] }>

async function stepPage({ actions }: Web, req: Req, { pending, refusals }: Step) {
  const view = { ...viewOf(req, refusals), next: nextOf(req) }
  const { factors } = pending
  if (factors.totp + factors.passkeys > 0) return <SecondStepPage {...view} factors={factors} />
  return <EnrolPage {...view} offer={await actions.secondStep.offerTotp(pending)} />
}

function isOver(refusals: readonly { code: string }[]): boolean {
  return refusals.some(({ code }) => code === 'SESI_MASUK_HABIS')
}

function startAgain(req: Req): Answer {
  // Whoever is signed in has nothing to finish here, and keeps the session.
  if (isSignedIn(req.actor)) return redirect(nextOf(req) || '/akun')
  const flash = flashOf(req, [refusal('SESI_MASUK_HABIS')])
  return redirect(`/masuk${carry(nextOf(req))}`, {
    flash,
    cookies: [{ name: 'sesi', value: undefined }],
  })
}
