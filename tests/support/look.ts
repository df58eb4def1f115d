import { createHash } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DEMO_PASSWORD } from '../../src/modules/identity/index.ts'

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Rules about colours alone: the others judge what is the same by day and by night. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** Pages judged by every rule, with what was on them at which width: at night only their colours are new. */
const judged = new Set<string>()

/** What the rules see of a page but its colours: its markup without what differs from one answer to the next. */
function markupOf(
  page: Page,
): Promise<Readonly<{ isDark: boolean; width: number; markup: string }>> {
  return page.evaluate(() => ({
    isDark: window.matchMedia('(prefers-color-scheme: dark)').matches,
    width: window.innerWidth,
    markup: document.documentElement.outerHTML
      .replaceAll(/(?:value|nonce|content)="[^"]*"/g, '')
      .replaceAll(/\d+/g, '0'),
  }))
}

/** Serious and critical findings of axe on the page as it stands, each with the first element. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  const { isDark, width, markup } = await markupOf(page)
  const key = `${width} ${createHash('sha256').update(markup).digest('base64')}`
  // No frames here: legacy mode spares a new tab for every look, and passes are not wanted.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(STANDARD)
  const { violations } = await (isDark && judged.has(key)
    ? axe.withRules(COLOUR_RULES)
    : axe
  ).analyze()
  judged.add(key)
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
