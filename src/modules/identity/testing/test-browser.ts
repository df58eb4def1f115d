import type { FastifyInstance } from 'fastify'
import { h } from 'preact'
import type { AssetStore } from '../../../platform/http/assets.ts'
import { createServer } from '../../../platform/http/server.ts'
import { createMetrics } from '../../../platform/log/metrics.ts'
import { identitySentences } from '../messages/index.ts'
import { identityRoutes } from '../web/routes.ts'
import type { TestHouse } from './test-house.ts'

const ASSETS: AssetStore = {
  find: () => undefined,
  cssText: () => '',
  href: (name) => `/aset/${name}`,
  styleHashes: [],
}

/** The production server with the pages of this module only. */
export function serveHouse(house: TestHouse): Promise<FastifyInstance> {
  const { kit, deps, actions, identity } = house
  return createServer({
    routes: identityRoutes({ deps, actions, doors: {} }),
    assets: ASSETS,
    sessions: identity.sessions,
    region: kit.region,
    isDemo: kit.isDemo,
    errorView: (_ctx, error) => h('html', null, h('p', null, error.title, ' ', error.detail)),
    sentences: [identitySentences],
    secretKey: kit.secretKey,
    baseUrl: kit.baseUrl,
    trustProxy: false,
    log: kit.log,
    metrics: createMetrics(),
    now: kit.now,
    newId: kit.newId,
  })
}

export type Shown = Readonly<{
  status: number
  html: string
  location: string
  headers: Readonly<Record<string, unknown>>
}>

export type TestBrowser = Readonly<{
  get: (url: string) => Promise<Shown>
  /** Send a form with the token of the page last seen, or with the given one. */
  post: (
    url: string,
    form: Readonly<Record<string, string | readonly string[]>>,
    csrf?: string,
  ) => Promise<Shown>
  cookies: Map<string, string>
}>

/** A browser without script: keeps cookies and the token of the last form. */
export function openBrowser(server: FastifyInstance, ip = '203.0.113.20'): TestBrowser {
  const cookies = new Map<string, string>()
  let token = ''
  const send = async (request: { method: 'GET' | 'POST'; url: string; payload?: string }) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const isForm = request.payload !== undefined
    const answer = await server.inject({
      ...request,
      remoteAddress: ip,
      headers: {
        accept: 'text/html',
        ...(cookie === '' ? {} : { cookie }),
        ...(isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    token = /name="_csrf" value="([^"]*)"/.exec(answer.body)?.[1] ?? token
    return {
      status: answer.statusCode,
      html: answer.body,
      location: String(answer.headers.location ?? ''),
      headers: answer.headers,
    }
  }
  return {
    get: (url) => send({ method: 'GET', url }),
    post: (url, form, csrf = token) =>
      send({
        method: 'POST',
        url,
        payload: new URLSearchParams(
          Object.entries({ ...form, _csrf: csrf }).flatMap(([name, value]) =>
            [value].flat().map((one): [string, string] => [name, one]),
          ),
        ).toString(),
      }),
    cookies,
  }
}
