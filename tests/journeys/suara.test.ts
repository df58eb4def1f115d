import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../src/kernel/date.ts'
import { confirmHome } from '../../src/modules/ballots/testing/vote-house.ts'
import { demoAccountId } from '../../src/modules/identity/index.ts'
import { oneRow, sql } from '../../src/platform/db/database.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'

const OPTIONS = [
  ['Lampu jalan', '6.000.000'],
  ['Perpustakaan keliling', '4.000.000'],
  ['Bak sampah', '2.500.000'],
  ['Bibit pohon', '1.500.000'],
] as const
const root = join(import.meta.dirname, '../..')

describe.skipIf(isMissing)('a budget vote', async () => {
  let now = new Date('2026-11-26T03:00:00Z')
  const { running, browser, address } = await useJourney({ now: () => now })
  if (running === undefined || browser === undefined) return
  const { app, dataDir } = running
  const screens: Readonly<{ problems: () => readonly string[]; close: () => Promise<void> }>[] = []
  const as = async (
    username: string,
    options: Partial<Parameters<typeof openScreen>[1]> = {},
  ): Promise<Page> => {
    const { page, context, problems } = await openScreen(browser, { size: DESKTOP, ...options })
    screens.push({ problems, close: () => context.close() })
    await signInOn(page, address, username)
    return page
  }
  let nomor = ''
  const receipts: string[] = []

  it('is set up by a planner, with its rule fixed before it opens', async () => {
    const page = await as('bappeda')
    await page.goto(`${address}/kerja/pemungutan-suara/baru`)
    await expectClean(page)
    await page.getByRole('button', { name: 'Simpan rancangan' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Tulis judulnya')
    const fill = (name: string, value: string) => page.locator(`[name=${name}]`).fill(value)
    await fill('judul', 'Anggaran warga 2027')
    await fill('pertanyaan', 'Mana yang paling dibutuhkan tahun depan?')
    await page.locator('[name=wilayah]').selectOption('99.01')
    await page.locator('[name=jenis]').selectOption('setuju')
    await page.locator('[name=aturan]').selectOption('bagian-setara-tambah')
    await fill('anggaran', '10.000.000')
    await fill('langkah', '1000')
    await fill('bukaTanggal', '2026-11-26')
    await fill('bukaJam', '09.00')
    await fill('tutupTanggal', '2026-11-27')
    await fill('tutupJam', '09.00')
    await page.getByRole('button', { name: 'Simpan rancangan' }).click()
    await page.getByRole('heading', { name: 'Anggaran warga 2027' }).waitFor()
    nomor = page.url().split('/').at(-1) ?? ''
    for (const [nama, biaya] of OPTIONS) {
      await fill('nama', nama)
      await fill('biaya', biaya)
      await page.getByRole('button', { name: 'Tambah pilihan' }).click()
      await page.getByRole('rowheader', { name: nama }).waitFor()
    }
    await expectClean(page)
    await page.getByRole('button', { name: 'Tetapkan' }).click()
    await page.getByText('tercatat di log publik').first().waitFor()
  }, 90_000)

  it('takes paper ballots that two people type in', async () => {
    const lurah = await as('lurah')
    await lurah.goto(`${address}/kerja/pemungutan-suara/penduduk`)
    await expectClean(lurah)
    await lurah.locator('[name=warga]').fill('warga')
    await lurah.locator('[name=desa]').selectOption('99.01.06.1001')
    await lurah.getByRole('button', { name: 'Catat' }).click()
    await lurah.getByText('Sudah disimpan').waitFor()
    const camat = await as('camat')
    for (const page of [lurah, camat]) {
      await page.goto(`${address}/kerja/pemungutan-suara/${nomor}/kertas`)
      await expectClean(page)
    }
    await lurah.locator('[name=nik]').fill('9901062807730111')
    await lurah.getByRole('button', { name: 'Catat' }).click()
    await lurah.getByText('Berikan satu lembar').waitFor()
    for (const page of [lurah, camat]) {
      await page.locator('[name=bundel]').fill('A 1')
      await page.locator('[name=lembar]').fill('1')
      await page.getByLabel('3. Bak sampah').check()
      await page.getByRole('button', { name: 'Masukkan lembar' }).click()
    }
    await camat.getByText('Cocok dengan pembacaan pertama').waitFor()
  }, 90_000)

  it.each([
    ['warga', false, [3, 4]],
    ['warga2', true, [1, 2]],
    ['rt', true, [1, 2]],
  ] as const)(
    'is voted in by %s, with script %s, after a look at what will be sent',
    async (username, javaScriptEnabled, chosen) => {
      if (username === 'warga2') await confirmHome(app, demoAccountId(username), '99.01.01.2002')
      if (username === 'rt') await confirmHome(app, demoAccountId(username), '99.01.02.2001')
      const page = await as(username, { size: PHONE, javaScriptEnabled })
      await page.goto(`${address}/pemungutan-suara`)
      await page.getByRole('link', { name: /Anggaran warga 2027/ }).click()
      if (javaScriptEnabled) await expectClean(page)
      await page.getByRole('link', { name: 'Beri suara' }).click()
      await page.getByRole('button', { name: 'Periksa dahulu' }).click()
      expect(await page.getByRole('alert').textContent()).toContain('Pilih paling sedikit satu')
      for (const kode of chosen) await page.locator(`input[value="${kode}"]`).check()
      if (javaScriptEnabled) await expectClean(page)
      await page.getByRole('button', { name: 'Periksa dahulu' }).click()
      await page.getByRole('heading', { name: 'Periksa surat suara Anda' }).waitFor()
      if (javaScriptEnabled) await expectClean(page)
      await page.getByRole('button', { name: 'Kirim suara' }).click()
      await page.getByRole('heading', { name: 'Suara Anda sudah diterima' }).waitFor()
      receipts.push((await page.locator('.segel').textContent()) ?? '')
      // A second ballot is refused on its way, and says so.
      await page.goto(`${address}/pemungutan-suara/${nomor}/suara`)
      await page.locator('input[value="1"]').check()
      await page.getByRole('button', { name: 'Periksa dahulu' }).click()
      await page.getByRole('button', { name: 'Kirim suara' }).click()
      await page.getByText('Anda sudah memberi suara').first().waitFor()
    },
    90_000,
  )

  it('has signed the tokens of those with script blindly, and only theirs', async () => {
    const { n } = await oneRow(
      running.database.owner,
      sql<{ n: number }>`select count(titipan)::int as n from ballots.pemilih`,
    )
    expect(n).toBe(2)
  })

  it('closes by the clock, is counted by equal shares, and counted again from its export', async () => {
    now = new Date(now.getTime() + DAY_MS)
    await app.runJob('ballots.hours', {})
    for (const size of [PHONE, DESKTOP]) {
      const { page, context, problems } = await openScreen(browser, { size })
      await page.goto(`${address}/pemungutan-suara/${nomor}/hasil`)
      await page.getByRole('heading', { name: 'Setiap langkah hitungan' }).waitFor()
      await expectClean(page)
      await page.goto(`${address}/pemungutan-suara/${nomor}/tanda-terima`)
      await expectClean(page)
      await page.locator('[name=kode]').fill(receipts.at(-1)?.toLowerCase() ?? '')
      await page.getByRole('button', { name: 'Periksa' }).click()
      await page.getByText('Ada: satu surat suara').waitFor()
      expect(problems()).toEqual([])
      await context.close()
    }
    const get = async (file: string) =>
      (await fetch(`${address}/pemungutan-suara/${nomor}/${file}`)).text()
    const published = await get('hitungan.json')
    const path = join(dataDir, 'suara.pb')
    writeFileSync(path, await get('suara.pb'))
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(root, 'bin/pendopo.mjs'),
      'count',
      path,
      '--json',
    ])
    expect(stdout).toBe(published)
    const count = JSON.parse(published)
    expect(count.ballots).toBe(4)
    // Two of four want 1 and 2, two want 3 and 4: each side gets its half as far as it goes.
    expect(new Set(count.chosen)).toEqual(new Set(['2', '3', '4']))
    for (const screen of screens) {
      expect(screen.problems()).toEqual([])
      await screen.close()
    }
  }, 90_000)
})
