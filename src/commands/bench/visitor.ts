import type { App } from '../../app.ts'
import { DEMO_PASSWORD } from '../../modules/identity/index.ts'

export type Seen = Readonly<{
  status: number
  body: string
  bytes: number
  headers: Readonly<Record<string, unknown>>
}>

/** A browser without script on the production server, asked directly: keeps cookies and the form's token. */
export type Visitor = Readonly<{
  get: (url: string) => Promise<Seen>
  post: (url: string, form: Readonly<Record<string, string>>) => Promise<Seen>
  /** Cookies for a request of one's own. */
  cookie: (without?: string) => string
}>

export function openVisitor({ server }: App, isCompressed = false): Visitor {
  const jar = new Map<string, string>()
  let token = ''
  const cookie = (without?: string) =>
    [...jar]
      .filter(([name]) => name !== without)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
  const send = async (method: 'GET' | 'POST', url: string, payload?: string): Promise<Seen> => {
    const answer = await server.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      headers: {
        accept: 'text/html',
        cookie: cookie(),
        ...(isCompressed ? { 'accept-encoding': 'br' } : {}),
        ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    })
    for (const { name, value } of answer.cookies)
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    token = /name="_csrf" value="([^"]*)"/.exec(answer.body)?.[1] ?? token
    const { statusCode: status, body, rawPayload, headers } = answer
    return { status, body, bytes: rawPayload.length, headers }
  }
  return {
    get: (url) => send('GET', url),
    post: (url, form) =>
      send('POST', url, new URLSearchParams({ ...form, _csrf: token }).toString()),
    cookie,
  }
}

/** Sign in as a demo account, as its owner would. */
export async function signIn(app: App, username: string): Promise<Visitor> {
  const visitor = openVisitor(app)
  await visitor.get('/masuk')
  const { status } = await visitor.post('/masuk', { identitas: username, sandi: DEMO_PASSWORD })
  if (status !== 303) throw new Error(`${username} could not sign in: ${status}`)
  return visitor
}
