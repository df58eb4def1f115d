import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../../tests/support/database.ts'
import { isSignedIn } from '../../../kernel/actor.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Access, Route } from '../../../platform/http/route.ts'
import { addUser } from '../actions/add-user.ts'
import { demoAccountId } from '../index.ts'
import { expectOk, newCitizen } from '../testing/citizens.ts'
import { openBrowser, serveHouse, type TestBrowser } from '../testing/test-browser.ts'
import { createTestHouse, DEMO } from '../testing/test-house.ts'
import { identityRoutes } from './routes.ts'

const { db } = await useTestDatabase()
const house = createTestHouse(db)
await transaction(db, (tx) =>
  house.identity.seedDemo(tx, [
    ...DEMO,
    {
      username: 'loket',
      name: 'Joko Pramono',
      position: 'Petugas Loket',
      unitKode: 'setda',
      roles: ['loket'],
      wilayahKode: null,
      jenis: 'officer',
    },
  ]),
)
const server = await serveHouse(house)
let addresses = 0
/** Each browser has an address of its own, so that one test's tries do not slow the next. */
function open(): TestBrowser {
  addresses += 1
  return openBrowser(server, `198.18.0.${addresses}`)
}

async function signIn(username: string, sandi = 'pendopo-demo'): Promise<TestBrowser> {
  const browser = open()
  await browser.get('/masuk')
  const answer = await browser.post('/masuk', { identitas: username, sandi })
  expect([answer.status, answer.location]).toEqual([303, '/akun'])
  return browser
}

const allRoutes = () => identityRoutes({ deps: house.deps, actions: house.actions, doors: {} })

const isOpenTo = (access: Access, role: string) =>
  typeof access === 'object' && access.roles.some((one) => one === role)

/** Call a route about somebody else's account. */
function visit(browser: TestBrowser, { method, url }: Route) {
  const path = url.replace(/:\w+/g, demoAccountId('kadis-pupr'))
  return method === 'GET' ? browser.get(path) : browser.post(path, {})
}

/** A citizen of flesh and blood, signed in with a browser. */
async function signInCitizen() {
  const citizen = await newCitizen(db, house)
  const browser = open()
  await browser.get('/masuk')
  await browser.post('/masuk', { identitas: citizen.kontak, sandi: citizen.sandi })
  return { ...citizen, browser }
}

describe('the way in', () => {
  it('leads back to where the visitor wanted to go, but never off the site', async () => {
    const guarded = await open().get('/akun/sesi')
    expect(guarded.location).toBe('/masuk?lanjut=%2Fakun%2Fsesi')
    for (const [lanjut, expected] of [
      ['/akun/sesi', '/akun/sesi'],
      ['//evil.example/x', '/'],
      ['https://evil.example', '/'],
      ['/\\evil.example', '/'],
    ] as const) {
      const browser = open()
      await browser.get(`/masuk?lanjut=${encodeURIComponent(lanjut)}`)
      const answer = await browser.post('/masuk', {
        identitas: 'warga',
        sandi: 'pendopo-demo',
        lanjut,
      })
      expect(answer.location).toBe(expected)
    }
  })

  it('sets a cookie no script can read, and a new one at each sign-in', async () => {
    const browser = open()
    await browser.get('/masuk')
    const login = { identitas: 'warga', sandi: 'pendopo-demo' }
    const answer = await browser.post('/masuk', login)
    const header = String(answer.headers['set-cookie'])
    expect(header).toMatch(/sesi=[\w-]{43}; [^,]*HttpOnly/)
    const first = browser.cookies.get('sesi')
    await browser.get('/masuk')
    await browser.post('/masuk', login)
    expect(browser.cookies.get('sesi')).not.toBe(first)
  })

  it('shows what is wrong at the field and keeps what was typed, never the password', async () => {
    const browser = open()
    await browser.get('/masuk')
    const answer = await browser.post('/masuk', { identitas: 'warga', sandi: 'salah-semua' })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('role="alert"')
    expect(answer.html).toContain('value="warga"')
    expect(answer.html).not.toContain('salah-semua')
  })

  it('tells who guesses when to come back', async () => {
    const citizen = await newCitizen(db, house)
    const browser = open()
    await browser.get('/masuk')
    const login = { identitas: citizen.kontak, sandi: 'tebak saja' }
    for (let i = 0; i < 5; i += 1) await browser.post('/masuk', login)
    const sixth = await browser.post('/masuk', login)
    expect(sixth.status).toBe(429)
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('offers the demo accounts with a form that fills itself, only in demo mode', async () => {
    const shown = await open().get('/masuk?contoh=bupati')
    expect(shown.html).toContain('href="/masuk?contoh=kadis-pupr"')
    expect(shown.html).toContain('value="bupati"')
    expect(shown.html).toContain('value="pendopo-demo"')
    house.setDemo(false)
    const real = await open().get('/masuk?contoh=bupati')
    house.setDemo(true)
    expect(real.html).not.toContain('pendopo-demo')
    expect(real.html).not.toContain('value="bupati"')
  })

  it('registers a citizen in two pages', async () => {
    const browser = open()
    await browser.get('/daftar?lanjut=/akun/data-saya')
    const form = {
      nama: 'Budi <b>Santoso</b>',
      kontak: '0856-0000-1111',
      sandi: 'gelas biru kuda',
      'sandi-ulang': 'gelas biru kuda',
      lanjut: '/akun/data-saya',
    }
    const refused = await browser.post('/daftar', form)
    expect(refused.status).toBe(422)
    expect(refused.html).not.toContain('<b>Santoso')
    const sent = await browser.post('/daftar', { ...form, nama: 'Budi Santoso' })
    expect(sent.location).toMatch(/^\/daftar\/verifikasi\?k=[0-9a-f-]{36}/)
    const page = await browser.get(sent.location)
    expect(page.html).not.toContain('08560000')
    const k = new URL(sent.location, 'http://x').searchParams.get('k') ?? ''
    const lanjut = '/akun/data-saya'
    const done = await browser.post('/daftar/verifikasi', { k, kode: house.lastCode(), lanjut })
    expect(done.location).toBe(lanjut)
    expect((await browser.get(lanjut)).html).toContain('Budi Santoso')
  })

  it('recovers a password and leaves every device signed out', async () => {
    const { browser, kontak } = await signInCitizen()
    const other = open()
    await other.get('/lupa-sandi')
    const sent = await other.post('/lupa-sandi', { identitas: kontak })
    await other.get(sent.location)
    const k = new URL(sent.location, 'http://x').searchParams.get('k') ?? ''
    const form = { k, kode: house.lastCode(), sandi: 'sendok perak lima' }
    const done = await other.post('/lupa-sandi/kode', { ...form, 'sandi-ulang': form.sandi })
    expect(done.location).toBe('/masuk')
    expect((await browser.get('/akun')).location).toContain('/masuk')
  })

  it('leads an officer over a new password and a second factor, in that order', async () => {
    const officer = { username: 'baru-web', name: 'Rini Wulan', role: 'admin' }
    const added = expectOk(await transaction(db, (tx) => addUser(house.deps, tx, { officer })))
    const browser = open()
    await browser.get('/masuk')
    const first = await browser.post('/masuk', {
      identitas: 'baru-web',
      sandi: added.password,
    })
    expect(first.location).toBe('/masuk/sandi-baru')
    expect((await browser.get('/akun')).location).toContain('/masuk?')
    await browser.get('/masuk/sandi-baru')
    const sandi = 'kursi rotan tiga meja'
    const second = await browser.post('/masuk/sandi-baru', { sandi, 'sandi-ulang': sandi })
    expect(second.location).toBe('/masuk/langkah-dua')
    const enrol = await browser.get('/masuk/langkah-dua')
    expect(enrol.html).toContain('<svg role="img"')
    const secret = (/class="segel">([^<]+)</.exec(enrol.html)?.[1] ?? '').replaceAll(' ', '')
    const kode = new TOTP({ secret }).generate({ timestamp: house.kit.now().getTime() })
    const done = await browser.post('/masuk/langkah-dua', { cara: 'pasang-totp', kode })
    expect(done.location).toBe('/akun/dua-langkah/kode-cadangan?lanjut=%2Fakun')
    await browser.get(done.location)
    const codes = await browser.post('/akun/dua-langkah/kode-cadangan', { lanjut: '/akun' })
    expect(codes.html.match(/<code/g)).toHaveLength(10)
    expect((await browser.get('/kerja/pengaturan/pengguna')).status).toBe(200)
  })

  it('answers a passkey question only in the middle of a sign-in', async () => {
    const browser = open()
    await browser.get('/masuk')
    expect((await browser.post('/masuk/langkah-dua/kunci', {})).status).not.toBe(200)
    expect((await browser.get('/masuk/langkah-dua')).location).toBe('/masuk')
  })

  it('signs out by a form, and the old cookie opens nothing', async () => {
    const browser = await signIn('warga')
    const old = browser.cookies.get('sesi') ?? ''
    expect((await browser.get('/keluar')).status).toBe(200)
    expect((await browser.get('/akun')).status).toBe(200)
    expect((await browser.post('/keluar', {})).location).toBe('/')
    browser.cookies.set('sesi', old)
    expect((await browser.get('/akun')).location).toContain('/masuk')
  })

  it('changes the language and goes back, to this site only', async () => {
    const browser = open()
    const answer = await browser.get('/bahasa/en?kembali=%2Fmasuk%3Flanjut%3D%252Fakun')
    expect(answer.location).toBe('/masuk?lanjut=%2Fakun')
    expect((await browser.get('/masuk')).html).toContain('<h1>Sign in</h1>')
    expect((await browser.get('/bahasa/id?kembali=//evil.example')).location).toBe('/')
    const english = open()
    english.cookies.set('bahasa', 'en')
    await english.get('/masuk')
    const refused = await english.post('/masuk', { identitas: '', sandi: '' })
    expect(refused.html).toContain('Enter the password.')
  })
})

describe('one’s own account', () => {
  it('shows every page', async () => {
    const { browser } = await signInCitizen()
    for (const url of [
      '/akun',
      '/akun/sandi',
      '/akun/sesi',
      '/akun/kontak',
      '/akun/dua-langkah',
      '/akun/dua-langkah/aplikasi',
      '/akun/dua-langkah/kode-cadangan',
      '/akun/data-saya',
      '/akun/pastikan',
    ]) {
      const shown = await browser.get(url)
      expect([url, shown.status]).toEqual([url, 200])
      expect(shown.headers['cache-control']).toBe('no-store')
      expect(shown.html).not.toMatch(/ style="|undefined|\[object/)
    }
  })

  it('downloads everything without a password, a digest or the whole NIK', async () => {
    const { browser, opened } = await signInCitizen()
    const actor = await house.identity.actorOf(db, opened.accountId)
    if (actor === undefined) throw new Error('a citizen')
    expectOk(await house.actions.addNik(actor, '9901014101900099'))
    const file = await browser.get('/akun/data-saya/unduh')
    expect(file.headers['content-disposition']).toContain('attachment')
    const data = JSON.parse(file.html) as { akun: { nama: string; nik: string } }
    expect(data.akun).toMatchObject({ nama: 'Siti Aminah', nik: '••••••••••••0099' })
    expect(file.html).not.toMatch(/argon2|9901014101900099|sha256/)
  })

  it('asks for the password again when the last one is old', async () => {
    const { browser, sandi } = await signInCitizen()
    house.wait(11 * 60_000)
    const asked = await browser.get('/akun/dua-langkah')
    expect(asked.location).toBe('/akun/pastikan?lanjut=%2Fakun%2Fdua-langkah')
    await browser.get(asked.location)
    const form = { sandi, lanjut: '/akun/dua-langkah' }
    expect((await browser.post('/akun/pastikan', form)).location).toBe('/akun/dua-langkah')
    expect((await browser.get('/akun/dua-langkah')).status).toBe(200)
  })

  it('takes a request for correction and refuses a NIK in it', async () => {
    const { browser } = await signInCitizen()
    await browser.get('/akun/data-saya')
    const form = { jenis: 'koreksi', bidang: 'nama', isi: 'NIK 9901014101900001' }
    expect((await browser.post('/akun/data-saya/permintaan', form)).status).toBe(422)
    const good = { ...form, isi: 'Di KTP: Siti Aminah Putri' }
    expect((await browser.post('/akun/data-saya/permintaan', good)).status).toBe(303)
    expect((await browser.get('/akun/data-saya')).html).toContain('Menunggu jawaban')
  })

  it('does not let one citizen touch the sessions of another', async () => {
    const a = await signInCitizen()
    const b = await signInCitizen()
    const list = await a.browser.get('/akun/sesi')
    const theirs = /\/akun\/sesi\/([0-9a-f-]{36})\/akhiri/.exec(list.html)?.[1] ?? ''
    expect(theirs).not.toBe('')
    await b.browser.get('/akun/sesi')
    expect((await b.browser.post(`/akun/sesi/${theirs}/akhiri`, {})).status).toBe(404)
    expect((await b.browser.post('/akun/sesi/bukan-id/akhiri', {})).status).toBe(404)
    await a.browser.get('/akun/sesi')
    expect((await a.browser.post(`/akun/sesi/${theirs}/akhiri`, {})).status).toBe(303)
  })
})

describe('administration', () => {
  const id = demoAccountId('kadis-pupr')
  const home = `/kerja/pengaturan/pengguna/${id}`

  it('shows every page to the administrator', async () => {
    const admin = await signIn('admin')
    for (const url of [
      '/kerja/pengaturan/pengguna',
      '/kerja/pengaturan/pengguna?cari=bambang',
      '/kerja/pengaturan/pengguna?cari=%25&nama=A&id=bukan',
      '/kerja/pengaturan/pengguna/baru',
      home,
      '/kerja/pengaturan/permintaan-data',
      '/kerja/pengaturan/tugas-pengganti',
      `/kerja/pengaturan/tugas-pengganti?untuk=${id}`,
    ]) {
      const shown = await admin.get(url)
      expect([url, shown.status]).toEqual([url, 200])
      expect(shown.html).not.toMatch(/ style="|undefined|\[object/)
    }
    expect((await admin.get('/kerja/pengaturan/pengguna/bukan-id')).status).toBe(404)
    expect((await admin.get(`/kerja/pengaturan/pengguna/${demoAccountId('warga')}`)).status).toBe(
      404,
    )
  })

  it('adds an officer and shows the one-time password once', async () => {
    const admin = await signIn('admin')
    await admin.get('/kerja/pengaturan/pengguna/baru')
    const form = {
      'nama-pengguna': 'rini-pupr',
      nama: 'Rini Wulan',
      jabatan: 'Sekretaris Dinas',
      kontak: '',
      peran: 'penghubung-opd',
      unit: 'pupr',
      wilayah: '',
      mulai: '',
      sampai: '31/13/2026',
      dasar: 'SK 1/2026',
    }
    const refused = await admin.post('/kerja/pengaturan/pengguna/baru', form)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('value="rini-pupr"')
    const added = await admin.post('/kerja/pengaturan/pengguna/baru', { ...form, sampai: '' })
    expect(added.status).toBe(200)
    expect(added.html).toMatch(/class="segel">[a-z2-9-]{23}</)
    const list = await admin.get('/kerja/pengaturan/pengguna?cari=rini-pupr')
    expect(list.html).toContain('Pejabat penghubung')
  })

  it('gives, revokes and suspends with a reason', async () => {
    const admin = await signIn('admin')
    await admin.get(home)
    const role = { peran: 'ppk', unit: 'pupr', dasar: 'SK 2/2026', mulai: '', sampai: '' }
    expect((await admin.post(`${home}/peran`, role)).location).toBe(home)
    const shown = await admin.get(home)
    expect(shown.html).toContain('Pejabat pembuat komitmen')
    const peranId = /peran\/([0-9a-f-]{36})\/cabut/.exec(shown.html)?.[1] ?? ''
    expect((await admin.post(`${home}/peran/${peranId}/cabut`, { alasan: '' })).status).toBe(422)
    expect((await admin.post(`${home}/nonaktifkan`, { alasan: '' })).status).toBe(422)
    expect((await admin.post(`${home}/nonaktifkan`, { alasan: 'Cuti' })).status).toBe(303)
    expect((await admin.post(`${home}/aktifkan`, { alasan: 'Kembali' })).status).toBe(303)
  })

  it('is closed to everyone else, page by page', async () => {
    const guarded = allRoutes().filter(({ access }) => typeof access === 'object')
    expect(guarded.length).toBeGreaterThan(10)
    for (const username of ['warga', 'bupati']) {
      const browser = await signIn(username)
      await browser.get('/akun')
      for (const route of guarded.filter(({ access }) => !isOpenTo(access, username))) {
        const { status } = await visit(browser, route)
        expect([username, route.url, status]).toEqual([username, route.url, 403])
      }
    }
  })

  it('sends strangers to sign in', async () => {
    for (const route of allRoutes().filter(({ access }) => access !== 'public')) {
      const browser = open()
      await browser.get('/masuk')
      const { status, location } = await visit(browser, route)
      const isTurnedAway = status === 403 || location.startsWith('/masuk')
      expect([route.method, route.url, isTurnedAway]).toEqual([route.method, route.url, true])
    }
  })

  it('lets an official hand over a role and take it back', async () => {
    const kadis = await signIn('kadis-pupr')
    const shown = await kadis.get('/kerja/pengaturan/tugas-pengganti')
    const peran = /<option value="([0-9a-f-]{36})"/.exec(shown.html)?.[1] ?? ''
    const form = {
      peran,
      jenis: 'plh',
      penerima: 'loket',
      mulai: '',
      sampai: '',
      dasar: 'SPT 1/2026',
    }
    const refused = await kadis.post('/kerja/pengaturan/tugas-pengganti', form)
    expect(refused.html).toContain('Isi tanggal selesai')
    const given = { ...form, sampai: '1/12/2026' }
    expect((await kadis.post('/kerja/pengaturan/tugas-pengganti', given)).status).toBe(303)
    const loket = await house.identity.actorOf(db, demoAccountId('loket'))
    expect(loket && isSignedIn(loket) && loket.grants).toHaveLength(2)
    const after = await kadis.get('/kerja/pengaturan/tugas-pengganti')
    const taskId = /tugas-pengganti\/([0-9a-f-]{36})\/cabut/.exec(after.html)?.[1] ?? ''
    await kadis.post(`/kerja/pengaturan/tugas-pengganti/${taskId}/cabut`, {})
    expect((await house.identity.actorOf(db, demoAccountId('loket')))?.grants).toHaveLength(1)
  })

  it('records a face-to-face check at the counter, with nothing about the citizen in an address', async () => {
    const { kontak, opened } = await newCitizen(db, house)
    const loket = await signIn('loket')
    await loket.get('/kerja/tatap-muka')
    const found = await loket.post('/kerja/tatap-muka/cari', { cari: kontak })
    expect(found.html).toContain('Siti Aminah')
    const form = { akun: opened.accountId, cari: kontak, nik: '', catatan: '' }
    const refused = await loket.post('/kerja/tatap-muka', { ...form, dokumen: '' })
    expect(refused.html).toContain('Pilih dokumen')
    const done = await loket.post('/kerja/tatap-muka', { ...form, dokumen: 'ktp-el' })
    expect(done.location).toBe('/kerja/tatap-muka')
    expect((await house.identity.findAccount(db, opened.accountId))?.tier).toBe('face-to-face')
  })
})

describe('every form', () => {
  it('is refused without its token, and changes nothing', async () => {
    const admin = await signIn('admin')
    await admin.get('/akun')
    const posts = allRoutes().filter(({ method }) => method === 'POST')
    expect(posts.length).toBeGreaterThan(25)
    for (const { url } of posts) {
      const answer = await admin.post(url.replace(/:\w+/g, demoAccountId('bupati')), {}, 'palsu')
      expect([url, answer.status]).toEqual([url, 403])
    }
    expect((await admin.get('/akun')).status).toBe(200)
  })
})
