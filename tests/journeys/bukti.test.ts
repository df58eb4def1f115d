import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { formatVerifierKey, parseNote } from '../../src/kernel/tlog/note.ts'
import { cosign, logKey, witnessKey } from '../../src/modules/public-log/testing/test-log.ts'
import { oneRow, run, sql } from '../../src/platform/db/database.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { FIELD, LIAISON, OPERATOR, sendCase } from '../support/case-house.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean } from '../support/look.ts'

describe.skipIf(isMissing)('a report that was closed', async () => {
  const { running, browser, address } = await useJourney()
  const worker = await running?.app.startWorker()
  const folder = mkdtempSync(join(tmpdir(), 'pendopo-bukti-'))
  afterAll(async () => {
    await worker?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const house = () => ({
    app: present(running, 'running').app,
    owner: present(running, 'running').database.owner,
    browser: present(browser, 'a browser'),
  })
  const open = (options: Partial<Parameters<typeof openScreen>[1]> = {}) =>
    openScreen(house().browser, { size: PHONE, ...options })

  /** A case that waits for nothing but its reporter's word. */
  async function caseToConfirm() {
    const { app } = house()
    const sent = await sendCase(app)
    const steps = [
      [OPERATOR, 'disposisi', { unitKode: 'pupr' }],
      [LIAISON, 'terima', {}],
      [FIELD, 'ajukan_selesai', { pesan: 'Lubang sudah ditambal aspal', bukti: 'not-needed' }],
      [LIAISON, 'validasi', {}],
    ] as const
    for (const [actor, tindakan, form] of steps) {
      const done = await app.citizenReports.act(
        app.kit.db,
        { actor },
        { nomor: sent.nomor, tindakan, form },
      )
      expect(done.ok ? tindakan : done.refusals).toBe(tindakan)
    }
    return sent
  }

  /** Close it as its reporter, and follow the line that says so to its record. */
  async function closeAndOpenRecord(page: Page): Promise<string> {
    const { nomor, kodeLacak } = await caseToConfirm()
    await page.goto(`${address}/laporan/${nomor}`)
    await page.getByLabel('Kode lacak').fill(kodeLacak ?? '')
    await page.getByRole('button', { name: 'Buka sebagai pelapor' }).click()
    await page.getByRole('button', { name: 'sudah beres' }).first().click()
    await page.getByText('Terima kasih. Laporan ini ditutup dengan konfirmasi Anda.').waitFor()
    await page.getByRole('link', { name: /^Bukti: Pelapor menyatakan sudah beres/ }).click()
    // The log gives it its place within seconds; until then the page says so.
    for (let tries = 0; tries < 50; tries += 1) {
      if (await page.getByText('Terkunci').isVisible()) break
      await page.waitForTimeout(200)
      await page.reload()
    }
    await page.getByRole('heading', { level: 1, name: 'Pelapor menyatakan sudah beres' }).waitFor()
    return nomor
  }

  async function download(page: Page, link: string): Promise<string> {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: link }).click(),
    ])
    const path = join(folder, file.suggestedFilename())
    await file.saveAs(path)
    return path
  }

  const result = (page: Page) => page.locator('[data-hasil]')

  it('has a proof that the browser checks, with the network off, from files on the disk', async () => {
    const { page, context, problems } = await open()
    const nomor = await closeAndOpenRecord(page)
    await expectClean(page)
    await page.getByRole('button', { name: 'Periksa di peramban ini' }).click()
    await page.getByText('Semua cocok. Catatan ini tidak berubah.').waitFor()
    expect(await result(page).textContent()).toContain(nomor)
    await expectClean(page)
    const files = [await download(page, 'Berkas bukti'), await download(page, 'Isi catatan')]

    await page.goto(`${address}/bukti/periksa`)
    await page.getByText('Alat periksa siap. Jaringan boleh dimatikan.').waitFor()
    await context.setOffline(true)
    await page.getByLabel('Berkas bukti dan isi catatan').setInputFiles(files)
    await page.getByText('Semua cocok. Catatan ini tidak berubah.').waitFor()
    await expectClean(page)

    await page.getByRole('button', { name: 'Ubah satu huruf' }).click()
    await page.getByText('Tidak cocok. Jangan percaya isi ini').waitFor()
    expect(await result(page).textContent()).toContain('Isi tidak sama dengan yang dicatat')
    await expectClean(page)

    const [proof = '', document = ''] = files
    const forged = join(folder, 'diubah.json')
    writeFileSync(forged, readFileSync(document, 'utf8').replace(nomor.slice(-1), '?'))
    await page.getByLabel('Berkas bukti dan isi catatan').setInputFiles([forged, proof])
    await page.getByText('Isi tidak sama dengan yang dicatat').waitFor()
    await page.getByLabel('Berkas bukti dan isi catatan').setInputFiles([document])
    await page.getByText('Pilih juga berkas buktinya').waitFor()
    await page.getByLabel('Berkas bukti dan isi catatan').setInputFiles([proof])
    await page.getByText('Isinya tidak ikut diperiksa').waitFor()
    expect(problems()).toEqual([])
    await context.close()
  })

  it('is checked by keyboard alone, and by who pressed before a slow network brought the tool', async () => {
    const { page, context, problems } = await open({ size: DESKTOP, colorScheme: 'dark' })
    let release: () => void = () => undefined
    const held = new Promise<void>((done) => {
      release = done
    })
    await page.route('**/aset/periksa.*.js', async (route) => {
      await held
      await route.continue()
    })
    await closeAndOpenRecord(page)
    const button = page.getByRole('button', { name: 'Periksa di peramban ini' })
    await button.focus()
    await page.keyboard.press('Enter')
    await result(page).getByText('Alat periksa sedang dimuat.').waitFor()
    release()
    await page.getByText('Semua cocok. Catatan ini tidak berubah.').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Periksa lagi')
    expect(problems()).toEqual([])
    await context.close()
  })

  it('is checked with a key from elsewhere, which is remembered, and missed when the site has another', async () => {
    const { page, context } = await open()
    await closeAndOpenRecord(page)
    const record = page.url()
    const check = async (said: string) => {
      await page.getByRole('button', { name: /^Periksa (?:di peramban ini|lagi)$/ }).click()
      await result(page).getByText(said).first().waitFor()
    }
    const useKey = async (key: string, said: string) => {
      await page.getByLabel('Kunci log yang Anda percaya').fill(key)
      await page.getByRole('button', { name: 'Simpan kunci' }).click()
      await page.getByText(said).waitFor()
    }
    await page.getByText('Pakai kunci dari tempat lain').click()
    await useKey('bukan kunci', 'Ini bukan kunci log.')
    const own = await (await page.request.get(`${address}/log/kunci`)).text()
    await useKey(own, 'Kunci disimpan di peramban ini.')
    await check('Memakai kunci yang Anda simpan.')
    const stranger = formatVerifierKey(logKey(own.split('+')[0]).key)
    await useKey(stranger, 'AWAS')
    await expectClean(page)
    await check('Tanda tangan log salah atau dari kunci lain.')

    await page.goto(`${address}/bukti`)
    await page.goto(record)
    await page.getByText('AWAS: kunci yang Anda simpan').waitFor()
    await page.getByRole('button', { name: 'Lupakan kunci' }).click()
    await check('Semua cocok.')
    await context.close()
  })

  it('is shown with its witnesses, whose signatures the browser checks as well', async () => {
    const { owner } = house()
    const { page, context } = await open()
    await closeAndOpenRecord(page)
    const { nota, ukuran } = await oneRow(
      owner,
      sql<{ nota: string; ukuran: number }>`select t.nota, t.ukuran::int as ukuran
      from public_log.titik_periksa t where t.log = 'publik' order by t.ukuran desc limit 1`,
    )
    const witness = witnessKey('saksi.example/kampus')
    const text = present(parseNote(nota), 'a note').text
    const seconds = Math.floor(Date.now() / 1_000)
    await run(
      owner,
      sql`insert into public_log.saksi (nama, kunci, alamat, ukuran, keadaan)
      values (${witness.key.name}, ${formatVerifierKey(witness.key)}, 'http://saksi', ${ukuran}, 'menyaksikan')`,
    )
    await run(
      owner,
      sql`insert into public_log.kosignatur (ukuran, saksi, baris, waktu)
      values (${ukuran}, ${witness.key.name}, ${cosign(witness, text, seconds)}, now())`,
    )
    await page.reload()
    await page.getByText('disaksikan saksi.example/kampus').waitFor()
    await page.getByRole('button', { name: 'Periksa di peramban ini' }).click()
    await result(page).getByText('Disaksikan saksi.example/kampus.').waitFor()
    await page.goto(`${address}/bukti`)
    await page.getByText('1 dari 1 saksi').waitFor()
    await expectClean(page)
    await context.close()
  })

  it('can be looked at, saved and checked by command without JavaScript', async () => {
    const scripted = await open()
    const nomor = await closeAndOpenRecord(scripted.page)
    const record = scripted.page.url()
    await scripted.context.close()
    const { page, context, problems } = await open({ javaScriptEnabled: false })
    await page.goto(record)
    expect(await page.getByRole('button', { name: 'Periksa di peramban ini' }).isVisible()).toBe(
      false,
    )
    await page.getByText('peramban Anda tidak menjalankan skrip').waitFor()
    await page.locator('summary', { hasText: 'Tanpa JavaScript' }).click()
    await page.getByText('pendopo log verify catatan-').waitFor()
    const [proof, document] = [
      await download(page, 'Berkas bukti'),
      await download(page, 'Isi catatan'),
    ]
    expect(readFileSync(proof, 'utf8')).toMatch(/^c2sp\.org\/tlog-proof@v1\n/)
    expect(JSON.parse(readFileSync(document, 'utf8'))).toMatchObject({ nomor })

    await page.goto(`${address}/bukti`)
    await page.getByLabel('Nomor laporan atau nomor catatan').fill('apa saja')
    await page.getByRole('button', { name: 'Cari' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Isi nomor laporan')
    expect(await page.getByLabel('Nomor laporan atau nomor catatan').inputValue()).toBe('apa saja')
    await page.getByLabel('Nomor laporan atau nomor catatan').fill(nomor)
    await page.keyboard.press('Enter')
    await page.getByText('Cari baris yang ingin Anda periksa').waitFor()
    expect(page.url()).toBe(`${address}/laporan/${nomor}#h-waktu`)
    await page.goBack()
    await page.getByRole('alert').waitFor()

    await page.goto(`${address}/bukti/serangan`)
    for (const step of ['Langkah 2 dari 3', 'Langkah 3 dari 3']) {
      await page.getByRole('link', { name: 'Langkah berikutnya' }).click()
      await page.getByText(step).waitFor()
    }
    await page.getByText('Menolak dengan 409').waitFor()
    expect(problems()).toEqual([])
    await context.close()
  })

  it('is found on pages without accessibility faults, phone and desk, light and dark, in both languages', async () => {
    for (const [size, colorScheme] of [
      [PHONE, 'light'],
      [PHONE, 'dark'],
      [DESKTOP, 'light'],
      [DESKTOP, 'dark'],
    ] as const) {
      const { page, context } = await open({ size, colorScheme })
      for (const lang of ['id', 'en']) {
        await context.addCookies([{ name: 'bahasa', value: lang, url: address }])
        for (const path of [
          '/bukti',
          '/bukti?cari=x',
          '/bukti/0',
          '/bukti/periksa',
          '/bukti/catatan/0193f5e6-0000-7000-8000-000000000000',
          '/bukti/serangan?serangan=cabang&langkah=3',
        ]) {
          await page.goto(`${address}${path}`)
          await expectClean(page)
        }
      }
      await context.close()
    }
  })
})
