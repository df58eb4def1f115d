import AxeBuilder from '@axe-core/playwright'
import { describe, expect, it } from 'vitest'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'

describe.skipIf(isMissing)('a citizen reports', async () => {
  const { running, browser, address } = await useJourney()

  const open = (
    options: Omit<Parameters<typeof openScreen>[1], 'size'> & { size?: typeof PHONE },
  ) => {
    if (browser === undefined) throw new Error('no browser')
    return openScreen(browser, { size: PHONE, ...options })
  }

  it.each([true, false])(
    'in four screens, with script %s, and opens the case with its code',
    async (javaScriptEnabled) => {
      const { page, context, problems } = await open({ javaScriptEnabled })
      await page.goto(`${address}/lapor`)
      await page.getByRole('button', { name: 'Lanjut' }).click()
      expect(await page.getByRole('alert').textContent()).toContain('judul')

      await page.getByLabel('Judul singkat').fill('Lampu jalan padam di depan pasar')
      await page
        .getByLabel('Ceritakan masalahnya')
        .fill('Sudah tiga malam lampu jalan di depan pasar padam, gelap sekali.')
      await page.getByRole('button', { name: 'Lanjut' }).click()

      await page.getByRole('heading', { name: 'Jenis masalah dan lokasinya' }).waitFor()
      await page.locator('input[name=kategori]').first().check()
      await page.getByLabel('Kecamatan').selectOption({ index: 1 })
      await page.getByRole('button', { name: 'Lanjut' }).click()

      await page.getByRole('heading', { name: 'Pertanyaan dan siapa Anda' }).waitFor()
      for (const group of await page.locator('fieldset[id^=f-jawaban]').all())
        await group.locator('input').first().check()
      await page.getByRole('button', { name: 'Lanjut ke periksa jawaban' }).click()
      await page.getByRole('heading', { name: 'Periksa jawaban Anda' }).waitFor()
      await page.getByRole('button', { name: 'Kirim laporan' }).click()

      await page.getByRole('heading', { name: 'Laporan Anda kami terima' }).waitFor()
      const code = await page.locator('.jadi b').textContent()
      await page.getByRole('link', { name: 'Buka halaman laporan' }).click()
      await page.getByLabel('Kode lacak').fill(code ?? '')
      await page.getByRole('button', { name: 'Buka sebagai pelapor' }).click()
      await page.getByText('Anda membuka laporan ini sebagai pelapor.').waitFor()
      expect(problems()).toEqual([])
      await context.close()
    },
  )

  it('and officers carry a case to an end that counts as unconfirmed when the reporter is silent', async () => {
    if (running === undefined) return
    const { app } = running
    const { kit, citizenReports } = app
    const [row] = await app.jobDb.transaction().execute(async (tx) =>
      (await import('../../src/modules/citizen-reports/index.ts')).listPublished(tx, {
        limit: 1,
      }),
    )
    const nomor = row?.nomor ?? ''
    const officer = (
      accountId: string,
      role: 'operator-aduan' | 'penghubung-opd' | 'petugas-lapangan',
    ) =>
      ({
        actor: {
          kind: 'officer',
          accountId,
          name: accountId,
          grants: [{ role, unitKode: 'pupr' }],
        },
      }) as const
    const [operator, liaison, field] = [
      officer('00000000-0000-4000-8000-0000000000a1', 'operator-aduan'),
      officer('00000000-0000-4000-8000-0000000000a2', 'penghubung-opd'),
      officer('00000000-0000-4000-8000-0000000000a3', 'petugas-lapangan'),
    ]
    const steps = [
      [operator, 'verifikasi', {}],
      [operator, 'disposisi', { unitKode: 'pupr' }],
      [liaison, 'terima', {}],
      [field, 'ajukan_selesai', { pesan: 'Sudah diperbaiki', bukti: 'not-needed' }],
      [liaison, 'validasi', {}],
      [{ actor: { kind: 'system', name: 'uji' }, isSystem: true }, 'tutup_tanpa_konfirmasi', {}],
    ] as const
    for (const [caller, tindakan, form] of steps) {
      const done = await citizenReports.act(kit.db, caller, { nomor, tindakan, form })
      expect(done.ok ? tindakan : done.refusals).toBe(tindakan)
    }
    const { page, context } = await open({ size: DESKTOP })
    await page.goto(`${address}/laporan/${nomor}`)
    expect(await page.getByText('Ditutup tanpa konfirmasi').first().isVisible()).toBe(true)
    await context.close()
  })

  it('on pages without serious accessibility faults, phone and desktop, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const size of [PHONE, DESKTOP]) {
        const { page, context } = await open({ colorScheme, size })
        for (const path of [
          '/',
          '/lapor',
          '/laporan',
          '/masuk',
          '/daftar',
          '/status',
          '/aksesibilitas',
        ]) {
          await page.goto(`${address}${path}`)
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
            .analyze()
          const serious = violations.filter(
            (one) => one.impact === 'serious' || one.impact === 'critical',
          )
          expect(serious.map((one) => `${path} ${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
          const width = await page.evaluate(() => document.documentElement.scrollWidth)
          expect(width).toBeLessThanOrEqual(size.width)
        }
        await context.close()
      }
    }
  })
})
