import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { run, sql } from '../src/platform/db/database.ts'
import { openVisitor, sendCase, signIn } from './support/case-house.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database, takeQueries } = await useRunningApp()
const get = (url: string, headers: Record<string, string> = {}) =>
  app.server.inject({ url, headers: { accept: 'text/html', ...headers } })
const statements = async (url: string) => {
  takeQueries()
  expect((await get(url)).statusCode).toBe(200)
  return takeQueries().length
}

describe('a public page that many look at', () => {
  it.each(['/', '/laporan', '/laporan?status=terbuka'])(
    '%s is made once: the next stranger costs one statement',
    async (url) => {
      await get(url)
      expect(await statements(url)).toBe(1)
    },
  )

  it.each(['/', '/laporan'])('%s shows a new case to the very next visitor', async (url) => {
    await get(url)
    const { nomor } = await sendCase(app)
    expect((await get(url)).payload).toContain(nomor)
  })

  it('follows a unit that staff rename, without a change of any case', async () => {
    const url = '/laporan?unit=dlh'
    expect((await get(url)).payload).toContain(app.reference.findUnit('dlh')?.nama)
    await run(
      database.owner,
      sql`update reference.unit set nama = 'Dinas Kebersihan Kota' where kode = 'dlh'`,
    )
    await app.reference.refresh()
    expect((await get(url)).payload).toContain('Dinas Kebersihan Kota')
  })

  it('is the same page in every compressed form and language', async () => {
    const plain = (await get('/laporan')).payload
    for (let time = 0; time < 2; time += 1) {
      const packed = await get('/laporan', { 'accept-encoding': 'br' })
      expect(packed.headers['content-encoding']).toBe('br')
      expect(packed.headers.vary).toBe('accept-encoding')
      expect(brotliDecompressSync(packed.rawPayload).toString()).toBe(plain)
    }
    expect((await get('/laporan', { cookie: 'bahasa=en' })).payload).toContain('lang="en"')
    expect((await get('/laporan')).payload).toContain('lang="id"')
  })

  it('stays one’s own for whoever is signed in or has a draft', async () => {
    await get('/')
    const officer = await signIn(app, 'operator-aduan')
    const own = await officer.get('/')
    expect(own.headers['cache-control']).toBe('no-store')
    expect(own.body).toContain('href="/keluar"')
    const after = await get('/')
    expect(
      [after.headers['cache-control'], /<a class="masuk"[^<]*/.exec(after.payload)?.[0]],
      'the masthead of the stranger who comes next',
    ).toEqual(['no-cache', '<a class="masuk" href="/masuk">Masuk'])

    const visitor = openVisitor(app)
    await visitor.get('/lapor')
    await visitor.post('/lapor', { isi: 'Lampu jalan padam di gang kenanga sejak kemarin malam.' })
    expect((await visitor.get('/')).body).toContain('href="/lapor"')
    expect((await visitor.get('/')).body).not.toBe((await get('/')).payload)
  })
})
