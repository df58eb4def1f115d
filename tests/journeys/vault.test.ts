import { describe, expect, it } from 'vitest'
import { PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { photographPaper } from '../support/papers.ts'
import { makePdf } from '../support/pdfs.ts'

const { browser, address } = await useJourney()

async function openAs(options: { hasScript: boolean }) {
  const context = await browser?.newContext({
    viewport: PHONE,
    javaScriptEnabled: options.hasScript,
  })
  const page = await context?.newPage()
  if (page === undefined) throw new Error('no browser')
  await page.goto(`${address}/masuk`)
  await page.fill('[name=identitas]', 'warga')
  await page.fill('[name=sandi]', 'pendopo-demo')
  await page.click('main button[type=submit]')
  return page
}
const photo = (buffer: Buffer, name = 'KK.jpg') => ({ name, mimeType: 'image/jpeg', buffer })

describe.skipIf(isMissing)('a document sent from a phone', () => {
  it('is made small, refused with how to mend it, and kept once it can be read', async () => {
    const page = await openAs({ hasScript: true })
    const sent: number[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.postDataBuffer()?.length ?? 0)
    })
    await page.goto(`${address}/akun/berkas`)
    await page.click('text=Tambah berkas')
    await page.click('text=Kartu Keluarga (KK)')
    const said = page.locator('[data-berkas-kabar]')
    const blurred = await photographPaper({ heightPx: 3000, dotPx: 3 }, { blur: 10 })
    await page.setInputFiles('input[type=file]', photo(blurred))
    await said.filter({ hasText: 'Siap dikirim' }).waitFor()
    await page.click('text=Periksa dan simpan')
    await said.filter({ hasText: 'Tulisan pada foto kabur' }).waitFor()
    expect(await said.getAttribute('class')).toBe('awas')
    const good = await photographPaper({ heightPx: 3000, dotPx: 3 })
    await page.setInputFiles('input[type=file]', photo(good))
    await said.filter({ hasText: 'Siap dikirim' }).waitFor()
    await page.click('text=Periksa dan simpan')
    await page.waitForURL(/\/akun\/berkas\/[0-9a-f-]{36}$/)
    expect(await page.locator('main').textContent()).toContain('Siap dipakai')
    expect(good.length).toBeGreaterThan(1_000_000)
    expect(Math.max(...sent)).toBeLessThan(650_000)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    await page.context().close()
  }, 60_000)

  it('warns of a dark photo before it is sent, and lets its owner decide after', async () => {
    const page = await openAs({ hasScript: true })
    await page.goto(`${address}/akun/berkas/baru/ktp`)
    await page.setInputFiles('input[type=file]', photo(await photographPaper({}, { light: 0.35 })))
    await page.locator('[data-berkas-kabar]').filter({ hasText: 'tampak gelap' }).waitFor()
    await page.click('text=Periksa dan simpan')
    await page.waitForURL(/\/akun\/berkas\/[0-9a-f-]{36}$/)
    await page.click('text=Lihat fotonya')
    const shown = page.locator('main img')
    await shown.scrollIntoViewIfNeeded()
    await page.waitForFunction(
      () => (document.querySelector('main img') as HTMLImageElement | null)?.naturalWidth ?? 0,
    )
    await page.click('text=Pakai apa adanya')
    await page.locator('text=Siap dipakai').waitFor()
    await page.context().close()
  }, 60_000)

  it('goes the same way without a script, a PDF with a date', async () => {
    const page = await openAs({ hasScript: false })
    await page.goto(`${address}/akun/berkas/baru/skck`)
    const pdf = { name: 'skck.pdf', mimeType: 'application/pdf', buffer: makePdf() }
    await page.setInputFiles('input[type=file]', pdf)
    await page.click('text=Periksa dan simpan')
    expect(await page.locator('.galat').textContent()).toContain('Isi tanggal yang tertulis')
    await page.fill('[name=tanggal]', '17/08/2031')
    await page.setInputFiles('input[type=file]', pdf)
    await page.click('text=Periksa dan simpan')
    expect(await page.locator('main').textContent()).toContain('Berlaku sampai 17 Agustus 2031')
    await page.click('summary#hapus')
    await page.click('text=Ya, hapus')
    expect(await page.locator('main').textContent()).toContain('Berkas dihapus.')
    await page.context().close()
  }, 60_000)
})
