import { describe, expect, it } from 'vitest'
import { KATALOG_ROLES } from '../src/modules/citizen-reports/actions/edit-katalog.ts'
import { createKatalogKeeper } from '../src/modules/citizen-reports/actions/katalog.ts'
import { openBrowser, type TestBrowser } from '../src/modules/identity/testing/test-browser.ts'
import { rows, run, sql } from '../src/platform/db/database.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database, takeQueries } = await useRunningApp()
let addresses = 0
async function signIn(username: string): Promise<TestBrowser> {
  addresses += 1
  const browser = openBrowser(app.server, `198.18.7.${addresses}`)
  await browser.get('/masuk')
  const answer = await browser.post('/masuk', { identitas: username, sandi: 'pendopo-demo' })
  expect([username, answer.status]).toEqual([username, 303])
  return browser
}
const seenOn = (html: string) => /name="dilihat" value="([^"]*)"/.exec(html)?.[1] ?? ''
const routes = app.routes.filter(({ url }) => url.startsWith('/kerja/katalog'))
const admin = await signIn('admin')
const operator = await signIn('operator-aduan')

const LEAF = {
  kode: 'jalan.trotoar-uji',
  induk: 'jalan',
  nama_id: 'Trotoar uji',
  nama_en: 'Pavement under test',
  kata_kunci: 'trotoar, paving\npaving',
  kelas: 'ringan',
  jenis: 'pengaduan',
  radius: '80',
  urutan: '400',
  ikon: 'jalan',
  aktif: 'ya',
}

describe('the catalogue screens', () => {
  it('open for administrators and coordinators, each page in at most 12 statements', async () => {
    const [rule] = (await app.citizenReports.katalog.get()).wewenang
    const [template] = (await app.citizenReports.katalog.get()).templat
    const pages = [
      '',
      '/kategori',
      '/kategori?grup=jalan',
      '/kategori?cari=%25_%27&keadaan=rahasia',
      '/kategori/baru?grup=jalan',
      '/kategori/jalan.lubang',
      '/kategori/jalan.lubang/pratinjau',
      '/kategori/jalan.lubang/pertanyaan/baru',
      '/kategori/jalan.lubang/pertanyaan/korban',
      '/wewenang',
      '/wewenang?kategori=jalan.lubang&wilayah=99.01.03&tempat=jalan-desa&tanggal=2026-11-25',
      '/wewenang/baru',
      `/wewenang/${rule?.id}`,
      '/wewenang/impor',
      '/wewenang.csv',
      '/tenggat',
      '/alasan',
      '/alasan/baru',
      '/alasan/swasta',
      '/templat',
      '/templat/baru',
      `/templat/${template?.id}`,
      '/riwayat',
      '/riwayat?tabel=x&kunci=%27&sesudah=9_9',
    ]
    for (const browser of [admin, operator])
      for (const path of pages) {
        takeQueries()
        const shown = await browser.get(`/kerja/katalog${path}`)
        expect([path, shown.status]).toEqual([path, 200])
        expect([path, takeQueries().length <= 12]).toEqual([path, true])
        expect(shown.html).not.toMatch(/ style="|undefined|\[object|NaN/)
      }
  })

  it('stay closed to everyone else, and to forms without their token', async () => {
    expect(routes.length).toBeGreaterThan(20)
    for (const { access } of routes) expect(access).toEqual({ roles: KATALOG_ROLES })
    for (const username of ['warga', 'bupati', 'petugas-pupr', 'kadis-pupr', 'loket']) {
      const browser = await signIn(username)
      await browser.get('/akun')
      for (const { method, url } of routes) {
        const path = url.replace(/:\w+/g, 'jalan.lubang')
        const { status } = method === 'GET' ? await browser.get(path) : await browser.post(path, {})
        expect([username, method, url, status]).toEqual([username, method, url, 403])
      }
    }
    await admin.get('/kerja/katalog')
    for (const { url } of routes.filter(({ method }) => method === 'POST')) {
      const answer = await admin.post(url.replace(/:\w+/g, 'jalan.lubang'), {}, 'palsu')
      expect([url, answer.status]).toEqual([url, 403])
    }
  })

  it('answer 404 for what is not there, whatever the address says', async () => {
    for (const path of [
      '/kategori/tidak.ada',
      '/kategori/jalan.lubang/pertanyaan/tidak-ada',
      '/kategori/jalan/pertanyaan/baru',
      "/kategori/'%3B%20drop%20table",
      '/wewenang/bukan-id',
      '/alasan/tidak-ada',
      '/templat/bukan-id',
    ])
      expect([path, (await admin.get(`/kerja/katalog${path}`)).status]).toEqual([path, 404])
  })
})

describe('a category', () => {
  it('loses nothing that was typed when it is refused, and names every problem at its field', async () => {
    await admin.get('/kerja/katalog/kategori/baru')
    const refused = await admin.post('/kerja/katalog/kategori/baru', {
      ...LEAF,
      kode: 'JALAN lubang',
      nama_id: '<b>x</b>',
      nama_en: '',
      radius: '-1',
      ikon: 'hati',
    })
    expect(refused.status).toBe(422)
    for (const field of ['kode', 'nama_en', 'radius', 'ikon'])
      expect(refused.html).toContain(`href="#f-${field}"`)
    expect(refused.html).toContain('value="JALAN lubang"')
    expect(refused.html).toContain('&lt;b>x&lt;/b>')
    expect(refused.html).toContain('trotoar, paving')
  })

  it('is added with a question, shown to citizens at once, and routed by the authority map', async () => {
    await admin.get('/kerja/katalog/kategori/baru')
    const added = await admin.post('/kerja/katalog/kategori/baru', LEAF)
    expect(added.location).toBe('/kerja/katalog/kategori/jalan.trotoar-uji')
    const base = '/kerja/katalog/kategori/jalan.trotoar-uji/pertanyaan/baru'
    const form = await admin.get(base)
    const payload = new URLSearchParams({
      _csrf: /name="_csrf" value="([^"]*)"/.exec(form.html)?.[1] ?? '',
      dilihat: seenOn(form.html),
      label_id: 'Seberapa lebar rusaknya?',
      label_en: 'How wide is the damage?',
      kode: 'lebar',
      tipe: 'choice',
      hentikan: 'ada-kabel-terbuka',
      hentikan_id: 'Jauhi tempat itu dan hubungi 112 sekarang juga.',
      hentikan_en: 'Keep away and call 112 right now.',
    })
    for (const [id, en] of [
      ['Kecil', 'Small'],
      ['Ada kabel terbuka', 'Open cable'],
      ['', ''],
    ]) {
      payload.append('pilihan_id', id ?? '')
      payload.append('pilihan_en', en ?? '')
      payload.append('pilihan_kode', '')
    }
    const saved = await app.server.inject({
      method: 'POST',
      url: base,
      payload: payload.toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
    expect(saved.statusCode).toBe(303)
    const stored = (await app.citizenReports.katalog.get()).kategori.get('jalan.trotoar-uji')
    expect(stored?.kataKunci).toEqual(['trotoar', 'paving'])
    expect(stored?.pertanyaan[0]).toMatchObject({
      kode: 'lebar',
      pilihan: [{ kode: 'kecil' }, { kode: 'ada-kabel-terbuka' }],
      hentikan: { jawaban: 'ada-kabel-terbuka' },
    })
    const preview = await admin.get('/kerja/katalog/kategori/jalan.trotoar-uji/pratinjau')
    expect(preview.html).toContain('Seberapa lebar rusaknya?')
    const trial = await admin.get(
      '/kerja/katalog/wewenang?kategori=jalan.trotoar-uji&wilayah=99.01.03&tanggal=2026-11-25',
    )
    expect(trial.html).toContain('Yang berlaku')
  })

  it('tells the second of two editors, keeps the first change and shows the form again', async () => {
    const url = '/kerja/katalog/kategori/jalan.trotoar-uji'
    const first = seenOn((await admin.get(url)).html)
    const second = seenOn((await operator.get(url)).html)
    expect(first).toBe(second)
    const one = { ...LEAF, nama_id: 'Trotoar uji satu', dilihat: first }
    expect((await admin.post(url, one)).status).toBe(303)
    const told = await operator.post(url, { ...LEAF, nama_id: 'Trotoar dua', dilihat: second })
    expect(told.status).toBe(422)
    expect(told.html).toContain('baru saja diubah orang lain')
    expect(told.html).toContain('value="Trotoar dua"')
    const stored = (await app.citizenReports.katalog.get()).kategori.get('jalan.trotoar-uji')
    expect(stored?.nama.id).toBe('Trotoar uji satu')
  })

  it('lets exactly one of many editors at the same moment win', async () => {
    const url = '/kerja/katalog/kategori/jalan.trotoar-uji'
    const dilihat = seenOn((await admin.get(url)).html)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        admin.post(url, { ...LEAF, nama_id: `Trotoar ke-${index}`, dilihat }),
      ),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(7)
  })

  it('that was used cannot be removed, one that was not can', async () => {
    const used = await rows(
      database.owner,
      sql<{ kode: string }>`select l.kategori_kode as kode from citizen_reports.laporan l limit 1`,
    )
    const url = `/kerja/katalog/kategori/${used[0]?.kode}`
    const dilihat = seenOn((await admin.get(url)).html)
    await admin.post(`${url}/hapus`, { dilihat })
    expect((await admin.get(url)).status).toBe(200)
    const own = '/kerja/katalog/kategori/jalan.trotoar-uji'
    const seen = seenOn((await admin.get(own)).html)
    expect((await admin.post(`${own}/hapus`, { dilihat: seen })).location).toBe(
      '/kerja/katalog/kategori',
    )
    expect((await admin.get(own)).status).toBe(404)
  })

  it('comes back when its removal is taken back, as a change of its own', async () => {
    const history = await admin.get('/kerja/katalog/riwayat?tabel=kategori&kunci=jalan.trotoar-uji')
    const id = /riwayat\/([0-9a-f-]{36})\/batalkan/.exec(history.html)?.[1]
    expect((await admin.post(`/kerja/katalog/riwayat/${id}/batalkan`, {})).status).toBe(303)
    expect((await admin.get('/kerja/katalog/kategori/jalan.trotoar-uji')).status).toBe(200)
    const audited = await rows(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from audit.catatan c where c.objek_id = 'jalan.trotoar-uji'`,
    )
    const kept = await rows(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from citizen_reports.katalog_riwayat h where h.kunci = 'jalan.trotoar-uji'`,
    )
    expect(audited[0]?.n).toBe(kept[0]?.n)
    expect(kept[0]?.n).toBeGreaterThanOrEqual(5)
  })

  it('that is secret is opened by an administrator only', async () => {
    const { daun } = await app.citizenReports.katalog.get()
    const secret = daun.find((one) => one.isRahasia)
    const url = `/kerja/katalog/kategori/${secret?.kode}`
    const form = {
      ...LEAF,
      nama_id: secret?.nama.id ?? '',
      nama_en: secret?.nama.en ?? '',
      dilihat: seenOn((await operator.get(url)).html),
    }
    const refused = await operator.post(url, form)
    expect(refused.html).toContain('Hanya admin')
  })
})

describe('a change of a catalogue', () => {
  it('reaches another process within a second, for one small statement a second', async () => {
    let nowMs = 1_000
    const other = createKatalogKeeper(database.db, () => new Date(nowMs))
    const before = await other.get()
    database.takeQueries()
    for (let page = 0; page < 50; page += 1) await other.get()
    expect(database.takeQueries()).toHaveLength(0)
    await run(
      database.owner,
      sql`update citizen_reports.alasan set teks_id = 'Diubah proses lain' where kode = 'swasta'`,
    )
    expect(await other.get()).toBe(before)
    nowMs += 1_001
    expect((await other.get()).alasan.get('swasta')?.teks.id).toBe('Diubah proses lain')
    nowMs += 1_001
    database.takeQueries()
    await Promise.all([other.get(), other.get(), other.get()])
    expect(database.takeQueries()).toHaveLength(1)
  })
})

describe('the authority map', () => {
  const csv = (lines: readonly string[]) =>
    [
      'kategori,wilayah,jenis_tempat,unit,luar_daerah,prioritas,berlaku_mulai,berlaku_sampai',
      ...lines,
    ].join('\r\n')
  async function upload(text: string, isStored: boolean) {
    const page = await operator.get('/kerja/katalog/wewenang/impor')
    const boundary = 'batas'
    const part = (name: string, value: string, extra = '') =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${extra}\r\n\r\n${value}\r\n`
    const payload = [
      part('_csrf', /name="_csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? ''),
      ...(isStored ? [part('simpan', 'ya')] : []),
      part('berkas', text, '; filename="peta.csv"\r\ncontent-type: text/csv'),
      `--${boundary}--\r\n`,
    ].join('')
    return app.server.inject({
      method: 'POST',
      url: '/kerja/katalog/wewenang/impor',
      payload,
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        cookie: [...operator.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
  }

  it('takes back its own export without a change', async () => {
    const exported = await operator.get('/kerja/katalog/wewenang.csv')
    const count = (await app.citizenReports.katalog.get()).wewenang.length
    const answer = await upload(exported.html, true)
    expect(answer.body).toContain(`0 aturan baru, 0 berubah, ${count} sudah sama`)
  })

  it('is checked row by row, and one bad row keeps out all', async () => {
    const before = (await app.citizenReports.katalog.get()).wewenang.length
    const answer = await upload(
      csv([
        'jalan.lubang,99.01.03,,pupr,,5,2027-01-01,',
        'tidak.ada,,,pupr,,0,2027-01-01,',
        'jalan.lubang,,,"=cmd()",,0,31/02/2027,',
        'jalan.lubang,99.01.03,,pupr,,5,2027-02-01,',
      ]),
      true,
    )
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('tidak ada yang disimpan')
    for (const row of [3, 4, 5]) expect(answer.body).toContain(`>${row}</td>`)
    expect((await app.citizenReports.katalog.get()).wewenang).toHaveLength(before)
  })

  it('shows first and stores only when told to', async () => {
    const rows = csv(['jalan.lubang,99.01.03,,pupr,,5,2027-01-01,'])
    expect((await upload(rows, false)).body).toContain('Belum disimpan')
    const before = (await app.citizenReports.katalog.get()).wewenang.length
    expect((await upload(rows, true)).body).toContain('Disimpan')
    expect((await app.citizenReports.katalog.get()).wewenang).toHaveLength(before + 1)
  })

  it.each([
    ['', 'Pilih berkas CSV'],
    ['\u0000\u0001', ''],
    ['kategori;berlaku_mulai\n"tak tertutup', 'kutip'],
  ])('says what is wrong with a file that is none', async (text, sentence) => {
    const answer = await upload(text, true)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(sentence)
  })

  it('refuses two rules nobody could choose between', async () => {
    await admin.get('/kerja/katalog/wewenang/baru')
    const rule = { kategori: 'sampah', unit: 'dlh', mulai: '2027-01-01', prioritas: '0' }
    const refused = await admin.post('/kerja/katalog/wewenang/baru', rule)
    expect(refused.html).toContain('Aturan lain berlaku')
    expect(refused.html).toContain('value="2027-01-01"')
  })
})

describe('deadline rules', () => {
  it('end the old one the day before, and are never rewritten', async () => {
    const page = await admin.get('/kerja/katalog/tenggat')
    const isian = {
      kode: 'verifikasi',
      hari_kerja: '2',
      mulai: '2099-01-01',
      dasar: 'Perbup 1/2098',
      dilihat: seenOn(page.html),
    }
    const preview = await admin.post('/kerja/katalog/tenggat', { ...isian, aksi: 'hitung' })
    expect(preview.html).toMatch(/Laporan hari ini jatuh tempo \w+, \d+ \w+ \d{4}/)
    expect((await admin.post('/kerja/katalog/tenggat', isian)).status).toBe(303)
    const stored = await rows(
      database.owner,
      sql<{
        hari: number
        sampai: string | null
      }>`select t.hari_kerja as hari, t.berlaku_sampai as sampai
        from citizen_reports.tenggat_aturan t where t.kode = 'verifikasi' order by t.berlaku_mulai`,
    )
    expect(stored).toEqual([
      { hari: 3, sampai: '2098-12-31' },
      { hari: 2, sampai: null },
    ])
    await expect(
      run(
        database.db,
        sql`update citizen_reports.tenggat_aturan set hari_kerja = 400 where kode = 'verifikasi'`,
      ),
    ).rejects.toThrow('permission denied')
  })

  it('refuse to begin in the past or on top of another, and the second editor is told', async () => {
    const { html } = await admin.get('/kerja/katalog/tenggat')
    const isian = { kode: 'konfirmasi', hari_kerja: '9', dasar: 'Perbup 2/2098' }
    const past = await admin.post('/kerja/katalog/tenggat', {
      ...isian,
      mulai: '2020-01-01',
      dilihat: seenOn(html),
    })
    expect(past.html).toContain('berlaku surut')
    const stale = await admin.post('/kerja/katalog/tenggat', {
      ...isian,
      mulai: '2099-01-01',
      dilihat: 'lama',
    })
    expect(stale.html).toContain('diubah orang lain')
  })
})

describe('templates and reasons', () => {
  it('refuse a field that nobody fills in, and show a sample case', async () => {
    await admin.get('/kerja/katalog/templat/baru')
    const isian = {
      kode: 'uji-templat',
      nama: 'Uji',
      tindakan: 'verifikasi',
      teks_id: 'Laporan {{nomor}} kami terima, {{nama_pelapor}}.',
      teks_en: 'We have report {{nomor}}.',
      aktif: 'ya',
    }
    const refused = await admin.post('/kerja/katalog/templat/baru', isian)
    expect(refused.html).toContain('{{nama_pelapor}}')
    const better = { ...isian, teks_id: 'Laporan {{nomor}} kami terima.' }
    const preview = await admin.post('/kerja/katalog/templat/baru', {
      ...better,
      aksi: 'pratinjau',
    })
    expect(preview.html).toContain('Laporan ADU-2026-000012-K kami terima.')
    expect((await admin.post('/kerja/katalog/templat/baru', better)).status).toBe(303)
  })

  it('of a known code refuse a second one, and a reason can be retired', async () => {
    await admin.get('/kerja/katalog/alasan/baru')
    const isian = {
      kode: 'swasta',
      jenis: 'tolak',
      teks_id: 'Menyangkut swasta.',
      teks_en: 'It is private.',
      aktif: 'ya',
    }
    expect((await admin.post('/kerja/katalog/alasan/baru', isian)).html).toContain('sudah dipakai')
    const url = '/kerja/katalog/alasan/swasta'
    const dilihat = seenOn((await admin.get(url)).html)
    const { aktif: _aktif, ...retired } = isian
    expect((await admin.post(url, { ...retired, dilihat })).status).toBe(303)
    const stored = (await app.citizenReports.katalog.get()).alasan.get('swasta')
    expect(stored?.isActive).toBe(false)
  })
})
