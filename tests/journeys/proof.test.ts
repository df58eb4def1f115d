import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../src/modules/identity/index.ts'
import { freePort } from '../support/addresses.ts'
import { DESKTOP, findChromium, launchBrowser, openScreen, PHONE } from '../support/browser.ts'
import { bringToField, sendCase } from '../support/case-house.ts'
import { makePhoto } from '../support/photos.ts'
import { useRunningApp } from '../support/running-app.ts'

const isMissing = findChromium() === undefined
if (isMissing)
  process.stderr.write(
    'Chromium is missing, journeys are skipped. Debian: apt-get install chromium\n',
  )

describe.skipIf(isMissing)('a fix', async () => {
  const port = await freePort()
  const running = isMissing
    ? undefined
    : await useRunningApp({ env: { BASE_URL: `http://127.0.0.1:${port}`, PORT: String(port) } })
  // A camera that sees the same scene at every shot, as when a print is photographed again.
  const film = join(mkdtempSync(join(tmpdir(), 'pendopo-film-')), 'film.mjpeg')
  const frame = await makePhoto(7_001)
  writeFileSync(film, Buffer.concat([frame, frame, frame]))
  const browser: Browser | undefined = isMissing
    ? undefined
    : await launchBrowser([`--use-file-for-fake-video-capture=${film}`])
  const address =
    running === undefined ? '' : await running.app.server.listen({ port, host: '127.0.0.1' })
  afterAll(async () => browser?.close())

  const house = () => {
    if (running === undefined || browser === undefined) throw new Error('no browser')
    return { app: running.app, browser }
  }

  async function caseInField() {
    const { app } = house()
    const sent = await sendCase(app)
    const place = {
      nomor: sent.nomor,
      caller: { actor: { kind: 'anonymous' } as const, kodeLacak: sent.kodeLacak },
    }
    await app.citizenReports.takePhoto(app.kit.db, {
      bytes: await makePhoto(Number.parseInt(sent.id.slice(-6), 16)),
      peran: 'pelapor',
      place,
    })
    await bringToField(app, sent.nomor)
    return sent
  }

  async function officer(username: string, size = PHONE, colorScheme: 'light' | 'dark' = 'light') {
    const { app, browser: chromium } = house()
    const village = app.reference.desaOf(app.reference.kecamatan()[0]?.kode ?? '')[0]
    const inner = app.reference.innerPoint(village?.kode ?? '')
    const screen = await openScreen(chromium, {
      size,
      colorScheme,
      geolocation: { latitude: inner?.lat ?? 0, longitude: inner?.lon ?? 0 },
    })
    await signIn(screen.page, username)
    return screen
  }

  async function signIn(page: Page, username: string): Promise<void> {
    await page.goto(`${address}/masuk`)
    await page.locator('input[name=identitas]').fill(username)
    await page.locator('input[name=sandi]').fill(DEMO_PASSWORD)
    await page
      .locator('main form button[type=submit], main form button:not([type])')
      .first()
      .click()
    await page.waitForURL((url) => !url.pathname.startsWith('/masuk'))
  }

  async function expectClean(page: Page): Promise<void> {
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/${Date.now()}.png`, fullPage: true })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  }

  async function shoot(page: Page, within = page.locator('form').first()): Promise<void> {
    await within.getByRole('button', { name: 'Nyalakan kamera' }).click()
    await within.getByRole('button', { name: 'Ambil foto' }).click()
    await within.getByText('Foto diambil').waitFor()
  }

  it('is proven by camera, checked by a second person, confirmed, and found out when re-used', async () => {
    const [first, second] = [await caseInField(), await caseInField()]
    const field = await officer('petugas-pupr')
    await field.page.goto(`${address}/kerja/laporan/${first.nomor}/bukti`)
    await expectClean(field.page)
    await field.page.getByRole('button', { name: 'Kirim bukti' }).click()
    expect(await field.page.getByRole('alert').textContent()).toContain('foto')
    await field.page.getByLabel('Apa yang dikerjakan').fill('Lubang ditambal aspal, panjang 3 m.')
    await shoot(field.page, field.page.locator('form[enctype]').first())
    await field.page.getByRole('button', { name: 'Kirim bukti' }).click()
    await field.page.waitForURL((url) => !url.pathname.endsWith('/bukti'))

    const second_ = await officer('kadis-pupr', DESKTOP)
    await second_.page.goto(`${address}/kerja/laporan/${first.nomor}/bukti`)
    await second_.page.getByRole('heading', { name: 'Periksa bukti' }).waitFor()
    await expectClean(second_.page)
    expect(await second_.page.locator('main').textContent()).toContain('Jarak dari lokasi laporan')
    await second_.page.getByLabel('Tampilkan foto bukti untuk umum').check()
    await second_.page.getByRole('button', { name: 'Validasi' }).click()
    await second_.page.waitForURL((url) => !url.pathname.endsWith('/bukti'))
    const { app } = house()
    const status = await app.citizenReports.act(
      app.kit.db,
      { actor: { kind: 'anonymous' }, kodeLacak: first.kodeLacak },
      { nomor: first.nomor, tindakan: 'konfirmasi', form: {} },
    )
    expect(status.ok && status.value.status).toBe('selesai')

    await field.page.goto(`${address}/kerja/laporan/${second.nomor}/bukti`)
    await field.page.getByLabel('Apa yang dikerjakan').fill('Sudah ditambal juga.')
    await shoot(field.page, field.page.locator('form[enctype]').first())
    await field.page.getByRole('button', { name: 'Kirim bukti' }).click()
    const refused = await field.page.getByRole('alert').textContent()
    expect(refused).toContain(`sudah dipakai pada laporan ${first.nomor}`)
    expect(field.problems()).toEqual([])
    expect(second_.problems()).toEqual([])
  })
})
