import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from './support/running-app.ts'

const { app, takeQueries, logged } = await useRunningApp()
const get = (url: string, headers: Record<string, string> = {}) =>
  app.server.inject({ url, headers: { accept: 'text/html', 'accept-encoding': 'br', ...headers } })

describe('pages', () => {
  it.each(['/', '/lapor', '/laporan', '/status', '/masuk', '/aksesibilitas'])(
    '%s stays under 12 kB on a first visit, in at most 12 statements',
    async (url) => {
      takeQueries()
      const answer = await get(url)
      expect(answer.statusCode).toBe(200)
      expect(answer.rawPayload.length).toBeLessThan(12_000)
      expect(takeQueries().length).toBeLessThanOrEqual(12)
    },
  )

  it('carry a policy without unsafe-inline, and hide nothing behind inline handlers', async () => {
    const answer = await get('/laporan')
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).not.toContain('unsafe-inline')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    const html = brotliDecompressSync(answer.rawPayload).toString()
    expect(html).not.toMatch(/ (?:style|onclick|onchange)=/)
  })

  it('refuse a forged form and change nothing', async () => {
    for (const url of ['/lapor', '/lapor/tempat', '/lapor/periksa', '/masuk']) {
      const plain = await app.server.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'judul=x',
      })
      expect([url, plain.statusCode]).toEqual([url, 403])
      const foreign = await app.server.inject({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: 'https://evil.example',
        },
        payload: 'judul=x',
      })
      expect([url, foreign.statusCode]).toEqual([url, 403])
    }
  })

  it('answer hostile addresses with words, never with a fault of ours', async () => {
    const hostile = [
      '/laporan/%00',
      "/laporan/' or 1=1--",
      '/laporan?q=%00',
      `/laporan?q=${'x'.repeat(5_000)}`,
      '/laporan?sesudah=1_2',
      '/laporan?kategori=%25&kecamatan=__',
      '/laporan?q=%3Cscript%3Ealert(1)%3C/script%3E',
      '/laporan/../../etc/passwd',
      '/bahasa/xx?kembali=//evil.example',
      '/cari?q=%0d%0aset-cookie:x',
    ]
    for (const url of hostile) {
      const answer = await get(url)
      expect([url, answer.statusCode < 500]).toEqual([url, true])
      const html =
        answer.headers['content-encoding'] === 'br'
          ? brotliDecompressSync(answer.rawPayload).toString()
          : answer.payload
      expect(html).not.toContain('<script>alert')
      expect(String(answer.headers.location ?? '')).not.toContain('evil.example')
    }
    expect(logged()).not.toContain('request failed')
  })

  it('tell programs about refusals as problem details', async () => {
    const answer = await app.server.inject({
      url: '/laporan/TIDAK-ADA',
      headers: { accept: 'application/json' },
    })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status: 404, title: 'Tidak ditemukan' })
  })
})
