import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DEMO_PASSWORD } from '../../src/modules/identity/index.ts'

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Serious and critical findings of axe on the page as it stands, each with the first element. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  // No frames here: legacy mode spares a new tab for every look, and passes are not wanted.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(STANDARD)
    .analyze()
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.nodes[0]?.html}`)
}

/** Nothing serious, and nothing to scroll sideways for. */
export async function expectClean(page: Page): Promise<void> {
  const path = page.url().replace(/^https?:\/\/[^/]+/, '')
  const faults = await seriousFaults(page)
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect([path, faults, isWide]).toEqual([path, [], false])
}

/** Sign in on the form, as the owner of a demo account would. */
export async function signInOn(page: Page, address: string, username: string): Promise<void> {
  await page.goto(`${address}/masuk`)
  await page.locator('input[name=identitas]').fill(username)
  await page.locator('input[name=sandi]').fill(DEMO_PASSWORD)
  await page.locator('main form button[type=submit]').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/masuk'))
}
