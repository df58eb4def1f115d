import type { Browser, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { DESKTOP, openScreen, type Screen } from './browser.ts'
import { signInOn } from './look.ts'

/** What is written into fields, by their names: texts, a choice by its value or by words of it, a tick by its value. */
export type Written = Readonly<Record<string, string>>

export type Officers = Readonly<{
  /** The screen of somebody who signed in with their own account; the same one until the clock is turned. */
  as: (username: string) => Promise<Page>
  /** A visitor without an account. */
  citizen: () => Promise<Page>
  /** Whoever was asked for so far. */
  names: () => readonly string[]
  /** Everybody goes home: sessions do not outlive a turn of the clock. */
  leave: () => Promise<void>
  problems: () => readonly string[]
}>

/** Many people at their own desks, each in a browser of their own. */
export function openOfficers(browser: Browser, address: string): Officers {
  const screens = new Map<string, Screen>()
  const seen = new Set<string>()
  const problems: string[] = []
  const open = async (key: string) => {
    const known = screens.get(key)
    if (known !== undefined) return { page: known.page, isNew: false }
    const screen = await openScreen(browser, { size: DESKTOP })
    screens.set(key, screen)
    return { page: screen.page, isNew: true }
  }
  return {
    as: async (username) => {
      const { page, isNew } = await open(username)
      if (isNew) await signInOn(page, address, username)
      seen.add(username)
      return page
    },
    citizen: async () => (await open('')).page,
    names: () => [...seen],
    leave: async () => {
      for (const screen of screens.values()) {
        problems.push(...screen.problems())
        await screen.context.close()
      }
      screens.clear()
    },
    problems: () => [...problems, ...[...screens.values()].flatMap((one) => one.problems())],
  }
}

/** Fill the form that has this button and these fields, and press it, as often as pages ask. */
export async function submit(page: Page, button: string, written: Written = {}): Promise<void> {
  const form = await formWith(page, button, Object.keys(written))
  await form.evaluate((element) => {
    for (let at = element.closest('details'); at; at = at.parentElement?.closest('details') ?? null)
      at.open = true
  })
  for (const [name, text] of Object.entries(written)) await write(form, name, text)
  await Promise.all([page.waitForNavigation(), pressed(form, button).first().click()])
}

const pressed = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name, exact: true, includeHidden: true })

async function formWith(page: Page, button: string, names: readonly string[]): Promise<Locator> {
  const forms = names.reduce(
    (found, name) => found.filter({ has: page.locator(`[name="${name}"]`) }),
    page.locator('main form').filter({ has: pressed(page, button) }),
  )
  const count = await forms.count()
  if (count === 0) throw new Error(`${page.url()} has no form "${button}" with ${names.join(', ')}`)
  return forms.first()
}

async function write(form: Locator, name: string, text: string): Promise<void> {
  const field = form.locator(`[name="${name}"]`)
  const kind = await field
    .first()
    .evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.tagName.toLowerCase()))
  if (kind === 'radio' || kind === 'checkbox')
    return form.locator(`[name="${name}"][value="${text}"]`).check()
  if (kind !== 'select') return field.first().fill(text)
  const value = await field.first().evaluate((one, wanted) => {
    const options = [...(one as HTMLSelectElement).options]
    const found =
      options.find((option) => option.value === wanted) ??
      options.find((option) => option.text.includes(wanted))
    return found?.value
  }, text)
  await field.first().selectOption(present(value, `${name} offers "${text}"`))
}

/** Follow a link of the page by its words. */
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  const link = page.locator('main').getByRole('link', { name }).first()
  await Promise.all([page.waitForNavigation(), link.click()])
}

/** It was done, and the page says so. */
export async function expectDone(page: Page): Promise<void> {
  const refused = await page.locator('main [data-galat]').allInnerTexts()
  expect([page.url(), refused]).toEqual([page.url(), []])
  expect(await page.locator('.kabar.success').count()).toBe(1)
}

/** It was refused, in words that say why. */
export async function expectRefused(page: Page, why: RegExp): Promise<void> {
  const said = (await page.locator('main [data-galat]').allInnerTexts()).join('\n')
  expect(said).toMatch(why)
}

/** What the main part of the page says. */
export async function wordsOf(page: Page): Promise<string> {
  return (await page.locator('main').allInnerTexts()).join('\n')
}
