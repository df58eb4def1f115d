import { createServer as createHttp } from 'node:http'
import { createServer as createTcp, type Server, type Socket } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { demoAccountId } from '../src/modules/identity/index.ts'
import { openBrowser, type TestBrowser } from '../src/modules/identity/testing/test-browser.ts'
import { createNotifications } from '../src/modules/notifications/index.ts'
import { rows, sql, transaction } from '../src/platform/db/database.ts'
import { useRunningApp } from './support/running-app.ts'

/** A gateway that says no until it is told to say yes, and keeps what it took. */
let isSick = true
const taken: string[] = []
const gateway = createHttp((request, response) => {
  let body = ''
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    if (!isSick) taken.push(body)
    response.writeHead(isSick ? 503 : 202).end()
  })
})
/** A mail server that refuses every recipient. */
const mail = createTcp((socket: Socket) => {
  socket.on('error', () => undefined)
  socket.write('220 uji\r\n')
  socket.on('data', (data) => {
    const said = data.toString()
    socket.write(said.startsWith('RCPT') ? '550 no such user\r\n' : '250 ok\r\n')
  })
})
const portOf = (server: Server) =>
  new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address ? address.port : 0)
    })
  })
const [smsPort, mailPort] = [await portOf(gateway), await portOf(mail)]
afterAll(() => {
  gateway.close()
  gateway.closeAllConnections()
  mail.close()
})

const { app, database, takeQueries } = await useRunningApp({
  env: {
    SMS_URL: `http://pengirim:rahasia@127.0.0.1:${smsPort}/`,
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
  },
})
const { kit } = app
const notifications = createNotifications(kit, {
  env: {} as never,
  contacts: async () => ({ lang: 'id', isActive: true }),
})
notifications.declare([
  {
    event: 'laporan.diterima',
    templates: {
      id: { subject: 'S', body: 'B', short: 'Laporan {{nomor}}' },
      en: { subject: 'S', body: 'B', short: 'Report {{nomor}}' },
    },
  },
])
let addresses = 0
async function signIn(username: string): Promise<TestBrowser> {
  addresses += 1
  const browser = openBrowser(app.server, `198.18.9.${addresses}`)
  await browser.get('/masuk')
  expect(
    (await browser.post('/masuk', { identitas: username, sandi: 'pendopo-demo' })).status,
  ).toBe(303)
  return browser
}
async function tell(username: string, nomor: string): Promise<void> {
  await transaction(kit.db, (tx) =>
    notifications.notify(tx, {
      event: 'laporan.diterima',
      to: { kind: 'account', accountId: demoAccountId(username) },
      values: { nomor, judul: '<b>uji</b>', tanggal: 'besok' },
      link: `/laporan/${nomor}`,
      key: `uji:${username}:${nomor}`,
    }),
  )
}
const warga = await signIn('warga')

describe('a person’s notices', () => {
  it('show the newest first, unread ones marked, with a bell on every page', async () => {
    await tell('warga', 'ADU-2026-000001-A')
    await tell('warga', 'ADU-2026-000002-B')
    await tell('warga2', 'ADU-2026-000003-C')
    const other = await signIn('warga')
    const home = await other.get('/')
    expect(home.html).toMatch(/class="lonceng".*belum dibaca/)
    takeQueries()
    const feed = await other.get('/akun/pemberitahuan')
    expect(takeQueries().length).toBeLessThanOrEqual(12)
    expect(feed.html.indexOf('000002-B')).toBeLessThan(feed.html.indexOf('000001-A'))
    expect(feed.html).not.toContain('000003-C')
    expect(feed.html).not.toMatch(/<b>uji|undefined|\[object/)
  })

  it('cost strangers nothing and are behind the door for them', async () => {
    const stranger = openBrowser(app.server)
    takeQueries()
    const home = await stranger.get('/')
    expect(home.html).not.toContain('class="lonceng"')
    expect(takeQueries().some(({ text }) => text.includes('notifications.'))).toBe(false)
    expect((await stranger.get('/akun/pemberitahuan')).location).toContain('/masuk')
  })

  it('are read by their owner only, one by one or all at once', async () => {
    const shown = await warga.get('/akun/pemberitahuan')
    const id = /pemberitahuan\/([0-9a-f-]{36})\/dibaca/.exec(shown.html)?.[1] ?? ''
    const unread = async () =>
      (
        await rows(
          database.owner,
          sql<{
            n: number
          }>`select count(*)::int as n from notifications.pemberitahuan p where p.akun_id = ${demoAccountId('warga')}::uuid and p.dibaca_at is null`,
        )
      )[0]?.n ?? 0
    const before = await unread()
    const thief = await signIn('warga2')
    await thief.get('/akun/pemberitahuan')
    await thief.post(`/akun/pemberitahuan/${id}/dibaca`, {})
    expect(await unread()).toBe(before)
    await warga.post(`/akun/pemberitahuan/${id}/dibaca`, {})
    expect(await unread()).toBe(before - 1)
    expect((await warga.post('/akun/pemberitahuan/bukan-id/dibaca', {})).status).toBe(404)
    await warga.get('/akun/pemberitahuan')
    expect((await warga.post('/akun/pemberitahuan/dibaca', {}, 'palsu')).status).toBe(403)
    await warga.post('/akun/pemberitahuan/dibaca', {})
    expect(await unread()).toBe(0)
    expect((await warga.get('/akun')).html).toContain('0 belum dibaca')
  })

  it('go on by key, without repeating or losing one', async () => {
    for (let n = 0; n < 65; n += 1) await tell('rt', `ADU-2026-0001${String(n).padStart(2, '0')}-X`)
    const rt = await signIn('rt')
    const seen = new Set<string>()
    let url = '/akun/pemberitahuan'
    for (let pages = 0; url !== '' && pages < 9; pages += 1) {
      const { html } = await rt.get(url)
      for (const [nomor] of html.matchAll(/(?<=href="\/laporan\/)ADU-2026-0001\d\d-X/g)) {
        expect(seen.has(nomor)).toBe(false)
        seen.add(nomor)
      }
      url = (/href="([^"]*sesudah[^"]*)" rel="next"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&')
    }
    expect(seen.size).toBe(65)
  })

  it('leave by the channels that were chosen', async () => {
    const page = await warga.get('/akun/pemberitahuan/saluran')
    expect(page.html).toContain('WhatsApp')
    await warga.post('/akun/pemberitahuan/saluran', { saluran: 'whatsapp' })
    const wishes = await rows(
      database.owner,
      sql<{
        saluran: string
        isAktif: boolean
      }>`select w.saluran, w.is_aktif as "isAktif" from notifications.preferensi w
        where w.akun_id = ${demoAccountId('warga')}::uuid order by w.saluran`,
    )
    expect(wishes).toEqual([
      { saluran: 'email', isAktif: false },
      { saluran: 'push', isAktif: false },
      { saluran: 'whatsapp', isAktif: true },
    ])
  })
})

describe('a message that cannot be delivered', () => {
  const send = async (channel: 'sms' | 'email', to: string) => {
    await transaction(kit.db, (tx) =>
      notifications.sendText(tx, { channel, to, text: 'Kode Anda 123456', subject: 'Kode' }),
    )
    const [row] = await rows(
      database.owner,
      sql<{
        id: string
      }>`select k.id from notifications.kiriman k where k.tujuan = ${to} order by k.dibuat_at desc limit 1`,
    )
    return row?.id ?? ''
  }
  const stateOf = async (id: string) =>
    (
      await rows(
        database.owner,
        sql<{ status: string; percobaan: number; galat: string | null; teks: string }>`
          select k.status, k.percobaan, k.galat, k.teks from notifications.kiriman k where k.id = ${id}::uuid`,
      )
    )[0]

  it.each([
    ['sms' as const, '+628110000999', '503'],
    ['email' as const, 'tidak-ada@contoh.id', '550'],
  ])('by %s is tried eight times, then waits for the administrator', async (channel, to, why) => {
    isSick = true
    const id = await send(channel, to)
    for (let tried = 1; tried <= 8; tried += 1) {
      await expect(app.runJob('notifications.send', { id })).rejects.toThrow(why)
      expect((await stateOf(id))?.status).toBe(tried < 8 ? 'menunggu' : 'gagal')
    }
    await app.runJob('notifications.send', { id })
    const state = await stateOf(id)
    expect(state?.percobaan).toBe(8)
    expect(state?.galat).toContain(why)
    expect(state?.galat).not.toContain('rahasia')
  })

  it('is shown without its words or whole address, sent again once, and forgotten in time', async () => {
    const admin = await signIn('admin')
    takeQueries()
    const page = await admin.get('/kerja/pengaturan/kiriman')
    expect(page.status).toBe(200)
    expect(takeQueries().length).toBeLessThanOrEqual(12)
    expect(page.html).not.toMatch(/123456|\+628110000999|tidak-ada@|rahasia@/)
    expect(page.html).toContain('••••999')
    const [failed] = await rows(
      database.owner,
      sql<{
        id: string
      }>`select k.id from notifications.kiriman k where k.tujuan = '+628110000999'`,
    )
    const url = `/kerja/pengaturan/kiriman/${failed?.id}/ulang`
    expect((await admin.post(url, {})).status).toBe(303)
    expect((await admin.post(url, {})).status).toBe(404)
    isSick = false
    await app.runJob('notifications.send', { id: failed?.id })
    await app.runJob('notifications.send', { id: failed?.id })
    expect(taken).toHaveLength(1)
    expect((await stateOf(failed?.id ?? ''))?.status).toBe('terkirim')
    await rows(
      database.owner,
      sql`update notifications.kiriman set dibuat_at = dibuat_at - interval '31 days' where status = 'gagal' returning id`,
    )
    await app.runJob('notifications.forget-failed', {})
    const left = await rows(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from notifications.kiriman k where k.status = 'gagal' and k.teks <> ''`,
    )
    expect(left[0]?.n).toBe(0)
    expect((await admin.get('/kerja/pengaturan/kiriman')).html).toContain('Isi pesan sudah dihapus')
    expect((await admin.get('/kerja/pengaturan/kiriman/teks')).html).toContain('laporan.diterima')
  })

  it('can be sent again with all others of the page, each once and each on record', async () => {
    const admin = await signIn('admin')
    const made = await rows(
      database.owner,
      sql<{ id: string }>`insert into notifications.kiriman
        select (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(), 'pemberitahuan_id', null, 'status', 'gagal', 'teks', 'x', 'dibuat_at', now()))).*
        from notifications.kiriman k, generate_series(1, 3) limit 3 returning id`,
    )
    const page = await admin.get('/kerja/pengaturan/kiriman')
    expect(page.html).toContain('Kirim ulang semua di halaman ini')
    const id = made.map((one) => one.id)
    const again = () =>
      admin.post('/kerja/pengaturan/kiriman/ulang', { id: [...id, id[0] ?? '', "'"] })
    expect((await again()).status).toBe(303)
    expect((await again()).status).toBe(404)
    expect(await Promise.all(id.map(async (one) => (await stateOf(one))?.status))).toEqual(
      Array(3).fill('menunggu'),
    )
    const seen = await rows(
      database.owner,
      sql`select 1 from audit.catatan c where c.tindakan = 'kiriman.ulang' and c.objek_id = any(${id})`,
    )
    expect(seen).toHaveLength(3)
  })

  it('is nobody else’s business', async () => {
    for (const username of ['warga', 'operator-aduan', 'bupati']) {
      const browser = await signIn(username)
      await browser.get('/akun')
      expect((await browser.get('/kerja/pengaturan/kiriman')).status).toBe(403)
      expect((await browser.get('/kerja/pengaturan/kiriman/teks')).status).toBe(403)
      const id = demoAccountId('warga')
      expect((await browser.post(`/kerja/pengaturan/kiriman/${id}/ulang`, {})).status).toBe(403)
      expect((await browser.post('/kerja/pengaturan/kiriman/ulang', { id })).status).toBe(403)
    }
  })
})
