import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addDays, dayFirst } from '../../src/kernel/date.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'

describe.skipIf(isMissing)('a survey is built, answered, weighed and published', async () => {
  const { running, browser, address } = await useJourney()
  if (running === undefined || browser === undefined) return
  const { app } = running
  const today = app.kit.today()
  let kode = ''
  const links: string[] = []

  const addQuestion = async (page: Page, teks: string, pilihan: string) => {
    await page.getByRole('link', { name: 'Tambah pertanyaan' }).click()
    await page.getByLabel('Pertanyaan', { exact: true }).first().fill(teks)
    await page.getByLabel('Jenis', { exact: true }).selectOption({ label: 'Pilih satu' })
    await page.locator('#f-pilihan').fill(pilihan)
    await page.getByText('Wajib dijawab').click()
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByText('Tersimpan.').waitFor()
  }

  const enterSheets = async (page: Page) => {
    for (let sheet = 1; sheet <= 32; sheet += 1) {
      await page.getByLabel('Strata').selectOption({ index: 1 + (sheet % 2) })
      await page
        .locator('input[name=p1]')
        .nth(sheet % 4 < 2 ? 0 : 1)
        .check()
      await page
        .locator('input[name=p2]')
        .nth(sheet % 3 === 0 ? 0 : 1)
        .check()
      await page.getByRole('button', { name: 'Simpan dan lanjut' }).click()
      await page.getByText(`Lembar ${sheet} dari bundel RW-1 tersimpan.`).waitFor()
    }
  }

  it('by an officer, who tries it out, opens it and takes the invitations', async () => {
    const { page, context, problems } = await openScreen(browser, { size: DESKTOP })
    await signInOn(page, address, 'walidata')
    await page.goto(`${address}/kerja/survei`)
    await expectClean(page)
    await page.getByLabel('Judul').fill('Air bersih')
    await page.getByLabel('Untuk apa hasilnya dipakai').fill('Menentukan sambungan tahun depan.')
    await page.getByText('Panel: warga terpilih').click()
    await page.getByLabel('Hari terakhir menjawab').fill('31/02/2031')
    await page.getByLabel('Hasil dijanjikan terbit').fill(dayFirst(addDays(today, 9)))
    await page.getByLabel('Kerangka panel').fill('Kota; 300\nDesa; 700')
    await page.getByRole('button', { name: 'Buat survei' }).click()
    // A day that does not exist is told at its field, and nothing that was typed is lost.
    expect(await page.getByRole('alert').textContent()).toContain('31 Februari 2031 tidak ada')
    expect(await page.getByLabel('Hari terakhir menjawab').inputValue()).toBe('31/02/2031')
    expect(await page.getByLabel('Kerangka panel').inputValue()).toContain('Desa; 700')
    await expectClean(page)
    await page.getByLabel('Hari terakhir menjawab').fill(dayFirst(addDays(today, 5)))
    await page.getByRole('button', { name: 'Buat survei' }).click()
    await page.getByRole('heading', { name: 'Air bersih' }).waitFor()
    kode = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await addQuestion(page, 'Jenis kelamin Anda?', 'Laki-laki\nPerempuan')
    await addQuestion(page, 'Apakah Anda memakai PDAM?', 'Ya\nTidak')
    await page.getByRole('link', { name: 'Coba mengisi' }).click()
    await page.getByRole('button', { name: 'Periksa isian' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Jawab pertanyaan ini.')
    await expectClean(page)
    await page.goto(`${address}/kerja/survei/${kode}`)
    await page.getByRole('button', { name: 'Buka survei' }).click()
    await page.getByText('Survei dibuka.').waitFor()
    for (const [strata, jumlah] of [
      ['Kota', '30'],
      ['Desa', '20'],
    ] as const) {
      await page.getByLabel('Strata').selectOption({ label: strata })
      await page.getByLabel('Jumlah undangan').fill(jumlah)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Buat undangan' }).click(),
      ])
      const stream = await download.createReadStream()
      let text = ''
      for await (const chunk of stream) text += String(chunk)
      links.push(...(text.match(/http\S+\/isi\/[\w-]{22}/g) ?? []))
    }
    expect(new Set(links).size).toBe(50)
    expect(problems()).toEqual([])
    await context.close()
  }, 120_000)

  it.each([true, false])(
    'by residents on phones, with script %s, once per invitation',
    async (javaScriptEnabled) => {
      const { page, context } = await openScreen(browser, { size: PHONE, javaScriptEnabled })
      const mine = javaScriptEnabled ? links.slice(0, 4) : links.slice(46)
      for (const [at, link] of mine.entries()) {
        await page.goto(link)
        if (at === 0 && javaScriptEnabled) await expectClean(page)
        await page.getByText('Perempuan').click()
        if (at === 0) {
          await page.getByRole('button', { name: 'Simpan dan lanjut' }).click()
          await page.getByRole('alert').waitFor()
          expect(await page.locator('input[type=radio]:checked').count()).toBe(1)
        }
        await page.getByText(at % 2 === 0 ? 'Ya' : 'Tidak', { exact: true }).click()
        await page.getByRole('button', { name: 'Simpan dan lanjut' }).click()
        await page.getByRole('heading', { name: 'Periksa jawaban' }).waitFor()
        await page.getByRole('button', { name: 'Kirim jawaban' }).click()
        await page.getByRole('heading', { name: 'Terima kasih' }).waitFor()
        await page.goto(link)
        await page.getByText('sudah dipakai menjawab').waitFor()
      }
      await context.close()
    },
    90_000,
  )

  it('on paper, sheet after sheet, then raked to two margins and published for everybody', async () => {
    const { page, context } = await openScreen(browser, { size: DESKTOP })
    await signInOn(page, address, 'walidata')
    await page.goto(`${address}/kerja/survei/${kode}/kertas`)
    await expectClean(page)
    await page.getByLabel('Nomor bundel').fill('RW-1')
    await enterSheets(page)
    await page.goto(`${address}/kerja/survei/${kode}`)
    await page.getByRole('button', { name: 'Tutup sekarang' }).click()
    await page.getByRole('link', { name: 'Timbang' }).click()
    await expectClean(page)
    for (const [label, n] of [
      ['Laki-laki', '510'],
      ['Perempuan', '490'],
      ['Ya', '450'],
      ['Tidak', '550'],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(n)
    for (const box of await page.getByLabel('Sumber jumlah warga').all())
      await box.fill('Data contoh')
    for (const box of await page.locator('input[name=margin]').all()) await box.check()
    await page.getByRole('button', { name: 'Timbang' }).click()
    await page.getByText('Bobot bertemu dengan semua margin.').waitFor()
    await page.getByRole('link', { name: 'Lihat hasil sebelum terbit' }).click()
    await expectClean(page)
    await page.goto(`${address}/kerja/survei/${kode}`)
    await page.getByRole('button', { name: 'Terbitkan hasil' }).click()
    await page.getByText('Hasil terbit dan tercatat').waitFor()
    await context.close()

    for (const options of [{ size: PHONE }, { size: DESKTOP }] as const) {
      const visitor = await openScreen(browser, options)
      await visitor.page.goto(`${address}/survei`)
      await expectClean(visitor.page)
      await visitor.page.getByRole('link', { name: 'Air bersih', exact: true }).click()
      await visitor.page.getByRole('link', { name: 'Lihat hasil' }).click()
      const row = visitor.page.getByRole('row', { name: /Laki-laki/ })
      expect(await row.textContent()).toContain('51%')
      await visitor.page.getByText('(raking)').waitFor()
      await expectClean(visitor.page)
      expect(visitor.problems()).toEqual([])
      await visitor.context.close()
    }
  }, 180_000)
})
