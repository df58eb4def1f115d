import { beforeEach, describe, expect, it } from 'vitest'
import { createFormVisitor, type FormVisitor } from '../../../../../tests/support/form-visitor.ts'
import { makePhoto } from '../../../../../tests/support/photos.ts'
import { useRunningApp } from '../../../../../tests/support/running-app.ts'
import { present } from '../../../../kernel/assert.ts'
import { oneRow, rows, sql } from '../../../../platform/db/database.ts'
import { DEMO_PASSWORD } from '../../../identity/index.ts'

const { app, database, takeQueries, logged } = await useRunningApp()
const { server } = app
const { reference } = app
const kecamatan = present(reference.kecamatan()[0], 'the demo has kecamatan').kode
const desa = present(reference.desaOf(kecamatan)[0], 'and villages').kode
const inside = present(reference.innerPoint(desa), 'with a point inside')

let visitor: FormVisitor
beforeEach(() => {
  visitor = createFormVisitor(server)
})

const story = {
  judul: 'Lampu jalan padam di depan pasar',
  isi: 'Sudah tiga malam lampu jalan di depan pasar padam dan gelap.',
  jenis: 'pengaduan',
}
const place = {
  kategori: 'penerangan.padam',
  lat: String(inside.lat),
  lon: String(inside.lon),
  aksi: 'lanjut',
}
const person = { privasi: 'petugas', nama: '', telepon: '', email: '' }

async function fill(who: FormVisitor, changes: Record<string, string> = {}): Promise<void> {
  const steps = [
    ['/lapor', { ...story, ...changes, aksi: 'lanjut' }, '/lapor/tempat'],
    ['/lapor/tempat', { ...place, ...changes }, '/lapor/diri'],
    ['/lapor/diri', { ...person, ...changes }, '/lapor/periksa'],
  ] as const
  for (const [url, fields, next] of steps) {
    const answer = await who.post(url, fields)
    expect([url, answer.statusCode, answer.headers.location]).toEqual([url, 303, next])
  }
}

async function countReports(): Promise<number> {
  const { n } = await oneRow(
    database.owner,
    sql<{ n: number }>`select count(*)::int as n from citizen_reports.laporan`,
  )
  return n
}

const send = (who: FormVisitor, fields: Record<string, string> = {}) =>
  who.post('/lapor/periksa', fields)
const nomorIn = (html: string) => present(/ADU-\d{4}-\d+-[A-Z]/.exec(html)?.[0], 'a number')

describe('a report', () => {
  it('sent twice, sent again later and sent after its draft is gone is one case with one code', async () => {
    await fill(visitor)
    const before = await countReports()
    const page = await visitor.get('/lapor/periksa')
    const hidden = (name: string) =>
      present(new RegExp(`name="${name}" value="([^"]+)"`).exec(page.payload)?.[1], name)
    // Both taps come from the page as it stood: the first may be through before the second is read.
    const shown = { kunci: hidden('kunci'), seal: hidden('seal') }
    const answers = await Promise.all([send(visitor, shown), send(visitor, shown)])
    answers.push(await send(visitor, { kunci: shown.kunci }))
    const receipts = await Promise.all(
      answers.map(async ({ headers }) => (await visitor.get(String(headers.location))).payload),
    )
    expect(new Set(receipts.map(nomorIn)).size).toBe(1)
    expect(new Set(receipts.map((html) => /LCK-[0-9A-Z-]+/.exec(html)?.[0])).size).toBe(1)
    expect(await countReports()).toBe(before + 1)
  })

  it('begun from a link to a kind of problem has it chosen, and the reporter may change it', async () => {
    const link = '/lapor?kategori=penerangan.padam'
    expect((await visitor.get(link)).payload).toContain('Jenis masalah: <b>')
    const short = await visitor.post('/lapor', { ...story, judul: 'x', aksi: 'lanjut' }, link)
    expect(short.payload).toContain('name="kategori" value="penerangan.padam"')
    await visitor.post('/lapor', { ...story, aksi: 'lanjut' }, link)
    const chosen = /<input[^>]*name="kategori"[^>]*value="penerangan.padam"[^>]*checked/
    expect((await visitor.get('/lapor/tempat')).payload).toMatch(chosen)
    await fill(visitor, { kategori: 'penerangan.belum-ada' })
    expect((await visitor.get('/lapor/periksa')).payload).not.toContain('penerangan.padam')
  })

  it('is begun without a kind when the link names one that does not exist, and looking stores nothing', async () => {
    for (const kode of ['tidak.ada', 'penerangan', '<b>', "'"]) {
      const shown = await visitor.get(`/lapor?kategori=${encodeURIComponent(kode)}`)
      expect([kode, shown.statusCode]).toEqual([kode, 200])
      expect(shown.payload).not.toContain('name="kategori"')
    }
    await visitor.get('/lapor?kategori=penerangan.padam')
    expect((await visitor.get('/lapor')).payload).not.toContain('name="kategori"')
  })

  it('is not sent from a tab that shows something older than the draft', async () => {
    await fill(visitor)
    const old = (await visitor.get('/lapor/periksa')).payload
    const seal = present(/name="seal" value="([^"]+)"/.exec(old)?.[1], 'a seal')
    await visitor.post('/lapor', {
      ...story,
      judul: 'Judul yang diganti di tab lain',
      aksi: 'lanjut',
    })
    const before = await countReports()
    const answer = await send(visitor, { seal })
    expect(answer.headers.location).toBe('/lapor/periksa')
    expect(await countReports()).toBe(before)
  })

  it('keeps its receipt for its browser alone', async () => {
    await fill(visitor)
    const receipt = String((await send(visitor)).headers.location)
    expect((await visitor.get(receipt)).payload).toContain('LCK-')
    const stranger = createFormVisitor(server)
    await stranger.get('/lapor')
    expect((await stranger.get(receipt)).statusCode).toBe(404)
  })

  it('masks personal data in title, story, landmark and answers, and keeps the original for officers', async () => {
    const told = {
      judul: 'Lampu padam, hubungi 0812-3456-7890',
      isi: 'NIK saya 3506042602660001, surel budi@contoh.id, lampu padam tiga malam.',
      patokan: 'Jl. Melati No. 12',
      'jawaban.nomor_tiang': 'telepon 0812 3456 7890',
    }
    await fill(visitor, told)
    const check = (await visitor.get('/lapor/periksa')).payload
    for (const shown of [
      '0812-3456-7890',
      '3506042602660001',
      'budi@contoh.id',
      'Jl. Melati No. 12',
    ])
      expect(check).toContain(`<mark>${shown}</mark>`)
    const receipt = await visitor.get(String((await send(visitor)).headers.location))
    const [row] = await rows(
      database.owner,
      sql<{
        publik: string
        asli: string
      }>`select concat_ws(' ', l.judul, l.isi, l.patokan, l.jawaban::text) as publik,
        concat_ws(' ', p.judul_asli, p.isi_asli, p.patokan_asli, p.jawaban_asli::text) as asli
      from citizen_reports.laporan l join citizen_reports.pelapor p on p.laporan_id = l.id
      where l.nomor = ${nomorIn(receipt.payload)}`,
    )
    for (const secret of ['3456', '3506042602660001', 'budi@contoh.id', 'Melati No']) {
      expect(row?.publik).not.toContain(secret)
      expect(row?.asli).toContain(secret)
    }
  })

  it('whose masks are longer than the table allows is cut, not lost', async () => {
    const phones = '0812345678 '.repeat(10).trim()
    await fill(visitor, { judul: phones, isi: `${'B 12 A '.repeat(500)}`.trim() })
    expect((await send(visitor)).statusCode).toBe(303)
  })

  it('of an anonymous citizen keeps neither name nor contact', async () => {
    await fill(visitor, { privasi: 'anonim', nama: 'Budi Santoso', telepon: '081234567890' })
    const receipt = await visitor.get(String((await send(visitor)).headers.location))
    const [row] = await rows(
      database.owner,
      sql<{
        all: string
      }>`select concat_ws('|', p.nama, p.telepon, p.email, l.pelapor_akun_id::text) as all
      from citizen_reports.laporan l join citizen_reports.pelapor p on p.laporan_id = l.id
      where l.nomor = ${nomorIn(receipt.payload)}`,
    )
    expect(row?.all).toBe('')
  })

  it('too many in an hour is told when to come back, and loses nothing', async () => {
    for (let sent = 0; sent < 10; sent += 1) {
      await fill(visitor)
      expect((await send(visitor)).headers.location).toContain('/lapor/terkirim')
    }
    await fill(visitor)
    const refused = await send(visitor)
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.payload).toMatch(/sesudah pukul \d\d\.\d\d WIB/)
    expect((await visitor.get('/lapor')).payload).toContain(story.judul)
  })
})

describe('the place screen', () => {
  it('refuses a point outside the region at its field, in words', async () => {
    await visitor.post('/lapor', { ...story, aksi: 'lanjut' })
    const answer = await visitor.post('/lapor/tempat', { ...place, lat: '-6.2', lon: '106.8' })
    expect(answer.statusCode).toBe(422)
    expect(answer.payload).toContain('href="#f-lokasi"')
    expect(answer.payload).toContain('di luar wilayah kami')
  })

  it('takes a tap on the map without script, and moves closer', async () => {
    await visitor.post('/lapor', { ...story, aksi: 'lanjut' })
    const tap = await visitor.post('/lapor/tempat', { 'peta.x': '144', 'peta.y': '120' })
    expect(tap.headers.location).toBe('/lapor/tempat#f-peta')
    const page = (await visitor.get('/lapor/tempat')).payload
    expect(page).toMatch(/name="lat"[^>]*value="-?\d+\.\d{6}"/)
    expect(page).toContain('name="peta_z" value="1"')
    expect(page).toContain('Titik terpasang di')
    const keyboard = await visitor.post('/lapor/tempat', { 'peta.x': '0', 'peta.y': '0' })
    expect(keyboard.headers.location).not.toBe('/lapor/tempat#f-peta')
  })

  it('takes the kecamatan from a landmark that names it, and refuses a code that does not exist', async () => {
    await visitor.post('/lapor', { ...story, aksi: 'lanjut' })
    const nowhere = { ...place, lat: '', lon: '' }
    expect((await visitor.post('/lapor/tempat', nowhere)).payload).toContain('href="#f-lokasi"')
    const made = await visitor.post('/lapor/tempat', { ...nowhere, kecamatan: '99.99.99' })
    expect(made.payload).toContain('href="#f-kecamatan"')
    const name = present(reference.findWilayah(kecamatan), 'known').nama
    const named = await visitor.post('/lapor/tempat', {
      ...nowhere,
      kecamatan: '',
      patokan: `dekat pasar ${name}`,
    })
    expect(named.headers.location).toBe('/lapor/diri')
  })

  it('shows a case nearby before one goes on, never a secret or withheld one', async () => {
    await fill(visitor)
    const first = nomorIn(
      (await visitor.get(String((await send(visitor)).headers.location))).payload,
    )
    const other = createFormVisitor(server)
    await other.post('/lapor', { ...story, aksi: 'lanjut' })
    await other.post('/lapor/tempat', { ...place, aksi: 'desa' })
    const shown = (await other.get('/lapor/tempat')).payload
    expect(shown).toContain(`/laporan/${first}/dukung`)
    await rows(
      database.owner,
      sql`update citizen_reports.laporan set is_publik = false where nomor = ${first} returning id`,
    )
    expect((await other.get('/lapor/tempat')).payload).not.toContain(first)
    const hint = await other.post('/lapor/serupa', { ...story, ...place }, '/lapor/tempat')
    expect(hint.payload).not.toContain(first)
  })

  it('hints while typing in at most two kilobytes and two statements of its own', async () => {
    await fill(visitor)
    await send(visitor)
    const _csrf = await visitor.csrf()
    takeQueries()
    const hint = await server.inject({
      method: 'POST',
      url: '/lapor/serupa',
      headers: {
        ...visitor.headers(),
        'x-csrf-token': _csrf,
        'accept-encoding': 'br',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ ...story, ...place }).toString(),
    })
    expect(hint.statusCode).toBe(200)
    expect(hint.rawPayload.length).toBeGreaterThan(200)
    expect(hint.rawPayload.length).toBeLessThan(2_048)
    expect(takeQueries().length).toBeLessThanOrEqual(2)
  })
})

describe('a draft', () => {
  it('of an account goes on in another browser, and is not shown to the next one here', async () => {
    await visitor.post('/masuk', { identitas: 'warga', sandi: DEMO_PASSWORD })
    await visitor.post('/lapor', { ...story, judul: 'Draf milik akun warga', aksi: 'lanjut' })
    await visitor.post('/lapor/tempat', { ...place, patokan: 'dekat jembatan', aksi: 'desa' })
    const elsewhere = createFormVisitor(server)
    await elsewhere.post('/masuk', { identitas: 'warga', sandi: DEMO_PASSWORD })
    expect((await elsewhere.get('/lapor')).payload).toContain('Draf milik akun warga')
    expect((await elsewhere.get('/lapor/tempat')).payload).toContain('dekat jembatan')
    await visitor.post('/keluar', {}, '/keluar')
    expect((await visitor.get('/lapor')).payload).not.toContain('Draf milik akun warga')
  })

  it('can be thrown away with its photos', async () => {
    const photo = await makePhoto(11)
    await visitor.upload('/lapor', { ...story, aksi: 'lanjut' }, [{ name: 'a.jpg', bytes: photo }])
    expect((await visitor.get('/lapor')).payload).toContain('hapus-foto.')
    await visitor.post('/lapor', { aksi: 'baru' })
    const page = (await visitor.get('/lapor')).payload
    expect(page).not.toContain('hapus-foto.')
    expect(page).not.toContain(story.judul)
  })
})

describe('photos without script', () => {
  it('go with the form, stay with the draft, and follow the report', async () => {
    const files = await Promise.all(
      [1, 2].map(async (seed) => ({ name: `${seed}.jpg`, bytes: await makePhoto(seed) })),
    )
    const answer = await visitor.upload('/lapor', { ...story, aksi: 'lanjut' }, files)
    expect(answer.headers.location).toBe('/lapor/tempat')
    await visitor.post('/lapor/tempat', place)
    await visitor.post('/lapor/diri', person)
    const receipt = await visitor.get(String((await send(visitor)).headers.location))
    const { n } = await oneRow(
      database.owner,
      sql<{ n: number }>`select count(*)::int as n from citizen_reports.foto f
      join citizen_reports.laporan l on l.id = f.laporan_id where l.nomor = ${nomorIn(receipt.payload)}`,
    )
    expect(n).toBe(2)
  })

  it('refused say why at the field, and lose neither the words nor the good ones', async () => {
    const files = [
      { name: 'baik.jpg', bytes: await makePhoto(3) },
      { name: 'bukan.jpg', bytes: Buffer.from('bukan gambar sama sekali') },
      { name: 'besar.jpg', bytes: Buffer.concat([await makePhoto(4), Buffer.alloc(13_000_000)]) },
    ]
    const answer = await visitor.upload('/lapor', { ...story, aksi: 'lanjut' }, files)
    expect(answer.statusCode).toBe(422)
    expect(answer.payload).toContain('href="#f-foto"')
    expect(answer.payload).toContain('bukan gambar')
    expect(answer.payload).toContain('lebih besar dari 12 MB')
    expect(answer.payload).toContain(`value="${story.judul}"`)
    expect(answer.payload.match(/hapus-foto\./g)).toHaveLength(1)
  })

  it('of which there are too many in one form are refused beyond the fifth', async () => {
    const files = await Promise.all(
      Array.from({ length: 9 }, async (_, seed) => ({
        name: `${seed}.jpg`,
        bytes: await makePhoto(seed + 50, { widthPx: 80, heightPx: 60 }),
      })),
    )
    const answer = await visitor.upload('/lapor', { ...story, aksi: 'lanjut' }, files)
    expect(answer.statusCode).toBe(422)
    expect((await visitor.get('/lapor')).payload.match(/hapus-foto\./g)).toHaveLength(5)
  })
})

it('nothing of all this was a fault of ours', () => {
  expect(logged()).not.toContain('request failed')
})
