import { describe, expect, it } from 'vitest'
import type { Route } from '../../src/platform/http/route.ts'
import { useRunningApp } from '../support/running-app.ts'
import { makeObjects } from './support/objects.ts'
import { enter, openPerson, type Shown } from './support/people.ts'

const { app, database } = await useRunningApp()
const objects = await makeObjects(app, database.owner)
const stranger = openPerson(app, 'anonim')
const operator = await enter(app, 'operator-aduan')
const admin = await enter(app, 'admin')

const addressOf = ({ url }: Route) =>
  url
    .replace(/:(\w+)/g, (_all, name: string) =>
      encodeURIComponent(objects.values(name, url, 'ada')),
    )
    .replace('*', 'tidak-ada')

/** What is wrong with the headers of an answer that anybody may get. */
function faultsOf({ headers }: Shown): readonly string[] {
  const csp = String(headers['content-security-policy'] ?? '')
  const needed: readonly (readonly [string, boolean])[] = [
    ['csp: nothing by default', csp.includes("default-src 'none'")],
    ['csp: no unsafe', csp !== '' && !csp.includes('unsafe')],
    ['csp: scripts of ours only', csp.includes("script-src 'self';")],
    ['csp: no frames', csp.includes("frame-ancestors 'none'")],
    ['csp: no base, no objects', /base-uri 'none'.*object-src 'none'/.test(csp)],
    ['csp: forms stay here', csp.includes("form-action 'self'")],
    ['nosniff', headers['x-content-type-options'] === 'nosniff'],
    [
      'referrer',
      /^(?:strict-origin-when-cross-origin|same-origin)$/.test(String(headers['referrer-policy'])),
    ],
    ['opener', headers['cross-origin-opener-policy'] === 'same-origin'],
    [
      'resource',
      ['same-origin', 'cross-origin'].includes(String(headers['cross-origin-resource-policy'])),
    ],
    ['frame', headers['x-frame-options'] === 'DENY'],
    [
      'no name of the server',
      headers.server === undefined && headers['x-powered-by'] === undefined,
    ],
  ]
  return needed.filter(([, isThere]) => !isThere).map(([what]) => what)
}

describe('headers', () => {
  it('of every route, refusals and faults included, carry the whole policy', async () => {
    const wrong: string[] = []
    for (const route of app.routes) {
      const url = addressOf(route)
      for (const shown of [
        await stranger.call({ method: route.method, url }),
        await admin.call({
          method: route.method,
          url,
          payload: '{',
          headers: { 'content-type': 'application/json' },
        }),
      ])
        for (const fault of faultsOf(shown)) wrong.push(`${route.method} ${url}: ${fault}`)
    }
    for (const url of [
      '/tidak-ada',
      '/aset/tidak-ada.css',
      '/%E0%A4%A',
      '/api/v1/openapi.json',
      '/laporan/%00',
    ])
      for (const fault of faultsOf(await stranger.get(url))) wrong.push(`${url}: ${fault}`)
    expect(wrong).toEqual([])
  }, 120_000)

  it('of everything shown to someone signed in forbid keeping it', async () => {
    const wrong: string[] = []
    const doors = app.routes.filter(({ method, access }) => method === 'GET' && access !== 'key')
    const looks = doors.flatMap((route) => [operator, admin].map((person) => ({ route, person })))
    for (const { route, person } of looks) {
      const url = addressOf(route)
      const { headers, status, body } = await person.get(url)
      if (headers['cache-control'] === 'no-store') continue
      // What may be kept must be the same for a stranger, to the letter.
      const isSame = (await stranger.get(url)).body === body
      if (!isSame) wrong.push(`${url} ${status} ${person.name}: ${headers['cache-control']}`)
    }
    expect(wrong).toEqual([])
  }, 120_000)

  it('name the type and the letters of every body', async () => {
    const wrong: string[] = []
    for (const route of app.routes.filter(({ method }) => method === 'GET')) {
      const url = addressOf(route)
      const { headers, body, status } = await admin.get(url)
      const type = String(headers['content-type'] ?? '')
      const isText = /^text\/|xml|json|javascript/.test(type)
      if (body !== '' && (type === '' || (isText && !/charset=utf-8|json/i.test(type))))
        wrong.push(`${url} ${status}: ${type}`)
    }
    expect(wrong).toEqual([])
  }, 120_000)

  it('of a site on HTTPS bind browsers to it for a year, and its cookies to this host', async () => {
    const https = await useRunningApp({
      isDemo: false,
      env: { BASE_URL: 'https://lapor.jatiraya.example' },
    })
    for (const url of ['/', '/masuk', '/tidak-ada', '/api/v1/kategori']) {
      const { headers } = await https.app.server.inject({ url, headers: { accept: 'text/html' } })
      expect([url, headers['strict-transport-security']]).toEqual([
        url,
        'max-age=31536000; includeSubDomains',
      ])
    }
    const { headers } = await https.app.server.inject({
      url: '/masuk',
      headers: { accept: 'text/html' },
    })
    const cookies = [headers['set-cookie'] ?? []].flat()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies)
      expect(cookie).toMatch(/^__Host-[a-z]+=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  })
})

describe('behind a proxy', () => {
  it('an address a visitor writes about himself is not believed', async () => {
    const proxied = await useRunningApp({ isDemo: false, env: { TRUST_PROXY: 'on' } })
    const metrics = (forwarded: string) =>
      proxied.app.server.inject({ url: '/metrics', headers: { 'x-forwarded-for': forwarded } })
    expect((await metrics('8.8.8.8')).statusCode).toBe(404)
    expect((await metrics('10.0.0.7, 8.8.8.8')).statusCode).toBe(404)
    expect((await metrics('8.8.8.8, 10.0.0.7')).statusCode).toBe(200)
  })

  it('figures of the machine are for machines of the house', async () => {
    const ask = (remoteAddress: string, headers = {}) =>
      app.server.inject({ url: '/metrics', remoteAddress, headers })
    expect((await ask('127.0.0.1')).statusCode).toBe(200)
    expect((await ask('8.8.8.8')).statusCode).toBe(404)
    expect((await ask('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).statusCode).toBe(404)
  })
})
