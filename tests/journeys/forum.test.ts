import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openForum } from '../../src/modules/forums/testing/forum-house.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'

const INSULT = 'Yang mengatur parkir ini bodoh, tidak pernah ke pasar.'

describe.skipIf(isMissing)('a forum', async () => {
  const { running, browser, address } = await useJourney()
  if (running === undefined || browser === undefined) return
  await openForum(running.app.forums, 'pasar-jati')
  const screens: Readonly<{ problems: () => readonly string[]; close: () => Promise<void> }>[] = []
  const open = async (username: string | undefined, isPhone: boolean): Promise<Page> => {
    const { page, context, problems } = await openScreen(browser, {
      size: isPhone ? PHONE : DESKTOP,
      // Residents on the phone write, flag and appeal without any script.
      javaScriptEnabled: !isPhone,
    })
    screens.push({ problems, close: () => context.close() })
    if (username !== undefined) await signInOn(page, address, username)
    return page
  }
  const path = `${address}/forum/pasar-jati/1`
  let decision = ''

  it('takes a topic of a resident on a phone without script, after asking about hard words', async () => {
    const page = await open('warga', true)
    await page.goto(`${address}/forum`)
    await page.getByRole('link', { name: 'Forum pasar-jati' }).click()
    await page.getByRole('link', { name: 'Mulai topik' }).click()
    await page.getByRole('button', { name: 'Kirim' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Pilih: bahasan')
    await page.getByLabel('Bahasan').check()
    await page.locator('[name=judul]').fill('Parkir di depan pasar')
    await page.locator('[name=isi]').fill('Parkir motor menutup trotoar setiap pagi.')
    await page.getByRole('button', { name: 'Kirim' }).click()
    await page.getByRole('heading', { name: 'Parkir di depan pasar' }).waitFor()
    await page.locator('[name=isi]').fill(INSULT)
    await page.getByRole('button', { name: 'Kirim' }).click()
    await page.getByText('Kalimat ini mungkin kasar').waitFor()
    expect(await page.locator('[name=isi]').inputValue()).toBe(INSULT)
    await page.getByRole('button', { name: 'Kirim juga' }).click()
    await page.locator('#k-2').getByText(INSULT).waitFor()
  }, 90_000)

  it('is flagged by another with a rule, and stays as it is', async () => {
    const page = await open('warga2', true)
    await page.goto(path)
    await page.getByRole('link', { name: 'Tandai kiriman 2' }).click()
    await page.getByRole('button', { name: 'Tandai' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Pilih aturan')
    await page.getByLabel('Menyerang orang').check()
    await page.getByRole('button', { name: 'Tandai' }).click()
    await page.getByText('Moderator akan memeriksa').waitFor()
    await page.goto(path)
    await page.getByText(INSULT).waitFor()
  }, 90_000)

  it('is decided on with rule and reason, and says so to everybody where the text stood', async () => {
    const page = await open('operator-aduan', false)
    await page.goto(`${address}/kerja/forum`)
    await expectClean(page)
    await page.getByRole('link', { name: INSULT }).click()
    await expectClean(page)
    await page.getByRole('button', { name: 'Simpan putusan' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Pilih putusan')
    await page.getByLabel('Disembunyikan').check()
    await page.locator('[name=aturan]').selectOption('menyerang')
    await page.locator('[name=alasan]').fill('Kata itu menyerang orangnya, bukan pekerjaannya.')
    await page.getByRole('button', { name: 'Simpan putusan' }).click()
    decision = /MOD-\d{4}-\d{6}-[A-Z]/.exec((await page.textContent('main')) ?? '')?.[0] ?? ''
    expect(decision).not.toBe('')
    const stranger = await open(undefined, false)
    await stranger.setViewportSize(PHONE)
    for (const url of [
      '/forum',
      '/forum/pasar-jati',
      '/forum/pasar-jati/1',
      `/forum/banding/${decision}`,
      '/forum/aturan',
      '/forum/transparansi',
    ]) {
      await stranger.goto(`${address}${url}`)
      expect(await stranger.content()).not.toContain('tidak pernah ke pasar')
      await expectClean(stranger)
    }
    await stranger.goto(path)
    await stranger.getByText('Disembunyikan karena aturan 1').waitFor()
  }, 120_000)

  it('is appealed by its author on the phone, judged by another officer, and shown again', async () => {
    const author = await open('warga', true)
    await author.goto(path)
    await author.getByText('Hanya Anda yang masih melihat').waitFor()
    await author.getByRole('link', { name: `Putusan ${decision}` }).click()
    await author.locator('[name=alasan]').fill('Saya menilai pengaturannya; kata itu saya cabut.')
    await author.getByRole('button', { name: 'Ajukan banding' }).click()
    await author.getByText('Banding sedang diperiksa').waitFor()
    const first = await open('operator-aduan', false)
    await first.goto(`${address}/forum/banding/${decision}`)
    await first.getByText('diputus petugas lain').first().waitFor()
    expect(await first.getByRole('button', { name: 'Simpan putusan' }).count()).toBe(0)
    const second = await open('admin', false)
    await second.goto(`${address}/kerja/forum`)
    await second.getByRole('link', { name: decision }).click()
    await expectClean(second)
    await second.getByLabel('Dikabulkan').check()
    await second.locator('[name=alasan]').fill('Kritik atas pekerjaan; cukup diingatkan.')
    await second.getByRole('button', { name: 'Simpan putusan' }).click()
    await second.getByText('Banding dikabulkan').waitFor()
    const stranger = await open(undefined, true)
    await stranger.goto(path)
    await stranger.getByText(INSULT).waitFor()
    for (const screen of screens) {
      expect(screen.problems()).toEqual([])
      await screen.close()
    }
  }, 120_000)
})
