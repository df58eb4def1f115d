import { createECDH, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import webPush from 'web-push'
import { demoAccountId } from '../src/modules/identity/index.ts'
import { openBrowser, type TestBrowser } from '../src/modules/identity/testing/test-browser.ts'
import { notificationJobs } from '../src/modules/notifications/actions.ts'
import { createNotifications, NOTICE_DATA } from '../src/modules/notifications/index.ts'
import { openPush } from '../src/modules/notifications/push.ts'
import { rows, run, sql, transaction } from '../src/platform/db/database.ts'
import { useRunningApp } from './support/running-app.ts'

const pair = webPush.generateVAPIDKeys()
const vapid = { VAPID_PUBLIC_KEY: pair.publicKey, VAPID_PRIVATE_KEY: pair.privateKey }
const { app, database } = await useRunningApp({ env: vapid })
const { kit } = app

/** A push service on this machine; answers what the test says. */
let status = 201
const taken: { url: string; bytes: number; headers: NodeJS.Dict<string | string[]> }[] = []
const service = createServer((request, response) => {
  let bytes = 0
  request.on('data', (part: Buffer) => {
    bytes += part.length
  })
  request.on('end', () => {
    taken.push({ url: request.url ?? '', bytes, headers: request.headers })
    response.writeHead(status).end()
  })
})
const port = await new Promise<number>((done) => {
  service.listen(0, '127.0.0.1', () => {
    const address = service.address()
    done(typeof address === 'object' && address ? address.port : 0)
  })
})
afterAll(() => {
  service.close()
  service.closeAllConnections()
})

const payloads: string[] = []
const real = openPush({
  env: vapid,
  subject: 'mailto:uji@contoh.id',
  isAllowed: (endpoint) => endpoint.startsWith(`http://127.0.0.1:${port}/`),
  allowPrivate: [`127.0.0.1:${port}`],
})
const events = createNotifications(kit, { env: {} as never, contacts: async () => undefined })
events.declare([
  {
    event: 'uji.kabar',
    templates: {
      id: { subject: 'Rahasia {{judul}}', body: 'Isi {{judul}}', short: 'Isi {{judul}}' },
      en: { subject: 'Secret {{judul}}', body: 'Body {{judul}}', short: 'Body {{judul}}' },
    },
  },
])
const none = { name: 'uji', send: async () => undefined }
const jobs = notificationJobs({
  kit,
  contacts: async () => ({ lang: 'id', isActive: true, email: 'warga@contoh.id' }),
  gateways: { email: none, sms: none, whatsapp: none },
  events: events.events,
  sendPush: async (subscription, payload) => {
    payloads.push(payload)
    return (await real?.(subscription, payload)) ?? true
  },
})

const endpointOf = (name: string) => `https://fcm.googleapis.com/fcm/send/${name}`
const keys = () => {
  const curve = createECDH('prime256v1')
  curve.generateKeys()
  return {
    p256dh: curve.getPublicKey('base64url'),
    auth: randomBytes(16).toString('base64url'),
  }
}
const FEED = '/akun/pemberitahuan'
const PUSH = `${FEED}/peramban`
const list = (username: string) =>
  rows(
    database.owner,
    sql<{ titik: string }>`select s.titik_akhir as titik from notifications.langganan_push s
    where s.akun_id = ${demoAccountId(username)}::uuid order by s.dibuat_at, s.id`,
  )
async function signIn(username: string): Promise<TestBrowser> {
  const browser = openBrowser(app.server, `198.18.7.${username.length}`)
  await browser.get('/masuk')
  const answer = await browser.post('/masuk', { identitas: username, sandi: 'pendopo-demo' })
  expect(answer.status).toBe(303)
  return browser
}
async function agree(browser: TestBrowser, endpoint: string): Promise<string> {
  await browser.get(FEED)
  const done = await browser.post(PUSH, { titik: endpoint, ...keys(), kembali: '/akun/langganan' })
  return done.location
}
/** One notice to a citizen whose browser stands at the stub, sent by the jobs as the queue runs them. */
async function tell(key: string): Promise<string> {
  await transaction(kit.db, (tx) =>
    events.notify(tx, {
      event: 'uji.kabar',
      to: { kind: 'account', accountId: demoAccountId('warga') },
      values: { nomor: 'ADU-2026-000001-A', judul: 'Rumah Bu Sari' },
      link: '/laporan/ADU-2026-000001-A',
      key,
    }),
  )
  const [notice] = await rows(
    database.owner,
    sql<{ id: string }>`select p.id from notifications.pemberitahuan p where p.kunci = ${key}`,
  )
  await jobs['notifications.render']?.({ id: notice?.id })
  const [sent] = await rows(
    database.owner,
    sql<{ id: string }>`select k.id from notifications.kiriman k
    where k.pemberitahuan_id = ${notice?.id}::uuid and k.saluran = 'push'`,
  )
  return sent?.id ?? ''
}
const send = async (id: string) => jobs['notifications.send']?.({ id })

const warga = await signIn('warga')
const warga2 = await signIn('warga2')
beforeEach(async () => {
  await run(database.owner, sql`delete from notifications.langganan_push`)
  taken.length = 0
  payloads.length = 0
  status = 201
})

describe('a browser that agrees to be told', () => {
  it.each([FEED, '/akun/langganan', '/laporan/langganan'])('is asked on %s', async (url) => {
    const { html } = await warga.get(url)
    expect(html).toContain(`data-push="${pair.publicKey}"`)
    expect(html).toMatch(/<section[^>]*data-push[^>]*hidden/)
    expect(html).toMatch(/src="\/aset\/push\.[^"]+\.js"/)
  })

  it('is not asked without an account', async () => {
    const stranger = openBrowser(app.server)
    expect((await stranger.get('/laporan/langganan')).html).not.toContain('data-push')
    expect((await stranger.post(PUSH, { titik: endpointOf('x'), ...keys() })).location).not.toBe(
      FEED,
    )
    expect(await list('warga')).toEqual([])
  })

  it('is kept once, led back, and taken back by its owner only', async () => {
    expect(await agree(warga, endpointOf('satu'))).toBe('/akun/langganan')
    await agree(warga, endpointOf('satu'))
    expect(await list('warga')).toEqual([{ titik: endpointOf('satu') }])
    await warga2.get(FEED)
    await warga2.post(`${PUSH}/henti`, { titik: endpointOf('satu') })
    await warga2.post(`${PUSH}/henti`, {})
    expect(await list('warga')).toHaveLength(1)
    await warga.get(FEED)
    const done = await warga.post(`${PUSH}/henti`, {
      titik: endpointOf('satu'),
      kembali: 'https://jahat.example',
    })
    expect(done.location).toBe(FEED)
    expect(await list('warga')).toEqual([])
  })

  it('does not send the server to addresses that are no push service', async () => {
    for (const endpoint of ['http://127.0.0.1:5432/', 'https://169.254.169.254/latest', 'x'])
      await agree(warga, endpoint)
    expect(await list('warga')).toEqual([])
    await warga.get(FEED)
    const forged = { titik: endpointOf('palsu'), ...keys() }
    expect((await warga.post(PUSH, forged, 'palsu')).status).toBe(403)
    expect(await list('warga')).toEqual([])
  })

  it('belongs to whoever agreed last in it, and the oldest of an account makes room', async () => {
    await agree(warga, endpointOf('bersama'))
    await agree(warga2, endpointOf('bersama'))
    expect(await list('warga')).toEqual([])
    for (let n = 0; n < 12; n += 1) await agree(warga2, endpointOf(`n${n}`))
    const kept = await list('warga2')
    expect(kept).toHaveLength(10)
    expect(kept.at(-1)).toEqual({ titik: endpointOf('n11') })
    await warga2.get(FEED)
    await warga2.post(`${PUSH}/henti`, {})
    expect(await list('warga2')).toEqual([])
  })

  it('gets a worker that only shows', async () => {
    const worker = await openBrowser(app.server).get('/sw-push.js')
    const script = /importScripts\("([^"]+)"\)/.exec(worker.html)?.[1] ?? ''
    const { html } = await openBrowser(app.server).get(script)
    expect(html).toContain('showNotification')
    expect(html).not.toMatch(/["']fetch["']|caches/)
  })
})

describe('a push', () => {
  const endpoint = `http://127.0.0.1:${port}/kirim`
  const subscribe = async (username = 'warga') => {
    await run(
      database.owner,
      sql`insert into notifications.langganan_push (id, akun_id, titik_akhir, kunci, dibuat_at)
      values (${kit.newId()}, ${demoAccountId(username)}, ${endpoint}, ${JSON.stringify(keys())}::jsonb, ${kit.now()})`,
    )
  }

  /** A message whose first try failed, so that it waits. */
  const fail = async (key: string) => {
    status = 503
    const id = await tell(key)
    expect(taken).toHaveLength(1)
    status = 201
    taken.length = 0
    return id
  }

  it('reaches the service encrypted and names the report, and nothing of it', async () => {
    await subscribe()
    await send(await tell('push:1')) // The second time finds it sent.
    expect(taken).toHaveLength(1)
    expect(taken[0]?.headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      authorization: expect.stringMatching(/^vapid t=/),
    })
    const [payload = ''] = payloads
    expect(JSON.parse(payload)).toEqual({
      title: 'Kabar laporan ADU-2026-000001-A',
      body: 'Buka untuk membacanya.',
      url: '/laporan/ADU-2026-000001-A',
    })
    expect(payload).not.toMatch(/Sari|Rahasia/)
  })

  it.each([404, 410])('that meets %i forgets the browser', async (gone) => {
    await subscribe()
    status = gone
    await send(await tell(`push:${gone}`))
    expect(await list('warga')).toEqual([])
  })

  it('that meets a sick service is tried again and keeps the browser', async () => {
    await subscribe()
    const id = await fail('push:503')
    // A job of its own goes on with it, and nothing else of the notice waits for that.
    const queued = await rows(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from graphile_worker._private_jobs j where j.payload->>'id' = ${id}`,
    )
    expect(queued).toEqual([{ n: 1 }])
    status = 503
    await expect(send(id)).rejects.toThrow('503')
    expect(await list('warga')).toHaveLength(1)
    status = 201
    await send(id)
    await send(id)
    expect(taken).toHaveLength(2)
  })

  it('is not sent to a browser that another account has taken over', async () => {
    await subscribe()
    const id = await fail('push:pindah')
    await run(
      database.owner,
      sql`update notifications.langganan_push set akun_id = ${demoAccountId('warga2')}`,
    )
    await send(id)
    expect(taken).toEqual([])
  })

  it('has no browser left after its account was erased, and other accounts keep theirs', async () => {
    await subscribe()
    await agree(warga2, endpointOf('milik-warga2'))
    const waiting = await fail('push:hapus')
    await transaction(kit.db, (tx) => NOTICE_DATA.erase(tx, demoAccountId('warga')))
    await send(waiting)
    expect(taken).toEqual([])
    expect(await list('warga')).toEqual([])
    expect(await list('warga2')).toHaveLength(1)
    const left = await rows(
      database.owner,
      sql<{ tujuan: string; teks: string }>`select k.tujuan, k.teks from notifications.kiriman k
      join notifications.pemberitahuan p on p.id = k.pemberitahuan_id
      where p.akun_id = ${demoAccountId('warga')}::uuid`,
    )
    expect(left.length).toBeGreaterThan(0)
    for (const row of left)
      expect(row).toEqual({ tujuan: expect.stringMatching(/^dihapus /), teks: '' })
  })
})
