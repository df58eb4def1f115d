import { describe, expect, it } from 'vitest'
import { present } from '../src/kernel/assert.ts'
import { demoAccountId } from '../src/modules/identity/index.ts'
import { openBrowser } from '../src/modules/identity/testing/test-browser.ts'
import { rows, sql } from '../src/platform/db/database.ts'
import { sendCase } from './support/case-house.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database } = await useRunningApp()
const visitor = () => openBrowser(app.server)
async function signedIn(identitas: string) {
  const browser = visitor()
  await browser.get('/masuk')
  const entered = await browser.post('/masuk', { identitas, sandi: 'pendopo-demo' })
  expect(entered.status).toBe(303)
  return browser
}
const followers = (nomor: string) =>
  rows(
    database.owner,
    sql<{ akunId: string | null; email: string | null }>`
    select s.akun_id as "akunId", s.email from citizen_reports.langganan s
    join citizen_reports.laporan l on l.id = s.laporan_id where l.nomor = ${nomor} order by s.id`,
  )
async function supports(nomor: string): Promise<number> {
  const [row] = await rows(
    database.owner,
    sql<{
      n: number
    }>`select l.jumlah_dukungan as n from citizen_reports.laporan l where l.nomor = ${nomor}`,
  )
  return row?.n ?? -1
}

describe('support from the hint of the report form', () => {
  it('follows too for an account that leaves the box ticked', async () => {
    const { nomor } = await sendCase(app)
    const citizen = await signedIn('warga')
    await citizen.get(`/laporan/${nomor}`)
    const done = await citizen.post(`/laporan/${nomor}/dukung`, { dari: 'lapor', ikut: 'ya' })
    expect(done.location).toBe(`/laporan/${nomor}`)
    expect(await followers(nomor)).toEqual([{ akunId: demoAccountId('warga'), email: null }])
    expect(await supports(nomor)).toBe(1)
  })

  it('only supports where the box is empty, and from the page of the case', async () => {
    const { nomor } = await sendCase(app)
    const citizen = await signedIn('warga')
    await citizen.get(`/laporan/${nomor}`)
    await citizen.post(`/laporan/${nomor}/dukung`, { dari: 'lapor' })
    await citizen.post(`/laporan/${nomor}/dukung`, { ikut: 'ya' })
    expect(await followers(nomor)).toEqual([])
    expect(await supports(nomor)).toBe(1)
  })

  it('asks a stranger’s address first, and counts the support even where the address is wrong', async () => {
    const { nomor } = await sendCase(app)
    const stranger = visitor()
    await stranger.get(`/laporan/${nomor}`)
    const wrong = await stranger.post(`/laporan/${nomor}/dukung`, {
      dari: 'lapor',
      ikut_surel: 'bukan surel',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('value="bukan surel"')
    expect(await followers(nomor)).toEqual([])
    expect(await supports(nomor)).toBe(1)
    const asked = await stranger.post(`/laporan/${nomor}/dukung`, {
      dari: 'lapor',
      ikut_surel: 'Tetangga@contoh.id',
    })
    expect(asked.status).toBe(303)
    expect(await followers(nomor)).toEqual([{ akunId: null, email: 'tetangga@contoh.id' }])
    expect(await supports(nomor)).toBe(1)
  })

  it('offers a box to accounts and a field to strangers', async () => {
    const { nomor } = await sendCase(app)
    const [{ judul } = { judul: '' }] = await rows(
      database.owner,
      sql<{
        judul: string
      }>`select l.judul from citizen_reports.laporan l where l.nomor = ${nomor}`,
    )
    const kecamatan = present(app.reference.kecamatan()[0], 'a kecamatan').kode
    const hint = async (browser: ReturnType<typeof visitor>) => {
      await browser.get('/lapor')
      const typed = { judul, isi: judul, kategori: 'jalan.lubang', kecamatan }
      return (await browser.post('/lapor/serupa', typed)).html
    }
    const forAccount = await hint(await signedIn('warga'))
    expect(forAccount).toMatch(/name="ikut"[^>]*checked/)
    expect(forAccount).not.toContain('ikut_surel')
    const forStranger = await hint(visitor())
    expect(forStranger).toContain('name="ikut_surel"')
    expect(forStranger).not.toContain('name="ikut"')
  })
})

describe('my reports', () => {
  it('show the draft of the account on another device, and never another’s of the same browser', async () => {
    const phone = await signedIn('warga')
    await phone.get('/lapor')
    await phone.post('/lapor', {
      judul: 'Pohon tumbang menutup jalan desa',
      isi: 'Pohon besar tumbang sejak subuh, mobil tidak dapat lewat.',
      jenis: 'pengaduan',
      aksi: 'lanjut',
    })
    const computer = await signedIn('warga')
    expect((await computer.get('/akun/laporan')).html).toContain('Pohon tumbang menutup jalan desa')
    const other = await signedIn('warga2')
    expect((await other.get('/akun/laporan')).html).not.toContain('Pohon tumbang')
  })
})

describe('alerts', () => {
  it('may be of one category or of a whole group, never of a secret one', async () => {
    const citizen = await signedIn('warga')
    const { html } = await citizen.get('/laporan/langganan')
    const katalog = await app.citizenReports.katalog.get()
    for (const one of [...katalog.daun, ...katalog.grup])
      expect([one.kode, html.includes(`<option value="${one.kode}"`)]).toEqual([
        one.kode,
        !one.isRahasia,
      ])
    await citizen.post('/laporan/langganan', { kategori: 'jalan.lubang' })
    const mine = await citizen.get('/akun/langganan')
    const leaf = present(katalog.kategori.get('jalan.lubang'), 'the leaf')
    expect(mine.html).toContain(leaf.nama.id)
  })
})
