import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../src/modules/identity/index.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { sendCase } from '../support/case-house.ts'
import { isMissing, useJourney } from '../support/journey.ts'

describe.skipIf(isMissing)('officers at work', async () => {
  const { running, browser, address } = await useJourney()

  const enter = async (
    username: string,
    options: Omit<Parameters<typeof openScreen>[1], 'size'> & { size: typeof PHONE },
  ) => {
    if (browser === undefined) throw new Error('no browser')
    const screen = await openScreen(browser, options)
    await screen.page.goto(`${address}/masuk`)
    await screen.page.locator('[name=identitas]').fill(username)
    await screen.page.locator('[name=sandi]').fill(DEMO_PASSWORD)
    await screen.page.locator('main form button[type=submit]').first().click()
    await screen.page.waitForURL(`${address}/kerja`)
    return screen
  }
  const send = async () => {
    if (running === undefined) throw new Error('no app')
    return (await sendCase(running.app, { kategoriKode: 'jalan.lubang' })).nomor
  }
  const seriousFaults = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    return violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => `${page.url()} ${one.id}: ${one.nodes[0]?.html}`)
  }

  it('verify and pass on by keyboard alone, and the next case opens itself', async () => {
    const nomor = await send()
    const { page, context, problems } = await enter('operator-aduan', { size: DESKTOP })
    await page.goto(`${address}/kerja/laporan?tampilan=verifikasi`)
    const rows = await page.locator('tr[data-baris]').count()
    expect(rows).toBeGreaterThan(2)

    // J moves the mark, and the panel follows without a new page.
    const second = await page.locator('tr[data-baris]').nth(1).getAttribute('data-baris')
    await page.keyboard.press('j')
    await page
      .locator('[data-panel]')
      .getByText(second ?? '')
      .first()
      .waitFor()
    await page.keyboard.press('x')
    expect(await page.locator('output').textContent()).toContain('1')
    await page.keyboard.press('x')
    await page.keyboard.press('/')
    await page.keyboard.type(nomor)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/kerja/laporan/${nomor}`)

    await page.goto(`${address}/kerja/laporan/${nomor}?antrean=tampilan%3Dverifikasi`)
    await page.keyboard.press('d')
    const form = page.locator('#tindakan-disposisi')
    expect(await form.locator('input[name=saran]:checked').count()).toBe(0)
    await form.getByText('Dinas Pekerjaan Umum dan Penataan Ruang').first().click()
    await form.getByRole('button', { name: 'Teruskan ke unit' }).press('Enter')
    await page.getByText(`${nomor} diteruskan.`).waitFor()
    expect(page.url()).not.toContain(`laporan/${nomor}?`)
    await page.getByRole('link', { name: `Buka lagi ${nomor}` }).waitFor()
    expect(problems()).toEqual([])
    await context.close()
  })

  it.each([
    ['a phone', PHONE, true],
    ['a desk without script', DESKTOP, false],
  ])('accept and assign on %s', async (_where, size, javaScriptEnabled) => {
    if (running === undefined) return
    const { app } = running
    const nomor = await send()
    const passed = await app.citizenReports.act(
      app.kit.db,
      {
        actor: {
          kind: 'officer',
          accountId: '00000000-0000-4000-8000-0000000000a1',
          name: 'Operator',
          grants: [{ role: 'operator-aduan', unitKode: 'diskominfo' }],
        },
      },
      { nomor, tindakan: 'disposisi', form: { unitKode: 'pupr' } },
    )
    expect(passed.ok).toBe(true)
    const { page, context, problems } = await enter('kadis-pupr', { size, javaScriptEnabled })
    await page.goto(`${address}/kerja/laporan/${nomor}`)
    await page.locator('#tindakan-terima button[type=submit]').last().click()
    await page.getByText(`${nomor} diterima unit Anda.`).waitFor()
    const assign = page.locator('#tindakan-tugaskan')
    await assign.locator('summary').click()
    await assign.locator('form > button[type=submit]').click()
    await page.getByText('Pilih petugas dari perangkat daerah Anda.').first().waitFor()
    await assign.getByLabel('Petugas lapangan').selectOption({ index: 1 })
    await assign.locator('form > button[type=submit]').click()
    await page.getByText(`${nomor} ditugaskan.`).waitFor()
    expect(problems()).toEqual([])
    await context.close()
  })

  it('on pages without serious accessibility faults that fit the screen', async () => {
    const nomor = await send()
    for (const [size, colorScheme] of [
      [PHONE, 'light'],
      [DESKTOP, 'dark'],
    ] as const) {
      const { page, context } = await enter('operator-aduan', { size, colorScheme })
      const paths = [
        '/kerja',
        '/kerja/laporan?tampilan=verifikasi&kategori=jalan',
        `/kerja/laporan/${nomor}?antrean=tampilan%3Dverifikasi`,
        '/kerja/komentar',
      ]
      for (const path of paths) {
        await page.goto(`${address}${path}`)
        expect(await seriousFaults(page)).toEqual([])
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect([path, width <= size.width]).toEqual([path, true])
      }
      await context.close()
    }
  })
})
