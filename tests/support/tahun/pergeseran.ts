import type { Page } from 'playwright-core'
import { present } from '../../../src/kernel/assert.ts'
import { expectDone, follow, submit } from '../officers.ts'
import { ATK, enact, HARIAN, make, saved } from './anggaran.ts'
import { PUPR } from './rencana.ts'
import type { Room } from './room.ts'

/** Money moves between two accounts of one kind, and the sum stays. */
export async function shiftBudget(room: Room): Promise<void> {
  const { as, tahun } = room
  const href = await make(room, 'pergeseran', `Pergeseran pertama ${tahun}`, {
    aturan: 'antar-objek',
  })
  const pptk = await as('pptk-pupr')
  const open = async (page: Page) => {
    await page.goto(href)
    await follow(page, PUPR)
  }
  await open(pptk)
  await submit(pptk, 'Buka untuk diubah')
  await expectDone(pptk)
  await follow(pptk, /^Pembangunan Jalan$/)
  await pptk.locator('#sel-0-0').waitFor()
  await setVolume(pptk, ATK, '260')
  await setVolume(pptk, HARIAN, '79')
  await pptk.locator('[data-jumlah]', { hasText: 'Rp1.510.500.000' }).waitFor()
  await saved(pptk)
  await open(pptk)
  await submit(pptk, 'Ajukan ke TAPD')
  await expectDone(pptk)
  const team = await as('sekda')
  await open(team)
  await submit(team, 'Setujui')
  await expectDone(team)
  await enact(room, href, `Perkada Nomor 5 Tahun ${tahun}`, `${tahun}-03-08`)
  await team.goto(`${href}/banding`)
  await team.getByText('Rp3.150.000').first().waitFor()
}

async function setVolume(page: Page, kode: string, volume: string): Promise<void> {
  const cells = await page.locator('.kotak [id^="sel-"][id$="-0"]').all()
  let found: string | undefined
  for (const cell of cells)
    if ((await cell.textContent())?.trim() === kode)
      found = (await cell.getAttribute('id')) ?? undefined
  const row = present(found, `a row of ${kode}`).split('-')[1]
  await page.locator(`#sel-${row}-3`).click()
  await page.keyboard.type(volume)
  await page.keyboard.press('Enter')
}
