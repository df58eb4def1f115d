import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../src/modules/identity/index.ts'
import { useRunningApp } from './support/running-app.ts'
import { servicePages } from './support/service-pages.ts'

const now = new Date('2026-11-25T03:00:00Z')
const { app, database } = await useRunningApp({ history: 'full', now: () => now })
const rooms = await servicePages(app, database)

/** Bytes of page and scripts of a first visit, after Brotli. */
const LIMIT = { goal: 12_000, officer: 20_000, hard: 30_000 }

/** Names every service there is in one list. */
const NAMED = ['/akun/kuasa']

async function sessionOf(username: string): Promise<string> {
  if (username === '') return ''
  const page = await app.server.inject({ url: '/masuk', headers: { accept: 'text/html' } })
  const cookie = page.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const token = /name="_csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? ''
  const entered = await app.server.inject({
    method: 'POST',
    url: '/masuk',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      _csrf: token,
      identitas: username,
      sandi: DEMO_PASSWORD,
    }).toString(),
  })
  return entered.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

async function open(path: string, cookie: string, lang: 'id' | 'en' = 'id') {
  const headers = {
    accept: 'text/html',
    'accept-encoding': 'br',
    cookie: [cookie, `bahasa=${lang}`].filter((one) => one !== '').join('; '),
  }
  const page = await app.server.inject({ url: path, headers })
  const html = brotliDecompressSync(page.rawPayload).toString()
  let scripts = 0
  for (const [, src = ''] of html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g))
    scripts += (await app.server.inject({ url: src, headers })).rawPayload.length
  return { status: page.statusCode, html, bytes: page.rawPayload.length + scripts }
}

describe.each(rooms)('pages of services for "%s"', async (who, paths) => {
  const cookie = await sessionOf(who)
  const seen = await Promise.all(
    paths.map(async (path) => ({ path, page: await open(path, cookie) })),
  )

  it('open', () => {
    const failed = seen.filter(
      ({ path, page }) => page.status !== (path.includes('-0000-0000') ? 404 : 200),
    )
    expect(failed.map(({ path, page }) => `${page.status} ${path}`)).toEqual([])
  })

  it('stay within the goal, and far from the limit', () => {
    const goal = who === '' || who === 'warga' ? LIMIT.goal : LIMIT.officer
    const heavy = seen.filter(({ path, page }) => page.bytes > goal && !NAMED.includes(path))
    expect(heavy.map(({ path, page }) => `${page.bytes} ${path}`)).toEqual([])
    expect(seen.every(({ page }) => page.bytes < LIMIT.hard)).toBe(true)
  })

  it('have one heading of the first rank', () => {
    const odd = seen.filter(({ page }) => (page.html.match(/<h1/g) ?? []).length !== 1)
    expect(odd.map(({ path }) => path)).toEqual([])
  })

  it('say nothing in Indonesian around English words', async () => {
    const left: string[] = []
    for (const path of paths) {
      const { html } = await open(path, cookie, 'en')
      for (const line of foreignIn(html)) left.push(`${path}: ${line}`)
    }
    expect(left).toEqual([])
  })
})

/** Words that Indonesian sentences hardly do without, and English never has. */
const INDONESIAN =
  /\b(yang|dengan|untuk|dari|belum|sudah|atau|Anda|tidak|dapat|adalah|paling|lambat|hari kerja|jam kerja|menunggu)\b/

/** What people of the demo region wrote. */
const WRITTEN = [
  ...readFileSync(join(import.meta.dirname, '../data/demo/permohonan.json'), 'utf8').matchAll(
    /"([^"]{20,})"/g,
  ),
].map(([, text = '']) => text)

/** What the page itself says: not what laws, people or letters are called, nor what somebody wrote. */
function foreignIn(html: string): readonly string[] {
  const body = html.slice(html.indexOf('<body')).replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
  return body
    .replace(/<[^>]+lang="id"[^>]*>[^<]*/g, '')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter(
      (text) =>
        INDONESIAN.test(text) &&
        !text.startsWith('Source of the questions: ') &&
        !WRITTEN.some((written) => text.endsWith(written)),
    )
}
