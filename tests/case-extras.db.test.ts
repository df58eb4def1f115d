import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ANONYMOUS } from '../src/kernel/actor.ts'
import { present } from '../src/kernel/assert.ts'
import { openBrowser } from '../src/modules/identity/testing/test-browser.ts'
import { rows, run, sql } from '../src/platform/db/database.ts'
import { sendCase } from './support/case-house.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database, takeQueries } = await useRunningApp()
const { citizenReports, kit, reference } = app
const visitor = () => openBrowser(app.server)
async function signedIn(identitas: string) {
  const browser = visitor()
  await browser.get('/masuk')
  const entered = await browser.post('/masuk', { identitas, sandi: 'pendopo-demo' })
  expect(entered.status).toBe(303)
  return browser
}
const PHONE = '081234567890'
async function report(isAnonim: boolean): Promise<string> {
  const sent = await citizenReports.submit(kit.db, ANONYMOUS, {
    kunciKlien: randomUUID(),
    kategoriKode: 'jalan.lubang',
    isian: {
      jenis: 'pengaduan',
      judul: 'Lubang di depan rumah saya',
      isi: `Lubangnya dalam, hubungi saya di ${PHONE} sebelum datang.`,
      jawaban: {},
      isAnonim,
      isRahasia: false,
      isNamaTampil: false,
      nama: null,
    },
    lokasi: {
      lat: null,
      lon: null,
      sumber: 'patokan',
      patokan: `Pagar hijau, telepon ${PHONE}`,
      kecamatanKode: present(reference.kecamatan()[0], 'a kecamatan').kode,
    },
    kontak: {},
    kanal: 'web',
    bahasa: 'id',
    isBrief: true,
  })
  if (!sent.ok) throw new Error(sent.refusals.map((one) => one.code).join(' '))
  return sent.value.nomor
}

describe('the unmasked words of a report', () => {
  it('are shown to who handles it, with a purpose, and the look is recorded', async () => {
    const nomor = await report(false)
    const operator = await signedIn('operator-aduan')
    const page = await operator.get(`/kerja/laporan/${nomor}`)
    expect(page.html).toContain(`/kerja/laporan/${nomor}/asli`)
    expect(page.html).not.toContain(PHONE)
    const bare = await operator.post(`/kerja/laporan/${nomor}/asli`, {})
    expect([bare.status, bare.html.includes(PHONE)]).toEqual([422, false])
    const shown = await operator.post(`/kerja/laporan/${nomor}/asli`, { tujuan: 'lokasi' })
    expect(shown.html).toContain(`Pagar hijau, telepon ${PHONE}`)
    expect(shown.html).toContain(`hubungi saya di ${PHONE}`)
    const looks = await rows(
      database.owner,
      sql<{ pesan: string; isPublik: boolean }>`select r.pesan, r.is_publik as "isPublik"
      from citizen_reports.riwayat r join citizen_reports.laporan l on l.id = r.laporan_id
      where l.nomor = ${nomor} and r.kejadian = 'lihat_asli'`,
    )
    expect(looks).toEqual([{ pesan: 'Menanyakan letak kejadian', isPublik: false }])
    expect((await visitor().get(`/laporan/${nomor}`)).html).not.toContain(PHONE)
  })

  it('of anonymous reporters, and where nothing is masked, are offered to nobody', async () => {
    const operator = await signedIn('operator-aduan')
    for (const nomor of [await report(true), (await sendCase(app)).nomor]) {
      const page = await operator.get(`/kerja/laporan/${nomor}`)
      expect(page.html).not.toContain(`/kerja/laporan/${nomor}/asli`)
      const forced = await operator.post(`/kerja/laporan/${nomor}/asli`, { tujuan: 'lokasi' })
      expect([forced.status, forced.html.includes(PHONE)]).toEqual([422, false])
    }
  })

  it('are not for officers of other agencies, nor for citizens', async () => {
    const nomor = await report(false)
    for (const who of ['petugas-pupr', 'warga']) {
      const browser = await signedIn(who)
      await browser.get('/akun')
      const answer = await browser.post(`/kerja/laporan/${nomor}/asli`, { tujuan: 'lokasi' })
      expect([who, answer.status >= 400, answer.html.includes(PHONE)]).toEqual([who, true, false])
    }
  })
})

describe('a case that came closed from another system', () => {
  it('does not say that its reporter was silent, in either language', async () => {
    const { nomor } = await sendCase(app)
    const close = (kanal: string, klaim: Date | null) =>
      run(
        database.owner,
        sql`update citizen_reports.laporan set kanal = ${kanal}, status = 'ditutup_tanpa_konfirmasi', cara_tutup = 'tanpa_konfirmasi',
        klaim_selesai_at = ${klaim}, selesai_at = ${kit.now()}, tenggat_at = null where nomor = ${nomor}`,
      )
    await close('impor', null)
    const browser = visitor()
    const imported = await browser.get(`/laporan/${nomor}`)
    expect(imported.html).toContain('Ditutup di sistem asal; jawaban pelapor tidak tercatat.')
    expect(imported.html).not.toContain('Pelapor tidak menjawab')
    browser.cookies.set('bahasa', 'en')
    expect((await browser.get(`/laporan/${nomor}`)).html).toContain(
      'no answer of the reporter is on record',
    )
    // Asked here and silent here: then it is silence, wherever the case came from.
    await close('impor', kit.now())
    expect((await visitor().get(`/laporan/${nomor}`)).html).toContain('Pelapor tidak menjawab')
    await close('web', null)
    expect((await visitor().get(`/laporan/${nomor}`)).html).toContain('Pelapor tidak menjawab')
  })

  it('is told apart in words beside the figures, only where something was imported', async () => {
    const url = '/laporan/statistik'
    expect((await visitor().get(url)).html).not.toContain('sistem asal')
    await run(
      database.owner,
      sql`insert into citizen_reports.impor (id, berkas, sha256, format, sumber, baris, tersimpan, mulai_at)
      values (${randomUUID()}, 'uji.csv', ${'a'.repeat(64)}, 'pendopo', 'uji', 1, 1, ${kit.now()})`,
    )
    await sendCase(app)
    takeQueries()
    expect((await visitor().get(url)).html).toContain('ditutup di sistem asal')
    expect(takeQueries().length).toBeLessThanOrEqual(12)
  })
})

describe('the printed page', () => {
  it('has a code that leads to it; a case that is not public has none', async () => {
    const { nomor } = await sendCase(app)
    const page = await visitor().get(`/laporan/${nomor}`)
    expect(page.html).toMatch(/<button[^>]*data-cetak[^>]*hidden/)
    expect(page.html).toContain(`data-qr="/laporan/${nomor}/qr.svg"`)
    const picture = await visitor().get(`/laporan/${nomor}/qr.svg`)
    expect(picture.headers['content-type']).toContain('image/svg+xml')
    expect(picture.html).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<path/s)
    const secret = await sendCase(app, { isRahasia: true })
    for (const url of [`/laporan/${secret.nomor}/qr.svg`, '/laporan/ADU-2020-000001-X/qr.svg'])
      expect((await visitor().get(url)).status).toBe(404)
  })
})
