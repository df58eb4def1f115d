import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Path of an installed Chromium, undefined where there is none: journeys are then skipped, loudly. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH
  return [given, ...CANDIDATES].find((path) => path !== undefined && existsSync(path))
}

/** Headless, `more` arguments added; without the background connections that a closed network refuses by the dozen. */
export function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined)
    throw new Error('Chromium is missing. Debian: apt-get install chromium')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      ...more,
    ],
  })
}

export const PHONE = { width: 360, height: 740 }
export const DESKTOP = { width: 1280, height: 800 }

export type Screen = Readonly<{
  context: BrowserContext
  page: Page
  problems: () => readonly string[]
}>

export type ScreenOptions = Readonly<{
  size: typeof PHONE
  colorScheme?: 'light' | 'dark'
  javaScriptEnabled?: boolean
  geolocation?: { latitude: number; longitude: number }
}>

/** A fresh visitor; `problems` lists script errors, refused resources and blocked styles seen so far. */
export async function openScreen(browser: Browser, options: ScreenOptions): Promise<Screen> {
  const { size, geolocation, ...rest } = options
  const context = await browser.newContext({
    viewport: size,
    isMobile: size.width < 600,
    hasTouch: size.width < 600,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    permissions: ['geolocation', 'camera'],
    ...(geolocation === undefined ? {} : { geolocation }),
    ...rest,
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (4\d\d)/.test(message.text()))
      problems.push(`console: ${message.text()}`)
  })
  return { context, page, problems: () => problems }
}
