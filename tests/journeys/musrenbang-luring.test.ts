import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { yearOf } from '../../src/kernel/date.ts'
import { findRapat, sumHadir } from '../../src/modules/musrenbang/store/rapat-store.ts'
import { findUsulan } from '../../src/modules/musrenbang/store/usulan-store.ts'
import {
  KADES,
  okOf,
  rapatHouse,
  usulanForm,
} from '../../src/modules/musrenbang/testing/rapat-house.ts'
import { rows, sql } from '../../src/platform/db/database.ts'
import { openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'
import { wordsOf } from '../support/officers.ts'
import { makePhoto } from '../support/photos.ts'

const ROOM = '/kerja/musrenbang/rapat'

describe.skipIf(isMissing)('a meeting held where there is no network', async () => {
  const { running, browser, address } = await useJourney()
  const app = () => present(running, 'running').app

  /** A meeting of an RW that goes on, with one proposal before it. */
  async function beginMeeting(rw: string): Promise<Readonly<{ id: string; nomor: string }>> {
    const meetings = rapatHouse(app())
    const id = await meetings.call(KADES, { rw })
    okOf(await meetings.write(KADES, id, { tindakan: 'buka' }))
    const paper = { ...usulanForm({ judul: `Paving Gang Mawar RW ${rw}` }), tindakan: 'usulan' }
    const { nomor } = okOf(await meetings.write(KADES, id, paper))
    return { id, nomor }
  }

  /** The worker has the page once it answers without a network. */
  async function takeAlong(page: Page, id: string): Promise<void> {
    await page.goto(`${address}${ROOM}/${id}`)
    await page.getByRole('link', { name: 'Bawa tanpa jaringan' }).click()
    await page.waitForURL('**/luring')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.reload()
    const path = `${ROOM}/${id}/luring`
    await page.waitForFunction(
      async ([name, at]) => (await (await caches.open(name ?? '')).match(at ?? '')) !== undefined,
      [`lapangan-1 ${path}`, path],
    )
  }

  const fold = (page: Page, words: string) =>
    page.locator('details', { has: page.locator('summary', { hasText: words }) })
  const open = async (page: Page, words: string) => {
    const part = fold(page, words)
    await part.locator('summary').click()
    return part
  }
  const photo = async (seed: number) => ({
    name: 'lembar.jpg',
    mimeType: 'image/jpeg',
    buffer: await makePhoto(seed, { widthPx: 1600, heightPx: 1200 }),
  })

  it('waits on the phone over a reload, and is sent when the network is back, each form once', async () => {
    await rapatHouse(app()).open(yearOf(app().kit.today()) + 2)
    const { id, nomor } = await beginMeeting('3')
    const { page, context, problems } = await openScreen(present(browser, 'a browser'), {
      size: PHONE,
    })
    await signInOn(page, address, 'kades')
    await takeAlong(page, id)
    await expectClean(page)

    await context.setOffline(true)
    await page.reload()
    await page.getByText('Tidak ada jaringan').waitFor()
    const sheet = await open(page, 'Catat kehadiran dari lembar')
    await sheet.getByRole('button', { name: 'Simpan' }).click()
    await sheet.getByText('Isi dulu:').waitFor()
    await sheet.locator('[name=jumlah]').fill('24')
    await sheet.locator('[name=perempuan]').fill('11')
    await sheet.locator('[name=foto]').setInputFiles(await photo(4))
    await sheet.getByRole('button', { name: 'Simpan' }).click()
    await page.getByText('1 kiriman menunggu jaringan').waitFor()

    const paper = await open(page, 'Masukkan usulan dari kertas')
    await paper.locator('[name=patokan]').fill('Gang Kenanga')
    await paper.locator('[name=kamus]').selectOption('saluran')
    await paper.locator('[name=judul]').fill('Saluran Gang Kenanga')
    await paper.locator('[name=volume]').fill('empat puluh')
    await paper.locator('[name=foto]').setInputFiles(await photo(5))
    await paper.getByRole('button', { name: 'Tambah usulan' }).click()
    await page.getByText('2 kiriman menunggu jaringan').waitFor()

    const proposal = await open(page, nomor)
    await proposal.locator('[name=hasil][value=sepakat]').check()
    await proposal.getByRole('button', { name: 'Putuskan' }).click()
    await page.getByText('3 kiriman menunggu jaringan').waitFor()
    await expectClean(page)
    await page.reload()
    await page.getByText('3 kiriman menunggu jaringan').waitFor()

    // The first answer is lost on its way: what is sent again under its key is the same.
    let lost = 0
    await context.route(`${address}${ROOM}/${id}`, async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.fallback()
      lost += 1
      await route.fetch()
      return route.abort()
    })
    await context.setOffline(false)
    await expect.poll(() => lost, { timeout: 15_000 }).toBe(1)
    const waiting = page.locator('[data-antrean]')
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: 'Kirim sekarang' }).click()
          return waiting.textContent()
        },
        { timeout: 40_000, interval: 1_000 },
      )
      .toMatch(/1 kiriman menunggu jaringan[\s\S]*empat puluh/)
    await waiting.locator('.pesan-salah').waitFor()
    // What cannot be read is told, readable as it was typed, and put back into its form.
    await expectClean(page)
    await waiting.getByRole('button', { name: 'Perbaiki' }).click()
    expect(await paper.locator('[name=judul]').inputValue()).toBe('Saluran Gang Kenanga')
    await paper.locator('[name=volume]').fill('40')
    await paper.getByRole('button', { name: 'Tambah usulan' }).click()
    await page.getByText(/Terkirim: Usulan/).waitFor()
    expect(await waiting.isVisible()).toBe(false)
    const said = problems().filter((one) => !/ERR_(?:INTERNET_DISCONNECTED|FAILED)/.test(one))
    expect(said).toEqual([])

    const { kit } = app()
    expect(await sumHadir(kit.db, id)).toMatchObject({ jumlah: 24, perempuan: 11 })
    const made = await rows(
      kit.db,
      sql<{
        nomor: string
        foto: number
      }>`select u.nomor, (select count(*)::int from musrenbang.foto f where f.usulan_id = u.id) as foto
      from musrenbang.usulan u where u.judul = 'Saluran Gang Kenanga'`,
    )
    expect(made.map(({ foto }) => foto)).toEqual([1])
    expect((await findUsulan(kit.db, made[0]?.nomor ?? ''))?.status).toBe('dibahas')
    await page.goto(`${address}${ROOM}/${id}`)
    const room = await wordsOf(page)
    expect(room).toContain('1 dari 2 usulan diputus')
    expect(room).toContain('24 hadir')
    await context.close()
  }, 180_000)

  it('is told that it was closed meanwhile, and loses nothing that was written', async () => {
    const { id, nomor } = await beginMeeting('4')
    const meetings = rapatHouse(app())
    const { page, context } = await openScreen(present(browser, 'a browser'), { size: PHONE })
    await signInOn(page, address, 'kades')
    await takeAlong(page, id)
    await context.setOffline(true)
    const part = await open(page, 'Delegasi')
    await part.locator('[name=nama]').fill('Sulastri')
    await part.locator('[name=unsur]').fill('Warga RW 4')
    await part.getByRole('button', { name: 'Tambah delegasi' }).click()
    await page.getByText('1 kiriman menunggu jaringan').waitFor()
    okOf(await meetings.write(KADES, id, { tindakan: 'hadir', jumlah: '20' }))
    okOf(await meetings.write(KADES, id, { tindakan: 'putus', hasil: 'sepakat', nomor }))
    okOf(await meetings.close(KADES, id))
    expect((await findRapat(app().kit.db, id))?.status).toBe('ditutup')
    await context.setOffline(false)
    await page.locator('[data-antrean] .pesan-salah').waitFor()
    const waiting = await page.locator('[data-antrean]').textContent()
    expect(waiting).toContain('Sulastri')
    expect(waiting?.toLowerCase()).toContain('ditutup')
    await page.reload()
    expect(await page.locator('[data-antrean]').textContent()).toContain('Sulastri')
    await expectClean(page)
    await context.close()
  }, 120_000)
})
