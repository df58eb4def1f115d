import { describe, expect, it } from 'vitest'
import { rows, sql } from '../src/platform/db/database.ts'
import { sendCase, signIn } from './support/case-house.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database } = await useRunningApp()
const NOTE = 'Sudah saya hubungi, <b>pelapor</b> minta dikabari besok pagi sebelum jam sembilan.'
const SHOWN = NOTE.replaceAll('<', '&lt;')

/** A form as a browser sends it from the page of the case. */
async function sendNote(cookie: string, nomor: string, more: Record<string, string> = {}) {
  return app.server.inject({
    method: 'POST',
    url: `/kerja/laporan/${nomor}/tindakan`,
    headers: {
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      referer: `http://127.0.0.1:3000/kerja/laporan/${nomor}?antrean=tampilan%3Dverifikasi`,
      cookie,
    },
    payload: new URLSearchParams({ tindakan: 'catat', pesan: NOTE, ...more }).toString(),
  })
}

describe('a long note', async () => {
  const { nomor } = await sendCase(app, { kategoriKode: 'jalan.lubang' })

  it('is given back when the session ended while it was written, with the door back to its form', async () => {
    const answer = await sendNote('', nomor)
    expect(answer.statusCode).toBe(401)
    expect(answer.payload).toContain('Sesi Anda berakhir')
    expect(answer.payload).toContain(SHOWN)
    const back = `/masuk?lanjut=${encodeURIComponent(`/kerja/laporan/${nomor}?antrean=tampilan%3Dverifikasi`)}`
    expect(answer.payload).toContain(back.replaceAll('&', '&amp;'))
  })

  it('is given back when one signed in anew in another window, and nothing is stored', async () => {
    const jar: string[] = []
    const visitor = await app.server.inject({ url: '/masuk', headers: { accept: 'text/html' } })
    for (const { name, value } of visitor.cookies) jar.push(`${name}=${value}`)
    const token = /name="_csrf" value="([^"]*)"/.exec(visitor.payload)?.[1] ?? ''
    const entered = await app.server.inject({
      method: 'POST',
      url: '/masuk',
      headers: {
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
        cookie: jar.join('; '),
      },
      payload: new URLSearchParams({
        _csrf: token,
        identitas: 'operator-aduan',
        sandi: 'pendopo-demo',
      }).toString(),
    })
    for (const { name, value } of entered.cookies) jar.push(`${name}=${value}`)
    const answer = await sendNote(jar.join('; '), nomor, { _csrf: token })
    expect(answer.statusCode).toBe(403)
    expect(answer.payload).toContain(SHOWN)
    expect(answer.payload).toContain(`/kerja/laporan/${nomor}?antrean`)
  })

  it('is not repeated to another site that sent it, nor to a program', async () => {
    const foreign = await app.server.inject({
      method: 'POST',
      url: `/kerja/laporan/${nomor}/tindakan`,
      headers: {
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
      },
      payload: new URLSearchParams({ pesan: NOTE }).toString(),
    })
    expect([foreign.statusCode, foreign.payload.includes('pelapor')]).toEqual([303, false])
    const program = await app.server.inject({
      method: 'POST',
      url: `/kerja/laporan/${nomor}/tindakan`,
      headers: { accept: '*/*', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ pesan: NOTE }).toString(),
    })
    expect([program.statusCode, program.headers.location]).toEqual([303, '/masuk'])
  })

  it('sent twice by a double click is one note', async () => {
    const visitor = await signIn(app, 'operator-aduan')
    const page = await visitor.get(`/kerja/laporan/${nomor}`)
    const form = /<details id="tindakan-catat"[\s\S]*?<\/form>/.exec(page.body)?.[0] ?? ''
    const hidden = Object.fromEntries(
      [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((one) => [
        one[1] ?? '',
        one[2] ?? '',
      ]),
    )
    const fields = { ...hidden, pesan: 'Catatan yang dikirim dua kali.' }
    const answers = await Promise.all([
      visitor.post(`/kerja/laporan/${nomor}/tindakan`, fields),
      visitor.post(`/kerja/laporan/${nomor}/tindakan`, fields),
    ])
    expect(answers.map((one) => one.status).filter((status) => status >= 500)).toEqual([])
    const notes = await rows(
      database.owner,
      sql`select r.id from citizen_reports.riwayat r where r.pesan = 'Catatan yang dikirim dua kali.'`,
    )
    expect(notes).toHaveLength(1)
  })
})

describe('the address of a refused form', () => {
  it('leads back to its page when it is reloaded, in whichever language', async () => {
    const { nomor } = await sendCase(app, { kategoriKode: 'jalan.lubang' })
    const visitor = await signIn(app, 'operator-aduan')
    for (const [url, page] of [
      [`/kerja/laporan/${nomor}/tindakan`, `/kerja/laporan/${nomor}`],
      ['/kerja/laporan/massal', '/kerja/laporan'],
      [`/laporan/${nomor}/jawab`, `/laporan/${nomor}`],
    ] as const) {
      const answer = await visitor.get(url)
      expect([url, answer.status, answer.location]).toEqual([url, 303, page])
      expect((await visitor.get(page)).status).toBe(200)
    }
  })
})
