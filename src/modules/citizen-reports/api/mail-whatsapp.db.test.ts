import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { rows, sql } from '../../../platform/db/database.ts'
import { textOfHtml } from '../actions/read-mail.ts'

const KEY = 'kunci-kanal-untuk-uji'
const picture = await sharp({
  create: {
    width: 400,
    height: 300,
    channels: 3,
    noise: { type: 'gaussian', mean: 120, sigma: 60 },
    background: '#777',
  },
})
  .jpeg()
  .toBuffer()

/** The media service of the gateway: the Cloud API's two steps, and pictures by link. */
const asked: { path: string; authorization: string }[] = []
const media: Server = createServer((request, response) => {
  asked.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '' })
  const here = `http://127.0.0.1:${(media.address() as AddressInfo).port}`
  if (request.url?.startsWith('/media/rusak')) return response.writeHead(500).end()
  if (request.url?.startsWith('/media/'))
    return response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ url: `${here}/isi.jpg`, mime_type: 'image/jpeg' }))
  if (request.url === '/pindah.jpg')
    return response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
  return response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture)
})
await new Promise<void>((done) => media.listen(0, '127.0.0.1', done))
const port = (media.address() as AddressInfo).port
afterAll(() => new Promise((done) => media.close(done)))

const { app, database } = await useRunningApp({
  env: {
    PRIVATE_HOSTS: `127.0.0.1:${port}`,
    WHATSAPP_MEDIA_URL: `http://rahasia-gerbang@127.0.0.1:${port}/media/{id}`,
  },
})

let from = ''
let serial = 0
beforeEach(() => {
  serial += 1
  from = `62813555${String(10_000 + serial)}`
})

const cloud = (...messages: object[]) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      changes: [
        {
          value: {
            contacts: [{ wa_id: from, profile: { name: 'Bu Sri' } }],
            messages: messages.map((one, index) => ({ id: `wa-${serial}-${index}`, from, ...one })),
          },
        },
      ],
    },
  ],
})

const deliver = (payload: string, headers: Record<string, string> = { 'x-kunci-kanal': KEY }) =>
  app.server.inject({
    method: 'POST',
    url: '/kanal/whatsapp',
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  })
const send = (...messages: object[]) => deliver(JSON.stringify(cloud(...messages)))

const casesOf = (contact: string) =>
  rows(
    database.owner,
    sql<{
      id: string
      nomor: string
      kanal: string
      isi: string
      lat: number | null
      judul: string
      fotoId: string | null
    }>`
    select l.id, l.nomor, l.kanal, l.isi, l.lat, l.judul, l.foto_id as "fotoId"
    from citizen_reports.laporan l join citizen_reports.pelapor p on p.laporan_id = l.id
    where p.telepon = ${contact} or p.email = ${contact} order by l.diterima_at, l.nomor`,
  )
const photosOf = (id: string) =>
  rows(
    database.owner,
    sql<{ id: string }>`select f.id from citizen_reports.foto f where f.laporan_id = ${id}::uuid`,
  )
const answers = (to: string) =>
  rows(
    database.owner,
    sql<{
      teks: string
      subjek: string | null
    }>`select k.teks, k.subjek from notifications.kiriman k
    where k.tujuan = ${to} order by k.dibuat_at, k.id`,
  )

type Job = Readonly<{ payload: unknown }>
/** Run the pictures that wait in the queue, as the worker would. */
async function fetchPictures(): Promise<void> {
  const jobs = await rows(
    database.owner,
    sql<Job>`select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'citizen-reports.fetch-photo'`,
  )
  for (const { payload } of jobs) await app.runJob('citizen-reports.fetch-photo', payload)
  await rows(
    database.owner,
    sql`delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier = 'citizen-reports.fetch-photo'`,
  )
}

describe('a WhatsApp message', () => {
  it('with words, picture and pin makes one case with all three', async () => {
    const inside = app.reference.innerPoint(
      app.reference.desaOf(app.reference.kecamatan()[0]?.kode ?? '')[0]?.kode ?? '',
    )
    await send(
      {
        type: 'image',
        image: { id: 'M1', mime_type: 'image/jpeg', caption: 'LAPOR tong sampah rusak di pasar' },
      },
      { type: 'location', location: { latitude: inside?.lat, longitude: inside?.lon } },
    )
    const [made, ...others] = await casesOf(`+${from}`)
    expect(others).toEqual([])
    expect(made).toMatchObject({ kanal: 'whatsapp', isi: 'tong sampah rusak di pasar' })
    expect(made?.lat).toBeCloseTo(inside?.lat ?? 0, 4)
    await fetchPictures()
    expect(await photosOf(made?.id ?? '')).toHaveLength(1)
    expect(asked.slice(-2)).toEqual([
      { path: '/media/M1', authorization: 'Bearer rahasia-gerbang' },
      { path: '/isi.jpg', authorization: 'Bearer rahasia-gerbang' },
    ])
    expect((await answers(`+${from}`))[0]?.teks).toContain(made?.nomor)
  })

  it('with a picture alone is asked what happened, and the words that follow take it along', async () => {
    await send({ type: 'image', image: { id: 'M2', mime_type: 'image/jpeg' } })
    expect((await answers(`+${from}`))[0]?.teks).toContain('Apa yang terjadi')
    await deliver(
      JSON.stringify(
        cloud({
          id: `wa-lanjut-${serial}`,
          type: 'text',
          text: { body: 'Selokan mampet di gang mawar' },
        }),
      ),
    )
    const [made] = await casesOf(`+${from}`)
    await fetchPictures()
    expect(await photosOf(made?.id ?? '')).toHaveLength(1)
  })

  it('by a relay that gives links is read too, but never from inside our network', async () => {
    await send(
      { type: 'text', text: { body: 'LAPOR lampu jalan mati di jembatan' } },
      {
        type: 'image',
        image: { link: `http://127.0.0.1:${port}/foto.jpg`, mime_type: 'image/jpeg' },
      },
      { type: 'image', image: { link: 'http://127.0.0.1:5432/', mime_type: 'image/jpeg' } },
      {
        type: 'image',
        image: { link: 'http://169.254.169.254/latest/meta-data', mime_type: 'image/jpeg' },
      },
      {
        type: 'image',
        image: { link: `http://127.0.0.1:${port}/pindah.jpg`, mime_type: 'image/jpeg' },
      },
    )
    const [made] = await casesOf(`+${from}`)
    await fetchPictures()
    expect(await photosOf(made?.id ?? '')).toHaveLength(1)
    const refused = await rows(
      database.owner,
      sql<{
        kode: string
        jumlah: number
      }>`select g.kode, g.jumlah from citizen_reports.kanal_galat g where g.kanal = 'media'`,
    )
    expect(refused).toContainEqual({ kode: 'ALAMAT_WEB_TERTUTUP', jumlah: 3 })
  })

  it('whose picture cannot be had now leaves the report, and the picture to a later try', async () => {
    await send({
      type: 'image',
      image: { id: 'rusak', mime_type: 'image/jpeg', caption: 'LAPOR jalan berlubang besar' },
    })
    expect(await casesOf(`+${from}`)).toHaveLength(1)
    await expect(fetchPictures()).rejects.toThrow('500')
    await rows(database.owner, sql`delete from graphile_worker._private_jobs`)
  })

  it('is let in by key or by signature of its bytes, and by nothing else', async () => {
    const body = JSON.stringify(
      cloud({ type: 'text', text: { body: 'LAPOR pohon tumbang di jalan' } }),
    )
    const sign = (key: string) => ({
      'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
    })
    expect((await deliver(body, {})).statusCode).toBe(403)
    expect((await deliver(body, sign('bukan kuncinya'))).statusCode).toBe(403)
    expect((await deliver(`${body} `, sign(KEY))).statusCode).toBe(403)
    expect(await casesOf(`+${from}`)).toEqual([])
    expect((await deliver(body, sign(KEY))).statusCode).toBe(200)
    expect((await deliver(body, sign(KEY))).json()).toMatchObject({ pesan: 0 })
    expect(await casesOf(`+${from}`)).toHaveLength(1)
  })

  it('shakes hands with the right token only', async () => {
    const shake = (token: string, challenge = '12345') =>
      app.server.inject({
        url: `/kanal/whatsapp?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=${encodeURIComponent(challenge)}`,
      })
    expect((await shake(KEY)).body).toBe('12345')
    expect((await shake('salah')).statusCode).toBe(403)
    expect((await shake(KEY, '<script>')).statusCode).toBe(403)
  })

  it('of any shape is answered without a fault', async () => {
    const shapes = [
      '',
      '{',
      '[]',
      'null',
      '{"entry":[{"changes":{}}]}',
      `${'['.repeat(50_000)}`,
      '{"__proto__":{"a":1}}',
    ]
    for (const shape of shapes) expect((await deliver(shape)).statusCode).toBeLessThan(500)
    expect((await deliver(`"${'x'.repeat(600_000)}"`)).statusCode).toBe(413)
    const nul = JSON.stringify(
      cloud({ type: 'text', text: { body: 'LAPOR lampu\u0000 jalan mati' } }),
    )
    expect((await deliver(nul)).statusCode).toBe(200)
    expect((await casesOf(`+${from}`))[0]?.isi).toBe('lampu jalan mati')
  })
})

const mail = (raw: string | Buffer) =>
  app.server.inject({
    method: 'POST',
    url: '/kanal/email',
    headers: { 'content-type': 'message/rfc822', 'x-kunci-kanal': KEY },
    payload: raw,
  })
const letter = (headers: Record<string, string>, body: string) =>
  `${Object.entries({
    From: `Pak Budi <budi${serial}@contoh.id>`,
    'Message-ID': `<m${serial}@contoh.id>`,
    Subject: 'Sampah menumpuk',
    ...headers,
  })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body}`
const address = () => `budi${serial}@contoh.id`

describe('an e-mail', () => {
  it('becomes a case without quotes and signature, and is answered once', async () => {
    const raw = letter(
      {},
      'Sampah menumpuk di belakang pasar sejak seminggu.\r\n\r\n-- \r\nBudi, 081234567890\r\n> kutipan lama',
    )
    expect((await mail(raw)).json().status).toBe('diterima')
    expect((await mail(raw)).json().status).toBe('sudah diterima')
    const [made, ...others] = await casesOf(address())
    expect(others).toEqual([])
    expect(made).toMatchObject({
      kanal: 'email',
      judul: 'Sampah menumpuk',
      isi: 'Sampah menumpuk di belakang pasar sejak seminggu.',
    })
    const [answer, ...more] = await answers(address())
    expect(more).toEqual([])
    expect(answer?.subjek).toBe('Re: Sampah menumpuk')
    expect(answer?.teks).toContain(`/laporan/${made?.nomor}`)
  })

  it('in an old alphabet, with a picture attached, is read whole', async () => {
    const boundary = 'b1'
    const raw = Buffer.concat([
      Buffer.from(
        letter(
          { 'MIME-Version': '1.0', 'Content-Type': `multipart/mixed; boundary=${boundary}` },
          `--${boundary}\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nJalan rusak di depan Caf`,
        ),
      ),
      Buffer.from([0xe9]),
      Buffer.from(
        ` Melati, lubangnya dalam.\r\n--${boundary}\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.jpg\r\n\r\n${picture.toString('base64')}\r\n--${boundary}--\r\n`,
      ),
    ])
    await mail(raw)
    const [made] = await casesOf(address())
    expect(made?.isi).toBe('Jalan rusak di depan Café Melati, lubangnya dalam.')
    await fetchPictures()
    expect(await photosOf(made?.id ?? '')).toHaveLength(1)
  })

  it.each([
    { 'Auto-Submitted': 'auto-replied' },
    { Precedence: 'bulk' },
    { 'X-Auto-Response-Suppress': 'All' },
    { 'List-Id': '<kabar.contoh.id>' },
    { 'Return-Path': '<>' },
    { 'X-Loop': 'pendopo' },
    { From: 'MAILER-DAEMON@contoh.id' },
    { From: 'noreply@contoh.id' },
    { From: 'pendopo@127.0.0.1' },
    { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x' },
  ])('written by a program (%j) makes no case and gets no answer', async (headers) => {
    const before = await answers(address())
    expect(
      (
        await mail(
          letter(headers as Record<string, string>, 'Saya sedang cuti sampai Senin depan.'),
        )
      ).json(),
    ).toEqual({
      status: 'diabaikan',
      balasan: null,
    })
    expect(await casesOf(address())).toEqual([])
    expect(await answers(address())).toEqual(before)
  })

  it('that answers itself for ever is answered ten times a day and then left', async () => {
    for (let count = 0; count < 14; count += 1)
      await mail(
        letter(
          { 'Message-ID': `<ulang${serial}-${count}@contoh.id>`, Subject: 'Otomatis' },
          `Pesan Anda nomor ${count} sudah kami terima.`,
        ),
      )
    expect((await answers(address())).length).toBeLessThanOrEqual(11)
  })

  it('closes a case only with the tracking code, since anyone can write a sender’s name', async () => {
    await mail(letter({}, 'Lampu jalan mati di jalan Kenanga sejak kemarin.'))
    const [made] = await casesOf(address())
    await rows(
      database.owner,
      sql`update citizen_reports.laporan set status = 'menunggu_konfirmasi' where id = ${made?.id}::uuid`,
    )
    const kode = /LCK-[\dA-Z-]+/.exec((await answers(address()))[0]?.teks ?? '')?.[0]
    const forged = await mail(
      letter({ 'Message-ID': '<palsu@x.id>', Subject: `Re: ${made?.nomor}` }, 'BENAR'),
    )
    expect(forged.json().balasan).toContain('kode lacak')
    const honest = await mail(letter({ 'Message-ID': '<sah@x.id>' }, `BENAR ${kode}`))
    expect(honest.json().balasan).toContain('ditutup')
  })

  it('that is none, or a bomb of parts, is refused and counted', async () => {
    const nested = `${'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n'.repeat(200)}x`
    for (const raw of [
      '',
      '\u0000\u0001',
      nested,
      letter({ From: 'tanpa alamat' }, 'isi laporan saya'),
    ])
      expect((await mail(raw)).statusCode).toBeLessThan(500)
    expect((await mail(Buffer.alloc(16 * 1024 * 1024, 97))).statusCode).toBe(413)
  })
})

describe('words of an HTML mail', () => {
  it('are its text, with its line breaks, without its scripts', () => {
    expect(
      textOfHtml(
        '<style>p{}</style><p>Jalan <b>rusak</b></p><script>x<y</script><p>a &amp; b</p><blockquote>lama</blockquote>',
      ),
    ).toBe('Jalan rusak\n\na & b\n\n> lama')
  })

  it('are found in time however it is written', () => {
    const started = performance.now()
    textOfHtml('<'.repeat(200_000))
    textOfHtml('<script>'.repeat(25_000))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
