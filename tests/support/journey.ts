import type { Browser } from 'playwright-core'
import { afterAll } from 'vitest'
import { freePort } from './addresses.ts'
import { findChromium, launchBrowser } from './browser.ts'
import { type RunningApp, type RunningAppOptions, useRunningApp } from './running-app.ts'

/** Journeys are skipped without a browser, and say so. */
export const isMissing = findChromium() === undefined
if (isMissing)
  process.stderr.write(
    'Chromium is missing, journeys are skipped. Debian: apt-get install chromium\n',
  )

export type Journey = Readonly<{
  /** Undefined where the browser is missing: nothing is started then. */
  running: RunningApp | undefined
  browser: Browser | undefined
  address: string
}>

/** The production program listening on a port of its own, and a browser for it; both end after the file. */
export async function useJourney({
  browserArgs = [],
  ...options
}: RunningAppOptions & Readonly<{ browserArgs?: readonly string[] }> = {}): Promise<Journey> {
  if (isMissing) return { running: undefined, browser: undefined, address: '' }
  const port = await freePort()
  const running = await useRunningApp({
    ...options,
    env: { BASE_URL: `http://127.0.0.1:${port}`, PORT: String(port), ...options.env },
  })
  const browser = await launchBrowser(browserArgs)
  const address = await running.app.server.listen({ port, host: '127.0.0.1' })
  afterAll(() => browser.close())
  return { running, browser, address }
}
