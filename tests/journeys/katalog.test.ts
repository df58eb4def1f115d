import AxeBuilder from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'

type Look = Readonly<{ colorScheme?: 'light' | 'dark'; javaScriptEnabled?: boolean }>

describe.skipIf(isMissing)('an administrator edits the catalogue', async () => {
  const { running, browser, address } = await useJourney()

  async function signedIn(size: typeof PHONE, look: Look = {}) {
    if (browser === undefined) throw new Error('no browser')
    const screen = await openScreen(browser, { size, ...look })
    await screen.page.goto(`${address}/masuk`)
    await screen.page.locator('[name=identitas]').fill('admin')
    await screen.page.locator('[name=sandi]').fill('pendopo-demo')
    await screen.page.locator('main form button[type=submit]').first().click()
    return screen
  }

  it('without script: a new category with a question reaches citizens and is routed', async () => {
    const { page, context } = await signedIn(DESKTOP, { javaScriptEnabled: false })
    await page.goto(`${address}/kerja/katalog/kategori/baru?grup=jalan`)
    await page.locator('[name=kode]').fill('jalan.jembatan-gantung')
    await page.locator('[name=nama_id]').fill('Jembatan gantung rusak')
    await page.locator('[name=nama_en]').fill('Broken footbridge')
    await page.locator('[name=kata_kunci]').fill('jembatan gantung goyang')
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByRole('heading', { level: 1, name: 'Jembatan gantung rusak' }).waitFor()
    await page.getByRole('link', { name: 'Tambah pertanyaan' }).click()
    await page.locator('[name=label_id]').fill('Masih bisa dilewati?')
    await page.locator('[name=label_en]').fill('Can it still be crossed?')
    await page.locator('[name=kode]').fill('dilewati')
    for (const [index, words] of ['Bisa', 'Tidak'].entries()) {
      await page.locator('[name=pilihan_id]').nth(index).fill(words)
      await page.locator('[name=pilihan_en]').nth(index).fill(words)
    }
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByRole('link', { name: 'Pratinjau halaman warga' }).click()
    await page.getByText('Masih bisa dilewati?').first().waitFor()
    await page.goto(`${address}/kerja/katalog/wewenang?kategori=jalan.jembatan-gantung`)
    expect(await page.locator('#coba').textContent()).toContain('Yang berlaku')
    await context.close()

    const katalog = await running?.app.citizenReports.katalog.get()
    const leaf = katalog?.daun.find(({ kode }) => kode === 'jalan.jembatan-gantung')
    expect(leaf?.pertanyaan.map(({ kode }) => kode)).toEqual(['dilewati'])
    const stranger = await openScreen(browser as Browser, { size: PHONE, javaScriptEnabled: false })
    await stranger.page.goto(`${address}/laporan`)
    expect(stranger.problems()).toEqual([])
    await stranger.context.close()
  })

  it('on pages that fit a phone and have no serious accessibility fault', async () => {
    for (const [size, scheme] of [
      [PHONE, 'dark'],
      [DESKTOP, 'light'],
    ] as const) {
      const { page, context } = await signedIn(size, { colorScheme: scheme })
      for (const path of [
        '/kerja/katalog',
        '/kerja/katalog/kategori/jalan.lubang',
        '/kerja/katalog/kategori/jalan.lubang/pertanyaan/korban',
        '/kerja/katalog/wewenang?kategori=jalan.lubang',
        '/kerja/katalog/tenggat',
        '/kerja/katalog/riwayat',
        '/kerja/pengaturan',
        '/kerja/pengaturan/unit/pupr',
        '/kerja/pengaturan/kalender/2027',
        '/kerja/pengaturan/daerah',
        '/kerja/pengaturan/kiriman',
        '/unit/pupr',
        '/akun/pemberitahuan',
        '/akun/pemberitahuan/saluran',
      ]) {
        await page.goto(`${address}${path}`)
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze()
        const serious = violations.filter(
          (one) => one.impact === 'serious' || one.impact === 'critical',
        )
        expect(serious.map((one) => `${path} ${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect([path, width <= size.width]).toEqual([path, true])
      }
      await context.close()
    }
  })
})
