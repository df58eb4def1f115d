import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { demoAccountId } from '../../src/modules/identity/index.ts'
import { TINJAU_UJI } from '../../src/modules/services/testing/inspection.ts'
import { rows, sql } from '../../src/platform/db/database.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'
import { makePhoto } from '../support/photos.ts'
import { createServiceDesk } from '../support/service-desk.ts'

describe.skipIf(isMissing)('work on services without a network', async () => {
  const { running, browser, address } = await useJourney()
  const app = () => present(running, 'running').app
  if (running !== undefined) await createServiceDesk(running.app).publish(TINJAU_UJI)
  const open = async (username: string, size = PHONE) => {
    const screen = await openScreen(present(browser, 'a browser'), { size })
    await signInOn(screen.page, address, username)
    return screen
  }
  const photo = async (seed: number) => ({
    name: 'foto.jpg',
    mimeType: 'image/jpeg',
    buffer: await makePhoto(seed, { widthPx: 1600, heightPx: 1200 }),
  })
  const online = (problems: () => readonly string[]) =>
    problems().filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one))
  /** The worker has the page once it answers without a network. */
  const keepPage = async (page: Page, cache: string) => {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.reload()
    await page.waitForFunction(
      async ([name, path]) =>
        (await (await caches.open(name ?? '')).match(path ?? '')) !== undefined,
      [cache, new URL(page.url()).pathname],
    )
  }
  const village = () =>
    present(
      app().reference.desaOf(app().reference.kecamatan()[0]?.kode ?? '')[0],
      'the demo has villages',
    )

  async function fillIn(page: Page): Promise<void> {
    await page.getByLabel('Nama usaha').fill('Warung Sari')
    await page.locator('select[name=desa]').selectOption({ label: village().nama })
    await page.getByLabel('Alamat').fill('Jalan Melati 3')
    expect(await page.getByLabel('Rute keliling').isVisible()).toBe(false)
    await page.getByLabel('Di tempat tetap').check()
    await page.locator('[name="orang.0.nama"]').fill('Budi')
    await page.locator('[name="orang.0.gaji"]').fill('900.000')
    await page.locator('[name="orang.1.nama"]').fill('Wati')
    await page.getByRole('button', { name: 'Tambah baris' }).click()
    await page.locator('[name="orang.2.nama"]').fill('Tono')
    expect(await page.getByLabel('Cara membayar upah').isVisible()).toBe(false)
    await page.locator('[name="orang.2.gaji"]').fill('200.000')
    await page.getByLabel('Cara membayar upah').fill('Tunai')
    await page.getByLabel('Luas tempat').fill('dua puluh')
    await page.locator('#f-dok-denah').setInputFiles(await photo(3))
    await page.getByText('Tersimpan di ponsel ini: foto.jpg').waitFor()
    await page.getByText('Tersimpan di ponsel ini.', { exact: true }).waitFor()
  }

  it('fills in a whole application offline, survives a reload, and arrives at the answers to check', async () => {
    const { page, context, problems } = await open('warga')
    await page.goto(`${address}/layanan/${TINJAU_UJI.code}/ajukan`)
    await expectClean(page)
    await page.getByRole('button', { name: 'Simpan untuk diisi tanpa jaringan' }).click()
    await page.waitForURL('**/permohonan/luring/*')
    await expectClean(page)
    await keepPage(page, 'layanan-1')

    await context.setOffline(true)
    await page.reload()
    await fillIn(page)
    await page.reload()
    expect(await page.locator('[name="orang.2.nama"]').inputValue()).toBe('Tono')
    expect(await page.getByLabel('Cara membayar upah').inputValue()).toBe('Tunai')
    await page.getByText('Tersimpan di ponsel ini: foto.jpg').waitFor()
    await expectClean(page)
    await page.getByRole('button', { name: 'Simpan dan kirim' }).click()
    await page.getByText('Belum ada jaringan').waitFor()

    // What cannot be read is told at its field and stays on the phone.
    await context.setOffline(false)
    await page.getByRole('alert').getByText('Tulis dengan angka saja').waitFor()
    await expectClean(page)
    expect(await page.getByLabel('Luas tempat').inputValue()).toBe('dua puluh')
    await page.getByLabel('Luas tempat').fill('20')
    await page.getByRole('button', { name: 'Simpan dan kirim' }).click()
    await page.waitForURL('**/permohonan/draf/*/periksa')
    await page.getByText('Budi').waitFor()
    await expectClean(page)
    await page.goto(`${address}/permohonan/luring`)
    await page.getByText('Tidak ada isian di ponsel ini').waitFor()
    await expectClean(page)
    expect(online(problems)).toEqual([])
    await context.close()
  })

  it('tells of a change on another device, hands in by itself where asked, and forgets at the sign-out', async () => {
    const first = await open('warga')
    const { page, context } = first
    await page.goto(`${address}/layanan/${TINJAU_UJI.code}/ajukan`)
    await page.getByRole('button', { name: 'Simpan untuk diisi tanpa jaringan' }).click()
    await page.waitForURL('**/permohonan/luring/*')
    const draft = present(/luring\/([0-9a-f-]{36})/.exec(page.url())?.[1], 'a draft')
    await keepPage(page, 'layanan-1')
    await context.setOffline(true)
    await page.reload()
    await fillIn(page)
    await page.getByLabel('Luas tempat').fill('20')
    await page.getByLabel('Kirim langsung permohonannya').check()
    await page.getByRole('button', { name: 'Simpan dan kirim' }).click()
    await page.getByText('Belum ada jaringan').waitFor()

    const other = await open('warga', DESKTOP)
    await other.page.goto(`${address}/permohonan/draf/${draft}/tempat`)
    await other.page.getByLabel('Alamat').fill('Jalan Mawar 9')
    await other.page.getByRole('button', { name: 'Simpan dan lanjut' }).last().click()
    await other.context.close()

    await context.setOffline(false)
    await page.getByText('sudah diubah di perangkat lain').waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Alamat' }).waitFor()
    await expectClean(page)
    await page.getByRole('button', { name: 'Pakai isian di ponsel ini' }).click()
    await page.waitForURL(/\/permohonan\/PMH-/)
    await page.getByText('Permohonan terkirim').waitFor()
    const filed = await rows(
      app().kit.db,
      sql<{ id: string }>`select id from services.permohonan where kunci_klien = ${draft}::uuid`,
    )
    expect(filed).toHaveLength(1)

    // Answers that are still here go with their owner, after a warning.
    await page.goto(`${address}/layanan/${TINJAU_UJI.code}/ajukan`)
    await page.getByRole('button', { name: 'Simpan untuk diisi tanpa jaringan' }).click()
    await page.waitForURL('**/permohonan/luring/*')
    await page.getByLabel('Nama usaha').fill('Warung kedua')
    await page.getByText('Tersimpan di ponsel ini.', { exact: true }).waitFor()
    await page.goto(`${address}/permohonan/luring`)
    await page.getByText('belum selesai diisi').waitFor()
    await page.goto(`${address}/keluar`)
    await page.getByText('Keluar menghapusnya dari ponsel ini').waitFor()
    await expectClean(page)
    await page.locator('form[action="/keluar"] button').click()
    await page.waitForURL((url) => url.pathname === '/')
    expect(await page.evaluate(() => caches.has('layanan-1'))).toBe(false)
    await signInOn(page, address, 'warga')
    await page.goto(`${address}/permohonan/luring`)
    await page.getByText('Tidak ada isian di ponsel ini').waitFor()
    await context.close()
  })

  it('inspects on the spot offline, and the photo stands on the case', async () => {
    const nomor = await applyFor('Warung Lapangan')
    const { page, context, problems } = await open('lapangan-dpmptsp')
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation({ latitude: -7.61, longitude: 110.2 })
    await page.goto(`${address}/kerja/permohonan`)
    await page.getByRole('link', { name: 'Pemeriksaan lapangan' }).click()
    await expectClean(page)
    await page.getByLabel(nomor).check()
    await page.getByRole('button', { name: 'Bawa ke lapangan' }).click()
    await page.getByText('Pemeriksaan siap dibawa').waitFor()
    await expectClean(page)
    // Places and questions go along, names do not.
    expect(await page.content()).not.toContain('Warung Lapangan')
    await keepPage(page, 'lapangan-1 /kerja/permohonan/lapangan/bawa')

    await context.setOffline(true)
    await page.reload()
    await page.getByText('Tidak ada jaringan').waitFor()
    const card = page.locator(`[id="${nomor}"]`)
    await card.locator('summary').first().click()
    await card.getByText('Jalan Melati 3').first().waitFor()
    await card.getByText('Sesuai', { exact: true }).click()
    const form = card.locator('form').first()
    await form.getByRole('button', { name: 'Simpan: Sesuai' }).click()
    await form.getByText('Isi dulu: Foto depan, Hasil peninjauan').waitFor()
    await form.locator('input[name=fotoDepan]').setInputFiles(await photo(5))
    await form.getByRole('button', { name: 'Pakai lokasi saya' }).click()
    await form.locator('textarea[name=temuan]').fill('Bersih dan sesuai denah.')
    await expectClean(page)
    await form.getByRole('button', { name: 'Simpan: Sesuai' }).click()
    await page.getByText('1 kiriman menunggu jaringan').waitFor()
    await expectClean(page)
    await page.reload()
    await page.getByText('1 kiriman menunggu jaringan').waitFor()
    await context.setOffline(false)
    await page.getByText('Terkirim: Sesuai').waitFor()
    expect(online(problems)).toEqual([])

    await page.goto(`${address}/kerja/permohonan/${nomor}`)
    await page.getByText('diisi di lapangan').waitFor()
    await page.getByText('Lihat foto').first().click()
    await expectShown(page, 'Foto depan')
    await expectClean(page)
    const citizen = await open('warga')
    await citizen.page.goto(`${address}/permohonan/${nomor}`)
    await citizen.page.getByText('Bersih dan sesuai denah.').waitFor()
    await citizen.page.getByText('Lihat foto').click()
    await expectShown(citizen.page, 'Foto depan')
    await expectClean(citizen.page)
    await citizen.context.close()
    await context.close()
  })

  it('tells the officer in plain words when the case has moved on, and keeps what was found', async () => {
    const nomor = await applyFor('Warung Pindah')
    const { page, context } = await open('lapangan-dpmptsp')
    await page.goto(`${address}/kerja/permohonan/lapangan`)
    await page.getByLabel(nomor).check()
    await page.getByRole('button', { name: 'Bawa ke lapangan' }).click()
    await keepPage(page, 'lapangan-1 /kerja/permohonan/lapangan/bawa')
    await context.setOffline(true)
    await page.reload()
    const card = page.locator(`[id="${nomor}"]`)
    await card.locator('summary').first().click()
    await card.getByText('Sesuai', { exact: true }).click()
    const form = card.locator('form').first()
    await form.locator('input[name=fotoDepan]').setInputFiles(await photo(6))
    await form.locator('textarea[name=temuan]').fill('Tutup sementara.')
    await form.getByRole('button', { name: 'Simpan: Sesuai' }).click()
    await page.getByText('1 kiriman menunggu jaringan').waitFor()
    const head = present(
      await app().identity.actorOf(app().kit.db, demoAccountId('kadis-dpmptsp')),
      'the head',
    )
    const done = await app().services.act(
      app().kit.db,
      { actor: head },
      { nomor, tindakan: 'tarik' },
    )
    expect(done.ok).toBe(true)
    await context.setOffline(false)
    await page.getByText('sudah berpindah ke tahap').waitFor()
    await expectClean(page)
    await page.goto(`${address}/kerja/permohonan/${nomor}`)
    await page.getByText('Tutup sementara.').waitFor()
    await context.close()
  })

  async function expectShown(page: Page, label: string): Promise<void> {
    await page.waitForFunction((alt) => {
      const image = document.querySelector<HTMLImageElement>(`img[alt="${alt}"]`)
      return image?.complete === true && image.naturalWidth > 0
    }, label)
  }

  async function applyFor(nama: string): Promise<string> {
    const desk = createServiceDesk(app())
    const { kit, identity, vault, services } = app()
    const warga = present(await identity.actorOf(kit.db, demoAccountId('warga')), 'warga')
    const id = await desk.start(warga, TINJAU_UJI.code)
    await desk.save(warga, id, 'tempat', {
      nama,
      desa: village().kode,
      alamat: 'Jalan Melati 3',
      cara: 'keliling',
      rute: 'Pasar ke terminal',
    })
    const kept = await vault.keep(kit.db, {
      pemilikAkunId: warga.accountId,
      jenisKode: 'lainnya',
      file: { bytes: (await photo(8)).buffer, filename: 'denah.jpg' },
      oleh: warga,
    })
    await desk.attach(warga, id, 'denah', kept.ok ? kept.value.berkasId : '')
    const sent = await services.submit(kit.db, warga, { drafId: id, kanal: 'web', bahasa: 'id' })
    if (!sent.ok) throw new Error(JSON.stringify(sent.refusals))
    return sent.value.nomor
  }
})
