import { describe, expect, it } from 'vitest'
import { addQuarters, endOf, periodeOf, quarterOf } from '../../src/modules/satisfaction/index.ts'
import { surveyHouse } from '../../src/modules/satisfaction/testing/survey-house.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'

describe.skipIf(isMissing)('a finished service is judged', async () => {
  const { running, browser, address } = await useJourney()
  if (running === undefined || browser === undefined) return
  const { app } = running
  const house = surveyHouse(app)
  const open = (options: Partial<Parameters<typeof openScreen>[1]> = {}) =>
    openScreen(browser, { size: PHONE, ...options })

  it.each([true, false])(
    'on a phone in nine touches, with script %s, and the form keeps what was chosen',
    async (javaScriptEnabled) => {
      const token = await house.invite({ isGratis: true })
      const { page, context, problems } = await open({ javaScriptEnabled })
      await page.goto(`${address}/skm/${token}`)
      await page.getByRole('heading', { name: 'Nilai layanan kami' }).waitFor()
      if (javaScriptEnabled) await expectClean(page)
      const rows = page.locator('fieldset.skm-baris')
      expect(await rows.count()).toBe(9)
      for (let row = 0; row < 8; row += 1) await rows.nth(row).locator('label').nth(3).click()
      await page.getByRole('button', { name: 'Kirim jawaban' }).click()
      expect(await page.getByRole('alert').textContent()).toContain(
        'Pertanyaan 9: pilih satu jawaban',
      )
      expect(await page.locator('input[type=radio]:checked').count()).toBe(8)
      await rows.nth(8).locator('label').nth(2).click()
      await page.getByLabel('Umur').selectOption({ label: '26–35 tahun' })
      await page.getByRole('button', { name: 'Kirim jawaban' }).click()
      await page.getByRole('heading', { name: 'Terima kasih' }).waitFor()
      await page.goto(`${address}/skm/${token}`)
      await page.getByText('sudah dijawab').waitFor()
      expect(problems()).toEqual([])
      await context.close()
    },
  )

  it('by enough people, and the score appears for everybody, on a phone and a desk, by day and night', async () => {
    for (let index = 0; index < 32; index += 1) await house.answer(index % 3 === 0 ? 3 : 4)
    for (const options of [
      { size: PHONE },
      { size: DESKTOP },
      { size: PHONE, colorScheme: 'dark' },
    ] as const) {
      const { page, context, problems } = await open(options)
      for (const path of ['/skm', '/skm/unit/dukcapil', '/skm/layanan/dukcapil.ktp']) {
        await page.goto(`${address}${path}`)
        await page.getByText('Indeks kepuasan masyarakat').waitFor()
        await expectClean(page)
      }
      expect(problems()).toEqual([])
      await context.close()
    }
  }, 90_000)

  it('on paper, which a clerk types sheet after sheet', async () => {
    const { page, context } = await open({ size: DESKTOP })
    await signInOn(page, address, 'loket')
    await page.goto(`${address}/kerja/skm/kertas`)
    await expectClean(page)
    await page.getByLabel('Layanan').selectOption({ label: 'Perekaman KTP elektronik' })
    await page.getByLabel('Nomor bundel').fill('MPP-1')
    await page.getByLabel('Nomor lembar').fill('1')
    await page.getByLabel('Tanggal pengisian').fill(app.kit.today())
    for (const row of await page.locator('fieldset.skm-baris').all())
      await row.locator('label').nth(2).click()
    await page.getByRole('button', { name: 'Simpan dan lanjut' }).click()
    await page.getByText('Lembar 1 dari bundel MPP-1 tersimpan.').waitFor()
    expect(await page.getByLabel('Nomor lembar').inputValue()).toBe('2')
    await context.close()
  })

  it('and once it is published, its head plans for what is lowest, in public', async () => {
    const ended = addQuarters(quarterOf(app.kit.today()), -2)
    await fillQuarter(endOf(periodeOf(ended)))
    const { page, context } = await open({ size: DESKTOP })
    await signInOn(page, address, 'kadis-dukcapil')
    await page.goto(`${address}/kerja/skm`)
    await expectClean(page)
    const first = page.locator('.skm-rencana').first()
    await first.locator('summary').click()
    await first.getByLabel('Apa yang dikerjakan').fill('Membuka loket tambahan pada hari Senin.')
    await first.getByLabel('Jabatan penanggung jawab').fill('Kepala Bidang Pelayanan')
    await first.getByLabel('Mulai').fill('2026-12-31')
    await first.getByLabel('Target selesai').fill('2026-12-01')
    await first.getByRole('button', { name: 'Simpan rencana' }).click()
    await page.getByRole('alert').getByRole('link').click()
    const again = page.locator('.skm-rencana').first()
    await again.getByLabel('Target selesai').fill('2027-01-31')
    await again.getByRole('button', { name: 'Simpan rencana' }).click()
    await page.getByText('Rencana tersimpan dan terbit.').waitFor()
    await page.getByRole('link', { name: 'Laporan resmi' }).click()
    await page.getByText('Membuka loket tambahan pada hari Senin.').waitFor()
    await expectClean(page)
    await context.close()
  }, 60_000)

  /** Answers of a quarter that is over, given then; and what is due is published today. */
  async function fillQuarter(end: string): Promise<void> {
    const then = new Date(Date.parse(end) - 10 * 86_400_000)
    const { deps } = app.satisfaction
    const kit = {
      ...deps.kit,
      now: () => then,
      today: () => then.toISOString().slice(0, 10) as never,
    }
    const past = surveyHouse({
      kit,
      satisfaction: { ...app.satisfaction, deps: { ...deps, kit } },
      prefix: 'lalu',
    })
    for (let index = 0; index < 31; index += 1) await past.answer([4, 4, 2, 4, 3, 4, 4, 4, 3])
    expect(await app.satisfaction.publish()).not.toEqual([])
  }
})
