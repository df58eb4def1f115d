import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { addDays } from '../../src/kernel/date.ts'
import { surveyHouse } from '../../src/modules/satisfaction/testing/survey-house.ts'
import { rows, sql } from '../../src/platform/db/database.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'

const SERVICE = 'DPMPTSP-TUTUP-JALAN'

/** A page of writing, as a phone's camera would see it. */
async function pictureOfPaper(): Promise<Buffer> {
  const lines = Array.from(
    { length: 26 },
    (_, index) =>
      `<text x="60" y="${60 + index * 36}" font-size="26" font-family="sans-serif">${index + 1}. Pengantar desa, baris ${index} untuk izin penutupan jalan ${index * 9173}</text>`,
  ).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="1000"><rect width="100%" height="100%" fill="#f4f1e8"/>${lines}</svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer()
}

describe.skipIf(isMissing)('a permit, from the search to the published score', async () => {
  const { running, browser, address } = await useJourney()
  const worker = await running?.app.startWorker()
  afterAll(async () => {
    await worker?.stop()
  })
  const app = () => present(running, 'running').app
  const open = async (username: string, size = PHONE) => {
    const screen = await openScreen(present(browser, 'a browser'), { size })
    await signInOn(screen.page, address, username)
    return screen
  }
  const press = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name }).first().click()

  it('is applied for, mended, judged by two agencies, signed by the acting head, checked, and rated', async () => {
    const citizen = await open('warga')
    const { page } = citizen

    // Search in everyday words, read the standard, begin.
    await page.goto(`${address}/layanan`)
    await page.getByLabel('Cari layanan').fill('hajatan tutup jaln')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: /Izin penutupan sementara jalan kabupaten/ }).click()
    await page.getByRole('heading', { name: 'Standar pelayanan' }).waitFor()
    await expectClean(page)
    await page.getByRole('link', { name: 'Ajukan', exact: true }).click()
    await press(page, 'Mulai mengisi')
    await page.getByRole('heading', { name: 'Daftar isian' }).waitFor()
    const draft = page.url()
    await expectClean(page)

    // Page by page; a wrong answer is said at its field and loses nothing.
    await page.getByRole('link', { name: 'Data pemohon' }).click()
    await page.getByText('Dari data kependudukan').first().waitFor()
    await page.getByLabel('Nomor HP').fill('0811-0000-112')
    await press(page, 'Simpan dan lanjut')
    await page.getByLabel('Pernikahan atau khitanan').check()
    await page.getByLabel('Nama acara').fill('Hajtan')
    await page.getByLabel('Perkiraan orang yang hadir').fill('banyak')
    await press(page, 'Simpan dan lanjut')
    await page.getByText('Tulis dengan angka saja').first().waitFor()
    expect(await page.getByLabel('Nama acara').inputValue()).toBe('Hajtan')
    expect(await page.getByLabel('Perkiraan orang yang hadir').inputValue()).toBe('banyak')
    await expectClean(page)
    await page.getByLabel('Perkiraan orang yang hadir').fill('200')
    await press(page, 'Simpan dan lanjut')

    // Go on with it on another device: the draft belongs to the account.
    const other = await open('warga')
    await other.page.goto(`${address}/akun/permohonan`)
    await other.page
      .getByRole('link', { name: /Izin penutupan sementara/ })
      .first()
      .click()
    expect(other.page.url()).toBe(draft)
    await other.context.close()

    await page.getByLabel('Jalan kabupaten').check()
    await page.getByLabel('Nama jalan').fill('Jalan Lumbung Raya, nomor 10 sampai 20')
    await page.locator('select[name=desa]').selectOption({ label: 'Kauman Jati' })
    await page.getByLabel('Separuh jalan').check()
    await press(page, 'Simpan dan lanjut')
    const day = (count: number) => addDays(app().kit.today(), count)
    await page.getByLabel('Mulai').fill(day(20))
    await page.getByLabel('Selesai').fill(day(21))
    await page.locator('input[name=jam]').fill('07.00-17.00')
    await page.locator('input[name=darurat]').check()
    await press(page, 'Simpan dan lanjut')

    // The document goes into the vault, checked as it arrives.
    await page.getByRole('link', { name: 'Pengantar desa atau kelurahan' }).click()
    await page.locator('input[type=file]').setInputFiles({
      name: 'pengantar.jpg',
      mimeType: 'image/jpeg',
      buffer: await pictureOfPaper(),
    })
    await press(page, 'Unggah')
    await page.goto(`${draft}/periksa`)
    await page.getByText('Hajtan').waitFor()
    await expectClean(page)
    await press(page, 'Kirim permohonan')
    await page.getByText('Permohonan terkirim').waitFor()
    await expectClean(page)
    const nomor = present(/PMH-\d{4}-\d{6}-[A-Z]/.exec(page.url())?.[0], 'a number')

    // The officer asks for one thing to be mended; only that is open.
    const officer = await open('petugas-dpmptsp', DESKTOP)
    await officer.page.goto(`${address}/kerja/permohonan`)
    await officer.page.locator('tr', { hasText: nomor }).getByRole('link').first().click()
    await expectClean(officer.page)
    await officer.page.getByText('Perlu diperbaiki').first().click()
    await officer.page.locator('input[name=butir][value="isian:namaAcara"]').check()
    await officer.page.locator('input[name="catatan.isian:namaAcara"]').fill('Salah ketik')
    await officer.page.locator('form button[value=perbaiki]').click()
    await officer.page.getByText('Tercatat.').waitFor()
    await page.goto(`${address}/permohonan/${nomor}`)
    await page.getByText('Waktu petugas berhenti').waitFor()
    await expectClean(page)
    await page.getByRole('link', { name: 'Perbaiki sekarang' }).click()
    await page.getByLabel('Nama acara').fill('Hajatan keluarga Larasati')
    await expectClean(page)
    await press(page, 'Kirim perbaikan')
    await page.getByText('Petugas meminta perbaikan').waitFor()
    await officer.page.goto(`${address}/kerja/permohonan/${nomor}`)
    await officer.page.locator('form button[value=lengkap]').click()
    await officer.page.getByText('Tercatat.').waitFor()

    // Two agencies give their opinions side by side.
    for (const username of ['layanan-dishub', 'layanan-satpolpp']) {
      const agency = await open(username, DESKTOP)
      await agency.page.goto(`${address}/kerja/permohonan/${nomor}`)
      await agency.page.getByLabel('Setuju', { exact: true }).check()
      await agency.page.getByLabel('Alasan dan syarat teknis').fill('Pengalihan arus tersedia.')
      await agency.page.getByRole('button', { name: 'Kirim pendapat' }).click()
      await agency.page
        .getByText(/Tercatat|Halaman/)
        .first()
        .waitFor()
      await agency.context.close()
    }

    // The head is away and has named the secretary, who signs in the head's place.
    const head = await open('kadis-dpmptsp', DESKTOP)
    await head.page.goto(`${address}/kerja/pengaturan/tugas-pengganti`)
    await head.page.locator('select[name=peran]').selectOption({ index: 1 })
    await head.page.locator('input[name=penerima]').fill('sekretaris-dpmptsp')
    await head.page.locator('input[name=mulai]').fill(day(0))
    await head.page.locator('input[name=sampai]').fill(day(3))
    await head.page.locator('input[name=dasar]').fill('Surat tugas 800/12/2026')
    await head.page.locator('main form button[type=submit]').first().click()
    await head.page.getByText('Anjar Pramono').first().waitFor()
    const acting = await open('sekretaris-dpmptsp', DESKTOP)
    await acting.page.goto(`${address}/kerja/permohonan/${nomor}`)
    await acting.page.locator('form button[value=setujui]').click()
    await acting.page.getByText('Tercatat.').waitFor()

    // The letter: downloaded, checked by its code, and a changed copy told from it.
    await page.goto(`${address}/permohonan/${nomor}`)
    await page.getByText('pelaksana harian').first().waitFor()
    await expectClean(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Unduh PDF' }).click(),
    ])
    const pdf = readFileSync(await download.path())
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    await page.getByRole('link', { name: 'Halaman pemeriksaan' }).click()
    await page.getByText('Asli dan berlaku').waitFor()
    expect(await page.content()).not.toContain('Larasati')
    await expectClean(page)
    const altered = Buffer.from(pdf)
    altered[2000] = (altered[2000] ?? 0) ^ 1
    await page.goto(`${address}/verifikasi`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'surat.pdf',
      mimeType: 'application/pdf',
      buffer: altered,
    })
    await page.locator('form[enctype="multipart/form-data"] button').click()
    await page
      .getByText(/diubah|tidak asli|berubah/i)
      .first()
      .waitFor()

    // The survey comes with the finished service, and with enough answers the score is public.
    const link = await surveyLink(nomor)
    await page.goto(`${address}${link}`)
    for (let element = 1; element <= 9; element += 1)
      await page.locator(`input[name=u${element}][value="4"]`).check()
    await expectClean(page)
    await page.locator('main form button[type=submit], main form button.tombol').first().click()
    await page
      .getByText(/terima kasih/i)
      .first()
      .waitFor()
    const house = surveyHouse(app())
    const service = {
      layananKode: SERVICE,
      layananNama: 'Izin penutupan sementara jalan kabupaten untuk acara',
      unitKode: 'dpmptsp',
    }
    for (let count = 0; count < 29; count += 1) await house.answer(4, service)
    await page.goto(`${address}/layanan/${SERVICE}`)
    await page.getByText(/^100,00 \(A\)/).waitFor()
    await page.getByText('baru 1 permohonan selesai, separuhnya dalam').waitFor()
    expect(citizen.problems()).toEqual([])
  }, 240_000)

  /** The address the citizen was told, from the notice. */
  async function surveyLink(nomor: string): Promise<string> {
    for (let tries = 0; tries < 100; tries += 1) {
      const [row] = await rows(
        present(running, 'running').database.owner,
        sql<{
          link: string
        }>`select p.tautan as link from notifications.pemberitahuan p where p.tautan like '/skm/%' order by p.id desc limit 1`,
      )
      if (row !== undefined) return row.link
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    throw new Error(`nobody was asked about ${nomor}`)
  }
})
