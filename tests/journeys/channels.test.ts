import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { rows, sql } from '../../src/platform/db/database.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'

describe.skipIf(isMissing)('a case comes in by another door', async () => {
  const { running, browser, address } = await useJourney()

  const signedIn = async (
    username: string,
    options: Partial<Parameters<typeof openScreen>[1]> = {},
  ) => {
    if (browser === undefined) throw new Error('no browser')
    const opened = await openScreen(browser, { size: DESKTOP, ...options })
    await opened.page.goto(`${address}/masuk`)
    await opened.page.locator('input[name=identitas]').fill(username)
    await opened.page.locator('input[name=sandi]').fill('pendopo-demo')
    await opened.page.locator('main form button[type=submit]').first().click()
    await opened.page.waitForURL((url) => !url.pathname.startsWith('/masuk'))
    return opened
  }

  const serious = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => `${one.id}: ${one.nodes[0]?.html}`)
  }

  it.each([true, false])(
    'at the counter, with script %s: typed by keyboard, slip in hand, report page opened',
    async (javaScriptEnabled) => {
      const { page, context, problems } = await signedIn('loket', { javaScriptEnabled })
      await page.goto(`${address}/kerja/loket`)
      await page.locator('select[name=kategori]').selectOption('sampah.fasilitas')
      await page.locator('input[name=judul]').focus()
      await page.keyboard.type(`Tong sampah rusak di terminal ${javaScriptEnabled}`)
      await page.keyboard.press('Tab')
      await page.keyboard.type('Tong sampah di pintu barat terminal pecah sejak bulan lalu.')
      await page.locator('select[name=wilayah]').selectOption({ index: 2 })
      await page.locator('input[name=nama]').fill('Sumiati')
      await page.locator('input[name=telepon]').fill('081234509876')
      await page.locator('button[value=simpan]').click()
      expect(await page.getByRole('alert').textContent()).toContain('setuju')
      await page.locator('input[name=setuju]').check()
      await page.locator('button[value=simpan]').press('Enter')
      await page.locator('.slip').waitFor()
      const nomor = (await page.locator('.slip-nomor').textContent()) ?? ''
      expect(nomor).toMatch(/^ADU-\d{4}-\d{6}-[A-Z]$/)
      expect(await page.locator('.slip-kode').textContent()).toMatch(/^LCK-/)
      await page.goto(`${address}/laporan/${nomor}`)
      expect(await page.locator('main').textContent()).toContain('Tong sampah rusak')
      expect(problems()).toEqual([])
      await context.close()
    },
  )

  it('by SMS: the case is on its page, and the answer lies in the outbox', async () => {
    const sent = await fetch(`${address}/kanal/sms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kunci-kanal': 'kunci-kanal-untuk-uji' },
      body: JSON.stringify({
        id: 'sms-1',
        from: '081355512345',
        text: 'LAPOR lampu jalan mati #depan balai desa',
      }),
    })
    const { balasan } = (await sent.json()) as { balasan: string }
    const nomor = /ADU-[\dA-Z-]+/.exec(balasan)?.[0]?.replace(/\.$/, '')
    const shown = await fetch(`${address}/laporan/${nomor}`)
    expect(await shown.text()).toContain('depan balai desa')
    const kiriman = await rows(
      running?.database.owner as never,
      sql<{ tujuan: string; teks: string }>`select k.tujuan, k.teks from notifications.kiriman k
      where k.saluran = 'sms' and k.teks = ${balasan}`,
    )
    expect(kiriman).toEqual([{ tujuan: '+6281355512345', teks: balasan }])
  })

  it.each([
    ['phone', PHONE],
    ['desktop', DESKTOP],
  ] as const)('on pages without serious barriers, on a %s', async (_name, size) => {
    const { page, context } = await signedIn('loket', { size })
    await page.goto(`${address}/kerja/loket`)
    expect(await serious(page)).toEqual([])
    await context.close()
    const admin = await signedIn('admin', { size })
    for (const path of ['kanal', 'kunci-api', 'mitra']) {
      await admin.page.goto(`${address}/kerja/pengaturan/${path}`)
      expect([path, await serious(admin.page)]).toEqual([path, []])
      const isWide = await admin.page.evaluate('document.documentElement.scrollWidth > innerWidth')
      expect([path, isWide]).toEqual([path, false])
    }
    await admin.context.close()
  })

  it('with a key made by the administrator, shown once, ended by one button', async () => {
    const { page, context } = await signedIn('admin')
    await page.goto(`${address}/kerja/pengaturan/kunci-api`)
    await page.locator('input[name=nama]').fill('Aplikasi warga')
    await page.locator('main form').first().locator('button[type=submit]').click()
    const kunci = (await page.locator('.jadi code').textContent()) ?? ''
    expect(kunci).toMatch(/^pdp_/)
    const send = () =>
      fetch(`${address}/open311/v2/requests.json`, {
        method: 'POST',
        body: new URLSearchParams({
          api_key: kunci,
          service_code: 'sampah.fasilitas',
          description: 'Tong sampah hilang di taman kota',
          address_string: 'taman kota',
        }),
      })
    expect((await send()).status).toBe(200)
    await page.reload()
    expect(await page.locator('main').textContent()).not.toContain(kunci)
    await page.goto(`${address}/kerja/pengaturan/kunci-api`)
    await page.getByRole('button', { name: 'Cabut Aplikasi warga' }).click()
    expect((await send()).status).toBe(403)
    await context.close()
  })
})
