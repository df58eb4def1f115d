import { afterAll, describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { tanggalIn } from '../../src/kernel/date.ts'
import { DESKTOP, openScreen, PHONE } from '../support/browser.ts'
import { isMissing, useJourney } from '../support/journey.ts'
import { expectClean, signInOn } from '../support/look.ts'
import { openOfficers, wordsOf } from '../support/officers.ts'
import { makeBudget } from '../support/tahun/anggaran.ts'
import {
  changeMapping,
  closeAndReopen,
  closeBooks,
  depreciate,
  readStatements,
  setOpinion,
} from '../support/tahun/pembukuan.ts'
import {
  endYear,
  openYear,
  payContract,
  reconcile,
  recordAsset,
  spendCash,
} from '../support/tahun/perbendaharaan.ts'
import { shiftBudget } from '../support/tahun/pergeseran.ts'
import { makePlans, PEKERJAAN } from '../support/tahun/rencana.ts'
import type { Room } from '../support/tahun/room.ts'

const TAHUN = 2027
const ZONE = 'Asia/Jakarta'

/** A clock that starts where the story does and is turned by it. */
let from = Date.UTC(2026, 7, 3, 2)
let since = Date.now()
const now = () => new Date(from + Date.now() - since)

describe.skipIf(isMissing)(
  'one budget year, from a line of the plan to audited statements',
  async () => {
    const { running, browser, address } = await useJourney({
      now,
      today: () => tanggalIn(ZONE, now()),
    })
    const worker = await running?.app.startWorker()
    afterAll(async () => {
      await worker?.stop()
    })

    function openRoom(): Room {
      const officers = openOfficers(present(browser, 'a browser'), address)
      return {
        ...officers,
        address,
        tahun: TAHUN,
        turnTo: async (moment) => {
          await officers.leave()
          from = Date.parse(moment)
          since = Date.now()
        },
      }
    }

    it('is planned, passed, spent, booked, closed and audited by everybody in their own office', async () => {
      const room = openRoom()
      await makePlans(room)
      await makeBudget(room)
      await room.turnTo('2027-01-04T02:00:00Z')
      await openYear(room)
      await room.turnTo('2027-03-08T02:00:00Z')
      const spp = await payContract(room)
      const kartu = await recordAsset(room, spp)
      await spendCash(room)
      await reconcile(room)
      await shiftBudget(room)
      await room.turnTo('2027-12-31T01:00:00Z')
      await endYear(room)
      await depreciate(room)
      await room.turnTo('2028-05-25T02:00:00Z')
      await changeMapping(room)
      await expectTied(room)
      await closeBooks(room)
      await setOpinion(room)
      await closeAndReopen(room)
      await readTrace(room, kartu)
      await readEverything(room, spp)
      expect(room.problems()).toEqual([])
      expect(room.names().toSorted()).toEqual(EVERYBODY)
      await room.leave()
    }, 600_000)

    it.each([
      ['a phone', PHONE],
      ['a desk', DESKTOP],
    ] as const)(
      'shows its rooms without faults on %s, by day and by night',
      async (_where, size) => {
        for (const [username, paths] of ROOMS) {
          const { page, context } = await openScreen(present(browser, 'a browser'), { size })
          await signInOn(page, address, username)
          for (const path of paths) {
            await page.goto(`${address}${path}`)
            await expectClean(page)
            await page.emulateMedia({ colorScheme: 'dark' })
            await expectClean(page)
            await page.emulateMedia({ colorScheme: 'light' })
          }
          await context.close()
        }
      },
      300_000,
    )
  },
)

const EVERYBODY = [
  'akuntansi',
  'aset',
  'bappeda',
  'barang-pupr',
  'bendahara-pupr',
  'bud',
  'bupati',
  'dprd',
  'inspektorat',
  'kepala-bapenda',
  'kpa-pupr',
  'pa-pupr',
  'penerimaan-bapenda',
  'perencana-pupr',
  'ppk-pupr',
  'ppkd',
  'pptk-pupr',
  'sekda',
]

const ROOMS: readonly (readonly [string, readonly string[]])[] = [
  [
    'bud',
    [
      '/kerja/perbendaharaan/daftar',
      '/kerja/perbendaharaan/spd/baru',
      '/kerja/perbendaharaan/kontrak',
      '/kerja/perbendaharaan/bank',
    ],
  ],
  [
    'akuntansi',
    [
      `/kerja/akuntansi/laporan/neraca?tanggal=${TAHUN}-12-31`,
      `/kerja/akuntansi/tutup?tahun=${TAHUN}`,
    ],
  ],
  ['barang-pupr', ['/kerja/aset', '/kerja/aset/susut']],
]

/** Statements agree with what was paid, and among each other. */
async function expectTied(room: Room): Promise<void> {
  const statements = await readStatements(room)
  const [lra, lpsal, lo, lpe, neraca, lak] = (
    ['lra', 'lpsal', 'lo', 'lpe', 'neraca', 'lak'] as const
  ).map((kind) => present(statements.get(kind), kind))
  // SP2D of LS, UP and GU, less the returned UP.
  expect(lra?.get('JUMLAH BELANJA')).toBe('1.004.200.000,00')
  expect(lra?.get('JUMLAH PENDAPATAN')).toBe('1.550.000.000,00')
  const silpa = '545.800.000,00'
  expect(lra?.get('SISA LEBIH (KURANG) PEMBIAYAAN ANGGARAN')).toBe(silpa)
  expect(lpsal?.get('SALDO ANGGARAN LEBIH AKHIR')).toBe(silpa)
  expect(neraca?.get('Kas di kas daerah')).toBe(silpa)
  expect(lak?.get('KAS AKHIR')).toBe(silpa)
  expect(lo?.get('Beban penyusutan dan amortisasi')).toBe('100.000.000,00')
  expect(neraca?.get('Akumulasi penyusutan')).toBe('(100.000.000,00)')
  const equity = '1.445.800.000,00'
  expect(lo?.get('SURPLUS/(DEFISIT)-LO')).toBe(equity)
  expect(lpe?.get('EKUITAS AKHIR')).toBe(equity)
  expect(neraca?.get('JUMLAH ASET')).toBe(equity)
  expect(neraca?.get('JUMLAH KEWAJIBAN DAN EKUITAS')).toBe(equity)
}

/** Anybody follows the payment back to the proposal and on to the road, from either end. */
async function readTrace({ citizen, as, address }: Room, kartu: string): Promise<void> {
  const keeper = await as('barang-pupr')
  await keeper.goto(`${address}/kerja/aset/kartu/${kartu}`)
  const href = await keeper.getByRole('link', { name: 'Lihat jejaknya' }).getAttribute('href')
  const page = await citizen()
  await page.goto(`${address}${href}`)
  const said = await wordsOf(page)
  expect(said).toContain('Rantai lengkap')
  for (const word of ['USL-2026-00001', `RKPD ${TAHUN}`, '0001/KTR/', '/04.0/', 'JUR-BLJ', kartu])
    expect(said).toContain(word)
  await expectClean(page)
  await page.goto(`${address}/anggaran/${TAHUN}?per=posisi`)
  expect(await wordsOf(page)).toContain('Rp1.000.000.000')
  await expectClean(page)
  const proposal = page.locator('main')
  await page.goto(`${address}${href}`)
  expect(await proposal.textContent()).toContain(PEKERJAAN)
}

/** The inspectorate opens every room and finds nothing to press. */
async function readEverything({ as, address }: Room, spp: string): Promise<void> {
  const page = await as('inspektorat')
  const treasury = '/kerja/perbendaharaan'
  const paths = [
    '/kerja/perencanaan',
    `/kerja/perencanaan/usulan?tahun=${TAHUN}`,
    `/kerja/anggaran?tahun=${TAHUN}`,
    ...['', '/daftar', '/spd', '/kontrak', '/up', '/penerimaan', '/buku', '/bank'].map(
      (room) => `${treasury}${room}`,
    ),
    spp.replace(address, ''),
    `/kerja/akuntansi/laporan/calk?tanggal=${TAHUN}-12-31`,
    '/kerja/akuntansi/jurnal',
    '/kerja/akuntansi/pemetaan',
    `/kerja/akuntansi/tutup?tahun=${TAHUN}`,
    '/kerja/aset',
    '/kerja/aset/belanja',
    '/kerja/kode',
  ]
  for (const path of paths) {
    const answer = await page.goto(`${address}${path}`)
    const forms = await page.locator('main form[method=post]').count()
    expect([path, answer?.status(), forms]).toEqual([path, 200, 0])
  }
}
