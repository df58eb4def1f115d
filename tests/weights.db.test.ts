import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../src/modules/identity/index.ts'
import { budgetOf, readWeights, type Weight } from '../src/modules/portal/weights.ts'
import { useRunningApp } from './support/running-app.ts'

const root = join(import.meta.dirname, '..')
const { app } = await useRunningApp()

const CITIZEN = [
  '/',
  '/lapor',
  '/laporan',
  '/laporan/statistik',
  '/laporan/langganan',
  '/cari',
  '/masuk',
  '/daftar',
  '/status',
  '/keamanan',
  '/bobot',
  '/aksesibilitas',
  '/bukti',
  '/bukti/serangan',
  '/anggaran',
  '/rencana',
  '/jejak',
]
const OFFICER = ['/kerja', '/kerja/laporan', '/kerja/komentar', '/kerja/loket']
/** A page may drift this far from its published weight before the table must be measured again. */
const STALE_SHARE = 0.05

async function sessionOf(username: string): Promise<string> {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const page = await app.server.inject({ url: '/masuk', headers: { accept: 'text/html' } })
  for (const { name, value } of page.cookies) jar.set(name, value)
  const token = /name="_csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? ''
  const entered = await app.server.inject({
    method: 'POST',
    url: '/masuk',
    headers: { cookie: cookie(), 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      _csrf: token,
      identitas: username,
      sandi: DEMO_PASSWORD,
    }).toString(),
  })
  return entered.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** The page as a first visit fetches it: styles inside, and each script it names. */
async function weigh(path: string, cookie: string): Promise<Weight> {
  const headers = { accept: 'text/html', 'accept-encoding': 'br', ...(cookie ? { cookie } : {}) }
  const page = await app.server.inject({ url: path, headers })
  expect([path, page.statusCode]).toEqual([path, 200])
  const html = brotliDecompressSync(page.rawPayload).toString()
  let scripts = 0
  for (const [, src = ''] of html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g))
    scripts += (await app.server.inject({ url: src, headers })).rawPayload.length
  return { path, html: page.rawPayload.length, scripts, forOfficers: cookie !== '' }
}

const officer = await sessionOf('operator-aduan')
const measured: Weight[] = []
for (const path of CITIZEN) measured.push(await weigh(path, ''))
for (const path of OFFICER) measured.push(await weigh(path, officer))
if (process.env.WEIGHTS === 'write')
  writeFileSync(join(root, 'data/bobot.json'), `${JSON.stringify(measured, null, 2)}\n`)

describe('the published weights', () => {
  it('are what the pages weigh today, to a few per cent; WEIGHTS=write measures again', () => {
    const published = new Map(readWeights(root).map((one) => [one.path, one]))
    const stale = measured.flatMap((one) => {
      const before = published.get(one.path)
      const then = (before?.html ?? 0) + (before?.scripts ?? 0)
      const now = one.html + one.scripts
      return Math.abs(now - then) <= Math.max(300, then * STALE_SHARE)
        ? []
        : [`${one.path}: published ${then}, now ${now}`]
    })
    expect(stale).toEqual([])
    expect(published.size).toBe(measured.length)
  })

  it('keep every page within its limit but two that are named, and none near where it would hurt', () => {
    const heavy = measured.filter((one) => one.html + one.scripts > budgetOf(one))
    expect(heavy.map(({ path }) => path)).toEqual(['/laporan/langganan'])
    for (const one of measured)
      expect(one.html + one.scripts).toBeLessThan(one.forOfficers ? 45_000 : 15_000)
  })

  it('are shown at /bobot, and on the foot of the page they belong to', async () => {
    const page = await app.server.inject({ url: '/bobot', headers: { accept: 'text/html' } })
    for (const { path } of measured) expect(page.body).toContain(`>${path}</a>`)
    const front = await app.server.inject({ url: '/', headers: { accept: 'text/html' } })
    expect(front.body).toMatch(/class="bobot" href="\/bobot">Halaman ini \d+(?:,\d)? kB/)
  })
})

describe('the published matrix', () => {
  it('is shown chapter by chapter with its counts, in both languages, without script', async () => {
    const get = (url: string, cookie = '') =>
      app.server.inject({ url, headers: { accept: 'text/html', ...(cookie ? { cookie } : {}) } })
    const page = await get('/keamanan?bab=6')
    expect(page.body).toContain('6.2.4')
    expect(page.body).not.toContain('<script')
    expect(page.body).toMatch(/\d{3} persyaratan dipetakan, 1\d{2} di antaranya/)
    expect((await get('/keamanan?bab=6&cara=dokumen')).body).not.toContain('6.2.4')
    expect((await get('/keamanan?bab=99&cara=zz')).statusCode).toBe(200)
    expect((await get('/keamanan?bab=6', 'bahasa=en')).body).toContain('Password can be changed')
  })

  it('is answered for by an address that machines can read too', async () => {
    const txt = await app.server.inject({ url: '/.well-known/security.txt' })
    expect(txt.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(txt.body).toMatch(/^Contact: mailto:keamanan@/m)
    const expires = new Date(/^Expires: (.+)$/m.exec(txt.body)?.[1] ?? '')
    expect(expires.getTime()).toBeGreaterThan(Date.now())
  })
})
