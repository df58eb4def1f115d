import { describe, expect, it } from 'vitest'
import type { SignedIn } from '../../src/kernel/actor.ts'
import { present } from '../../src/kernel/assert.ts'
import { addDays, dayFirst } from '../../src/kernel/date.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'
import { wordsOf } from '../support/officers.ts'

const SHARED = 'Toilet pasar harus bersih.'
const STATEMENTS = [
  'Pedagang kaki lima boleh di tepi jalan.',
  'Parkir di depan pasar dihapus.',
  'Pasar buka sampai malam.',
  'Retribusi dibayar tanpa uang tunai.',
  'Bongkar muat hanya sebelum pukul enam.',
  SHARED,
  'Lampu di lorong pasar ditambah.',
  'Sampah diangkut dua kali sehari.',
]
const PEOPLE = 30

describe.skipIf(isMissing)('a conversation of short statements', async () => {
  const { running, browser, address } = await useJourney()
  if (running === undefined || browser === undefined) return
  const { app } = running
  let kode = ''

  /** Made-up people of two camps, who differ on the first five statements. */
  async function fillUp(): Promise<void> {
    for (let person = 0; person < PEOPLE; person += 1)
      for (const [at] of STATEMENTS.entries()) {
        const actor: SignedIn = {
          kind: 'citizen',
          accountId: `uji-${person}`,
          name: '',
          tier: 'unverified',
          grants: [],
        }
        const pilihan = at < 5 && person % 2 === 0 ? 'tidak' : 'setuju'
        const done = await app.opinions.vote(actor, { kode, nomor: at + 1, pilihan })
        if (!done.ok) throw new Error(JSON.stringify(done.refusals))
      }
  }

  it('is begun by an officer, with a day as people write it', async () => {
    const { page, context, problems } = await openScreen(browser, { size: DESKTOP })
    await signInOn(page, address, 'walidata')
    await page.goto(`${address}/kerja/pendapat`)
    await expectClean(page)
    await page.getByLabel('Judul').fill('Aturan pasar pagi')
    await page.getByLabel('Untuk apa hasilnya dipakai').fill('Menyusun tata tertib pasar.')
    await page.getByText('Longgar: pernyataan warga').click()
    await page.getByLabel('Hari terakhir berpendapat').fill('lusa')
    await page.getByRole('button', { name: 'Buat percakapan' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('hari/bulan/tahun')
    expect(await page.getByLabel('Hari terakhir berpendapat').inputValue()).toBe('lusa')
    expect(await page.getByLabel('Judul').inputValue()).toBe('Aturan pasar pagi')
    await expectClean(page)
    const until = dayFirst(addDays(app.kit.today(), 20))
    await page.getByLabel('Hari terakhir berpendapat').fill(until)
    await page.getByRole('button', { name: 'Buat percakapan' }).click()
    await page.getByRole('heading', { name: 'Aturan pasar pagi' }).waitFor()
    kode = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    for (const teks of STATEMENTS) {
      await page.getByLabel('Tambah pernyataan').fill(teks)
      await page.getByRole('button', { name: 'Tambah pernyataan' }).click()
      await page.getByText('Tersimpan.').waitFor()
    }
    await page.getByRole('button', { name: 'Buka percakapan' }).click()
    await page.getByRole('button', { name: 'Tutup percakapan' }).waitFor()
    await expectClean(page)
    expect(problems()).toEqual([])
    await context.close()
  }, 120_000)

  it('is answered by a citizen on a phone without scripts, who may change their mind', async () => {
    const { page, context, problems } = await openScreen(browser, {
      size: PHONE,
      javaScriptEnabled: false,
    })
    await signInOn(page, address, 'warga')
    await page.goto(`${address}/pendapat`)
    await page.getByRole('link', { name: 'Aturan pasar pagi' }).click()
    // Nothing chosen is told at the choice.
    await page.getByRole('button', { name: 'Simpan dan lanjut' }).click()
    expect(await wordsOf(page)).toContain('Pilih setuju, tidak setuju, atau lewati.')
    for (let at = 0; at < STATEMENTS.length; at += 1) {
      expect(await page.locator('fieldset input[type=radio]').count()).toBe(3)
      const legend = await page.locator('fieldset legend').textContent()
      const isSplit = STATEMENTS.slice(0, 5).some((teks) => legend?.includes(teks))
      await page.locator(`[name=suara][value=${isSplit ? 'tidak' : 'setuju'}]`).check()
      await page.getByRole('button', { name: 'Simpan dan lanjut' }).click()
    }
    expect(await wordsOf(page)).toContain('Semua pernyataan sudah Anda jawab')
    expect(await wordsOf(page)).not.toContain('paling dekat dengan kelompok')
    await page.locator('summary').filter({ hasText: 'Jawaban Anda' }).click()
    await page.getByRole('link', { name: `Ubah jawaban ${SHARED}` }).click()
    expect(await page.locator('[name=suara][value=setuju]').isChecked()).toBe(true)
    await page.locator('[name=suara][value=lewati]').check()
    await page.getByRole('button', { name: 'Simpan dan lanjut' }).click()
    await page.locator('[name=teks]').fill('Kios dibagi dengan undian terbuka.')
    await page.getByRole('button', { name: 'Kirim usulan' }).click()
    expect(await wordsOf(page)).toContain('Usulan tercatat')
    expect(problems()).toEqual([])
    await context.close()
  }, 120_000)

  it('becomes a picture: table first, what bridges the groups, and the voter’s own group for their eyes', async () => {
    await fillUp()
    const { page, context, problems } = await openScreen(browser, { size: DESKTOP })
    await signInOn(page, address, 'walidata')
    await page.goto(`${address}/kerja/pendapat/${kode}`)
    expect(await wordsOf(page)).toContain('Kios dibagi dengan undian terbuka.')
    await page.getByRole('button', { name: 'Terbitkan gambar kelompok' }).click()
    await page.getByText('Gambar terbit dan tercatat di log publik.').waitFor()
    expect(problems()).toEqual([])
    await context.close()

    const visitor = await openScreen(browser, { size: PHONE })
    await visitor.page.goto(`${address}/pendapat/${kode}/hasil`)
    const said = await wordsOf(visitor.page)
    for (const word of ['Kelompok A', 'Kelompok B', 'Gambar ke-1, dihitung', 'setiap malam'])
      expect(said).toContain(word)
    const bridges = visitor.page.locator('section[aria-labelledby=h-jembatan]')
    expect(await bridges.textContent()).toContain('Lampu di lorong pasar ditambah.')
    expect(await bridges.textContent()).not.toContain('Parkir di depan pasar dihapus.')
    const order = await visitor.page
      .locator('section[aria-labelledby]')
      .evaluateAll((list) => list.map((one) => one.getAttribute('aria-labelledby')))
    expect(order.indexOf('h-tabel')).toBeLessThan(order.indexOf('h-peta'))
    await expectClean(visitor.page)
    await visitor.page.emulateMedia({ colorScheme: 'dark' })
    await expectClean(visitor.page)
    const [download] = await Promise.all([
      visitor.page.waitForEvent('download'),
      visitor.page.getByRole('link', { name: 'Lembar suara, CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe(`suara-${kode}.csv`)
    expect(visitor.problems()).toEqual([])
    await visitor.context.close()

    const mine = await openScreen(browser, { size: PHONE, javaScriptEnabled: false })
    await signInOn(mine.page, address, 'warga')
    await mine.page.goto(`${address}/pendapat/${kode}`)
    const own = /kelompok ([AB])/.exec(await wordsOf(mine.page))?.[1]
    await mine.page.goto(`${address}/pendapat/${kode}?nomor=1`)
    // With the other half of the answers they stand in the other group at once.
    for (let nomor = 1; nomor <= 5; nomor += 1) {
      await mine.page.goto(`${address}/pendapat/${kode}?nomor=${nomor}`)
      await mine.page.locator('[name=suara][value=setuju]').check()
      await mine.page.getByRole('button', { name: 'Simpan dan lanjut' }).click()
    }
    const now = /kelompok ([AB])/.exec(await wordsOf(mine.page))?.[1]
    expect([present(own, 'a group'), present(now, 'a group')].toSorted()).toEqual(['A', 'B'])
    await mine.context.close()
  }, 180_000)
})
