import { beforeAll, describe, expect, it } from 'vitest'
import { type RunningApp, useRunningApp } from './support/running-app.ts'

let running: RunningApp
beforeAll(async () => {
  running = await useRunningApp({ history: 'fresh' })
}, 120_000)

type Asked = Readonly<{
  url: string
  form?: string
  lang?: string
  accepts?: string
  wish?: string
}>

async function ask({ url, form, lang, accepts = 'text/html', wish }: Asked) {
  const cookie = lang === undefined ? '' : `bahasa=${lang}`
  return running.app.server.inject({
    method: form === undefined ? 'GET' : 'POST',
    url,
    headers: {
      accept: accepts,
      cookie,
      ...(wish === undefined ? {} : { 'accept-language': wish }),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form === undefined ? {} : { payload: form }),
  })
}

/** Send a form as the page gave it, in this language. */
async function refuseForm(url: string, lang: string | undefined, fields: string) {
  const bahasa = lang === undefined ? '' : `bahasa=${lang}; `
  const page = await running.app.server.inject({ url, headers: { cookie: bahasa } })
  const token = /name="_csrf" value="([^"]+)"/.exec(page.payload)?.[1] ?? ''
  const device = page.cookies.find(({ name }) => name === 'perangkat')?.value ?? ''
  return running.app.server.inject({
    method: 'POST',
    url,
    headers: {
      cookie: `${bahasa}perangkat=${device}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: `_csrf=${encodeURIComponent(token)}&${fields}`,
  })
}

describe('a page in English', () => {
  it('refuses in English at the field and in the summary', async () => {
    const refused = await refuseForm(
      '/lapor',
      'en',
      'judul=pendek&isi=&jenis=pengaduan&aksi=lanjut',
    )
    expect(refused.statusCode).toBe(422)
    expect(refused.payload.split('Write a title of at least 10 letters.')).toHaveLength(3)
    expect(refused.payload).not.toContain('paling sedikit')
  })

  it('refuses in English where another module shares the form', async () => {
    const refused = await refuseForm('/masuk', 'en', 'identitas=&sandi=')
    expect(refused.payload).toContain('Enter your username')
    expect(refused.payload).not.toContain('Isi nama pengguna')
  })

  it.each([
    ['/tidak/ada', 'Not found'],
    ['/laporan/ADU-2026-999999-X', 'Not found'],
  ])('that is missing says so in English: %s', async (url, words) => {
    const missing = await ask({ url, lang: 'en' })
    expect(missing.statusCode).toBe(404)
    expect(missing.payload).toContain(`<h1>${words}</h1>`)
    expect(missing.payload).toContain('<html lang="en">')
  })

  it('explains a forged or outdated form in English', async () => {
    const refused = await ask({ url: '/lapor', form: 'judul=x', lang: 'en' })
    expect(refused.statusCode).toBe(403)
    expect(refused.payload).toContain('This page was open for too long')
  })
})

describe('Indonesian', () => {
  it('is what everyone reads who chose nothing, whatever the browser wishes', async () => {
    const missing = await ask({ url: '/tidak/ada', wish: 'en-GB,en;q=0.9' })
    expect(missing.payload).toContain('<h1>Tidak ditemukan</h1>')
    const refused = await refuseForm('/lapor', undefined, 'judul=pendek&isi=&aksi=lanjut')
    expect(refused.payload).toContain('Tulis judul, paling sedikit 10 huruf.')
  })
})

describe('a problem told to a program', () => {
  const url = '/api/v1/laporan?kategori=tidak.ada'
  it.each([
    [undefined, undefined, 'id', 'Nilai saringan ini tidak dikenal'],
    ['id-ID,en;q=0.5', undefined, 'id', 'Nilai saringan ini tidak dikenal'],
    ['en;q=0.9', undefined, 'en', 'This value of the filter is unknown'],
    ['en', 'id', 'id', 'Nilai saringan ini tidak dikenal'],
  ])('who wishes %s and chose %s is in %s', async (wish, lang, spoken, words) => {
    const refused = await ask({
      url,
      accepts: 'application/json',
      ...(wish === undefined ? {} : { wish }),
      ...(lang === undefined ? {} : { lang }),
    })
    expect(refused.statusCode).toBeGreaterThanOrEqual(400)
    expect(refused.headers['content-language']).toBe(spoken)
    expect(refused.payload).toContain(words)
    expect(refused.json()).toMatchObject({ refusals: [{ code: 'SARINGAN_TIDAK_DIKENAL' }] })
  })

  it('that its values broke is told in its language too', async () => {
    const refused = await ask({
      url: '/api/v1/laporan?status=salah',
      accepts: 'application/json',
      wish: 'en',
    })
    expect(refused.json()).toMatchObject({
      title: 'The request cannot be read',
      detail: expect.stringContaining('status Choose one of'),
      refusals: [{ field: 'status', message: expect.stringContaining('Choose one of') }],
    })
  })

  it('keeps title, detail and refusals in one language', async () => {
    const missing = await ask({ url: '/api/v1/tidak-ada', accepts: 'application/json', wish: 'en' })
    expect(missing.json()).toMatchObject({ status: 404, title: 'Not found' })
  })
})
