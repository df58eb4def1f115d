import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../support/addresses.ts'
import { DESKTOP, findChromium, launchBrowser, PHONE } from '../support/browser.ts'
import { useRunningApp } from '../support/running-app.ts'

const chromium = findChromium()
if (chromium === undefined)
  process.stderr.write('\nSKIPPED: accessibility of pages needs Chromium (CHROMIUM_PATH).\n')

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Every page anyone may open; a report is added once the region has one. */
const PUBLIC = [
  '/',
  '/lapor',
  '/lapor/luring',
  '/laporan',
  '/laporan?q=zzzzqqqq',
  '/laporan/statistik',
  '/laporan/langganan',
  '/cari?q=jalan',
  '/cari?q=zzzzqqqq',
  '/masuk',
  '/daftar',
  '/lupa-sandi',
  '/unit/pupr',
  '/status',
  '/aksesibilitas',
  '/tidak/ada',
]
/** Pages of a citizen who is signed in. */
const OWN = [
  '/akun',
  '/akun/data-saya',
  '/akun/laporan',
  '/akun/pemberitahuan',
  '/akun/berkas',
  '/akun/berkas/baru',
  '/akun/berkas/baru/skck',
]
const IN_ENGLISH = ['/', '/lapor', '/laporan', '/laporan/statistik', '/masuk']

let base = ''
let browser: Browser
let report = ''

beforeAll(async () => {
  if (chromium === undefined) return
  const port = await freePort()
  base = `http://127.0.0.1:${port}`
  const running = await useRunningApp({
    history: 'fresh',
    env: { BASE_URL: base, PORT: String(port) },
  })
  await running.app.server.listen({ port, host: '127.0.0.1' })
  browser = await launchBrowser()
  const list = await running.app.server.inject('/laporan')
  report = /href="(\/laporan\/[A-Z]{3}-\d{4}-[^"?#]+)"/.exec(list.payload)?.[1] ?? ''
}, 120_000)
afterAll(() => browser?.close())

type Look = Readonly<{
  size: typeof PHONE
  colorScheme?: 'light' | 'dark'
  english?: boolean
  signedIn?: boolean
}>

/** One tab of one kind of visitor, used for page after page. */
async function openTab({ size, colorScheme = 'light', english, signedIn }: Look): Promise<Page> {
  // The page forbids foreign script; axe comes past that rule as a browser's own tools do.
  const context = await browser.newContext({
    viewport: size,
    isMobile: size.width < 600,
    hasTouch: size.width < 600,
    colorScheme,
    bypassCSP: true,
    reducedMotion: 'reduce',
  })
  if (english) await context.addCookies([{ name: 'bahasa', value: 'en', url: base }])
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  if (signedIn) {
    await page.goto(`${base}/masuk`)
    await page.fill('[name=identitas]', 'warga')
    await page.fill('[name=sandi]', 'pendopo-demo')
    await page.press('[name=sandi]', 'Enter')
    await page.waitForURL((url) => url.pathname !== '/masuk')
  }
  return page
}

/** What axe objects to, each as one line. */
async function objections(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          root: Document,
          options: object,
        ) => Promise<{
          violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[]
        }>
      }
    }
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    )
  }, TAGS)
}

async function lookAt(page: Page, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const path of paths) {
    await page.goto(base + path)
    found.push(...(await objections(page)).map((line) => `${path} ${line}`))
  }
  return found
}

describe.skipIf(chromium === undefined)('axe has nothing against', () => {
  it.each([
    ['a phone by day', { size: PHONE }],
    ['a phone by night', { size: PHONE, colorScheme: 'dark' }],
    ['a desk by day', { size: DESKTOP }],
    ['a desk by night', { size: DESKTOP, colorScheme: 'dark' }],
  ] satisfies [string, Look][])('any public page on %s', { timeout: 90_000 }, async (_at, look) => {
    const page = await openTab(look)
    expect(await lookAt(page, [...PUBLIC, report])).toEqual([])
    await page.context().close()
  })

  it('the main pages in English', { timeout: 60_000 }, async () => {
    const page = await openTab({ size: PHONE, english: true })
    expect(await lookAt(page, [...IN_ENGLISH, report])).toEqual([])
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)(
    'the pages of someone who is signed in, %s',
    { timeout: 60_000 },
    async (colorScheme) => {
      const page = await openTab({ size: PHONE, colorScheme, signedIn: true })
      expect(await lookAt(page, OWN)).toEqual([])
      await page.context().close()
    },
  )

  it('a form that was refused, and the summary that has the focus', {
    timeout: 60_000,
  }, async () => {
    const page = await openTab({ size: PHONE })
    await page.goto(`${base}/lapor`)
    await page.fill('[name=judul]', 'pendek')
    await page.locator('main button[value=lanjut]').last().click()
    await page.waitForSelector('[data-galat]')
    expect(await objections(page)).toEqual([])
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-galat'))).toBe(true)
    await page.context().close()
  })
})

describe.skipIf(chromium === undefined)('every public page', () => {
  it('has one heading of the first rank and a title of its own', { timeout: 60_000 }, async () => {
    const page = await openTab({ size: PHONE })
    const titles = new Map<string, string>()
    for (const path of [...PUBLIC.filter((one) => !one.includes('zzzz')), report]) {
      await page.goto(base + path)
      const { count, title } = await page.evaluate(() => ({
        count: document.querySelectorAll('h1').length,
        title: document.title,
      }))
      expect(count, path).toBe(1)
      expect(titles.get(title), `${path} is titled like another page`).toBeUndefined()
      titles.set(title, path)
    }
    await page.context().close()
  })

  it('never scrolls sideways from 320 to 1280 pixels, nor with text at twice its size', {
    timeout: 90_000,
  }, async () => {
    const page = await openTab({ size: { width: 320, height: 640 }, signedIn: true })
    const wide: string[] = []
    for (const path of [...PUBLIC, report, ...OWN]) {
      await page.goto(base + path)
      for (const [width, fontSize] of [
        [320, '100%'],
        [320, '200%'],
        [768, '100%'],
        [1280, '200%'],
      ] as const) {
        await page.setViewportSize({ width, height: 640 })
        const spare = await page.evaluate((size) => {
          document.documentElement.style.fontSize = size
          return document.documentElement.scrollWidth - document.documentElement.clientWidth
        }, fontSize)
        if (spare > 0) wide.push(`${path} at ${width} px, text ${fontSize}: ${spare} px too wide`)
      }
      await page.setViewportSize({ width: 320, height: 640 })
    }
    expect(wide).toEqual([])
    await page.context().close()
  })

  it('loses no words when a reader widens the spacing of text', { timeout: 60_000 }, async () => {
    const page = await openTab({ size: PHONE })
    const lost: string[] = []
    for (const path of [...PUBLIC, report]) {
      await page.goto(base + path)
      await page.addStyleTag({
        content:
          '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
      })
      const clipped = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('main *, footer *, header *')]
          .filter((one) => {
            const style = getComputedStyle(one)
            const isCut = style.overflowX === 'hidden' || style.overflowY === 'hidden'
            const isSeen =
              one.clientWidth > 2 && !one.closest('.vh') && !one.closest('svg,.halaman')
            const isOver =
              one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2
            return isCut && isSeen && isOver && one.textContent.trim() !== ''
          })
          .map((one) => `${one.tagName}.${one.className}`),
      )
      lost.push(...clipped.map((what) => `${path} ${what}`))
    }
    expect(lost).toEqual([])
    await page.context().close()
  })

  it('has targets of 24 pixels, links within a sentence apart', { timeout: 60_000 }, async () => {
    const page = await openTab({ size: PHONE })
    const small: string[] = []
    for (const path of [...PUBLIC, report]) {
      await page.goto(base + path)
      small.push(...(await page.evaluate(smallTargets)).map((what) => `${path} ${what}`))
    }
    expect(small).toEqual([])
    await page.context().close()
  })

  it('shows where the keyboard is, and walks the form in its reading order', {
    timeout: 60_000,
  }, async () => {
    const page = await openTab({ size: DESKTOP })
    await page.goto(`${base}/lapor`)
    const seen: Readonly<{ top: number; left: number; isMarked: boolean; isInMain: boolean }>[] = []
    for (let step = 0; step < 24; step += 1) {
      await page.keyboard.press('Tab')
      seen.push(
        await page.evaluate(() => {
          const one = document.activeElement ?? document.body
          const { top, left } = one.getBoundingClientRect()
          const style = getComputedStyle(one)
          const isMarked =
            style.outlineStyle !== 'none' && Number.parseInt(style.outlineWidth, 10) >= 2
          return { top: top + scrollY, left, isMarked, isInMain: one.closest('main form') !== null }
        }),
      )
    }
    const inForm = seen.filter(({ isInMain }) => isInMain)
    expect(inForm.length).toBeGreaterThan(4)
    // The body has the focus once the walk has left the page for the browser's own controls.
    expect(seen.filter(({ isMarked, top }) => !isMarked && top > 0)).toEqual([])
    for (const [index, one] of inForm.entries()) {
      const before = inForm[index - 1]
      if (before === undefined) continue
      const isAfter = one.top > before.top - 8 || one.left > before.left
      expect(isAfter, `stop ${index} lies before the one before it`).toBe(true)
    }
    await page.context().close()
  })
})

/** Targets under 24 by 24 pixels with another target within 24 pixels (WCAG 2.5.8). Runs in the page. */
function smallTargets(): string[] {
  const all = [...document.querySelectorAll<HTMLElement>('a[href],button,input,select,summary')]
    .filter((one) => one.getClientRects().length > 0 && !one.closest('.vh'))
    .filter((one) => one.tabIndex >= 0 && getComputedStyle(one).visibility === 'visible')
  const boxes = all.map((one) => {
    const label = one.closest('label') ?? one
    return { one, box: label.getBoundingClientRect() }
  })
  const middle = ({ box }: (typeof boxes)[number]) => ({
    x: box.left + box.width / 2,
    y: box.top + box.height / 2,
  })
  const isInline = (one: HTMLElement) => {
    const around = one.parentElement?.textContent.trim() ?? ''
    return (
      /^(P|LI|SPAN|FIGCAPTION|DD|TD|TH)$/.test(one.parentElement?.tagName ?? '') &&
      getComputedStyle(one).display === 'inline' &&
      around.length > one.textContent.trim().length
    )
  }
  return boxes
    .filter(({ one, box }) => (box.width < 24 || box.height < 24) && !isInline(one))
    .filter((small) => {
      const at = middle(small)
      return boxes.some((other) => {
        if (other.one === small.one || other.one.closest('label') === small.one) return false
        const { box } = other
        const dx = Math.max(box.left - at.x, 0, at.x - box.right)
        const dy = Math.max(box.top - at.y, 0, at.y - box.bottom)
        return Math.hypot(dx, dy) < 12
      })
    })
    .map(
      ({ one, box }) =>
        `${one.tagName} "${one.textContent.slice(0, 30)}" ${Math.round(box.width)}x${Math.round(box.height)}`,
    )
}
