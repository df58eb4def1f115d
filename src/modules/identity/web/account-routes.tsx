import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatNumber } from '../../../ui/format.ts'
import {
  again,
  askProof,
  cookiesOf,
  flashOf,
  get,
  isNotFresh,
  nextOf,
  post,
  queryOf,
  textOf,
  viewOf,
  visitorOf,
  type Web,
} from './edge.ts'
import { codeAddress, codeIdOf } from './entrance-routes.tsx'
import {
  AccountPage,
  ContactPage,
  PasswordPage,
  ProvePage,
  SessionsPage,
} from './pages/account.tsx'
import { CodePage } from './pages/entrance.tsx'

const YEAR_SECONDS = 365 * 86_400

/** One's own account: profile, contact, password, sessions. */
export function accountRoutes(web: Web): readonly Route[] {
  const { actions } = web
  return [
    get('/akun', 'signed-in', (req) => showAccount(web, req)),
    post('/akun/nama', 'signed-in', async (req) => {
      const result = await actions.profile.rename(signedInOf(req), textOf(req, 'nama'))
      if (!result.ok) return showAccount(web, req, result.refusals)
      return done('/akun', viewOf(req).m.account.home.renamed)
    }),
    post('/akun/nik', 'signed-in', async (req) => {
      const result = await actions.addNik(signedInOf(req), textOf(req, 'nik'))
      if (!result.ok) return showAccount(web, req, result.refusals)
      return done('/akun', viewOf(req).m.account.home.nikTaken)
    }),
    post('/akun/bahasa', 'signed-in', async (req) => {
      const value = textOf(req, 'bahasa') === 'en' ? 'en' : 'id'
      await actions.profile.chooseLanguage(signedInOf(req), value)
      return redirect('/akun', {
        cookies: [{ name: 'bahasa', value, maxAgeSeconds: YEAR_SECONDS }],
      })
    }),
    ...contactRoutes(web),
    ...passwordRoutes(web),
    ...sessionRoutes(web),
  ]
}

async function showAccount(
  { actions, doors }: Web,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const actor = signedInOf(req)
  const account = await actions.profile.find(actor)
  if (account === undefined) return notFound
  const view = (
    <AccountPage {...viewOf(req, refusals)} account={account} actor={actor} doors={doors} />
  )
  return refusals.length === 0 ? page(view) : again(view, refusals)
}

export function done(to: string, text: string): Answer {
  return redirect(to, { flash: { kind: 'success', text } })
}

function contactRoutes({ actions }: Web): readonly Route[] {
  const codePage = (req: Req, read: typeof textOf, refusals: readonly Refusal[] = []) => (
    <CodePage
      {...viewOf(req, refusals)}
      next=""
      action="/akun/kontak/kode"
      codeId={codeIdOf(req, read)}
      sentTo={read(req, 'ke').slice(0, 80)}
    />
  )
  const start = async (req: Req, kontak: string): Promise<Answer> => {
    const session = { actor: signedInOf(req), visitor: visitorOf(req) }
    const result = await actions.profile.startContact(session, kontak)
    if (result.ok) return redirect(codeAddress('/akun/kontak/kode', req, result.value))
    if (isNotFresh(result.refusals)) return askProof('/akun/kontak')
    const view = viewOf(req, result.refusals)
    return again(<ContactPage {...view} value={kontak} />, result.refusals)
  }
  return [
    get('/akun/kontak', 'signed-in', async (req) =>
      (await actions.sessions.isFresh(signedInOf(req), req.sessionId))
        ? page(<ContactPage {...viewOf(req)} value="" />)
        : askProof('/akun/kontak'),
    ),
    post('/akun/kontak', 'signed-in', (req) => start(req, textOf(req, 'kontak'))),
    get('/akun/kontak/kode', 'signed-in', (req) => page(codePage(req, queryOf))),
    post('/akun/kontak/kode', 'signed-in', async (req) => {
      const given = { codeId: codeIdOf(req, textOf), kode: textOf(req, 'kode') }
      const result = await actions.profile.confirmContact(signedInOf(req), given)
      if (!result.ok) return again(codePage(req, textOf, result.refusals), result.refusals)
      return done('/akun', viewOf(req).m.account.contact.done)
    }),
    post('/akun/kontak/kode/ulang', 'signed-in', async (req) => {
      const codeId = codeIdOf(req, textOf)
      const result = await actions.profile.resendContact(codeId, visitorOf(req))
      if (!result.ok) return redirect('/akun/kontak', { flash: flashOf(req, result.refusals) })
      const to = codeAddress('/akun/kontak/kode', req, result.value)
      return done(to, viewOf(req).m.entrance.verify.resent)
    }),
  ]
}

function passwordRoutes({ actions }: Web): readonly Route[] {
  return [
    get('/akun/sandi', 'signed-in', (req) =>
      page(<PasswordPage {...viewOf(req)} kind={signedInOf(req).kind} />),
    ),
    post('/akun/sandi', 'signed-in', async (req) => {
      const actor = signedInOf(req)
      const form = {
        sandiLama: textOf(req, 'sandi-lama'),
        sandi: textOf(req, 'sandi'),
        sandiUlang: textOf(req, 'sandi-ulang'),
      }
      const result = await actions.changePassword(actor, form, visitorOf(req))
      if (!result.ok) {
        const view = <PasswordPage {...viewOf(req, result.refusals)} kind={actor.kind} />
        return again(view, result.refusals)
      }
      const text = viewOf(req).m.account.password.done
      return redirect('/akun', {
        flash: { kind: 'success', text },
        cookies: cookiesOf(result.value),
      })
    }),
    get('/akun/pastikan', 'signed-in', (req) =>
      page(<ProvePage {...viewOf(req)} next={nextOf(req)} />),
    ),
    post('/akun/pastikan', 'signed-in', async (req) => {
      const password = textOf(req, 'sandi')
      const result = await actions.sessions.prove(signedInOf(req), req.sessionId ?? '', password)
      if (result.ok) return redirect(nextOf(req) || '/akun')
      const view = viewOf(req, result.refusals)
      return again(<ProvePage {...view} next={nextOf(req)} />, result.refusals)
    }),
  ]
}

function sessionRoutes({ actions }: Web): readonly Route[] {
  return [
    get('/akun/sesi', 'signed-in', async (req) => {
      const sessions = await actions.sessions.list(signedInOf(req), req.sessionId)
      return page(<SessionsPage {...viewOf(req)} sessions={sessions} />)
    }),
    post('/akun/sesi/:id/akhiri', 'signed-in', async (req) => {
      const id = req.params.id ?? ''
      const isEnded = isUuid(id) && (await actions.sessions.end(signedInOf(req), id))
      return isEnded ? done('/akun/sesi', viewOf(req).m.account.sessions.ended) : notFound
    }),
    post('/akun/sesi/akhiri-lain', 'signed-in', async (req) => {
      const count = await actions.sessions.endOthers(signedInOf(req), req.sessionId)
      const words = viewOf(req).m.account.sessions
      return done('/akun/sesi', words.endedOthers(formatNumber(count, req.ctx.lang)))
    }),
  ]
}
