import type { SignedIn } from '../../../kernel/actor.ts'
import { tanggal as civil } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type BarisJurnal, lineOf } from '../domain/jurnal.ts'
import type { LaporanBaris } from '../domain/laporan.ts'
import { refusal } from '../domain/refusals.ts'
import { isUnder, JENIS_LAPORAN } from '../domain/susunan.ts'
import { closingLines, openingLines } from '../domain/tutup.ts'
import {
  type BookStateRow,
  countClosings,
  hasOpening,
  isClosed,
  listBookStates,
  listUsedBooks,
  lockBook,
} from '../store/jurnal-store.ts'
import { sumBooks } from '../store/rekap-store.ts'
import { hasOpenUsulan } from '../store/usulan-store.ts'
import type { Posted } from '../types.ts'
import { spanOf } from './balances.ts'
import type { Posting } from './post.ts'
import type { RulesOf } from './rules.ts'
import type { Statements } from './statements.ts'

/** What still stands in the way of closing a book. */
export type Obstacle = 'usulan' | 'tidak-cocok' | 'sudah'
export type BookState = Readonly<{
  isClosed: boolean
  hasOpening: boolean
  /** Something was journalled in it, in this year. */
  isUsed: boolean
  /** Revenue, spending or a result of the year stand in it: there is something to close. */
  hasNominal: boolean
  obstacles: readonly Obstacle[]
}>

type Book = Readonly<{ skpdId: number; tahun: number }>

export type ClosingActions = Readonly<{
  /** All books of a year, from one look; whether statements tie is asked when a book is closed. */
  statesOf: (tx: Tx, tahun: number) => Promise<ReadonlyMap<number, BookState>>
  /**
   * Close a book at the end of its year: nominal accounts go to zero by one journal.
   *
   * @refuses TUTUP_SUDAH, TUTUP_BELUM_BISA, codes of post
   */
  close: (actor: SignedIn, book: Book) => Promise<Result<Posted>>
  /**
   * Open the next year with the balances of a closed book.
   *
   * @refuses TUTUP_BELUM_BISA, codes of post
   */
  openNext: (actor: SignedIn, book: Book) => Promise<Result<Posted>>
}>

type Parts = Readonly<{
  deps: Deps
  posting: Posting
  rulesOf: RulesOf
  statements: Statements
}>

const SAL = { perubahan: '3.1.02.07.01.0001', awal: '3.1.02.08.01.0001' }

export function createClosing(parts: Parts): ClosingActions {
  return {
    statesOf: createStatesOf(parts),
    close: createClose(parts),
    openNext: createOpenNext(parts),
  }
}

const yearEnd = (tahun: number) => civil(`${tahun}-12-31`)

function createStatesOf({ deps, statements }: Parts): ClosingActions['statesOf'] {
  return async (tx, tahun) => {
    const { rekening, skpd } = await deps.fiscal.kodefikasi(tx, tahun)
    const { penutup } = statements.susunan(tahun)
    const roots = [penutup.lra, penutup.anggaran, penutup.lo].flatMap(({ dari }) => dari)
    const nominal = rekening.all.filter(({ kode }) => isUnder(kode, roots)).map(({ id }) => id)
    const skpdIds = skpd.all.map(({ id }) => id)
    const span = spanOf({ tahun, tanggal: yearEnd(tahun), skpdIds })
    const [found, used, sums] = await together([
      listBookStates(tx, tahun),
      listUsedBooks(tx, tahun, skpdIds),
      sumBooks(tx, span, nominal),
    ])
    const open = new Set(
      sums
        .filter((one) => one.kelas < 2 && one.debitSen !== one.kreditSen)
        .map((one) => one.skpdId),
    )
    const byBook = new Map(found.map((one) => [one.skpdId, one]))
    return new Map(
      skpdIds.map((id) => [id, stateOf(byBook.get(id), used.includes(id), open.has(id))]),
    )
  }
}

function stateOf(row: BookStateRow | undefined, isUsed: boolean, hasNominal: boolean): BookState {
  return {
    isClosed: row?.isClosed ?? false,
    hasOpening: row?.hasOpening ?? false,
    isUsed,
    hasNominal,
    obstacles: [
      ...(row?.isClosed ? (['sudah'] as const) : []),
      ...(row?.hasUsulan ? (['usulan'] as const) : []),
    ],
  }
}

async function obstaclesOf(
  { statements }: Parts,
  tx: Tx,
  { skpdId, tahun }: Book,
): Promise<readonly Obstacle[]> {
  const obstacles: Obstacle[] = []
  if (await isClosed(tx, skpdId, tahun)) obstacles.push('sudah')
  if (await hasOpenUsulan(tx, skpdId, tahun)) obstacles.push('usulan')
  const { laporan } = statements.susunan(tahun)
  const kinds = JENIS_LAPORAN.filter((one) => laporan[one].untuk.includes('skpd'))
  const scope = { tanggal: yearEnd(tahun), lingkup: 'skpd', skpdIds: [skpdId] } as const
  const all = await statements.several(tx, kinds, scope)
  const isTied = ({ isUji, nilai }: LaporanBaris) => !isUji || nilai === 0n
  if (!all.every(({ baris }) => baris.every(isTied))) obstacles.push('tidak-cocok')
  return obstacles
}

const REASONS: Readonly<Record<Obstacle, string>> = {
  usulan: 'masih ada usulan jurnal yang belum diputuskan.',
  'tidak-cocok': 'laporan keuangannya belum saling cocok.',
  sudah: 'bukunya sudah ditutup.',
}

function createClose(parts: Parts): ClosingActions['close'] {
  const { deps, posting } = parts
  return (actor, book) =>
    transactionUnlessRefused(deps.kit.db, async (tx) => {
      const { skpdId, tahun } = book
      await lockBook(tx, skpdId, tahun)
      const obstacles = await obstaclesOf(parts, tx, book)
      if (obstacles.includes('sudah')) return refuse(refusal('TUTUP_SUDAH', { tahun }))
      if (obstacles.length > 0)
        return refuse(obstacles.map((one) => refusal('TUTUP_BELUM_BISA', { alasan: REASONS[one] })))
      const baris = await nominalLines(parts, tx, book)
      if (baris.length === 0)
        return refuse(
          refusal('TUTUP_BELUM_BISA', {
            alasan:
              'tidak ada pendapatan, belanja, atau hasil tahun ini yang perlu ditutup. Bukukan saldo awal tahun berikutnya.',
          }),
        )
      const bagian = (await countClosings(tx, skpdId, tahun)) + 1
      return posted(parts, tx, actor, {
        action: 'buku.ditutup',
        jurnal: {
          tahun,
          tanggal: yearEnd(tahun),
          jenis: 'penutup',
          skpdId,
          uraian: `Jurnal penutup tahun ${tahun}`,
          dokumen: {
            jenis: 'tutup-buku',
            id: `${tahun}-${skpdId}-${bagian}`,
            nomor: `Tutup buku ${tahun}`,
          },
          baris,
          oleh: actor.accountId,
          bagian,
          rincianNomor: 'JUR-TUTUP',
        },
        posting,
      })
    })
}

/** What a closing journal of a book would say. */
async function nominalLines(
  { rulesOf, statements }: Parts,
  tx: Tx,
  { skpdId, tahun }: Book,
): Promise<readonly BarisJurnal[]> {
  const { findKode } = await rulesOf(tx, tahun)
  const scope = { tanggal: yearEnd(tahun), lingkup: 'skpd', skpdIds: [skpdId] } as const
  const sums = await statements.sums(tx, scope)
  return closingLines(sums, statements.susunan(tahun), (kode) => findKode(kode)?.id)
}

function createOpenNext(parts: Parts): ClosingActions['openNext'] {
  const { deps, posting, rulesOf, statements } = parts
  return (actor, { skpdId, tahun }) =>
    transactionUnlessRefused(deps.kit.db, async (tx) => {
      await lockBook(tx, skpdId, tahun + 1)
      const open = !(await isClosed(tx, skpdId, tahun))
      // A book without revenue, spending or result of the year has nothing to close: its balances go on as they are.
      if (open && (await nominalLines(parts, tx, { skpdId, tahun })).length > 0)
        return refuse(refusal('TUTUP_BELUM_BISA', { alasan: `buku tahun ${tahun} belum ditutup.` }))
      if (await hasOpening(tx, skpdId, tahun + 1))
        return refuse(refusal('TUTUP_BELUM_BISA', { alasan: 'saldo awal sudah dibukukan.' }))
      const rules = await rulesOf(tx, tahun + 1)
      const findId = (kode: string) => rules.findKode(kode)?.id
      const scope = { tanggal: yearEnd(tahun), lingkup: 'skpd', skpdIds: [skpdId] } as const
      const sums = await statements.sums(tx, scope)
      const baris: BarisJurnal[] = [...openingLines(sums, statements.susunan(tahun), findId)]
      if (rules.skpkdId === skpdId) baris.push(...(await salLines(parts, tx, { tahun, findId })))
      return posted(parts, tx, actor, {
        action: 'buku.saldo-awal',
        jurnal: {
          tahun: tahun + 1,
          tanggal: civil(`${tahun + 1}-01-01`),
          jenis: 'saldo-awal',
          skpdId,
          uraian: `Saldo awal dari penutupan tahun ${tahun}`,
          dokumen: {
            jenis: 'saldo-awal',
            id: `${tahun + 1}-${skpdId}`,
            nomor: `Saldo awal ${tahun + 1}`,
          },
          baris,
          oleh: actor.accountId,
          rincianNomor: 'JUR-SALDO-AWAL',
        },
        posting,
      })
    })
}

/** The region's SAL goes on in the book of the SKPKD. */
async function salLines(
  { statements }: Parts,
  tx: Tx,
  { tahun, findId }: Readonly<{ tahun: number; findId: (kode: string) => number | undefined }>,
): Promise<readonly BarisJurnal[]> {
  const lpsal = await statements.laporan(tx, 'lpsal', {
    tanggal: yearEnd(tahun),
    lingkup: 'daerah',
    skpdIds: undefined,
  })
  const sal = lpsal.baris.find(({ id }) => id === 'sal-akhir')?.nilai ?? 0n
  const [perubahan, awal] = [findId(SAL.perubahan), findId(SAL.awal)]
  if (sal === 0n || perubahan === undefined || awal === undefined) return []
  return [lineOf(perubahan, sal), lineOf(awal, -sal)]
}

type Order = Readonly<{
  action: string
  jurnal: Parameters<Posting['post']>[1]
  posting: Posting
}>

async function posted(
  { deps }: Parts,
  tx: Tx,
  actor: SignedIn,
  { action, jurnal, posting }: Order,
): Promise<Result<Posted>> {
  const done = await posting.post(tx, jurnal)
  if (!done.ok) return done
  await deps.audit.record(tx, actor, {
    action,
    subject: { kind: 'buku', id: `${jurnal.tahun}-${jurnal.skpdId}` },
  })
  return ok(done.value)
}
