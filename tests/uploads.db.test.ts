import { Buffer } from 'node:buffer'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { issueNonce } from '../src/modules/citizen-reports/actions/proof-nonce.ts'
import { findLaporanByNomor } from '../src/modules/citizen-reports/store/laporan-store.ts'
import { oneRow, sql } from '../src/platform/db/database.ts'
import { bringToField, FIELD, sendCase, signIn } from './support/case-house.ts'
import { makePhoto } from './support/photos.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database, logged } = await useRunningApp()
const { nomor } = await sendCase(app)
await bringToField(app, nomor)
const officer = await signIn(app, 'petugas-pupr')
await officer.get(`/kerja/laporan/${nomor}/bukti`)

async function upload(bytes: Uint8Array, name = 'bukti.jpg') {
  const laporan = await findLaporanByNomor(app.kit.db, nomor)
  const petugasId = 'accountId' in FIELD ? FIELD.accountId : ''
  const nonce = issueNonce(
    { secretKey: app.kit.secretKey, now: app.kit.now(), random: app.kit.randomBytes(9) },
    { laporanId: laporan?.id ?? '', petugasId, isOffline: false },
  )
  const startedAt = performance.now()
  const answer = await officer.upload(
    `/kerja/laporan/${nomor}/bukti`,
    { nonce, pesan: 'Sudah ditambal.', cara: 'berkas' },
    [{ field: 'foto', name, bytes }],
  )
  return { ...answer, ms: performance.now() - startedAt }
}

const countPhotos = () =>
  oneRow(database.owner, sql<{ n: number }>`select count(*)::int as n from citizen_reports.foto`)

const latin = (text: string) => Buffer.from(text, 'latin1')
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** A PNG whose header claims a size; the pixels behind it are a few bytes. */
function pixelBomb(edge: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, latin(name), data, Buffer.alloc(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(edge, 0)
  header.writeUInt32BE(edge, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const pixels = chunk('IDAT', deflateSync(Buffer.alloc(100_000)))
  return Buffer.concat([
    latin('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', header),
    pixels,
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const photo = await makePhoto(9_001, { widthPx: 1_600, heightPx: 1_200 })
const HOSTILE: readonly (readonly [what: string, bytes: Buffer, sentence: string])[] = [
  ['the virus sample', latin(EICAR), 'contoh virus'],
  ['a photo with the virus sample inside', Buffer.concat([photo, latin(EICAR)]), 'contoh virus'],
  ['a GIF that is a script', latin('GIF89a=1;alert(1);//'), 'JPEG, PNG, atau WebP'],
  [
    'a photo with markup behind it',
    Buffer.concat([photo, latin('<script>alert(1)</script>')]),
    'berkas atau kode lain',
  ],
  [
    'a photo with an archive behind it',
    Buffer.concat([photo, latin('PK\x03\x04\x14\0\0\0\x08\0'), Buffer.alloc(40)]),
    'berkas atau kode lain',
  ],
  [
    'an SVG with a script',
    latin('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'JPEG, PNG, atau WebP',
  ],
  ['HTML named jpg', latin('<!doctype html><script>alert(1)</script>'), 'bukan gambar'],
  ['nothing', Buffer.alloc(0), 'kosong'],
  ['30,000 × 30,000 pixels', pixelBomb(30_000), '40 megapiksel'],
  ['half a photo', photo.subarray(0, photo.length / 2), 'rusak atau terpotong'],
  ['a header and no picture', photo.subarray(0, 40), 'rusak'],
]

describe('an upload', () => {
  it.each(HOSTILE)(
    'of %s is refused at its field within three seconds, and nothing is stored',
    async (_what, bytes, sentence) => {
      const before = await countPhotos()
      const answer = await upload(bytes)
      expect(answer.status).toBe(422)
      expect(answer.body).toContain(sentence)
      expect(answer.body).toContain('href="#f-foto"')
      expect(answer.ms).toBeLessThan(3_000)
      expect(await countPhotos()).toEqual(before)
    },
  )

  it('of 100 MB is refused at its field like any other', async () => {
    const answer = await upload(Buffer.concat([photo, Buffer.alloc(100 * 1024 * 1024)]))
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('12 MB')
  })

  it.each([
    '../../etc/passwd',
    'foto\u202egpj.exe',
    `${'x'.repeat(255)}.jpg`,
    'bukti.php',
    '"><script>alert(1)</script>.jpg',
  ])('named %s is judged by what it is, and its name goes nowhere', async (name) => {
    const answer = await upload(photo, name)
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('waktu pengambilan')
    expect(answer.body).not.toContain(name)
    const { n } = await oneRow(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from citizen_reports.foto f where f::text like '%passwd%' or f::text like '%script%'`,
    )
    expect(n).toBe(0)
  })

  it('takes no more than 256 MB of memory, however many large pictures come at once', async () => {
    await upload(photo)
    const idle = process.memoryUsage().rss
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    const large = await sharp({
      create: { width: 6_000, height: 6_000, channels: 3, background: '#357' },
    })
      .jpeg({ quality: 60 })
      .toBuffer()
    await Promise.all([large, large, large, large].map((bytes) => upload(bytes)))
    clearInterval(watch)
    expect((peak - idle) / 1024 / 1024).toBeLessThan(256)
  })

  it('by somebody who may not use the door is not even read', async () => {
    const boundary = 'x'
    const answer = await app.server.inject({
      method: 'POST',
      url: `/kerja/laporan/${nomor}/bukti`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: `--${boundary}\r\ncontent-disposition: form-data; name="foto"; filename="a"\r\n\r\nbroken`,
    })
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe('/masuk')
  })

  it('never makes the program fail', () => {
    expect(logged()).not.toContain('request failed')
  })
})
