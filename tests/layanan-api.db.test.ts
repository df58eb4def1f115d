import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD, demoAccountId } from '../src/modules/identity/index.ts'
import { IZIN_UJI } from '../src/modules/services/testing/definitions.ts'
import { rows, sql } from '../src/platform/db/database.ts'
import { useRunningApp } from './support/running-app.ts'
import { createServiceDesk } from './support/service-desk.ts'

let now = new Date('2026-03-02T02:00:00Z')
const { app, database, logged } = await useRunningApp({ now: () => now })
const desk = createServiceDesk(app)
await desk.publish(IZIN_UJI)
const { kit } = app

let calls = 0
function freshIp(): string {
  calls += 1
  return `198.51.100.${calls % 250}`
}

const get = (url: string, headers: Record<string, string> = {}) =>
  app.server.inject({ url, headers, remoteAddress: freshIp() })

/** Cookies of somebody who signed in, and the token their own pages carry. */
async function signIn(name: string) {
  const form = await app.server.inject({ url: '/masuk', remoteAddress: freshIp() })
  const device = form.cookies.map((one) => `${one.name}=${one.value}`).join('; ')
  const csrf = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const done = await app.server.inject({
    method: 'POST',
    url: '/masuk',
    remoteAddress: freshIp(),
    headers: { cookie: device, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: csrf, identitas: name, sandi: DEMO_PASSWORD }).toString(),
  })
  const cookie = [...form.cookies, ...done.cookies]
    .map((one) => `${one.name}=${one.value}`)
    .join('; ')
  const own = await get('/api/v1/permohonan', { cookie })
  return { cookie, token: String(own.headers['x-csrf-token'] ?? '') }
}

const warga = await signIn('warga')
const warga2 = await signIn('warga2')
const send = (who: { cookie: string; token: string }, payload: unknown, headers = {}) =>
  app.server.inject({
    method: 'POST',
    url: '/api/v1/permohonan',
    remoteAddress: freshIp(),
    headers: {
      cookie: who.cookie,
      'x-csrf-token': who.token,
      'content-type': 'application/json',
      ...headers,
    },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
const sound = { layanan: 'UJI-IZIN', jawaban: { nama: 'Warung Sari', luas: '40' } }
const fieldsOf = (answer: { json: () => unknown }) =>
  (answer.json() as { refusals: { field?: string }[] }).refusals.map((one) => one.field)

describe('the catalogue for programs', () => {
  it('pages through every service once, in the order of codes', async () => {
    const seen: string[] = []
    let total = 0
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer = await get(`/api/v1/layanan?limit=200${cursor && `&cursor=${cursor}`}`)
      expect(answer.statusCode).toBe(200)
      const body = answer.json() as {
        items: { kode: string }[]
        next: string | null
        total: number
      }
      seen.push(...body.items.map((one) => one.kode))
      cursor = body.next
      total = body.total
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(total)
    expect(total).toBeGreaterThan(400)
    expect(seen).toEqual(seen.toSorted())
  })

  it('finds a service in words with typing errors, and narrows by agency and occasion', async () => {
    const items = async (query: string) =>
      ((await get(`/api/v1/layanan?${query}`)).json() as { items: Item[] }).items
    type Item = { kode: string; instansi: { kode: string }; peristiwa: string[] }
    const found = await items('q=domisli')
    expect(found.slice(0, 3).some((one) => one.kode.includes('DOMISILI'))).toBe(true)
    const own = await items('instansi=dpmptsp')
    expect(own.length).toBeGreaterThan(0)
    expect(own.every((one) => one.instansi.kode === 'dpmptsp')).toBe(true)
    const born = await items('peristiwa=lahir')
    expect(born.length).toBeGreaterThan(0)
    expect(born.every((one) => one.peristiwa.includes('lahir'))).toBe(true)
  })

  it('tells a service whole: fourteen components, documents, form, law, promise', async () => {
    const answer = await get('/api/v1/layanan/desa-domisili')
    expect(answer.statusCode).toBe(200)
    const one = answer.json() as {
      standar: { komponen: string; baris: unknown[] }[]
      berkas: { id: string }[]
      formulir: { isian: unknown[] }[]
      janji: { jam: number }
      dasar_hukum: unknown[]
    }
    expect(one.standar).toHaveLength(14)
    expect(one.standar.every(({ baris }) => baris.length > 0)).toBe(true)
    expect(one.berkas.map((doc) => doc.id)).toContain('kk')
    expect(one.janji.jam).toBeGreaterThan(0)
    expect(one.dasar_hukum.length).toBeGreaterThan(0)
    expect(answer.headers['access-control-allow-origin']).toBe('*')
    const again = await get('/api/v1/layanan/DESA-DOMISILI', {
      'if-none-match': String(answer.headers.etag),
    })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    const versions = await get('/api/v1/layanan/DESA-DOMISILI/versi')
    expect(versions.json()).toMatchObject({ items: [{ perubahan: [] }] })
  })

  it('tells how long it really took, beside the promise', async () => {
    const month = `${kit.today().slice(0, 7)}-01`
    await rows(
      database.owner,
      sql`insert into services.lama (kode, bulan, ukuran, jam, jumlah) values
        ('DESA-DOMISILI', ${month}::date, 'total', 3, 9), ('DESA-DOMISILI', ${month}::date, 'total', 20, 1),
        ('DESA-DOMISILI', ${month}::date, 'bersih', 2, 9), ('DESA-DOMISILI', ${month}::date, 'bersih', 18, 1)
      returning 1`,
    )
    await rows(
      database.owner,
      sql`insert into services.rekap (kode, bulan, masuk, terbit, tepat) values ('DESA-DOMISILI', ${month}::date, 10, 10, 9)
      returning 1`,
    )
    const waktu = { jumlah: 10, median_total: 3, p90_total: 3, median_bersih: 2, p90_bersih: 2 }
    const all = (await get('/api/v1/layanan/waktu')).json()
    expect(all).toMatchObject({ items: [{ kode: 'DESA-DOMISILI', waktu, selesai: 10, tepat: 9 }] })
    expect((await get('/api/v1/layanan/DESA-DOMISILI')).json()).toMatchObject({ waktu })
  })

  it('refuses what it does not know at its field, and knows no service that is not there', async () => {
    const answer = await get('/api/v1/layanan?instansi=x&peristiwa=y&cursor=z')
    expect(answer.statusCode).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(fieldsOf(answer)).toEqual(['instansi', 'peristiwa', 'cursor'])
    expect((await get('/api/v1/layanan?limit=0')).statusCode).toBe(400)
    for (const kode of ['TIDAK-ADA', 'x', 'constructor', "' or 1=1--", 'DESA-DOMISILI '])
      expect((await get(`/api/v1/layanan/${encodeURIComponent(kode)}`)).statusCode).toBe(404)
    for (const kode of ['__proto__', '\u0000', '\u202e', 'A'.repeat(61)])
      expect((await get(`/api/v1/layanan/${encodeURIComponent(kode)}`)).statusCode).toBeLessThan(
        500,
      )
  })

  it('is one CSV, a line for each service', async () => {
    const answer = await get('/layanan/katalog.csv')
    expect(answer.headers['content-type']).toContain('text/csv')
    const { total } = (await get('/api/v1/layanan?limit=1')).json() as { total: number }
    expect(answer.body.split('\r\n').filter((line) => line !== '')).toHaveLength(total + 1)
  })
})

describe('own applications', () => {
  it('are for who is signed in, with the token of their own pages', async () => {
    expect((await get('/api/v1/permohonan')).statusCode).toBe(403)
    expect((await send({ cookie: '', token: '' }, sound)).statusCode).toBe(403)
    expect((await send({ ...warga, token: 'salah' }, sound)).statusCode).toBe(403)
    const foreign = await send(warga, sound, { origin: 'https://jahat.example' })
    expect(foreign.statusCode).toBe(403)
  })

  it('sent under one key at once are one application, and it does not exist for others', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send(warga, sound, { 'idempotency-key': 'kiriman-1' })),
    )
    const bodies = answers.map((answer) => answer.json() as { nomor: string; baru: boolean })
    expect(answers.map((one) => one.statusCode).every((code) => code === 200 || code === 201)).toBe(
      true,
    )
    const [first] = bodies
    expect(new Set(bodies.map((one) => one.nomor)).size).toBe(1)
    expect(bodies.filter((one) => one.baru)).toHaveLength(1)
    const drafts = await rows(
      database.owner,
      sql`select 1 from services.draf d where d.akun_id = ${demoAccountId('warga')}::uuid and d.kode = 'UJI-IZIN'`,
    )
    expect(drafts).toEqual([])
    const own = await get(`/api/v1/permohonan/${first?.nomor}`, { cookie: warga.cookie })
    expect(own.statusCode).toBe(200)
    expect(own.headers['cache-control']).toBe('no-store')
    expect(own.headers).not.toHaveProperty('access-control-allow-origin')
    expect(own.json()).toMatchObject({
      tahap: 'periksa',
      layanan: { kode: 'UJI-IZIN' },
      linimasa: [{ kejadian: 'diajukan' }],
    })
    const list = await get('/api/v1/permohonan?limit=1', { cookie: warga.cookie })
    expect(list.json()).toMatchObject({ items: [{ nomor: first?.nomor }] })
    const others = await get(`/api/v1/permohonan/${first?.nomor}`, { cookie: warga2.cookie })
    expect(others.statusCode).toBe(404)
    const same = await send(warga2, sound, { 'idempotency-key': 'kiriman-1' })
    expect([same.statusCode, (same.json() as { nomor: string }).nomor === first?.nomor]).toEqual([
      201,
      false,
    ])
  })

  it('refuse undeclared fields and documents by name, and everything else at its field', async () => {
    const key = { 'idempotency-key': 'kiriman-2' }
    const strange = await send(
      warga,
      { ...sound, jawaban: { ...sound.jawaban, is_lunas: 'ya', 'nama.0.x': '1' } },
      key,
    )
    expect(strange.statusCode).toBe(422)
    expect(fieldsOf(strange)).toEqual(['jawaban.is_lunas', 'jawaban.nama.0.x'])
    const document = await send(warga, { ...sound, berkas: { ktp: kit.newSecretId() } }, key)
    expect(fieldsOf(document)).toEqual(['berkas.ktp'])
    const wrong = await send(warga, { layanan: 'UJI-IZIN', jawaban: { luas: 'besar' } }, key)
    expect([wrong.statusCode, fieldsOf(wrong)]).toEqual([422, ['luas']])
    const empty = await send(warga, { layanan: 'UJI-IZIN', jawaban: {} }, key)
    expect(fieldsOf(empty)).toEqual(expect.arrayContaining(['nama', 'luas']))
    expect(fieldsOf(await send(warga, sound))).toEqual(['id_klien'])
    expect(fieldsOf(await send(warga, { ...sound, layanan: 'TIDAK-ADA' }, key))).toEqual([
      'layanan',
    ])
    // What was refused stays a draft under its key; the same key with sound answers is taken.
    const mended = await send(warga, sound, key)
    expect(mended.statusCode).toBe(201)
    expect((await send(warga, { ...sound, lunas: true }, key)).statusCode).toBe(400)
  })

  it('are judged by the same rules as on the pages', async () => {
    const large = await send(
      warga,
      { layanan: 'UJI-IZIN', jawaban: { nama: 'Besar', luas: '5000' } },
      { 'idempotency-key': 'kiriman-3' },
    )
    expect(large.statusCode).toBe(422)
    expect(large.body).toContain('1.000 m2')
  })
})

describe('hostile requests', () => {
  const value = fc.oneof(
    fc.string({ maxLength: 40, unit: 'binary' }),
    fc.constantFrom('', '0', '-1', '1e9', "' or 1=1--", '__proto__', '\u202e', '\u0000'),
  )

  it('never meet a fault of ours, whatever a body holds', async () => {
    const body = fc.oneof(
      fc.json(),
      fc
        .record(
          {
            layanan: fc.oneof(fc.constant('UJI-IZIN'), value),
            jawaban: fc.dictionary(fc.oneof(fc.constantFrom('nama', 'luas'), value), value),
            berkas: fc.dictionary(value, fc.oneof(fc.uuid(), value)),
            bahasa: fc.oneof(fc.constant('id'), value),
          },
          { requiredKeys: [] },
        )
        .map((made) => JSON.stringify(made)),
    )
    let sent = 0
    await fc.assert(
      fc.asyncProperty(body, async (payload) => {
        sent += 1
        // Twenty an hour for one person, and the limit would hide what lies behind it.
        if (sent % 15 === 0) now = new Date(now.getTime() + 3_600_000)
        const answer = await send(warga2, payload, { 'idempotency-key': `acak-${sent}` })
        expect(answer.statusCode).toBeLessThan(500)
        expect([403, 429]).not.toContain(answer.statusCode)
        if (answer.statusCode >= 400)
          expect(answer.headers['content-type']).toContain('application/problem+json')
      }),
      { numRuns: 80 },
    )
    expect(logged()).not.toContain('request failed')
  })
})
