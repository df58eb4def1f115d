import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { freePort } from '../support/addresses.ts'
import { DESKTOP, launchBrowser, openScreen, PHONE, type Screen } from '../support/browser.ts'
import { bringToField, sendCase } from '../support/case-house.ts'
import { isMissing } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'
import { makePhoto } from '../support/photos.ts'
import { useRunningApp } from '../support/running-app.ts'
import { STORY_WORDS, type StoryWords } from '../support/story-words.ts'

const DAY_MS = 86_400_000

describe.skipIf(isMissing)(
  'one report, from the hole in the road to the hole that came back',
  async () => {
    const port = await freePort()
    let laterMs = 0
    const running = isMissing
      ? undefined
      : await useRunningApp({
          env: { BASE_URL: `http://127.0.0.1:${port}`, PORT: String(port) },
          now: () => new Date(Date.now() + laterMs),
        })
    const address =
      running === undefined ? '' : await running.app.server.listen({ port, host: '127.0.0.1' })
    const films = mkdtempSync(join(tmpdir(), 'pendopo-film-'))
    afterAll(() => rmSync(films, { recursive: true, force: true }))
    const house = () => present(running, 'the program runs where there is a browser').app

    /** Each story in a place of its own, so that the hint can only come from the case sent there. */
    function placeOf(story: number) {
      const { reference } = house()
      const kecamatan = present(reference.kecamatan()[story + 1], 'a kecamatan')
      const desa = present(reference.desaOf(kecamatan.kode)[0], 'a village')
      return present(reference.innerPoint(desa.kode), 'a point in the village')
    }

    /** A camera that sees the same scene at every shot, as when a print is photographed again. */
    async function openCinema(story: number): Promise<Browser> {
      const film = join(films, `${story}.mjpeg`)
      const frame = await makePhoto(9_100 + story)
      writeFileSync(film, Buffer.concat([frame, frame, frame]))
      return launchBrowser([`--use-file-for-fake-video-capture=${film}`])
    }

    it.each([
      ['id', 'a phone', PHONE],
      ['en', 'a phone', PHONE],
      ['id', 'a desk', DESKTOP],
    ] as const)(
      'is told in %s with the reporter on %s',
      async (lang, where, size) => {
        const story = ['id a phone', 'en a phone', 'id a desk'].indexOf(`${lang} ${where}`)
        const place = placeOf(story)
        const browser = await openCinema(story)
        const screens: Screen[] = []
        const enter = async (as: string | undefined, on: typeof PHONE): Promise<Page> => {
          const geolocation = { latitude: place.lat, longitude: place.lon }
          const screen = await openScreen(browser, { size: on, geolocation })
          screens.push(screen)
          if (lang === 'en') await screen.page.goto(`${address}/bahasa/en?kembali=/masuk`)
          if (as !== undefined) await signInOn(screen.page, address, as)
          return screen.page
        }
        laterMs = 0
        const w = STORY_WORDS[lang]
        const before = await sendCase(house(), { kategoriKode: 'jalan.lubang', ...place })

        const citizen = await enter(undefined, size)
        const report = await tell(citizen, { w, seed: 9_200 + story, neighbour: before.nomor })
        const open = (page: Page) => openAsReporter(page, { w, ...report })
        const stands = async (status: keyof StoryWords['status'], promise: string) => {
          await citizen.goto(`${address}/laporan/${report.nomor}`)
          const main = citizen.locator('main')
          expect(await main.locator('.tag, .meta').first().textContent()).toContain(
            w.status[status],
          )
          expect(await main.locator('.janji').textContent()).toContain(promise)
        }
        await open(citizen)
        await expectClean(citizen)
        await stands('sent', w.promise.verify)

        const operator = await enter('operator-aduan', DESKTOP)
        await passOnByKeyboard(operator, report.nomor, w)
        await stands('passedOn', w.promise.followUp)

        const liaison = await enter('kadis-pupr', DESKTOP)
        await acceptAndAssign(liaison, report.nomor, w)
        await stands('inWork', w.promise.followUp)

        const field = await enter('petugas-pupr', PHONE)
        await prove(field, report.nomor, w)
        await field.getByText(w.claimed).waitFor()
        await stands('claimed', w.promise.solve)

        await validate(liaison, report.nomor, w)
        await stands('asked', w.promise.answer)

        await openAsReporter(citizen, { w, ...report })
        await citizen.getByText(w.proof).first().waitFor()
        await expectClean(citizen)
        await citizen.getByRole('button', { name: w.confirm, exact: true }).click()
        await citizen.getByText(w.confirmed).waitFor()
        await stands('confirmed', w.promise.closed)

        // The same print before the lens, at the neighbour's hole.
        await bringToField(house(), before.nomor)
        await prove(field, before.nomor, w)
        expect(await field.getByRole('alert').textContent()).toContain(report.nomor)

        laterMs = 2 * DAY_MS
        await open(citizen)
        await citizen.getByText(w.reopenUntil).first().waitFor()
        await citizen
          .getByLabel(w.message)
          .first()
          .fill('Dua hari kemudian aspalnya terlepas lagi.')
        await citizen.getByRole('button', { name: w.reopen, exact: true }).click()
        await citizen.getByText(w.reopened).waitFor()
        await stands('reopened', w.promise.followUp)
        await expectClean(citizen)

        expect(screens.flatMap((one) => one.problems())).toEqual([])
        await browser.close()
      },
      240_000,
    )

    type Telling = Readonly<{ w: StoryWords; seed: number; neighbour: string }>
    type Told = Readonly<{ nomor: string; kode: string }>

    /** Four screens, past the hint that a neighbour's report may be the same. */
    async function tell(page: Page, { w, seed, neighbour }: Telling): Promise<Told> {
      await page.goto(`${address}/lapor`)
      await page.getByLabel(w.title).fill('Jalan berlubang di tikungan dekat musala')
      await page
        .getByLabel(w.story)
        .fill('Lubang besar dan dalam di tengah jalan, dua motor jatuh kemarin sore.')
      const buffer = await makePhoto(seed, { widthPx: 1_600, heightPx: 1_200 })
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'lubang.jpg', mimeType: 'image/jpeg', buffer })
      await page.getByText(w.photoReady).waitFor()
      await expectClean(page)
      await goOn(page)

      await page.getByRole('heading', { name: w.placeHeading }).waitFor()
      await page.locator('input[name=kategori][value="jalan.lubang"]').check()
      await page.getByRole('button', { name: w.gps }).click()
      const hint = page.locator('.serupa')
      await hint.getByText(w.metres).first().waitFor()
      expect(await hint.textContent()).toContain(w.hint)
      expect(await hint.locator(`a[href="/laporan/${neighbour}"]`).count()).toBe(1)
      await expectClean(page)
      await goOn(page)

      await page.getByRole('heading', { name: w.personHeading }).waitFor()
      for (const group of await page.locator('fieldset[id^=f-jawaban]').all())
        await group.locator('input').first().check()
      await expectClean(page)
      await page.getByRole('button', { name: w.toCheck }).click()
      await page.getByRole('button', { name: w.send }).waitFor()
      await expectClean(page)
      await page.getByRole('button', { name: w.send }).click()
      await page.getByRole('heading', { name: w.received }).waitFor()
      await page.getByText(w.photoHere).waitFor()
      await expectClean(page)
      return {
        nomor: (await page.locator('.jadi strong').textContent()) ?? '',
        kode: (await page.locator('.jadi b').textContent()) ?? '',
      }
    }

    const goOn = (page: Page) => page.locator('main button.tombol[value=lanjut]').click()

    async function openAsReporter(page: Page, { w, nomor, kode }: Told & { w: StoryWords }) {
      await page.goto(`${address}/laporan/${nomor}`)
      if (await page.getByText(w.isReporter).isVisible()) return
      await page.getByLabel(w.code).fill(kode)
      await page.getByRole('button', { name: w.openAsReporter }).click()
      await page.getByText(w.isReporter).waitFor()
    }

    /** No pointer: search by number, letters for the verbs, Tab and Enter. */
    async function passOnByKeyboard(page: Page, nomor: string, w: StoryWords): Promise<void> {
      await page.goto(`${address}/kerja/laporan?tampilan=verifikasi`)
      await expectClean(page)
      await page.keyboard.press('/')
      await page.keyboard.type(nomor)
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/kerja/laporan/${nomor}`)
      await expectClean(page)
      await page.keyboard.press('v')
      const verify = page.locator('#tindakan-verifikasi form > button[type=submit]')
      await verify.press('Enter')
      await page.waitForURL((url) => !url.pathname.endsWith('/tindakan'))
      await page.goto(`${address}/kerja/laporan/${nomor}`)
      await page.keyboard.press('d')
      const form = page.locator('#tindakan-disposisi')
      expect(await form.locator('input[name=saran]:checked').count()).toBe(0)
      const suggestion = form.locator('input[name=saran][value=pupr]')
      expect(await suggestion.count()).toBe(1)
      await suggestion.press('Space')
      await form.getByRole('button', { name: w.pass }).press('Enter')
      await page.getByText(`${nomor} ${w.passed}`).waitFor()
      await expectClean(page)
    }

    async function acceptAndAssign(page: Page, nomor: string, w: StoryWords): Promise<void> {
      await page.goto(`${address}/kerja/laporan/${nomor}`)
      await page.locator('#tindakan-terima button[type=submit]').last().click()
      await page.getByText(`${nomor} ${w.accepted}`).waitFor()
      const assign = page.locator('#tindakan-tugaskan')
      if ((await assign.getAttribute('open')) === null) await assign.locator('summary').click()
      await assign.getByLabel(w.officer).selectOption({ index: 1 })
      await expectClean(page)
      await assign.getByRole('button', { name: w.assign }).click()
      await page.getByText(`${nomor} ${w.assigned}`).waitFor()
    }

    async function prove(page: Page, nomor: string, w: StoryWords): Promise<void> {
      await page.goto(`${address}/kerja/lapangan`)
      await page.locator(`[id="${nomor}"]`).waitFor()
      await page.goto(`${address}/kerja/laporan/${nomor}`)
      await page.getByRole('link', { name: w.takeProof }).first().click()
      await page.waitForURL('**/bukti')
      const form = page.locator('form[enctype]').first()
      await form.getByRole('button', { name: w.cameraOn }).click()
      await form.getByText(w.position).waitFor()
      await form.getByRole('button', { name: w.shoot }).click()
      await form.getByText(w.shot).waitFor()
      await form.getByLabel(w.work).fill('Lubang ditambal aspal panas, panjang 3 m.')
      await expectClean(page)
      await form.getByRole('button', { name: w.claim }).click()
      await page.waitForLoadState()
      await page.locator('[role=alert], [role=status]').first().waitFor()
    }

    async function validate(page: Page, nomor: string, w: StoryWords): Promise<void> {
      await page.goto(`${address}/kerja/laporan/${nomor}`)
      await page.getByRole('link', { name: w.compare }).first().click()
      await page.getByRole('heading', { name: w.checkHeading }).waitFor()
      const pictures = page.locator('main img.bidik')
      expect(await pictures.count()).toBe(2)
      const [left, right] = await Promise.all([
        pictures.first().boundingBox(),
        pictures.last().boundingBox(),
      ])
      expect(present(left, 'before').x).toBeLessThan(present(right, 'after').x)
      expect(await page.locator('main').textContent()).toContain(w.distance)
      await expectClean(page)
      await page.getByLabel(w.publish).check()
      await page.getByRole('button', { name: w.validate }).click()
      await page.getByText(w.validated).waitFor()
    }
  },
)
