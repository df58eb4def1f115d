import { describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'
import { servicePages } from '../support/service-pages.ts'

const now = new Date('2026-11-25T03:00:00Z')

describe.skipIf(isMissing)('every page of the service portal', async () => {
  const { running, browser, address } = await useJourney({ history: 'full', now: () => now })
  const rooms = running === undefined ? [] : await servicePages(running.app, running.database)

  it.each([
    ['a phone by day', PHONE, 'light'],
    ['a phone by night', PHONE, 'dark'],
    ['a desk by day', DESKTOP, 'light'],
  ] as const)(
    'is open to everybody on %s',
    async (_at, size, colorScheme) => {
      for (const [who, paths] of rooms) {
        const { context, page, problems } = await openScreen(present(browser, 'a browser runs'), {
          size,
          colorScheme,
        })
        if (who !== '') await signInOn(page, address, who)
        for (const path of paths) {
          await page.goto(address + path)
          await expectClean(page)
        }
        expect(problems()).toEqual([])
        await context.close()
      }
    },
    240_000,
  )
})
