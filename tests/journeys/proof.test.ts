import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { listFoto } from '../../src/modules/citizen-reports/store/foto-store.ts'
import { findLaporanByNomor } from '../../src/modules/citizen-reports/store/laporan-store.ts'
import { listRiwayat } from '../../src/modules/citizen-reports/store/riwayat-store.ts'
import { DEMO_PASSWORD } from '../../src/modules/identity/index.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { bringToField, sendCase } from '../support/case-house.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { makePhoto } from '../support/photos.ts'

describe.skipIf(isMissing)('a fix', async () => {
  // A camera that sees the same scene at every shot, as when a print is photographed again.
  const film = join(mkdtempSync(join(tmpdir(), 'pendopo-film-')), 'film.mjpeg')
  const frame = await makePhoto(7_001)
  writeFileSync(film, Buffer.concat([frame, frame, frame]))
  const { running, browser, address } = await useJourney({
    browserArgs: [`--use-file-for-fake-video-capture=${film}`],
  })

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

  it('is claimed without a signal and sent by itself when the signal is back', async () => {
    const { app } = house()
    const { nomor } = await caseInField()
    const { page, context, problems } = await officer('petugas-pupr')
    await page.goto(`${address}/kerja/lapangan`)
    await expectClean(page)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.reload()
    await context.setOffline(true)
    await page.reload()
    await page.getByText('Tidak ada jaringan').waitFor()
    const card = page.locator(`[id="${nomor}"]`)
    await card.locator('summary').first().click()
    await card.getByText('Catat tindak lanjut').click()
    await card.getByLabel('Apa yang sudah dilakukan').fill('Lubang sedang digali.')
    await card.getByRole('button', { name: 'Kirim catatan' }).click()
    await page.getByText('1 kiriman menunggu jaringan').waitFor()
    await expectClean(page)
    await context.setOffline(false)
    await page.getByText('Terkirim: Catat tindak lanjut').waitFor()
    const timeline = await listRiwayat(
      app.kit.db,
      (await findLaporanByNomor(app.kit.db, nomor))?.id ?? '',
      'publik',
    )
    expect(timeline.filter((row) => row.pesan === 'Lubang sedang digali.')).toHaveLength(1)
    expect(problems().filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([])

    await page.goto(`${address}/keluar`)
    await page.locator('form[action="/keluar"] button').click()
    await page.waitForURL((url) => url.pathname === '/')
    expect(await page.evaluate(() => caches.has('lapangan-1'))).toBe(false)
  })

  it('has its photos covered with the pointer, and its rooms are clean in light and dark', async () => {
    const { app } = house()
    const { nomor } = await caseInField()
    const laporan = await findLaporanByNomor(app.kit.db, nomor)
    const [foto] = await listFoto(app.kit.db, { laporanId: laporan?.id ?? '' })
    const { page, problems } = await officer('operator-aduan', DESKTOP, 'dark')
    for (const url of [`/kerja/laporan/${nomor}/foto`, '/kerja/periksa-ulang']) {
      await page.goto(`${address}${url}`)
      await expectClean(page)
    }
    await page.goto(`${address}/kerja/laporan/${nomor}/foto/${foto?.id}`)
    const box = await page.locator('[data-samar]').boundingBox()
    if (box === null) throw new Error('no picture')
    await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.7, { steps: 4 })
    await page.mouse.up()
    await page.getByLabel('Kotak 1').waitFor()
    await expectClean(page)
    await page.getByRole('button', { name: 'Tampilkan untuk umum' }).click()
    await page.getByText('Foto tampil untuk umum.').waitFor()
    const [after] = await listFoto(app.kit.db, { laporanId: laporan?.id ?? '' })
    expect([after?.keputusan, after?.redaksi.length]).toEqual(['terbit', 1])
    expect(problems()).toEqual([])
  })

  it('has its photo covered by tiles without script', async () => {
    const { app, browser: chromium } = house()
    const { nomor } = await caseInField()
    const laporan = await findLaporanByNomor(app.kit.db, nomor)
    const [foto] = await listFoto(app.kit.db, { laporanId: laporan?.id ?? '' })
    const { page } = await openScreen(chromium, { size: PHONE, javaScriptEnabled: false })
    await signIn(page, 'operator-aduan')
    await page.goto(`${address}/kerja/laporan/${nomor}/foto/${foto?.id}`)
    await page.getByLabel('Baris 2, kolom 3').check()
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/tiles.png`, fullPage: true })
    await page.getByRole('button', { name: 'Tampilkan untuk umum' }).click()
    await page.getByText('Foto tampil untuk umum.').waitFor()
  })
})
