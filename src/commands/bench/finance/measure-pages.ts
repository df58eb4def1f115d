import { runContests, statementsOf } from '../contests.ts'
import type { Figure } from '../line.ts'
import { type BenchPage, measureCosts } from '../page-costs.ts'
import type { Effort } from '../plan.ts'
import type { Program } from '../programs.ts'
import { timed } from '../rounds.ts'
import { signIn } from '../visitor.ts'
import { weighPages } from '../weights.ts'
import type { LedgerHouse } from './ledger.ts'
import { documentId } from './seed-documents.ts'

const PERIKSA = 'assets.periksa'
/** Reads everything there is, and so the most a page can be asked for. */
const READER = 'inspektorat'
const QUEUE = '/kerja/perbendaharaan'
const OPEN_EVERY = 50

export type PagesHouse = LedgerHouse & Readonly<{ program: Program }>

/** The pages of finance whose reading could grow, each at ever new addresses. */
export async function measureFinancePages(house: PagesHouse, loadMs: number) {
  const { app, tahun, size, books, firstId, accounts } = house
  const kode = await app.fiscal.kodefikasi(app.kit.db, tahun)
  const book = (n: number) => books[n % books.length] ?? 0
  /** One of those the book is used to. */
  const account = (n: number) =>
    kode.rekening.byId.get(accounts[((n % books.length) * 13) % accounts.length] ?? 0)?.kode
  const day = (n: number) =>
    `${tahun}-${String(1 + (n % 11)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`
  /** Any payment that was made. */
  const paid = (n: number) => Math.floor(((n * 7_919) % size) / OPEN_EVERY) * OPEN_EVERY + 3
  const officer = (name: string, url: BenchPage['url']): BenchPage => ({ name, as: 'officer', url })
  const citizen = (name: string, url: BenchPage['url']): BenchPage => ({ name, as: 'citizen', url })
  const stations = ['diajukan', 'diverifikasi', 'spm', 'sp2d']
  return measureCosts({
    house,
    pages: [
      officer('antrean', (n) => `${QUEUE}?tahap=${stations[n % stations.length]}&n=${n}`),
      officer('antrean-skpd', (n) => `${QUEUE}?tahap=spm&skpd=${book(n)}`),
      officer('daftar', (n) => `${QUEUE}/daftar?n=${n}`),
      officer('spp', (n) => `${QUEUE}/spp/${documentId(5, paid(n))}`),
      officer('bku', (n) => `${QUEUE}/buku?skpd=${book(n)}&bulan=${1 + (n % 10)}`),
      officer(
        'buku-besar',
        (n) => `/kerja/akuntansi/buku/${account(n)}?skpd=${book(n)}&tanggal=${tahun}-12-31&n=${n}`,
      ),
      officer('jurnal', (n) => `/kerja/akuntansi/jurnal?tanggal=${day(n)}`),
      officer('lra-halaman', (n) => `/kerja/akuntansi/laporan/lra?tanggal=${day(n)}`),
      officer('neraca-halaman', (n) => `/kerja/akuntansi/laporan/neraca?tanggal=${day(n)}`),
      officer('pimpinan', (n) => `/pimpinan?n=${n}`),
      officer('aset', (n) => `/kerja/aset?n=${n}`),
      officer('aset-skpd', (n) => `/kerja/aset?skpd=${book(n)}&kib=B`),
      officer('temuan', (n) => `/kerja/aset/temuan?n=${n}`),
      citizen('anggaran', (n) => `/anggaran/${tahun}?n=${n}`),
      citizen('jejak-sp2d', (n) => `/jejak/sp2d.${documentId(7, paid(n))}`),
      citizen('jejak-jurnal', (n) => `/jejak/jurnal.${firstId + (paid(n) >> 2)}`),
    ],
    visitors: { officer: await signIn(app, READER), citizen: await signIn(app, 'warga') },
    forgetKept: async () => undefined,
    loadMs,
  })
}

/** P2: the queue, signed in, against its bare statements. */
export async function measureQueue(house: PagesHouse, effort: Effort): Promise<readonly Figure[]> {
  const visitor = await signIn(house.app, READER)
  await visitor.get(QUEUE)
  const statements = await statementsOf(house, visitor, QUEUE)
  return runContests(house, effort, [
    {
      name: 'P2',
      about:
        'antrean SPM dan SP2D, masuk akun / node:http polos, pernyataannya atas perbendaharaan, templat polos',
      url: () => QUEUE,
      visitor,
      yardstick: {
        kind: 'sql',
        statements: statements.filter(({ text }) => /\btreasury\./.test(text)),
      },
      bar: 0.35,
    },
  ])
}

/** P14: first visits to the pages of finance. */
export function weighFinance(house: LedgerHouse): Promise<readonly Figure[]> {
  const officer = { bar: 0.85, username: READER }
  return weighPages(house, [
    { name: 'antrean', url: QUEUE, ...officer },
    { name: 'lra', url: '/kerja/akuntansi/laporan/lra', ...officer },
    { name: 'pimpinan', url: '/pimpinan', ...officer },
    { name: 'aset', url: '/kerja/aset', ...officer },
    { name: 'temuan', url: '/kerja/aset/temuan', ...officer },
    { name: 'anggaran', url: `/anggaran/${house.tahun}`, bar: 0.5 },
    { name: 'jejak', url: `/jejak/sp2d.${documentId(7, 3)}`, bar: 0.5 },
  ])
}

/** The nightly checks of the asset list, which the page of findings reads. */
export async function measureChecks({ app, size }: LedgerHouse): Promise<Figure> {
  return {
    name: 'periksa',
    about: 'pemeriksaan malam atas semua kartu aset',
    size,
    unit: 's',
    ours: await timed(() => app.runJob(PERIKSA, {})),
  }
}
