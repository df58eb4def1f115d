import type { Page } from 'playwright-core'
import { expectDone, expectRefused, follow, submit, wordsOf } from '../officers.ts'
import { PUPR } from './rencana.ts'
import type { Room } from './room.ts'

const BUDGET = '/kerja/anggaran'
export const BAPENDA = 'Badan Pendapatan Daerah'
export const ATK = '5.1.02.01.01.0025'
export const JALAN = '5.2.04.01.01.0003'
export const HARIAN = '5.1.02.04.01.0003'
export const PBB = '4.1.01.15.01.0001'

/** From agreed ceilings to the budget in force, its cash plan with it. */
export async function makeBudget(room: Room): Promise<void> {
  const { tahun } = room
  const kua = await make(room, 'kua-ppas', `KUA-PPAS ${tahun}`)
  await enact(room, kua, `Nota Kesepakatan KUA-PPAS ${tahun}`)
  const rka = await make(room, 'rka', `RKA ${tahun}`)
  await writeSpending(room, rka)
  await passBudget(room, rka)
}

/** From written lines to the budget in force. */
export async function passBudget(room: Room, rka: string): Promise<void> {
  const { tahun } = room
  await writeRevenue(room, rka)
  await review(room, rka)
  await enact(room, rka, `Persetujuan RKA ${tahun}`)
  const rapbd = await make(room, 'rapbd', `RAPBD ${tahun}`)
  await enact(room, rapbd, `Persetujuan bersama RAPBD ${tahun}`)
  const apbd = await make(room, 'apbd', `APBD ${tahun}`)
  await enact(room, apbd, `Perda Nomor 12 Tahun ${tahun - 1}`)
  await readAndPlanCash(room)
}

/** @returns the address of a new document */
export async function make(
  { as, address, tahun }: Room,
  jenis: string,
  judul: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const page = await as('bappeda')
  await page.goto(`${address}${BUDGET}?tahun=${tahun}`)
  await submit(page, 'Susun dokumen baru', { jenis, judul, ...more })
  await expectDone(page)
  return page.url()
}

/** Handed in by the team that made it, enacted by PPKD alone. */
export async function enact(
  { as }: Room,
  href: string,
  dasar: string,
  tanggal = '2026-08-03',
): Promise<void> {
  const team = await as('bappeda')
  await team.goto(href)
  await submit(team, 'Ajukan untuk disahkan')
  await expectDone(team)
  if ((await team.getByRole('button', { name: 'Sahkan' }).count()) > 0)
    throw new Error('who made a document may not enact it')
  const ppkd = await as('ppkd')
  await ppkd.goto(href)
  await submit(ppkd, 'Sahkan', { dasar, tanggal })
  await expectDone(ppkd)
}

/** A block as a spreadsheet gives it to the clipboard. */
const paste = (page: Page, text: string) =>
  page.evaluate((block) => {
    const data = new DataTransfer()
    data.setData('text/plain', block)
    const event = new ClipboardEvent('paste', {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    })
    document.querySelector('.kotak')?.dispatchEvent(event)
  }, text)

/** Everything typed is stored. */
export const saved = (page: Page) =>
  page.waitForFunction(() => document.querySelector('[data-keadaan]')?.textContent === 'Tersimpan')

/** In the worksheet: one line priced from a standard it offers, two more pasted from a spreadsheet. */
async function writeSpending({ as }: Room, rka: string): Promise<void> {
  const page = await as('pptk-pupr')
  await page.goto(rka)
  await follow(page, PUPR)
  await follow(page, /^Pembangunan Jalan$/)
  await page.locator('#sel-0-0').waitFor()
  await page.locator('.kotak table').focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type(ATK)
  await page.keyboard.press('Tab')
  await page.keyboard.type('Kertas HVS')
  await page.locator('.saran button').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.type('200')
  await page.keyboard.press('Enter')
  await saved(page)
  await page.keyboard.press('Control+End')
  await paste(
    page,
    [
      `${JALAN}\tLapis aspal beton\t\t10000\tm2\t150.000\t\tHSPK.0003`,
      `${HARIAN}\tUang harian pengawas\t\t100\torang/hari\t150.000\t\tSBU.0010`,
    ].join('\n'),
  )
  // Dearer than the standard, and no word of why.
  await page.locator('.kotak .salah').first().waitFor()
  await page.locator('#sel-1-5').click()
  await page.keyboard.type('148.500')
  await page.keyboard.press('Enter')
  await saved(page)
}

/** Revenue stands outside of any sub kegiatan. */
async function writeRevenue({ as }: Room, rka: string): Promise<void> {
  const page = await as('kepala-bapenda')
  await page.goto(`${rka}?semua=ya`)
  await follow(page, BAPENDA)
  await follow(page, 'Pendapatan dan pembiayaan')
  await page.locator('#sel-0-0').waitFor()
  await page.locator('.kotak table').focus()
  await page.keyboard.press('Control+Home')
  await paste(page, `${PBB}\tPajak bumi dan bangunan\t\t1\ttahun\t1.600.000.000`)
  await page.locator('[data-jumlah]', { hasText: 'Rp1.600.000.000' }).waitFor()
  await saved(page)
}

/** A comment, its answer, and both parts approved by somebody who wrote no line of them. */
async function review({ as }: Room, rka: string): Promise<void> {
  const department = await as('pptk-pupr')
  const team = await as('sekda')
  const handIn = async (page: Page, skpd: string) => {
    await page.goto(`${rka}?semua=ya`)
    await follow(page, skpd)
    await submit(page, 'Ajukan ke TAPD')
  }
  const open = async (skpd: string) => {
    await team.goto(rka)
    await follow(team, skpd)
  }
  await handIn(department, PUPR)
  await expectDone(department)
  await handIn(await as('kepala-bapenda'), BAPENDA)
  await open(PUPR)
  await submit(team, 'Kirim catatan', { isi: 'Jelaskan jumlah hari pengawasan.' })
  await submit(team, 'Kembalikan ke SKPD', { catatan: 'Jawab catatan lebih dahulu.' })
  await expectDone(team)
  await handIn(department, PUPR)
  await expectRefused(department, /catatan TAPD yang belum dijawab/)
  await department.goto(rka)
  await follow(department, PUPR)
  await submit(department, 'Jawab', { jawaban: 'Seratus hari kerja, satu pengawas.' })
  await handIn(department, PUPR)
  await expectDone(department)
  await open(PUPR)
  await submit(team, 'Tandai selesai')
  await submit(team, 'Setujui')
  await expectDone(team)
  await open(BAPENDA)
  await submit(team, 'Setujui')
  await expectDone(team)
}

/** The council reads what it passed, and has nothing to press; the department plans its cash. */
async function readAndPlanCash({ as, address, tahun }: Room): Promise<void> {
  const council = await as('dprd')
  await council.goto(`${address}${BUDGET}?tahun=${tahun}`)
  await follow(council, `APBD ${tahun}`)
  const said = await wordsOf(council)
  if (!said.includes('Berlaku') || !said.includes('Rp1.510.500.000')) throw new Error(said)
  if ((await council.locator('main form[method=post]').count()) > 0)
    throw new Error('the council only reads')
  for (const [username, skpd] of [
    ['pptk-pupr', PUPR],
    ['kepala-bapenda', BAPENDA],
  ] as const) {
    const page = await as(username)
    await page.goto(`${address}${BUDGET}?tahun=${tahun}`)
    await follow(page, skpd)
    await submit(page, 'Isi', { bobot: '5 5 8 8 8 10 10 10 10 10 8 8', semua: 'tidak' })
    await expectDone(page)
  }
}
