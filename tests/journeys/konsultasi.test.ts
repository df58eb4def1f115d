import { describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { addDays, DAY_MS, tanggalIn } from '../../src/kernel/date.ts'
import { openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'
import { expectDone, expectRefused, openOfficers, submit, wordsOf } from '../support/officers.ts'

const WORK = '/kerja/konsultasi'
const OFFICE = 'kadis-dlh'
const TEXT = `BAB I
KETENTUAN UMUM

Pasal 1
Peraturan ini mengatur sampah rumah tangga.

Pasal 2
(1) Setiap orang wajib memilah sampah.
(2) Desa menyediakan tempat sampah di setiap RW.`

let daysLater = 0
const now = () => new Date(Date.now() + daysLater * DAY_MS)
const today = () => tanggalIn('Asia/Jakarta', now())

describe.skipIf(isMissing)('a draft regulation', async () => {
  const { browser, address } = await useJourney({ now, today })
  const officers = openOfficers(present(browser, 'a browser'), address)
  let kode = ''

  it('is set up, cut into passages, looked at, and opened', async () => {
    const page = await officers.as(OFFICE)
    await page.goto(`${address}${WORK}`)
    await expectClean(page)
    await submit(page, 'Buat konsultasi', { judul: 'x' })
    await expectRefused(page, /Isi judul konsultasi/)
    await submit(page, 'Buat konsultasi', {
      jenis: 'rancangan',
      bentuk: 'perkada',
      judul: 'Rancangan Peraturan Bupati tentang Sampah',
      tujuan: 'Menyempurnakan rancangan sebelum ditandatangani.',
      unit: 'dlh',
      tutup: addDays(today(), 20),
    })
    await expectDone(page)
    kode = page.url().split('/').at(-1) ?? ''
    await page.goto(`${address}${WORK}/${kode}/naskah`)
    await submit(page, 'Periksa naskah', { naskah: TEXT })
    expect(await wordsOf(page)).toContain('Pasal 2 ayat (1)')
    await expectClean(page)
    await submit(page, 'Simpan sebagai versi baru')
    await expectDone(page)
    await submit(page, 'Buka konsultasi')
    await expectDone(page)
  }, 180_000)

  it('is read and commented on a phone without scripts, and nothing typed is lost', async () => {
    const { page, context, problems } = await openScreen(present(browser, 'a browser'), {
      size: PHONE,
      javaScriptEnabled: false,
    })
    await signInOn(page, address, 'warga')
    await page.goto(`${address}/konsultasi`)
    await page.getByRole('link', { name: 'tentang Sampah' }).click()
    expect(await wordsOf(page)).toContain('20 hari lagi')
    await page.getByRole('link', { name: 'Beri masukan Pasal 2 ayat (2)' }).click()
    await page.locator('[name=jenis][value=ubah]').check()
    await page.locator('[name=teks]').fill('Satu RW terlalu luas bagi lansia.')
    await page.locator('[name=wakil][value=sendiri]').check()
    await page.getByRole('button', { name: 'Kirim masukan' }).click()
    expect(await wordsOf(page)).toContain('Tulis bunyi yang Anda usulkan')
    expect(await page.locator('[name=teks]').inputValue()).toBe('Satu RW terlalu luas bagi lansia.')
    await page.locator('[name=usul]').fill('Desa menyediakan tempat sampah di setiap RT.')
    await page.getByRole('button', { name: 'Kirim masukan' }).click()
    expect(page.url()).toContain(`/konsultasi/${kode}/masukan/1`)
    expect(await wordsOf(page)).toContain('Menunggu jawaban')
    await context.close()
    expect(problems()).toEqual([])
  }, 120_000)

  it('looks right on a phone: text, form, inputs', async () => {
    const { page, context } = await openScreen(present(browser, 'a browser'), { size: PHONE })
    await signInOn(page, address, 'warga2')
    for (const path of [
      '',
      `/${kode}`,
      `/${kode}/pasal/b5`,
      `/${kode}/masukan`,
      `/${kode}/masukan/1`,
    ]) {
      await page.goto(`${address}/konsultasi${path}`)
      await expectClean(page)
    }
    await context.close()
  }, 120_000)

  it('is changed because of an input, answered, and cannot be closed before', async () => {
    daysLater = 21
    await officers.leave()
    const page = await officers.as(OFFICE)
    await page.goto(`${address}${WORK}/${kode}`)
    await submit(page, 'Tutup konsultasi')
    await expectRefused(page, /1 masukan yang belum dijawab: 1/)
    await page.goto(`${address}${WORK}/${kode}/naskah`)
    await submit(page, 'Periksa naskah', { naskah: TEXT.replace('setiap RW', 'setiap RT') })
    await submit(page, 'Simpan sebagai versi baru')
    await expectRefused(page, /Sebutkan nomor masukan/)
    await submit(page, 'Simpan sebagai versi baru', { 'sebab-b5': '1' })
    await expectDone(page)
    await page.goto(`${address}${WORK}/${kode}/masukan`)
    await expectClean(page)
    const answer = { urut: '1', putusan: 'diterima', alasan: 'Disetujui: satu tempat setiap RT.' }
    await submit(page, 'Simpan jawaban', answer)
    await expectRefused(page, /perlu tindak lanjut/)
    await submit(page, 'Simpan jawaban', { ...answer, bagian: 'b5' })
    await expectDone(page)
  }, 180_000)

  it('is closed with minutes, and everybody sees what changed because of whom', async () => {
    const page = await officers.as(OFFICE)
    await page.goto(`${address}${WORK}/${kode}`)
    await submit(page, 'Tutup konsultasi')
    await expectDone(page)
    const { page: phone, context } = await openScreen(present(browser, 'a browser'), {
      size: PHONE,
    })
    await phone.goto(`${address}/konsultasi/${kode}/perubahan`)
    expect(await phone.locator('del').allInnerTexts()).toEqual([expect.stringContaining('RW')])
    expect(await phone.locator('ins').allInnerTexts()).toEqual([expect.stringContaining('RT')])
    expect(await wordsOf(phone)).toContain('Karena masukan 1')
    await expectClean(phone)
    await phone.goto(`${address}/konsultasi/${kode}/masukan/1`)
    expect(await wordsOf(phone)).toContain('Disetujui: satu tempat setiap RT.')
    await phone.goto(`${address}/konsultasi/${kode}/berita-acara`)
    expect(await wordsOf(phone)).toContain('Bagian naskah yang berubah')
    await expectClean(phone)
    await context.close()
    expect(officers.problems()).toEqual([])
  }, 180_000)
})
