import { describe, expect, it } from 'vitest'
import { openBrowser, type TestBrowser } from '../src/modules/identity/testing/test-browser.ts'
import { createReference } from '../src/modules/reference/index.ts'
import { rows, run, sql } from '../src/platform/db/database.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database, takeQueries } = await useRunningApp()
let addresses = 0
async function signIn(username: string): Promise<TestBrowser> {
  addresses += 1
  const browser = openBrowser(app.server, `198.18.8.${addresses}`)
  await browser.get('/masuk')
  const answer = await browser.post('/masuk', { identitas: username, sandi: 'pendopo-demo' })
  expect([username, answer.status]).toEqual([username, 303])
  return browser
}
const seenOn = (html: string) => /name="dilihat" value="([^"]*)"/.exec(html)?.[1] ?? ''
const admin = await signIn('admin')
const reference = app.parts.find(({ name }) => name === 'reference')
const routes = (reference?.routes ?? []).filter(({ url }) => url.startsWith('/kerja/pengaturan'))
const HOME = '/kerja/pengaturan'

const UNIT = {
  kode: 'dinas-uji',
  nama: 'Dinas Uji <i>Coba</i>',
  singkatan: 'DU',
  alamat: 'Jalan Uji 1',
  telepon: '(0999) 1234',
  aktif: 'ya',
  'jam.1.buka': '07.30',
  'jam.1.tutup': '15.30',
}

describe('the settings of a region', () => {
  it('open for the administrator, each page in at most 12 statements', async () => {
    for (const path of [
      '',
      '/unit',
      '/unit?cari=%25',
      '/unit/baru',
      '/unit/pupr',
      '/kalender',
      '/kalender/2027',
      '/kalender/2027/unduh',
      '/kalender/2050',
      '/daerah',
      '/riwayat',
      "/riwayat?kode='&sesudah=1_2",
    ]) {
      takeQueries()
      const shown = await admin.get(`${HOME}${path}`)
      expect([path, shown.status]).toEqual([path, 200])
      expect([path, takeQueries().length <= 12]).toEqual([path, true])
      expect(shown.html).not.toMatch(/ style="|undefined|\[object|NaN/)
    }
    for (const path of ['/unit/tidak-ada', '/kalender/1999', '/kalender/abcd', "/unit/'"])
      expect([path, (await admin.get(`${HOME}${path}`)).status]).toEqual([path, 404])
    expect((await admin.get(`${HOME}/kalender?tahun=99`)).status).toBe(422)
  })

  it('stay closed to everyone else, and to forms without their token', async () => {
    expect(routes.length).toBeGreaterThan(12)
    const guarded = routes.filter(({ url }) => url !== HOME)
    for (const { url, access } of guarded)
      expect([url, access]).toEqual([url, { roles: ['admin'] }])
    for (const username of ['warga', 'operator-aduan', 'kadis-pupr', 'bupati']) {
      const browser = await signIn(username)
      await browser.get('/akun')
      for (const { method, url } of guarded) {
        const path = url.replace(/:\w+/g, 'pupr')
        const { status } = method === 'GET' ? await browser.get(path) : await browser.post(path, {})
        expect([username, url, status]).toEqual([username, url, 403])
      }
    }
    await admin.get(HOME)
    for (const { url } of routes.filter(({ method }) => method === 'POST')) {
      const answer = await admin.post(url.replace(/:\w+/g, 'pupr'), {}, 'palsu')
      expect([url, answer.status]).toEqual([url, 403])
    }
  })
})

describe('an agency', () => {
  it('is refused with every problem at its field and nothing lost', async () => {
    await admin.get(`${HOME}/unit/baru`)
    const refused = await admin.post(`${HOME}/unit/baru`, {
      ...UNIT,
      kode: 'Dinas Uji',
      telepon: '<script>',
      induk: 'tidak-ada',
      'jam.2.buka': '25.00',
      'jam.3.buka': '08.00',
    })
    expect(refused.status).toBe(422)
    for (const field of ['kode', 'telepon', 'induk', 'jam-2', 'jam-3'])
      expect(refused.html).toContain(`href="#f-${field}"`)
    expect(refused.html).toContain('value="25.00"')
    expect(refused.html).not.toContain('<i>Coba')
  })

  it('is added, has a public page that says whether it is open, and its history', async () => {
    await admin.get(`${HOME}/unit/baru`)
    expect((await admin.post(`${HOME}/unit/baru`, UNIT)).location).toBe(`${HOME}/unit/dinas-uji`)
    const shown = await openBrowser(app.server).get('/unit/dinas-uji')
    expect(shown.status).toBe(200)
    expect(shown.html).toMatch(
      /Buka sekarang, sampai 15\.30 WIB|Tutup, buka lagi Senin, \d+ \w+ \d{4} 07\.30 WIB/,
    )
    expect(shown.html).toContain('href="tel:09991234"')
    expect(shown.html).not.toContain('<i>Coba')
    expect((await openBrowser(app.server).get('/unit/tidak-ada')).status).toBe(404)
    const history = await admin.get(`${HOME}/riwayat?kode=dinas-uji`)
    expect(history.html).toContain('dinas-uji')
  })

  it('tells the second of two editors', async () => {
    const url = `${HOME}/unit/dinas-uji`
    const dilihat = seenOn((await admin.get(url)).html)
    expect((await admin.post(url, { ...UNIT, nama: 'Dinas Uji Satu', dilihat })).status).toBe(303)
    const second = await admin.post(url, { ...UNIT, nama: 'Dinas Uji Dua', dilihat })
    expect(second.status).toBe(422)
    expect(second.html).toContain('diubah orang lain')
    expect(second.html).toContain('value="Dinas Uji Dua"')
    expect(app.reference.findUnit('dinas-uji')?.nama).toBe('Dinas Uji Satu')
  })

  it('never stands under itself or its own branch', async () => {
    const url = `${HOME}/unit/setda`
    const dilihat = seenOn((await admin.get(url)).html)
    const refused = await admin.post(url, {
      ...UNIT,
      nama: 'Setda',
      induk: 'bag-pemerintahan',
      dilihat,
    })
    expect(refused.html).toContain('bukan bagian dari unit ini')
  })

  it('that another process changed is read again', async () => {
    const other = await createReference({ db: database.db, timezone: 'Asia/Jakarta' })
    await run(
      database.owner,
      sql`update reference.unit set nama = 'Diubah proses lain' where kode = 'dinas-uji'`,
    )
    expect(other.findUnit('dinas-uji')?.nama).toBe('Dinas Uji Satu')
    await other.refreshIfChanged()
    expect(other.findUnit('dinas-uji')?.nama).toBe('Diubah proses lain')
    database.takeQueries()
    await other.refreshIfChanged()
    expect(database.takeQueries()).toHaveLength(1)
    await app.reference.refreshIfChanged()
  })
})

describe('the working calendar', () => {
  const upload = async (tahun: number, text: string) => {
    const page = await admin.get(`${HOME}/kalender/${tahun}`)
    const part = (name: string, value: string, extra = '') =>
      `--batas\r\ncontent-disposition: form-data; name="${name}"${extra}\r\n\r\n${value}\r\n`
    const csrf = /name="_csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? ''
    return app.server.inject({
      method: 'POST',
      url: `${HOME}/kalender/${tahun}/muat`,
      payload: `${part('_csrf', csrf)}${part('berkas', text, '; filename="libur.csv"')}--batas--\r\n`,
      headers: {
        'content-type': 'multipart/form-data; boundary=batas',
        cookie: [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
  }
  const daysOf = async (tahun: number) =>
    (
      await rows(
        database.owner,
        sql<{
          n: number
        }>`select count(*)::int as n from reference.hari_libur h where extract(year from h.tanggal) = ${tahun}`,
      )
    )[0]?.n

  it('is not confirmed while forecasts remain in it', async () => {
    await admin.get(`${HOME}/kalender/2027`)
    await admin.post(`${HOME}/kalender/2027/resmi`, {})
    const shown = await admin.get(`${HOME}/kalender/2027`)
    expect(shown.html).toContain('Belum dikonfirmasi')
  })

  it('takes a file whole or not at all', async () => {
    const before = await daysOf(2027)
    const head = 'tanggal,nama,jenis,dasar\r\n'
    const bad = await upload(
      2027,
      `${head}2027-01-01,Tahun Baru,libur_nasional,SKB 1/2026\r\n2026-01-01,Salah tahun,libur_nasional,SKB 1/2026\r\n2027-02-30,Tidak ada,apa,x\r\n`,
    )
    expect(bad.statusCode).toBe(422)
    expect(bad.body).toContain('>3</td>')
    expect(bad.body).toContain('>4</td>')
    expect(await daysOf(2027)).toBe(before)
    const good = await upload(
      2027,
      `${head}2027-01-01,Tahun Baru,libur_nasional,SKB 1/2026\r\n2027-08-17,Kemerdekaan,libur_nasional,SKB 1/2026\r\n`,
    )
    expect(good.statusCode).toBe(303)
    expect(await daysOf(2027)).toBe(2)
  })

  it('confirmed has open deadlines counted again, once, and said in public', async () => {
    const [one] = await rows(
      database.owner,
      sql<{
        id: string
      }>`update citizen_reports.laporan set tenggat_at = tenggat_at + interval '40 days', is_tenggat_pasti = false
        where id = (select l.id from citizen_reports.laporan l where l.tenggat_at is not null and l.cara_tutup is null limit 1) returning id`,
    )
    await admin.get(`${HOME}/kalender/2027`)
    expect((await admin.post(`${HOME}/kalender/2027/resmi`, {})).status).toBe(303)
    expect(
      app.reference.calendar().yearStatuses.at(2027 - app.reference.calendar().firstYear),
    ).toBe('resmi')
    const events = await rows(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from platform.outbox o where o.type = 'reference.kalender-berubah.v1'`,
    )
    expect(events[0]?.n).toBeGreaterThan(1)
    for (let twice = 0; twice < 2; twice += 1)
      await app.runJob('citizen-reports.recount-deadlines', {})
    const said = await rows(
      database.owner,
      sql<{
        n: number
        pasti: boolean
      }>`select count(h.id)::int as n, bool_and(l.is_tenggat_pasti) as pasti
        from citizen_reports.laporan l left join citizen_reports.riwayat h on h.laporan_id = l.id and h.kejadian = 'tenggat_dihitung_ulang' and h.is_publik
        where l.id = ${one?.id}::uuid`,
    )
    expect(said).toEqual([{ n: 1, pasti: true }])
  })

  it('refuses a day of another year and a file that is missing', async () => {
    await admin.get(`${HOME}/kalender/2027`)
    const refused = await admin.post(`${HOME}/kalender/2027`, {
      tanggal: '2028-01-01',
      nama: '',
      jenis: 'x',
      dasar: '',
    })
    expect(refused.status).toBe(422)
    for (const field of ['tanggal', 'nama', 'jenis', 'dasar'])
      expect(refused.html).toContain(`href="#f-${field}"`)
    expect((await upload(2027, '')).statusCode).toBe(422)
  })
})

describe('office hours', () => {
  const url = `${HOME}/daerah`
  const seen = async () => seenOn((await admin.get(url)).html.split('id="jam-kantor"')[1] ?? '')
  const isian = { mulai: '2026-01-05', buka: '08.00', tutup: '15.00', dasar: 'Perbup 12/2026' }
  const lateDeadline = async () =>
    (
      await rows(
        database.owner,
        sql<{
          jam: string
        }>`select to_char(max(l.tenggat_at at time zone 'Asia/Jakarta'), 'HH24.MI') as jam
        from citizen_reports.laporan l where l.tenggat_at is not null and l.cara_tutup is null`,
      )
    )[0]?.jam

  it('are refused at their fields, and nothing typed is lost', async () => {
    const dilihat = await seen()
    const bad = { mulai: '1999-01-01', buka: '16.00', tutup: '<b>', dasar: 'x', dilihat }
    const refused = await admin.post(`${url}/jam-kantor`, bad)
    expect(refused.status).toBe(422)
    for (const field of ['mulai', 'buka', 'dasar'])
      expect(refused.html).toContain(`href="#f-${field}"`)
    expect(refused.html).toContain('value="16.00"')
    expect(refused.html).not.toContain('value="<b>')
  })

  it('from a date on end deadlines then, are counted again, and stand in the history in words', async () => {
    expect(await lateDeadline()).toBe('16.00')
    const dilihat = await seen()
    expect((await admin.post(`${url}/jam-kantor`, { ...isian, dilihat })).status).toBe(303)
    await app.runJob('citizen-reports.recount-deadlines', {})
    expect(await lateDeadline()).toBe('15.00')
    const history = (await admin.get(`${HOME}/riwayat?kode=jam-kantor`)).html
    expect(history).toContain('Jam kantor › 2026-01-05 › Tutup')
    const second = await admin.post(`${url}/jam-kantor`, { ...isian, tutup: '14.00', dilihat })
    expect(second.html).toContain('diubah orang lain')
  })

  it('are never all removed, and removed ones give the day back to those before', async () => {
    const first = { mulai: '2026-01-05', dilihat: await seen() }
    expect((await admin.post(`${url}/jam-kantor/hapus`, first)).status).toBe(303)
    await app.runJob('citizen-reports.recount-deadlines', {})
    expect(await lateDeadline()).toBe('16.00')
    await admin.post(`${url}/jam-kantor/hapus`, { mulai: '2000-01-01', dilihat: await seen() })
    expect((await admin.get(url)).html).toContain('Bawaan Pendopo')
  })
})

describe('the colours of a region', () => {
  it('are refused when they cannot be read, and served as a sheet when they can', async () => {
    const url = `${HOME}/daerah`
    const isian = {
      name: 'Kabupaten Jatiraya',
      shortName: 'Jatiraya',
      domain: 'jatiraya.go.id',
      warna: 'ya',
      merek: '#ffcc00',
      merekTua: '#12',
      padi: '#ffffff',
      dilihat: seenOn((await admin.get(url)).html),
    }
    expect((await admin.post(url, isian)).html).toContain('enam angka heksadesimal')
    const pale = await admin.post(url, { ...isian, merekTua: '#331100' })
    expect(pale.html).toContain('Kontras dengan tulisan putih')
    const dark = { ...isian, merek: '#5a1a00', merekTua: '#331100', padi: '#ffd27a' }
    expect((await admin.post(url, dark)).status).toBe(303)
    const home = await openBrowser(app.server).get('/')
    const href = /href="(\/warna\/[^"]+)"/.exec(home.html)?.[1] ?? ''
    const sheet = await app.server.inject({ url: href })
    expect(sheet.body).toBe(':root{--merek:#5a1a00;--merek-tua:#331100;--padi:#ffd27a}')
    expect(sheet.headers['content-type']).toContain('text/css')
    for (const bad of ['ffcc00-ffcc00-ffffff.css', 'x.css', '5a1a00-331100-ffd27a}.css'])
      expect((await app.server.inject({ url: `/warna/${bad}` })).statusCode).toBe(404)
  })
})
