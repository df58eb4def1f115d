import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { must, openBudgetHouse, openYear } from '../../src/modules/budget/testing/budget-house.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'

const { running, browser, address } = await useJourney()
const TAHUN = 2045
let href = ''
let kode = ''

beforeAll(async () => {
  if (running === undefined) return
  const house = await openBudgetHouse(running.app, await openYear(running.app, TAHUN))
  await house.agreeCeilings('1.000.000.000')
  const rka = await house.make('rka')
  must(await house.write(rka, [house.change({ volume: '2', harga: '50.000' })]))
  href = `/kerja/anggaran/versi/${rka}/skpd/${house.pupr.id}/sub/${house.sub.id}`
  kode = house.belanja[0]?.kode ?? ''
})

/** A block as a spreadsheet gives it to the clipboard. */
const paste = (page: Page, text: string) =>
  page.evaluate((block) => {
    const data = new DataTransfer()
    data.setData('text/plain', block)
    const event = new ClipboardEvent('paste', {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    })
    document.querySelector('.kotak')?.dispatchEvent(event)
  }, text)
const saved = (page: Page) =>
  page.waitForFunction(() => document.querySelector('[data-keadaan]')?.textContent === 'Tersimpan')
/** The worksheet draws with the next frame: wait for what an element comes to say. */
const shows = (page: Page, selector: string, text: string) =>
  page.waitForFunction(
    ([at = '', wanted = '']) => document.querySelector(at)?.textContent?.includes(wanted),
    [selector, text],
    { timeout: 10_000 },
  )
const cell = (row: number, column: number) => `#sel-${row}-${column}`

async function openSheet() {
  if (browser === undefined) throw new Error('no browser')
  const screen = await openScreen(browser, { size: DESKTOP })
  await signInOn(screen.page, address, 'pptk-pupr')
  await screen.page.goto(address + href)
  await screen.page.locator('#sel-0-0').waitFor()
  return screen
}

describe.skipIf(isMissing)('the worksheet of budget lines', () => {
  it('takes keys, a pasted block, filling down and undoing, and stores by itself', async () => {
    const { page, problems } = await openSheet()
    await page.locator('.kotak table').focus()
    await page.keyboard.press('Control+End')
    await paste(
      page,
      `${kode}\tTinta\thitam\t3\tbotol\t90.000\n${kode}\tMap\t\t10\tlembar\t2.500,50`,
    )
    await saved(page)
    expect(await page.locator('[data-jumlah]').textContent()).toBe('Rp395.005')
    // Typing replaces, Enter goes down, Ctrl+Z takes it back.
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('Kertas kuarto')
    await page.keyboard.press('Enter')
    await shows(page, cell(0, 1), 'Kertas kuarto')
    await page.keyboard.press('Control+z')
    await shows(page, cell(0, 1), 'Kertas HVS')
    await page.locator('#sel-1-4').click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+d')
    await shows(page, cell(2, 4), 'botol')
    await saved(page)
    await page.reload()
    await page.locator('#sel-2-4').waitFor()
    await shows(page, cell(2, 4), 'botol')
    expect(problems()).toEqual([])
    await expectClean(page)
  }, 120_000)

  it('tells the second of two people, and keeps what they wrote', async () => {
    const [one, two] = [await openSheet(), await openSheet()]
    for (const { page } of [one, two]) {
      await page.locator('#sel-0-1').click()
      await page.keyboard.type(page === one.page ? 'Dari satu' : 'Dari dua')
      await page.keyboard.press('Enter')
      if (page === one.page) await saved(page)
    }
    await two.page.locator('#sel-0-1.salah').waitFor()
    await two.page.locator('#sel-0-1').click()
    await shows(two.page, cell(0, 1), 'Dari dua')
    await shows(two.page, '.rka-pesan', 'sudah diubah')
  }, 120_000)

  it('draws some dozens of rows however many there are, and opens to citizens without faults', async () => {
    const { page } = await openSheet()
    await page.locator('.kotak table').focus()
    await page.keyboard.press('Control+End')
    const row = `${kode}\tBaris\t\t1\tbuah\t1.000`
    await paste(page, Array.from({ length: 2_000 }, () => row).join('\n'))
    await saved(page)
    expect(await page.locator('.kotak tr').count()).toBeLessThan(80)
    await page.keyboard.press('Control+End')
    await shows(page, '.kotak .kini', '')
    await page.locator(cell(2_002, 0)).waitFor()
    if (browser === undefined) return
    const phone = await openScreen(browser, { size: PHONE, javaScriptEnabled: false })
    await phone.page.goto(`${address}/anggaran`)
    expect(await phone.page.locator('h1').count()).toBe(1)
  }, 120_000)
})
