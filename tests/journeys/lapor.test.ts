import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { oneRow, sql } from '../../src/platform/db/database.ts'
import { openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { makePhoto } from '../support/photos.ts'

/** Every byte between phone and server for a text report: 10 s at 100 kbit/s are 125 kB, less the delays. */
const REPORT_BYTES_MAX = 60_000
/** Five pages, four sends, and the scripts, hints and pictures of a first visit. */
const REPORT_REQUESTS_MAX = 32

describe.skipIf(isMissing)('a citizen on a cheap phone', async () => {
  const { running, browser, address } = await useJourney()

  const inside = (() => {
    if (running === undefined) return { lat: 0, lon: 0 }
    const { reference } = running.app
    const desa = reference.desaOf(reference.kecamatan()[2]?.kode ?? '')[0]
    return reference.innerPoint(desa?.kode ?? '') ?? { lat: 0, lon: 0 }
  })()

  const open = (options: { javaScriptEnabled?: boolean } = {}) => {
    if (browser === undefined) throw new Error('no browser')
    return openScreen(browser, {
      size: PHONE,
      geolocation: { latitude: inside.lat, longitude: inside.lon },
      ...options,
    })
  }
  const next = (page: Page) => page.locator('main button.tombol[value=lanjut]').click()

  async function tell(page: Page, judul: string): Promise<void> {
    await page.goto(`${address}/lapor`)
    await page.getByLabel('Judul singkat').fill(judul)
    await page
      .getByLabel('Ceritakan masalahnya')
      .fill('Lubang besar dan dalam di jalan depan balai desa, motor sering jatuh.')
  }

  async function place(page: Page, javaScriptEnabled: boolean): Promise<void> {
    await page.getByRole('heading', { name: 'Jenis masalah dan lokasinya' }).waitFor()
    await page.locator('input[name=kategori][value="jalan.lubang"]').check()
    if (javaScriptEnabled) {
      await page.getByRole('button', { name: 'Pakai lokasi saya' }).click()
      await page.getByText('Titik terpasang di').waitFor()
    } else await page.getByLabel('Kecamatan').selectOption({ index: 1 })
    await next(page)
  }

  async function finish(page: Page): Promise<string> {
    await page.getByRole('heading', { name: 'Pertanyaan dan siapa Anda' }).waitFor()
    for (const group of await page.locator('fieldset[id^=f-jawaban]').all())
      await group.locator('input').first().check()
    await page.getByRole('button', { name: 'Lanjut ke periksa jawaban' }).click()
    await page.getByRole('button', { name: 'Kirim laporan' }).click()
    await page.getByRole('heading', { name: 'Laporan Anda kami terima' }).waitFor()
    return (await page.locator('.jadi strong').textContent()) ?? ''
  }

  const photosOf = async (nomor: string) => {
    if (running === undefined) return 0
    const { n } = await oneRow(
      running.database.owner,
      sql<{ n: number }>`select count(*)::int as n from citizen_reports.foto f
      join citizen_reports.laporan l on l.id = f.laporan_id where l.nomor = ${nomor}`,
    )
    return n
  }

  it.each([true, false])(
    'reports with a photo, with script %s, and the photo is on the page of the case',
    async (javaScriptEnabled) => {
      const { page, context, problems } = await open({ javaScriptEnabled })
      await tell(page, 'Jalan berlubang di depan balai desa')
      const buffer = await makePhoto(javaScriptEnabled ? 71 : 72, { widthPx: 2000, heightPx: 1500 })
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'lubang.jpg', mimeType: 'image/jpeg', buffer })
      if (javaScriptEnabled) await page.getByText('1 foto siap').waitFor()
      await next(page)
      await place(page, javaScriptEnabled)
      const nomor = await finish(page)
      if (javaScriptEnabled) await page.getByText('1 foto sudah kami terima').waitFor()
      expect(await photosOf(nomor)).toBe(1)
      const code = (await page.locator('.jadi b').textContent()) ?? ''
      await page.getByRole('link', { name: 'Buka halaman laporan' }).click()
      await page.getByLabel('Kode lacak').fill(code)
      await page.getByRole('button', { name: 'Buka sebagai pelapor' }).click()
      await page.getByText('Anda membuka laporan ini sebagai pelapor.').waitFor()
      expect(await page.locator('main img[src^="/foto/"]').count()).toBeGreaterThan(0)
      expect(problems()).toEqual([])
      await context.close()
    },
  )

  it('sees that a neighbour reported it already, and supports that instead', async () => {
    const { page, context, problems } = await open()
    await tell(page, 'Jalan berlubang di depan balai desa')
    await next(page)
    await page.locator('input[name=kategori][value="jalan.lubang"]').check()
    await page.getByRole('button', { name: 'Pakai lokasi saya' }).click()
    const hint = page.locator('.serupa')
    await hint.getByText('m dari titik Anda').first().waitFor()
    await hint.locator('summary').first().click()
    await hint.getByText('motor sering jatuh').first().waitFor()
    await hint
      .getByRole('button', { name: /Dukung/ })
      .first()
      .click()
    await page.waitForURL(/\/laporan\/ADU-/)
    expect(
      await page
        .getByText(/dukung/i)
        .first()
        .isVisible(),
    ).toBe(true)
    expect(problems()).toEqual([])
    await context.close()
  })

  it('writes without network, and the report sends itself once when the network is back', async () => {
    if (running === undefined) return
    const { page, context } = await open()
    await page.goto(`${address}/lapor`)
    await expect
      .poll(
        () =>
          page.evaluate(async () => {
            const found = await navigator.serviceWorker.getRegistration('/lapor')
            return found?.active?.state ?? ''
          }),
        { timeout: 40_000 },
      )
      .toBe('activated')
    await context.setOffline(true)
    await page.goto(`${address}/lapor`)
    await page.getByRole('heading', { name: 'Lapor saat sinyal buruk' }).waitFor()
    await page.getByLabel('Judul singkat').fill('Ditulis tanpa jaringan sama sekali')
    await page
      .getByLabel('Ceritakan masalahnya')
      .fill('Tidak ada sinyal di dusun kami, jembatan bambu putus semalam.')
    const buffer = await makePhoto(81, { widthPx: 1200, heightPx: 900 })
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'jembatan.jpg', mimeType: 'image/jpeg', buffer })
    await page.getByText('1 foto siap').waitFor()
    await page.getByLabel('Jenis masalah').selectOption('jalan.jembatan')
    await page.getByLabel('Kecamatan').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Kirim laporan' }).click()
    await page.getByText('Menunggu jaringan: Ditulis tanpa').waitFor()

    await context.setOffline(false)
    await page.goto(`${address}/lapor/luring`)
    await page.getByText('Terkirim: Ditulis tanpa').waitFor()
    const nomor = (await page.locator('[data-antrean] a').textContent()) ?? ''
    await expect.poll(() => photosOf(nomor), { timeout: 20_000 }).toBe(1)
    await page.reload()
    await page.waitForTimeout(1_000)
    const { n } = await oneRow(
      running.database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from citizen_reports.laporan l where l.judul = 'Ditulis tanpa jaringan sama sekali'`,
    )
    expect(n).toBe(1)
    await context.close()
  })

  it('sends a text report in few requests and few bytes, on a first visit', async () => {
    const { page, context } = await open()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    let bytes = 0
    let requests = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
      requests += 1
    })
    await tell(page, 'Jalan berlubang besar di tikungan')
    await next(page)
    await place(page, true)
    await finish(page)
    expect(bytes).toBeLessThan(REPORT_BYTES_MAX)
    expect(requests).toBeLessThan(REPORT_REQUESTS_MAX)
    process.stdout.write(`a text report: ${requests} requests, ${bytes} bytes\n`)
    await context.close()
  })
})
