import { describe, expect, it } from 'vitest'
import { tanggal } from '../../src/kernel/date.ts'
import { loadQueueHistory } from '../../src/modules/queueing/index.ts'
import { TUESDAY } from '../../src/modules/queueing/testing/queue-house.ts'
import { DESKTOP, openScreen, PHONE, type ScreenOptions } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'

describe.skipIf(isMissing)('a queue from the phone to the counter', async () => {
  let now = TUESDAY
  const { browser, address, running } = await useJourney({ now: () => new Date(now) })
  // Places with a past: heat map and tables are there to be looked at.
  if (running !== undefined)
    await loadQueueHistory(running.app.kit.db, {
      today: tanggal('2026-11-24'),
      calendar: running.app.reference.calendar(),
    })
  const open = async (options: ScreenOptions) => {
    if (browser === undefined) throw new Error('no browser')
    return openScreen(browser, options)
  }
  const MPP = '/antrean/mpp-jatiraya'
  const atCounter = async (username: string, kode: string) => {
    const screen = await open({ size: DESKTOP })
    await signInOn(screen.page, address, username)
    await screen.page.goto(`${address}/kerja/antrean`)
    const counter = screen.page.locator('.loket-pilih li', { hasText: `Loket ${kode} ` })
    await counter.getByRole('button', { name: 'Buka loket ini' }).click()
    await screen.page.getByRole('heading', { name: /^Loket/ }).waitFor()
    return screen
  }
  const press = async ({ page }: Awaited<ReturnType<typeof atCounter>>, key: string) => {
    const loaded = page.waitForEvent('load')
    await page.keyboard.press(key)
    await loaded
  }

  it('is booked, checked in, called and done on a phone without script', async () => {
    const { page, context } = await open({ size: PHONE, javaScriptEnabled: false })
    await page.goto(`${address}/antrean`)
    await page.getByRole('link', { name: 'Mal Pelayanan Publik Jatiraya' }).click()
    await page.getByRole('link', { name: 'Buat janji' }).click()
    await page.getByText('KTP, KK, dan akta').click()
    await page.getByRole('button', { name: 'Lanjut' }).click()
    await page.getByRole('link', { name: /Selasa, 24 November/ }).click()
    await page.getByText('09.30–10.00').click()
    await page.getByLabel('Nomor ponsel').fill('0811-0000-888')
    await page.getByRole('button', { name: 'Buat janji' }).click()
    await page.getByRole('heading', { name: 'Janji Anda tercatat' }).waitFor()
    await page.getByRole('link', { name: 'Saya sudah di sini' }).click()
    await page.getByRole('button', { name: 'Saya sudah di sini' }).click()
    await page.getByRole('heading', { name: 'A-001' }).waitFor()
    const ticket = page.url()

    const clerk = await atCounter('petugas-dukcapil', '1')
    await press(clerk, 'n')
    await clerk.page.getByText('A-001').first().waitFor()
    await page.goto(ticket)
    await page.getByText('Silakan ke loket 1').waitFor()
    await press(clerk, 'm')
    await press(clerk, 's')
    await page.goto(ticket)
    await page.getByText('Terima kasih sudah datang.').waitFor()
    expect(clerk.problems()).toEqual([])
    await press(clerk, 'i')
    await clerk.page.getByText('Loket istirahat').first().waitFor()
    await press(clerk, 'i')
    await clerk.page.getByRole('button', { name: 'Tutup loket' }).click()
    await clerk.page.getByText('Loket ditutup.').waitFor()
    await clerk.context.close()
    await context.close()
  })

  it('goes to two clerks in turn, and the screen in the hall follows by itself', async () => {
    for (let n = 0; n < 3; n += 1) {
      const { page, context } = await open({ size: PHONE })
      await page.goto(`${address}${MPP}/ambil`)
      await page.locator('button.kios-tombol', { hasText: 'Perizinan' }).click()
      await page.waitForURL('**/antrean/tiket/**')
      await context.close()
    }
    const hall = await open({ size: { width: 1920, height: 1080 } })
    await hall.page.goto(`${address}${MPP}/layar`)
    const first = await atCounter('petugas-dpmptsp', '4')
    const second = await atCounter('loket', '5')
    await Promise.all([press(first, 'n'), press(second, 'n')])
    const shown = async (screen: typeof first) =>
      (await screen.page.locator('.konsol .nomor-besar').textContent()) ?? ''
    const called = [await shown(first), await shown(second)].toSorted()
    expect(called).toEqual(['B-001', 'B-002'])
    for (const nomor of called)
      await hall.page.locator('.layar-panggil', { hasText: nomor }).waitFor({ timeout: 10_000 })
    expect(hall.problems()).toEqual([])
    for (const screen of [first, second, hall]) await screen.context.close()
  })

  it('sends again what a clerk pressed while the line was broken, once', async () => {
    const clerk = await atCounter('petugas-wonosekar', '1')
    const { page, context } = clerk
    let isBroken = true
    await page.route('**/kerja/antrean/tindakan', async (route) => {
      if (!isBroken) return route.continue()
      // What was sent arrives, its answer does not.
      await route.fetch({ maxRedirects: 0 })
      return route.abort()
    })
    const { page: phone, context: other } = await open({ size: PHONE })
    for (let n = 0; n < 2; n += 1) {
      await phone.goto(`${address}/antrean/desa-wonosekar/ambil`)
      await phone.locator('button.kios-tombol').first().click()
      await phone.waitForURL('**/antrean/tiket/**')
    }
    await page.keyboard.press('n')
    await page.locator('[data-luring-pesan]').waitFor()
    const loaded = page.waitForEvent('load')
    isBroken = false
    await loaded
    await page.getByText('A-001').first().waitFor()
    await page.getByText('1 menunggu').first().waitFor()
    await other.close()
    await context.close()
  })

  it.each([
    ['a phone', PHONE, 'light'],
    ['a phone at night', PHONE, 'dark'],
    ['a desk', DESKTOP, 'light'],
    ['a desk at night', DESKTOP, 'dark'],
  ] as const)('has nothing serious against it on %s', async (_where, size, colorScheme) => {
    now = TUESDAY
    const { page, context, problems } = await open({ size, colorScheme })
    for (const path of [
      '/antrean',
      MPP,
      `${MPP}/ambil`,
      `${MPP}/janji`,
      `${MPP}/hadir`,
      `${MPP}/layar`,
    ]) {
      await page.goto(`${address}${path}`)
      await expectClean(page)
    }
    await page.goto(`${address}${MPP}/ambil`)
    await page.locator('button.kios-tombol', { hasText: 'Pajak' }).click()
    await page.waitForURL('**/antrean/tiket/**')
    await expectClean(page)
    await signInOn(page, address, 'admin')
    for (const path of [
      '',
      '/mpp-jatiraya',
      '/mpp-jatiraya/layanan/baru',
      '/mpp-jatiraya/loket/baru',
    ]) {
      await page.goto(`${address}/kerja/pengaturan/antrean${path}`)
      await expectClean(page)
    }
    expect(problems()).toEqual([])
    await context.close()
  })
})
