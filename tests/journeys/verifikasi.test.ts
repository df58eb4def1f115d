import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { LURAH, letterOf } from '../../src/modules/documents/testing/letters.ts'
import { transaction } from '../../src/platform/db/database.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'

describe.skipIf(isMissing)('a letter somebody is shown', async () => {
  const { running, browser, address } = await useJourney()
  const worker = await running?.app.startWorker()
  const folder = mkdtempSync(join(tmpdir(), 'pendopo-verifikasi-'))
  afterAll(async () => {
    await worker?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const open = (options: Partial<Parameters<typeof openScreen>[1]> = {}) =>
    openScreen(present(browser, 'a browser'), { size: PHONE, ...options })

  async function issue() {
    const { app } = present(running, 'running')
    const done = await transaction(app.kit.db, (tx) => app.documents.issue(tx, LURAH, letterOf()))
    if (!done.ok || 'menunggu' in done.value) throw new Error('not issued')
    return done.value
  }

  it('is downloaded by its owner, checked by its QR on a phone, and found out when it was changed', async () => {
    const { kode, nomor } = await issue()
    const { page, context, problems } = await open()
    await signInOn(page, address, 'warga')
    await page.goto(`${address}/akun`)
    await page.getByRole('link', { name: 'Surat saya' }).click()
    await page.getByRole('heading', { level: 1, name: 'Surat saya' }).waitFor()
    await expectClean(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Unduh PDF ${nomor}` }).click(),
    ])
    const path = join(folder, 'surat.pdf')
    await download.saveAs(path)
    await context.close()

    // Whoever is shown the letter: a stranger without script.
    const stranger = await open({ javaScriptEnabled: false })
    await stranger.page.goto(`${address}/verifikasi/${kode}`)
    await stranger.page.getByText('Surat ini kami terbitkan dan masih berlaku.').waitFor()
    const body = (await stranger.page.locator('main').textContent()) ?? ''
    expect(body).toContain(nomor)
    expect(body).toContain('Endah Kusumawati')
    expect(body).not.toContain('Wahyuni')

    await stranger.page.getByRole('link', { name: 'Periksa surat lain' }).click()
    await stranger.page.getByLabel('Berkas PDF surat').setInputFiles(path)
    await stranger.page.getByRole('button', { name: 'Periksa berkas' }).click()
    await stranger.page.getByText('Surat ini kami terbitkan dan masih berlaku.').waitFor()

    const changed = Buffer.from(readFileSync(path))
    changed[700] = (changed[700] ?? 0) ^ 1
    writeFileSync(join(folder, 'diubah.pdf'), changed)
    await stranger.page.goto(`${address}/verifikasi`)
    await stranger.page.getByLabel('Berkas PDF surat').setInputFiles(join(folder, 'diubah.pdf'))
    await stranger.page.getByRole('button', { name: 'Periksa berkas' }).click()
    await stranger.page.getByText('isinya bukan lagi yang ditandatangani').waitFor()
    await stranger.page.getByRole('link', { name: 'Lihat surat aslinya' }).click()
    await stranger.page.getByText('Surat ini kami terbitkan dan masih berlaku.').waitFor()
    expect([...problems(), ...stranger.problems()]).toEqual([])
    await stranger.context.close()
  })

  it('is revoked by the head of its office, and its page says so', async () => {
    const { kode, nomor } = await issue()
    const { page, context, problems } = await open({ size: DESKTOP, colorScheme: 'dark' })
    await signInOn(page, address, 'lurah')
    await page.goto(`${address}/kerja/surat`)
    await expectClean(page)
    await page.getByRole('link', { name: nomor }).click()
    await page.getByRole('heading', { level: 1, name: 'Surat Keterangan Domisili' }).waitFor()
    await expectClean(page)
    await page.getByLabel('Alasan pencabutan').fill('Alamat pemohon ternyata keliru')
    await page.getByRole('button', { name: 'Cabut surat ini' }).click()
    await page.getByText('Surat dicabut dan tercatat di log publik.').waitFor()
    await page.goto(`${address}/verifikasi/${kode}`)
    await page.getByText('lalu kami cabut').waitFor()
    await expectClean(page)
    await page.goto(`${address}/verifikasi`)
    await expectClean(page)
    expect(problems()).toEqual([])
    await context.close()
  })

  it('carries the proof of its record, which its page in the log confirms', async () => {
    const { app } = present(running, 'running')
    const { suratId, kode, nomor } = await issue()
    const { page, context } = await open()
    await page.goto(`${address}/verifikasi/${kode}`)
    await page.getByRole('link', { name: 'Lihat catatannya' }).click()
    for (let tries = 0; tries < 60; tries += 1) {
      if (await page.getByText('Terkunci').isVisible()) break
      await page.waitForTimeout(250)
      await page.reload()
    }
    await page.getByRole('heading', { level: 1, name: `Surat terbit: ${nomor}` }).waitFor()
    let hasProof = false
    for (let tries = 0; tries < 60 && !hasProof; tries += 1) {
      const file = await transaction(app.kit.db, (tx) => app.documents.pdfOf(tx, suratId))
      hasProof = file?.hasProof === true
      await page.waitForTimeout(250)
    }
    expect(hasProof).toBe(true)
    await context.close()
  })
})
