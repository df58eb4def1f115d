import { describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { yearOf } from '../../src/kernel/date.ts'
import { demoAccountId } from '../../src/modules/identity/index.ts'
import { oneRow, sql, transaction } from '../../src/platform/db/database.ts'
import { seedPlanning } from '../../src/seed/demo-planning.ts'
import { openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'
import { expectDone, openOfficers, submit, wordsOf } from '../support/officers.ts'
import { enactBudget } from '../support/tahun/into-budget.ts'

const WORK = '/kerja/musrenbang'
/** Who leads which tier, and what their forms ask for. */
const TIERS = [
  ['kades', { jenjang: 'desa', wilayah: '99.01.02.2001' }],
  ['camat', { jenjang: 'kecamatan', wilayah: '99.01.02' }],
  ['kadis-pupr', { jenjang: 'forum', unit: 'pupr' }],
  ['bappeda', { jenjang: 'kabupaten' }],
] as const
const CLOSE = 'Tutup musyawarah dan buat formulir'

describe.skipIf(isMissing)('a proposal from an RW', async () => {
  const { running, browser, address } = await useJourney()
  const app = running?.app
  const officers = openOfficers(present(browser, 'a browser'), address)
  const tahun = yearOf(present(app, 'a program').kit.today()) + 2
  let nomor = ''

  async function begin(username: string, form: Readonly<Record<string, string>>) {
    const page = await officers.as(username)
    await page.goto(`${address}${WORK}`)
    await submit(page, 'Jadwalkan musyawarah', {
      tempat: 'Balai pertemuan',
      tanggal: present(app, 'a program').kit.today(),
      jam: '19.30',
      ...form,
    })
    await expectDone(page)
    await submit(page, 'Mulai musyawarah')
    await expectDone(page)
    await submit(page, 'Simpan', { jumlah: '61', perempuan: '30' })
    await expectDone(page)
    return page
  }

  it('is sent by a citizen on a phone without scripts, one thing per page', async () => {
    const planner = await officers.as('bappeda')
    await transaction(present(app, 'a program').jobDb, (tx) =>
      seedPlanning(tx, present(app, 'a program').planning),
    )
    await planner.goto(`${address}${WORK}`)
    await submit(planner, 'Buka putaran', { tahun: String(tahun), dasar: 'Surat edaran uji' })
    await expectDone(planner)
    const { page, context, problems } = await openScreen(present(browser, 'a browser'), {
      size: PHONE,
      javaScriptEnabled: false,
    })
    await signInOn(page, address, 'warga')
    await page.goto(`${address}/usulan/baru`)
    await page.getByRole('button', { name: 'Lanjut' }).click()
    expect(await wordsOf(page)).toContain('Isi nomor RW')
    await page.locator('[name=wilayah]').selectOption('99.01.02.2001')
    await page.locator('[name=rw]').fill('3')
    await page.locator('[name=patokan]').fill('Jalan Sawah Lor')
    await page.getByRole('button', { name: 'Lanjut' }).click()
    await page.locator('[name=kamus]').selectOption('jalan-aspal')
    await page.getByRole('button', { name: 'Lanjut' }).click()
    await page.locator('[name=judul]').fill('Perbaikan Jalan Sawah Lor')
    await page.getByRole('button', { name: 'Lanjut' }).click()
    await page.locator('[name=volume]').fill('1,5')
    await page.getByRole('button', { name: 'Lanjut' }).click()
    expect(await wordsOf(page)).toContain('Perbaikan Jalan Sawah Lor')
    await page.getByRole('button', { name: 'Kirim usulan' }).click()
    nomor = page.url().split('/').at(-1) ?? ''
    expect(nomor).toMatch(/^UMB-/)
    expect(await wordsOf(page)).toContain('Usulan diterima')
    await context.close()
    expect(problems()).toEqual([])
  }, 180_000)

  it('is supported by another citizen, and checked by the village', async () => {
    const other = await officers.as('warga2')
    await other.goto(`${address}/usulan/${nomor}`)
    await submit(other, 'Dukung usulan ini')
    expect(await wordsOf(other)).toContain('1 pendukung')
    await expectClean(other)
    const page = await officers.as('kades')
    await page.goto(`${address}/kerja/musrenbang/usulan/${nomor}`)
    await page.locator('[name=hasil][value=dibahas]').check()
    await page.getByRole('button', { name: 'Simpan' }).click()
    await expectDone(page)
  }, 120_000)

  it('climbs from the RW through four tiers, changed once with the reason in public', async () => {
    const rw = await begin('kades', { jenjang: 'rw', wilayah: '99.01.02.2001', rw: '3' })
    await expectClean(rw)
    await submit(rw, 'Putuskan', { hasil: 'sepakat' })
    await expectDone(rw)
    await submit(rw, CLOSE)
    await expectDone(rw)
    for (const [username, form] of TIERS) {
      const page = await begin(username, form)
      const changed =
        form.jenjang === 'kecamatan'
          ? { volume: '1,2', alasanKode: 'volume', alasan: 'Diukur ulang bersama warga: 1,2 km.' }
          : {}
      await submit(page, 'Putuskan', { hasil: 'sepakat', ...changed })
      await expectDone(page)
      await submit(page, CLOSE)
      await expectDone(page)
      expect(await wordsOf(page)).toContain('Formulir 4')
    }
    const citizen = await officers.citizen()
    await citizen.goto(`${address}/usulan/${nomor}`)
    const said = await wordsOf(citizen)
    for (const word of [
      'Diteruskan ke rencana',
      '1,5 km menjadi 1,2 km',
      'Diukur ulang bersama warga',
      'Perencana daerah',
    ])
      expect(said).toContain(word)
    await expectClean(citizen)
  }, 300_000)

  it('enters the yearly plan through planning’s own pages, and everybody is told', async () => {
    const { musrenbang, planning, kit, runJob } = present(app, 'a program')
    const mine = await musrenbang.find(kit.db, nomor)
    const registered = await planning.usulan(kit.db, mine?.rencanaId ?? '')
    const page = await officers.as('bappeda')
    await page.goto(`${address}/kerja/perencanaan/usulan/${registered?.nomor}`)
    await page.locator('[name=hasil][value=terima]').check()
    await page.locator('[name=barisId]').selectOption({ index: 1 })
    await page.locator('form:has([name=barisId])').getByRole('button').last().click()
    await expectDone(page)
    await runJob('musrenbang.pantau', {})
    const citizen = await officers.citizen()
    await citizen.goto(`${address}/usulan/${nomor}`)
    expect(await wordsOf(citizen)).toContain('Masuk RKPD')
    const worker = await present(app, 'a program').startWorker()
    await expect
      .poll(
        async () => {
          const told = await officers.as('warga2')
          await told.goto(`${address}/akun/pemberitahuan`)
          return wordsOf(told)
        },
        { timeout: 60_000, interval: 2_000 },
      )
      .toContain('masuk rencana tahunan')
    await worker.stop()
  }, 240_000)

  it('enters the budget and its DPA through the budget’s own steps, and everybody is told', async () => {
    const { kit, runJob, startWorker } = present(app, 'a program')
    const { skpdId, rupiah } = await enactBudget(present(app, 'a program'), { nomor, tahun })
    const page = await officers.as('pptk-pupr')
    await page.goto(`${address}/anggaran/${tahun}/dpa/${skpdId}`)
    expect(await wordsOf(page)).toContain(rupiah)
    await runJob('musrenbang.pantau', {})
    const citizen = await officers.citizen()
    await citizen.goto(`${address}/usulan/${nomor}`)
    const said = await wordsOf(citizen)
    for (const word of ['Masuk APBD', 'RKPD', 'Anggaran (DPA)', rupiah])
      expect(said).toContain(word)
    await expectClean(citizen)
    const line = citizen.getByRole('link', { name: /^5\.1\..*Perbaikan Jalan Sawah Lor/ })
    await Promise.all([citizen.waitForNavigation(), line.click()])
    expect(await wordsOf(citizen)).toContain(rupiah)
    const worker = await startWorker()
    await expect
      .poll(
        async () => {
          const told = await officers.as('warga2')
          await told.goto(`${address}/akun/pemberitahuan`)
          return wordsOf(told)
        },
        { timeout: 60_000, interval: 2_000 },
      )
      .toContain('masuk anggaran (APBD)')
    await worker.stop()
    const { kali } = await oneRow(
      kit.db,
      sql<{ kali: number }>`select count(*)::int as kali from notifications.pemberitahuan p
      where p.kejadian = 'musrenbang.apbd' and p.tautan = ${`/usulan/${nomor}`} and p.akun_id = ${demoAccountId('warga2')}::uuid`,
    )
    expect(kali).toBe(1)
    expect(officers.problems()).toEqual([])
    await officers.leave()
  }, 240_000)
})
