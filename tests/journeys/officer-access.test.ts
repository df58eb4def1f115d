import { describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { listFoto } from '../../src/modules/citizen-reports/store/foto-store.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { bringToField, sendCase } from '../support/case-house.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'
import { makePhoto } from '../support/photos.ts'

describe.skipIf(isMissing)('every room of officers', async () => {
  const { running, browser, address } = await useJourney()

  const rooms = running === undefined ? [] : await roomsOf()

  /** Who goes where: every page an officer of the demo region can open. */
  async function roomsOf() {
    const { app } = present(running, 'the program runs')
    const waiting = await sendCase(app, { kategoriKode: 'jalan.lubang' })
    const secret = await sendCase(app, { isRahasia: true })
    const inField = await sendCase(app, { kategoriKode: 'jalan.lubang' })
    await app.citizenReports.takePhoto(app.kit.db, {
      bytes: await makePhoto(6_301),
      peran: 'pelapor',
      place: {
        nomor: inField.nomor,
        caller: { actor: { kind: 'anonymous' }, kodeLacak: inField.kodeLacak },
      },
    })
    await bringToField(app, inField.nomor)
    const [foto] = await listFoto(app.kit.db, { laporanId: inField.id })
    const [queue, field] = [`/kerja/laporan/${waiting.nomor}`, `/kerja/laporan/${inField.nomor}`]
    return [
      [
        'operator-aduan',
        [
          '/kerja',
          '/kerja/laporan?tampilan=verifikasi',
          '/kerja/laporan?tampilan=semua&kategori=jalan&lewat=ya',
          `${queue}?antrean=tampilan%3Dverifikasi`,
          `${field}/foto`,
          `${field}/foto/${foto?.id}`,
          '/kerja/komentar',
          '/kerja/periksa-ulang',
          '/kerja/katalog',
        ],
      ],
      ['kadis-pupr', ['/kerja', '/kerja/laporan', field]],
      ['petugas-pupr', ['/kerja/lapangan', `${field}/bukti`]],
      ['inspektorat', ['/kerja', `/kerja/laporan/${secret.nomor}`]],
      ['bupati', ['/kerja', field]],
      ['loket', ['/kerja/loket', '/kerja/tatap-muka']],
      [
        'admin',
        [
          '/kerja',
          '/kerja/pengaturan',
          '/kerja/pengaturan/pengguna',
          '/kerja/pengaturan/tugas-pengganti',
          '/kerja/pengaturan/kanal',
        ],
      ],
      ['bappeda', ['/kerja']],
    ] as const
  }

  /** The three rooms where most of the day is spent, in the dark as well. */
  const isMain = (path: string) =>
    path === '/kerja' || path.includes('?tampilan=verifikasi') || path.includes('?antrean=')

  it.each([
    ['a phone', PHONE],
    ['a desk', DESKTOP],
  ])(
    'has no serious accessibility fault and fits the screen, on %s',
    async (_where, size) => {
      for (const [username, paths] of rooms) {
        const { page, context, problems } = await openScreen(present(browser, 'browser'), { size })
        await signInOn(page, address, username)
        for (const path of paths) {
          const answer = await page.goto(`${address}${path}`)
          expect([path, answer?.status()]).toEqual([path, 200])
          await expectClean(page)
          if (username !== 'operator-aduan' || !isMain(path)) continue
          await page.emulateMedia({ colorScheme: 'dark' })
          await expectClean(page)
          await page.emulateMedia({ colorScheme: 'light' })
        }
        expect([username, problems()]).toEqual([username, []])
        await context.close()
      }
    },
    300_000,
  )
})
