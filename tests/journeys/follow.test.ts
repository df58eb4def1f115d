import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/app.ts'
import { present } from '../../src/kernel/assert.ts'
import { rows, sql } from '../../src/platform/db/database.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'

const WORDS = {
  id: {
    support: 'Dukung',
    supported: 'Anda mendukung laporan ini',
    tell: 'Kabari saya',
    email: 'Alamat surel',
    asked: 'Periksa surel Anda',
    yes: 'Ya, kabari saya',
    active: 'Langganan aktif',
    news: 'memberi kabar|menulis tentang',
    stop: 'Hentikan',
    stopped: 'Langganan dihentikan',
  },
  en: {
    support: 'Support',
    supported: 'You support this report',
    tell: 'Keep me informed',
    email: 'E-mail address',
    asked: 'Check your e-mail',
    yes: 'Yes, tell me',
    active: 'Your subscription is active',
    news: 'writes about',
    stop: 'Stop',
    stopped: 'Subscription stopped',
  },
} as const

describe.skipIf(isMissing)('a neighbour follows a report', async () => {
  const { running, browser, address } = await useJourney()
  const worker = await running?.app.startWorker()
  afterAll(() => worker?.stop())

  type Letter = Readonly<{ to: string; subject: string; text: string; unsubscribeUrl?: string }>
  async function letterTo(to: string, part: string): Promise<Letter> {
    const folder = join(present(running, 'running').dataDir, 'outbox')
    for (let tries = 0; tries < 150; tries += 1) {
      const found = (existsSync(folder) ? readdirSync(folder) : [])
        .filter((file) => file.endsWith('.json'))
        .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Letter)
        .find((letter) => letter.to === to && new RegExp(part).test(letter.text))
      if (found !== undefined) return found
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`no letter with ${part}`)
  }

  const UNIT = 'pupr'
  type Request = Parameters<App['citizenReports']['act']>[2]
  async function act(request: Request): Promise<void> {
    const { app } = present(running, 'running')
    const grants = [{ role: 'penghubung-opd', unitKode: UNIT }, { role: 'operator-aduan' }] as const
    const accountId = app.kit.newId()
    const actor = { kind: 'officer', accountId, name: 'Uji', grants } as const
    const done = await app.citizenReports.act(app.kit.db, { actor }, request)
    expect(done.ok).toBe(true)
  }

  /** A new case of the demo, carried into the hands of a unit. */
  async function caseInWork(): Promise<string> {
    const [row] = await rows(
      present(running, 'running').database.owner,
      sql<{ nomor: string }>`select l.nomor from citizen_reports.laporan l
      where l.is_publik and l.status = 'masuk' and l.induk_id is null order by l.diterima_at desc limit 1`,
    )
    const { nomor } = present(row, 'the demo has new cases')
    await act({ nomor, tindakan: 'disposisi', form: { unitKode: UNIT } })
    await act({ nomor, tindakan: 'terima', form: {} })
    return nomor
  }

  const seriousFaults = async (page: Page) =>
    (await new AxeBuilder({ page }).analyze()).violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => one.id)

  it.each(['id', 'en'] as const)(
    'by e-mail, hears of a step, and stops, on a phone in %s without script',
    async (lang) => {
      const w = WORDS[lang]
      const nomor = await caseInWork()
      const email = `tetangga-${lang}@contoh.id`
      const { page, context, problems } = await openScreen(present(browser, 'browser'), {
        size: PHONE,
        javaScriptEnabled: false,
      })
      await page.goto(`${address}/bahasa/${lang}?kembali=/laporan/${nomor}`)
      await page.getByRole('button', { name: w.support, exact: true }).click()
      await page.getByText(w.supported).first().waitFor()
      await page.locator('summary', { hasText: w.tell }).click()
      await page.getByLabel(w.email).fill(email)
      await page.getByRole('button', { name: w.tell }).click()
      await page.getByText(w.asked).waitFor()

      const question = await letterTo(email, 'konfirmasi\\?kode')
      await page.goto(present(/http:\S+/.exec(question.text)?.[0], 'a link'))
      await page.getByRole('button', { name: w.yes }).click()
      await page.getByText(w.active).waitFor()

      await act({
        nomor,
        tindakan: 'tindak_lanjut',
        form: { pesan: 'Tim sudah memeriksa lokasi.' },
      })
      const news = await letterTo(email, w.news)
      expect(news.text).toContain('Tim sudah memeriksa lokasi.')

      await page.goto(present(news.unsubscribeUrl, 'one click ends it'))
      await page.getByRole('button', { name: w.stop }).click()
      await page.getByText(w.stopped).waitFor()
      expect(problems()).toEqual([])
      await context.close()
    },
    120_000,
  )

  it('on pages without serious accessibility faults', async () => {
    const nomor = await caseInWork()
    for (const size of [PHONE, DESKTOP])
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, context, problems } = await openScreen(present(browser, 'browser'), {
          size,
          colorScheme,
        })
        for (const path of [
          `/laporan/${nomor}`,
          '/laporan/langganan',
          `/laporan/${nomor}/koreksi`,
        ]) {
          await page.goto(`${address}${path}`)
          expect([path, await seriousFaults(page)]).toEqual([path, []])
          const isWide = await page.evaluate(
            () => document.documentElement.scrollWidth > window.innerWidth,
          )
          expect([path, isWide]).toEqual([path, false])
        }
        expect(problems()).toEqual([])
        await context.close()
      }
  }, 120_000)
})
