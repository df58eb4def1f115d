import { isUuid } from '../../../kernel/id.ts'
import { type Answer, page, redirect } from '../../../platform/http/answer.ts'
import { localPath } from '../../../platform/http/deliver.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { DEMO_PASSWORD } from '../actions/seed-demo.ts'
import { type DemoLogin, listDemoLogins } from '../store/account-store.ts'
import {
  again,
  carry,
  enter,
  flashOf,
  get,
  knownCookie,
  nextOf,
  post,
  queryOf,
  textOf,
  viewOf,
  visitorOf,
  type Web,
} from './edge.ts'
import {
  CodePage,
  ForgotPage,
  RegisterPage,
  ResetPage,
  SignInPage,
  SignOutPage,
} from './pages/entrance.tsx'

const YEAR_SECONDS = 365 * 86_400

/** Signing in and out, registering, recovering a password, choosing a language. */
export function entranceRoutes(web: Web): readonly Route[] {
  const { actions } = web
  return [
    get('/masuk', 'public', (req) => showSignIn(web, req)),
    post('/masuk', 'public', (req) => signIn(web, req)),
    get('/keluar', 'public', (req) => page(<SignOutPage {...viewOf(req)} />)),
    post('/keluar', 'public', async (req) => {
      await actions.sessions.signOut(req.sessionId)
      const text = viewOf(req).m.entrance.signOut.done
      return redirect('/', {
        flash: { kind: 'success', text },
        cookies: [{ name: 'sesi', value: undefined }],
      })
    }),
    ...registerRoutes(web),
    ...forgotRoutes(web),
    get('/bahasa/:lang', 'public', changeLanguage),
  ]
}

/** Demo accounts to choose from; none outside demo mode. */
export async function demoLogins({ deps }: Pick<Web, 'deps'>): Promise<readonly DemoLogin[]> {
  return deps.kit.isDemo() ? listDemoLogins(deps.kit.db) : []
}

async function showSignIn(web: Web, req: Req): Promise<Answer> {
  const demo = await demoLogins(web)
  const chosen = demo.find(({ username }) => username === queryOf(req, 'contoh'))
  return page(
    <SignInPage
      {...viewOf(req)}
      next={nextOf(req)}
      identitas={chosen?.username ?? ''}
      {...(chosen === undefined ? {} : { sandi: DEMO_PASSWORD })}
      demo={demo}
      demoPassword={DEMO_PASSWORD}
    />,
  )
}

async function signIn(web: Web, req: Req): Promise<Answer> {
  const form = { identitas: textOf(req, 'identitas'), sandi: textOf(req, 'sandi') }
  const result = await web.actions.signIn(form, visitorOf(req))
  if (result.ok) return enter(web, result.value, { next: nextOf(req) })
  const view = (
    <SignInPage
      {...viewOf(req, result.refusals)}
      next={nextOf(req)}
      identitas={form.identitas}
      demo={await demoLogins(web)}
      demoPassword={DEMO_PASSWORD}
    />
  )
  return again(view, result.refusals)
}

function registerRoutes(web: Web): readonly Route[] {
  const { actions } = web
  const EMPTY = { nama: '', kontak: '', nik: '' }
  return [
    get('/daftar', 'public', (req) =>
      page(<RegisterPage {...viewOf(req)} next={nextOf(req)} values={EMPTY} />),
    ),
    post('/daftar', 'public', async (req) => {
      const values = {
        nama: textOf(req, 'nama'),
        kontak: textOf(req, 'kontak'),
        nik: textOf(req, 'nik'),
      }
      const form = {
        ...values,
        sandi: textOf(req, 'sandi'),
        sandiUlang: textOf(req, 'sandi-ulang'),
      }
      const result = await actions.register.start(form, visitorOf(req))
      if (result.ok) return redirect(codeAddress('/daftar/verifikasi', req, result.value))
      const view = (
        <RegisterPage {...viewOf(req, result.refusals)} next={nextOf(req)} values={values} />
      )
      return again(view, result.refusals)
    }),
    get('/daftar/verifikasi', 'public', (req) => page(codePage(req, queryOf))),
    post('/daftar/verifikasi', 'public', async (req) => {
      const given = { codeId: codeIdOf(req, textOf), kode: textOf(req, 'kode') }
      const result = await actions.register.confirm(given, visitorOf(req))
      if (!result.ok) return again(codePage(req, textOf, result.refusals), result.refusals)
      const text = viewOf(req).m.entrance.verify.done
      return enter(web, result.value, { next: nextOf(req), flash: { kind: 'success', text } })
    }),
    post('/daftar/verifikasi/ulang', 'public', async (req) => {
      const result = await actions.register.resend(codeIdOf(req, textOf), visitorOf(req))
      if (!result.ok) return redirect('/daftar', { flash: flashOf(req, result.refusals) })
      const text = viewOf(req).m.entrance.verify.resent
      return redirect(codeAddress('/daftar/verifikasi', req, result.value), {
        flash: { kind: 'success', text },
      })
    }),
  ]
}

type Sent = Readonly<{ codeId: string; sentTo?: string }>
type Read = typeof textOf

/** The page that asks for the digits. Its address holds no secret: without the digits it opens nothing. */
export function codeAddress(path: string, req: Req, { codeId, sentTo }: Sent): string {
  const query = new URLSearchParams({ k: codeId, ...(sentTo ? { ke: sentTo } : {}) })
  const next = nextOf(req)
  if (next !== '') query.set('lanjut', next)
  return `${path}?${query}`
}

/** An id that cannot be one finds nothing; the page says that the code is over. */
export function codeIdOf(req: Req, read: Read): string {
  const given = read(req, 'k')
  return isUuid(given) ? given : '00000000-0000-4000-8000-000000000000'
}

function codePage(req: Req, read: Read, refusals: Parameters<typeof viewOf>[1] = []) {
  return (
    <CodePage
      {...viewOf(req, refusals)}
      next={nextOf(req)}
      action="/daftar/verifikasi"
      codeId={codeIdOf(req, read)}
      sentTo={read(req, 'ke').slice(0, 80)}
    />
  )
}

function forgotRoutes({ actions }: Web): readonly Route[] {
  return [
    get('/lupa-sandi', 'public', (req) => page(<ForgotPage {...viewOf(req)} identitas="" />)),
    post('/lupa-sandi', 'public', async (req) => {
      const identitas = textOf(req, 'identitas')
      const result = await actions.resetPassword.start(identitas, visitorOf(req))
      if (result.ok) return redirect(codeAddress('/lupa-sandi/kode', req, result.value))
      const view = <ForgotPage {...viewOf(req, result.refusals)} identitas={identitas} />
      return again(view, result.refusals)
    }),
    get('/lupa-sandi/kode', 'public', (req) => page(resetPage(req, queryOf))),
    post('/lupa-sandi/kode', 'public', async (req) => {
      const form = {
        codeId: codeIdOf(req, textOf),
        kode: textOf(req, 'kode'),
        sandi: textOf(req, 'sandi'),
        sandiUlang: textOf(req, 'sandi-ulang'),
      }
      const result = await actions.resetPassword.confirm(form, visitorOf(req))
      if (!result.ok) return again(resetPage(req, textOf, result.refusals), result.refusals)
      const text = viewOf(req).m.entrance.forgot.done
      return redirect(`/masuk${carry(nextOf(req))}`, {
        flash: { kind: 'success', text },
        cookies: [{ name: 'sesi', value: undefined }, knownCookie(result.value.knownDevice)],
      })
    }),
  ]
}

function resetPage(req: Req, read: Read, refusals: Parameters<typeof viewOf>[1] = []) {
  return (
    <ResetPage
      {...viewOf(req, refusals)}
      codeId={codeIdOf(req, read)}
      sentTo={read(req, 'ke').slice(0, 80)}
    />
  )
}

/** The language is a cookie of this browser, so that a visitor without an account has one too. */
function changeLanguage(req: Req): Answer {
  const value = req.params.lang === 'en' ? 'en' : 'id'
  const back = queryOf(req, 'kembali') || queryOf(req, 'lanjut')
  return redirect(localPath(back), {
    cookies: [{ name: 'bahasa', value, maxAgeSeconds: YEAR_SECONDS }],
  })
}
