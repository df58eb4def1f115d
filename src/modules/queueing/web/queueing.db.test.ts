import { describe, expect, it } from 'vitest'
import { createFormVisitor, type FormVisitor } from '../../../../tests/support/form-visitor.ts'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { rows, sql } from '../../../platform/db/database.ts'
import { DEMO_PASSWORD } from '../../identity/index.ts'
import { clerk, queueHouse, sure, TUESDAY } from '../testing/queue-house.ts'

let now = TUESDAY
const { app, database, takeQueries } = await useRunningApp({ now: () => new Date(now) })
const house = queueHouse(app)
const visitor = () => createFormVisitor(app.server)
const signIn = async (username: string): Promise<FormVisitor> => {
  const person = visitor()
  await person.post('/masuk', { identitas: username, sandi: DEMO_PASSWORD })
  return person
}
const MPP = '/antrean/mpp-jatiraya'
const ATUR = '/kerja/pengaturan/antrean'

describe('the public pages of the queue', () => {
  it('answer in both languages, and nothing where there is no place', async () => {
    const person = visitor()
    for (const lang of ['id', 'en']) {
      await person.get(`/bahasa/${lang}`)
      for (const path of [
        '/antrean',
        MPP,
        `${MPP}/ambil`,
        `${MPP}/janji`,
        `${MPP}/hadir`,
        `${MPP}/layar`,
      ]) {
        const page = await person.get(path)
        expect([path, page.statusCode]).toEqual([path, 200])
        expect(page.payload).not.toContain('undefined')
        expect(page.payload).not.toContain('NaN')
      }
    }
    for (const path of [
      '/antrean/tidak-ada',
      '/antrean/tidak-ada/ambil',
      '/antrean/tiket/ANT-1',
      '/antrean/janji/JNJ-1',
      '/antrean/tunggu/TGU-1',
      '/api/v1/antrean/tidak-ada',
    ])
      expect([path, (await person.get(path)).statusCode]).toEqual([path, 404])
  })

  it('say evenings and Saturdays, and when a closed place opens next', async () => {
    now = Date.UTC(2026, 10, 27, 9, 0)
    const page = (await visitor().get('/antrean')).payload
    expect(page).toContain('Ada jam malam')
    expect(page).toContain('Buka Sabtu')
    expect(page).toContain('Tutup, buka lagi 18.00')
    now = TUESDAY
  })

  it('read the same number of statements however long the line is', async () => {
    const person = visitor()
    const count = async () => {
      takeQueries()
      await person.get(MPP)
      return takeQueries().length
    }
    await count()
    const before = await count()
    for (let n = 0; n < 12; n += 1) await house.take('K')
    expect(await count()).toBe(before)
  })
})

describe('a number', () => {
  it('is taken by a form without script, followed, and given up', async () => {
    const person = visitor()
    await person.get(`${MPP}/ambil`)
    const layanan = (await house.lineOf('A')).id
    const taken = await person.post(`${MPP}/ambil`, { layanan, prioritas: 'lansia' })
    expect(taken.statusCode).toBe(303)
    const at = String(taken.headers.location)
    const page = (await person.get(at)).payload
    expect(page).toContain('A-001')
    expect(page).toContain('Didahulukan')
    expect(page).toContain('http-equiv="refresh"')
    const kode = at.split('/').at(-1) ?? ''
    const api = await person.get(`/api/v1/antrean/tiket/${kode}`)
    expect(api.json()).toMatchObject({ nomor: 'A-001', status: 'menunggu', diDepan: 0 })
    const left = await person.post(`/antrean/tiket/${kode}/batal`, {}, at)
    expect(left.statusCode).toBe(303)
    expect((await person.get(at)).payload).toContain('Dibatalkan')
  })

  it('refused keeps what was typed, with every reason at its field', async () => {
    const person = visitor()
    const refused = await person.post(`${MPP}/ambil`, {
      layanan: 'x',
      prioritas: 'ibu_hamil',
      telepon: '12',
      saluran: 'whatsapp',
    })
    expect(refused.statusCode).toBe(422)
    expect(refused.payload).toContain('value="12"')
    expect(refused.payload).toMatch(/value="ibu_hamil" checked/)
    expect(refused.payload).toContain('href="#f-layanan"')
    expect(refused.payload).toContain('href="#f-telepon"')
  })

  it('is free of limits at a kiosk, which only a clerk of the place can set up', async () => {
    const officer = await signIn('petugas-dukcapil')
    const unopened = await officer.post('/kerja/antrean/kios', {}, '/kerja/antrean')
    expect(unopened.statusCode).toBe(303)
    const loket = (await house.desk()).loket.find(({ kode }) => kode === '1')?.id ?? ''
    await officer.post('/kerja/antrean/buka', { tempat: 'mpp-jatiraya', loket }, '/kerja/antrean')
    await officer.post('/kerja/antrean/kios', {}, '/kerja/antrean')
    const layanan = (await house.lineOf('C')).id
    for (let n = 0; n < 4; n += 1) {
      const taken = await officer.post(`${MPP}/ambil`, { layanan })
      expect(String(taken.headers.location)).toContain('?kios=mpp-jatiraya')
    }
    await officer.post('/kerja/antrean/kios', { hentikan: 'ya' }, '/kerja/antrean')
    const after = await officer.post(`${MPP}/ambil`, { layanan })
    expect(String(after.headers.location)).not.toContain('kios')
  })
})

describe('an appointment by form', () => {
  it('is booked, shown with its code, moved, checked in and turned into a number', async () => {
    const person = visitor()
    const layanan = (await house.lineOf('E')).id
    const day = `${MPP}/janji?layanan=${layanan}&tanggal=2026-11-25`
    expect((await person.get(day)).payload).toContain('09.00–09.20')
    const booked = await person.post(
      `${MPP}/janji`,
      { layanan, tanggal: '2026-11-25', mulai: '540', telepon: '08110000333', saluran: 'sms' },
      day,
    )
    const at = String(booked.headers.location)
    expect(at).toMatch(/^\/antrean\/janji\/JNJ-/)
    expect((await person.get(at)).payload).toContain('Rabu, 25 November 2026, 09.00')
    const moved = await person.post(
      `${at}/pindah`,
      { tanggal: '2026-11-25', mulai: '600' },
      `${at}?tanggal=2026-11-25`,
    )
    expect(moved.statusCode).toBe(303)
    now = Date.UTC(2026, 10, 25, 2, 50)
    const kode = `http://127.0.0.1:3000${at}`
    const arrived = await person.post(`${MPP}/hadir`, { kode })
    expect(String(arrived.headers.location)).toMatch(/^\/antrean\/tiket\/ANT-/)
    expect((await person.get(at)).payload).toContain('Lihat nomor antrean')
    now = TUESDAY
  })
})

describe('the screen and the open data', () => {
  it('show numbers and counters, and nothing about anybody', async () => {
    const one = clerk(30, 'dpmptsp')
    sure(await house.take('B', { telepon: '0811-0000-444', saluran: 'sms' }))
    sure(await house.sit(one, '4'))
    sure(await house.act(one, 'panggil'))
    const person = visitor()
    const json = await person.get('/api/v1/antrean/mpp-jatiraya/layar')
    expect(json.json().sekarang[0]).toMatchObject({
      nomor: 'B-001',
      loket: '4',
      ucapan: 'Nomor antrean B nol nol satu, silakan ke loket empat.',
    })
    sure(await house.act(one, 'panggil_ulang'))
    const again = await person.get('/api/v1/antrean/mpp-jatiraya/layar')
    expect(again.json().sekarang[0].tanda).not.toBe(json.json().sekarang[0].tanda)
    sure(await house.act(one, 'selesai'))
    const everything = await Promise.all(
      [
        `${MPP}/layar`,
        MPP,
        '/api/v1/antrean',
        '/api/v1/antrean/mpp-jatiraya',
        '/api/v1/antrean/mpp-jatiraya/layar',
        '/api/v1/antrean/mpp-jatiraya/statistik',
        `${MPP}/statistik.csv`,
      ].map(async (path) => [path, await person.get(path)] as const),
    )
    for (const [path, { statusCode, payload }] of everything) {
      expect([path, statusCode]).toEqual([path, 200])
      expect(payload).not.toMatch(/0811|\+62811|ANT-[0-9A-Z]{4}|Petugas 30/)
    }
    const csv = everything.at(-1)?.[1].payload ?? ''
    expect(csv.split('\r\n')[0]).toContain('tunggu_median_menit')
    expect(csv).toMatch(/2026-11-24,B,Perizinan usaha dan bangunan,1,1,0,0,0,0,0,0,1,/)
  })
})

describe('settings of places', () => {
  it('are for the administrator and the head of the unit that keeps the place', async () => {
    const head = await signIn('kadis-dpmptsp')
    expect((await head.get(`${ATUR}/mpp-jatiraya`)).statusCode).toBe(200)
    expect((await head.get(`${ATUR}/kec-wonolestari`)).statusCode).toBe(403)
    const list = (await head.get(ATUR)).payload
    expect(list).toContain('Mal Pelayanan Publik')
    expect(list).not.toContain('Kecamatan Wonolestari')
    const forged = await head.post(
      `${ATUR}/kec-wonolestari/khusus`,
      { tanggal: '1/12/2026', alasan: 'Tutup paksa', dilihat: '1' },
      `${ATUR}/mpp-jatiraya`,
    )
    expect(forged.statusCode).toBe(403)
    expect((await (await signIn('loket')).get(ATUR)).statusCode).toBe(403)
  })

  it('close a place for a day, for everybody at once, and refuse what was drawn before', async () => {
    const admin = await signIn('admin')
    const from = `${ATUR}/kec-wonolestari`
    const stale = /name="dilihat" value="(\d+)"/.exec((await admin.get(from)).payload)?.[1] ?? ''
    const closed = await admin.post(
      `${from}/khusus`,
      { tanggal: '24/11/2026', alasan: 'Rapat koordinasi kecamatan', hapus: '' },
      from,
    )
    expect(closed.statusCode).toBe(303)
    const page = (await visitor().get('/antrean/kec-wonolestari')).payload
    expect(page).toContain('Rapat koordinasi kecamatan')
    expect(page).toContain('Tutup, buka lagi Rabu 07.30')
    const again = await admin.post(
      `${from}/khusus`,
      { tanggal: '25/11/2026', alasan: 'Kedua kali', dilihat: stale, hapus: '' },
      from,
    )
    expect(again.statusCode).toBe(422)
    expect(again.payload).toContain('baru saja diubah orang lain')
    expect(again.payload).toContain('Kedua kali')
  })

  it('add a place with a line, a counter and hours, which then gives numbers', async () => {
    const admin = await signIn('admin')
    const place = await admin.post(ATUR, {
      kode: 'dukcapil-pusat',
      nama: 'Kantor Dukcapil',
      jenis: 'opd',
      alamat: '',
      unit: 'dukcapil',
      daring: 'ya',
      aktif: 'ya',
    })
    expect(place.statusCode).toBe(303)
    const at = `${ATUR}/dukcapil-pusat`
    const line = {
      huruf: 'a',
      nama: 'Legalisasi',
      nama_en: 'Legalisation',
      unit: 'dukcapil',
      layanan_kode: 'DKC-LEG',
      menit: '5',
      menit_slot: '10',
      bagian: '50',
      janji: 'ya',
      aktif: 'ya',
    }
    const bad = await admin.post(`${at}/layanan/baru`, { ...line, menit: '0', nama: '' })
    expect([bad.statusCode, /href="#f-menit"/.test(bad.payload)]).toEqual([422, true])
    await admin.post(`${at}/layanan/baru`, line)
    const made = await house.desk('dukcapil-pusat')
    const layanan = made.layanan[0]?.id ?? ''
    const counter = { kode: '1', nama: 'Loket satu', unit: 'dukcapil', layanan, aktif: 'ya' }
    await admin.post(`${at}/loket/baru`, counter)
    const hours = { layanan: '', hari: ['2', '3'], buka: '08.00', tutup: '14.00' }
    await admin.post(`${at}/jam`, { ...hours, mulai: '1/11/2026', sampai: '', hapus: '' }, at)
    const rule = { kunci: 'prioritas_selang', nilai: '1', mulai: '1/11/2026', dasar: 'SK 12/2026' }
    await admin.post(`${at}/aturan`, rule, at)
    expect((await admin.get(at)).payload).toContain('SK 12/2026')
    const taken = await visitor().post('/antrean/dukcapil-pusat/ambil', { layanan })
    expect(taken.statusCode).toBe(303)
    const found = await app.queueing.placesFor(app.kit.db, {
      unitKode: 'dukcapil',
      layananKode: 'DKC-LEG',
    })
    expect(found.map(({ tempatKode, waiting }) => [tempatKode, waiting])).toEqual([
      ['mpp-jatiraya', 0],
      ['dukcapil-pusat', 1],
    ])
    const jam = (await house.desk('dukcapil-pusat')).jam[0]?.id ?? ''
    const removed = await admin.post(`${at}/jam`, { hapus: jam }, at)
    expect(removed.statusCode).toBe(303)
    expect((await house.desk('dukcapil-pusat')).jam).toHaveLength(1)
  })

  it('leave an audit row for every change', async () => {
    const found = await rows(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from audit.catatan c where c.tindakan = 'antrean.pengaturan'`,
    )
    expect(found[0]?.n).toBeGreaterThanOrEqual(6)
  })
})
