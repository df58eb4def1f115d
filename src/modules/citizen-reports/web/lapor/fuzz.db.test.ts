import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFormVisitor } from '../../../../../tests/support/form-visitor.ts'
import { useRunningApp } from '../../../../../tests/support/running-app.ts'
import { oneRow, sql } from '../../../../platform/db/database.ts'

const { app, database, logged } = await useRunningApp()
const { server } = app

const FIELDS = [
  'judul isi jenis aksi kunci seal kategori kategori_lain lat lon sumber akurasi kecamatan wilayah',
  'patokan peta_z peta_p peta.x peta.y peta2.x peta2.y privasi rahasia nama telepon email anonim',
  'jawaban.nomor_tiang jawaban.jenis_jalan jawaban. __proto__ constructor nomor kode foto',
]
  .join(' ')
  .split(' ')
const URLS = [
  '/lapor',
  '/lapor/tempat',
  '/lapor/serupa',
  '/lapor/diri',
  '/lapor/periksa',
  '/lapor/luring',
  '/lapor/terkirim/foto',
]

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '\u0000',
    '\ud83d',
    "' or 1=1--",
    '-7.3',
    '110.5',
    'NaN',
    '1e999',
    'pengaduan',
    'penerangan.padam',
    'hapus-foto.00000000-0000-4000-8000-000000000000',
    'lanjut',
    'baru',
    '99.01.01',
    'x'.repeat(20_000),
    '😀'.repeat(3_001),
    '08123456789 '.repeat(40),
  ),
)
const fields = fc.array(fc.tuple(fc.constantFrom(...FIELDS), value), { maxLength: 14 })
const type = fc.constantFrom(
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/json',
  'application/octet-stream',
  'text/plain',
)

/** A good draft in front, so that the later screens are reached and not only sent away from. */
async function begin() {
  const visitor = createFormVisitor(server)
  await visitor.post('/lapor', {
    judul: 'Lampu jalan padam di depan pasar',
    isi: 'Sudah tiga malam lampu jalan di depan pasar padam.',
    jenis: 'pengaduan',
    aksi: 'lanjut',
  })
  await visitor.post('/lapor/tempat', {
    kategori: 'penerangan.padam',
    kecamatan: app.reference.kecamatan()[0]?.kode ?? '',
    aksi: 'lanjut',
  })
  return { visitor, token: await visitor.csrf() }
}

const halves = () =>
  oneRow(
    database.owner,
    sql<{ n: number }>`select (select count(*) from citizen_reports.laporan l
        where not exists (select 1 from citizen_reports.pelapor p where p.laporan_id = l.id)
          or not exists (select 1 from citizen_reports.riwayat r where r.laporan_id = l.id)
          or (l.is_rahasia and not exists (select 1 from citizen_reports.isi_rahasia s where s.laporan_id = l.id)))::int as n`,
  )

describe('every form of a report', () => {
  it('answers anything at all with words, never with a fault of ours, and stores nothing by half', async () => {
    const before = await halves()
    const { visitor, token } = await begin()
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...URLS), fields, type, async (url, given, contentType) => {
        const body = new URLSearchParams()
        for (const [name, text] of given) body.append(name, text)
        const answer = await server.inject({
          method: 'POST',
          url,
          headers: { ...visitor.headers(), 'x-csrf-token': token, 'content-type': contentType },
          payload: body.toString(),
        })
        expect([url, answer.statusCode < 500, answer.payload.slice(0, 0)]).toEqual([url, true, ''])
        const next = String(answer.headers.location ?? '')
        if (next !== '') expect((await visitor.get(next)).statusCode).toBeLessThan(500)
      }),
      { numRuns: 150 },
    )
    expect(logged()).not.toContain('request failed')
    expect(await halves()).toEqual(before)
  })

  it('takes bytes that are no UTF-8 and cut multipart for what they are', async () => {
    const { visitor, token } = await begin()
    const broken = [
      Buffer.from('judul=%ff%fe%80&isi=%c3%28&jenis=pengaduan', 'latin1'),
      Buffer.from('6a7564756c3dff80fe26697369 3dc328'.replace(' ', ''), 'hex'),
      Buffer.from('%E0%A4%A=1&%=%'),
    ]
    for (const url of URLS) {
      for (const payload of broken) {
        const headers = { ...visitor.headers(), 'x-csrf-token': token }
        const plain = await server.inject({
          method: 'POST',
          url,
          headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
          payload,
        })
        const cut = await server.inject({
          method: 'POST',
          url,
          headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
          payload: Buffer.concat([
            Buffer.from('--x\r\ncontent-disposition: form-data; name="foto"; filename="a"\r\n\r\n'),
            payload,
          ]),
        })
        expect([url, plain.statusCode < 500, cut.statusCode < 500]).toEqual([url, true, true])
      }
    }
    expect(logged()).not.toContain('request failed')
  })
})
