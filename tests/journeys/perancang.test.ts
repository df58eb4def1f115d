import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../src/modules/identity/index.ts'
import { makeZip, sheetParts } from '../../src/platform/xlsx/testing/make-zip.ts'
import { DESKTOP, openScreen, PHONE, type Screen } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'

const KODE = 'DESA-PINJAM-TENDA'
const DESK = `/kerja/perancang/${KODE}/1`

describe.skipIf(isMissing)('the designer of services', async () => {
  const { browser, address } = await useJourney()
  const open: Screen[] = []
  afterEach(async () => {
    for (const screen of open.splice(0)) await screen.context.close()
  })

  const enter = async (username: string, size = DESKTOP) => {
    if (browser === undefined) throw new Error('no browser')
    // Without script: what a plain form can do, every device can.
    const screen = await openScreen(browser, { size, javaScriptEnabled: false })
    open.push(screen)
    await screen.page.goto(`${address}/masuk`)
    await screen.page.locator('[name=identitas]').fill(username)
    await screen.page.locator('[name=sandi]').fill(DEMO_PASSWORD)
    await screen.page.locator('main form button[type=submit]').first().click()
    await screen.page.waitForURL(`${address}/kerja`)
    return screen.page
  }
  const part = (page: Page, di: string) =>
    page.goto(`${address}${DESK}/ubah?di=${encodeURIComponent(di)}`)
  const fill = async (page: Page, values: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(values)) {
      const field = page
        .locator(`.rancang [name="${name}"], .rancang-form [name="${name}"]`)
        .first()
      const tag = await field.evaluate((element) => element.tagName)
      if (tag === 'SELECT') await field.selectOption(value)
      else await field.fill(value)
    }
  }
  const save = async (page: Page) => {
    await page.getByRole('button', { name: 'Simpan', exact: true }).last().click()
    expect(await page.locator('.galat').allTextContents()).toEqual([])
  }
  const problemsOn = (page: Page) => page.locator('.rancang-masalah li').allTextContents()

  it('builds, tests, reviews and publishes a new service, which is then served', async () => {
    const page = await enter('perancang')
    await page.goto(`${address}/kerja/perancang/baru`)
    await fill(page, {
      kode: KODE,
      nama: 'Peminjaman tenda desa',
      ringkasan: 'Pinjam tenda milik desa untuk hajatan.',
      pemilik: 'desa',
    })
    await page.locator('[name=pola][value="surat-desa"]').check()
    await page.getByRole('button', { name: 'Mulai menyusun' }).click()
    await page.waitForURL(`${address}${DESK}`)
    // Nothing but the tests is missing, and it says so.
    expect((await problemsOn(page)).join()).toContain('Baru 0 kasus uji')

    await part(page, 'form/+')
    await fill(page, {
      id: 'acara',
      title: 'Acara',
      'fields.0.id': 'acara.hari',
      'fields.0.type': 'tanggal',
      'fields.0.label': 'Tanggal acara',
    })
    await save(page)
    await part(page, 'form/1/fields/+')
    await fill(page, {
      id: 'tamu',
      type: 'angka',
      label: 'Banyaknya tamu',
      min: '10',
      max: '1.000',
    })
    await save(page)

    await part(page, 'eligibility/+')
    await fill(page, { id: 'tamu', else: 'tolak', message: 'Tenda desa cukup untuk 300 tamu.' })
    await save(page)
    await part(page, 'eligibility/0/when')
    await fill(page, { 'kiri.0': 'isian:tamu', 'banding.0': '<=', 'kanan.0': '300' })
    await page.getByRole('button', { name: 'Simpan susunan ini' }).click()
    await part(page, 'eligibility/0/when')
    expect(await page.locator('[name=json]').inputValue()).toBe('["<=",{"f":"tamu"},300]')

    await page.goto(`${address}${DESK}/coba`)
    for (const [tamu, name] of [
      ['100', 'cukup'],
      ['500', 'terlalu banyak'],
    ] as const) {
      await page.goto(`${address}${DESK}/coba`)
      await fill(page, { _hari: '2026-03-02', 'p.nama': 'Contoh', tamu })
      await page.getByRole('button', { name: 'Lihat hasilnya' }).click()
      const outcome = (await page.locator('.rancang-hasil').textContent()) ?? ''
      expect(outcome).toContain(tamu === '100' ? 'Ya' : 'Tenda desa cukup untuk 300 tamu.')
      await fill(page, { _nama: name })
      await page.getByRole('button', { name: 'Jadikan kasus uji' }).click()
      await page.waitForURL(/di=uji/)
    }

    await page.goto(`${address}${DESK}`)
    expect(await problemsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Minta telaah' }).click()
    await page.waitForURL(`${address}${DESK}/tinjau`)
    expect(await page.getByRole('button', { name: 'Terbitkan' }).count()).toBe(0)

    const reviewer = await enter('penelaah')
    await reviewer.goto(`${address}/kerja/perancang`)
    await reviewer.getByRole('link', { name: /Peminjaman tenda desa/ }).click()
    await reviewer.goto(`${address}${DESK}/tinjau`)
    await reviewer.getByRole('button', { name: 'Terbitkan' }).click()
    await reviewer.waitForURL(`${address}/layanan/${KODE}`)

    if (browser === undefined) throw new Error('no browser')
    const visitor = await openScreen(browser, { size: PHONE })
    open.push(visitor)
    const answer = await visitor.page.goto(`${address}/layanan/${KODE}`)
    expect(answer?.status()).toBe(200)
    expect(await visitor.page.locator('h1').textContent()).toBe('Peminjaman tenda desa')
    expect(await visitor.page.textContent('main')).toContain('Tenda desa cukup untuk 300 tamu.')
    await visitor.page.goto(`${address}/layanan?q=pinjam%20tenda`)
    expect(await visitor.page.textContent('main')).toContain('Peminjaman tenda desa')
    await visitor.page.goto(`${address}/layanan/${KODE}/riwayat`)
    expect(await visitor.page.textContent('main')).toContain('Versi pertama')
  }, 240_000)

  it('keeps what was typed when it refuses, undoes, and keeps both of two saves', async () => {
    const page = await enter('perancang')
    await page.goto(`${address}/kerja/perancang/baru`)
    await fill(page, { asal: 'DESA-SKCK', kodeSalinan: 'DESA-SALIN-UJI' })
    await page.getByRole('button', { name: 'Salin' }).click()
    const desk = `${address}/kerja/perancang/DESA-SALIN-UJI/1`
    await page.waitForURL(desk)
    await page.goto(`${desk}/ubah?di=documents%2F0`)
    await fill(page, { label: '', maxKb: 'dua' })
    await page.getByRole('button', { name: 'Simpan', exact: true }).last().click()
    expect(await page.locator('.galat li').allTextContents()).toContain(
      'Tulis angka, misalnya 12 atau 0,5.',
    )

    await page.goto(`${desk}/ubah?di=documents%2F0`)
    const other = await page.context().newPage()
    await other.goto(`${desk}/ubah?di=documents%2F0`)
    await fill(page, { maxKb: '1500' })
    await save(page)
    await fill(other, { maxKb: '900' })
    await other.getByRole('button', { name: 'Simpan', exact: true }).last().click()
    expect(await other.locator('.galat').textContent()).toContain(
      'Rekan Anda menyimpan lebih dahulu',
    )
    await other.goto(`${desk}/riwayat`)
    expect(await other.textContent('main')).toContain(
      'ukuran paling besar (kB) berubah dari 2000 menjadi 900',
    )
    expect(await other.textContent('main')).toContain(
      'ukuran paling besar (kB) berubah dari 2000 menjadi 1500',
    )

    await page.goto(desk)
    await page.getByRole('button', { name: 'Urungkan' }).click()
    await page.goto(`${desk}/ubah?di=documents%2F0`)
    expect(await page.locator('[name=maxKb]').inputValue()).toBe('2000')
    await page.getByRole('button', { name: 'Ulangi' }).click()
    await page.goto(`${desk}/ubah?di=documents%2F0`)
    expect(await page.locator('[name=maxKb]').inputValue()).toBe('1500')
  }, 240_000)

  it('takes fields from a sheet and a definition from a file, or says what is wrong with them', async () => {
    const page = await enter('perancang')
    await page.goto(`${address}/kerja/perancang/baru`)
    await fill(page, { asal: 'DESA-SKCK', kodeSalinan: 'DESA-LEMBAR-UJI' })
    await page.getByRole('button', { name: 'Salin' }).click()
    const desk = `${address}/kerja/perancang/DESA-LEMBAR-UJI/1`
    await page.waitForURL(desk)
    const upload = async (rows: readonly (readonly string[])[]) => {
      await page.goto(`${desk}/lembar`)
      await fill(page, { halaman: 'untuk' })
      await page.locator('[name=lembar]').setInputFiles({
        name: 'isian.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: makeZip(sheetParts(rows)),
      })
      await page.getByRole('button', { name: 'Periksa dan impor' }).click()
    }
    const head = ['id', 'jenis', 'label']
    await upload([head, ['baru.satu', 'ajaib', 'Satu']])
    expect(await page.locator('.galat li').allTextContents()).toEqual([
      'Baris 2, kolom jenis: jenis ajaib tidak dapat diimpor',
    ])
    await upload([head, ['baru.satu', 'teks', 'Pertanyaan dari lembar']])
    await page.waitForURL(/di=formulir/)
    await page.goto(`${desk}/pratinjau?halaman=2`)
    expect(await page.textContent('.rancang-hp')).toContain('Pertanyaan dari lembar')

    await page.goto(`${desk}/ubah?di=workflow%2Fstates%2Fttd`)
    await fill(page, { _nama: 'tandaTangan' })
    await save(page)
    await page.waitForURL(/states%2FtandaTangan/)
    await page.goto(desk)
    expect(await problemsOn(page)).toEqual([])

    const answer = await page.request.get(`${desk}/unduh.json`)
    const isi = (await answer.json()) as Record<string, unknown>
    const give = async (text: string) => {
      await page.goto(`${address}/kerja/perancang`)
      await page.locator('[name=berkas]').setInputFiles({
        name: 'layanan.json',
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      })
      await page.getByRole('button', { name: 'Periksa dan impor' }).click()
    }
    await give(JSON.stringify({ ...isi, code: 'DESA-KEMBAR-UJI', skrip: 'x' }))
    expect(await page.locator('.galat').textContent()).toContain('layanan.json')
    await give(JSON.stringify({ ...isi, code: 'DESA-KEMBAR-UJI' }))
    await page.waitForURL(`${address}/kerja/perancang/DESA-KEMBAR-UJI/1`)
    const sippn = await page.request.get(`${address}/kerja/perancang/sippn.csv`)
    expect((await sippn.text()).split('\r\n').length).toBeGreaterThan(100)
    const schema = await page.request.get(`${address}/api/v1/layanan/skema.json`)
    expect(await schema.json()).toMatchObject({ type: 'object' })
  }, 240_000)

  it('has no serious fault of access on its pages', async () => {
    if (browser === undefined) throw new Error('no browser')
    const screen = await openScreen(browser, { size: PHONE })
    open.push(screen)
    const { page } = screen
    await page.goto(`${address}/masuk`)
    await page.locator('[name=identitas]').fill('perancang')
    await page.locator('[name=sandi]').fill(DEMO_PASSWORD)
    await page.locator('main form button[type=submit]').first().click()
    await page.waitForURL(`${address}/kerja`)
    const published = '/kerja/perancang/DESA-SKCK/1'
    for (const path of [
      '/kerja/perancang',
      '/kerja/perancang/baru',
      published,
      `${published}/ubah?di=alur`,
      `${published}/ubah?di=form%2F1%2Ffields%2F2`,
      `${published}/ubah?di=eligibility%2F1%2Fwhen`,
      `${published}/pratinjau`,
      `${published}/coba`,
      `${published}/riwayat`,
      `${published}/tinjau`,
    ]) {
      await page.goto(`${address}${path}`)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html.slice(0, 160)}`)
      expect(serious).toEqual([])
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      )
      expect(wide, path).toBeLessThanOrEqual(0)
    }
  }, 240_000)
})
