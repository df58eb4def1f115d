import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AKUN, accepted, openLedger } from '../../../tests/support/ledger.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import type { Tanggal } from '../../kernel/date.ts'
import { digestTables } from '../../platform/db/backup.ts'
import { oneRow, rows, sql } from '../../platform/db/database.ts'
import { demoAccountId } from '../identity/index.ts'
import type { Peristiwa } from './index.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0

const { app, database } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const { accounting, kit } = app
const { db } = kit
const { peristiwa, pupr, skpkd, tahun, day, balance, id } = await openLedger(app)

const officer = (username: string, role: 'akuntansi' | 'ppkd'): SignedIn => ({
  kind: 'officer',
  accountId: demoAccountId(username),
  name: username,
  grants: [{ role, unitKode: 'bpkad' }],
})
const MAKER = officer('akuntansi', 'akuntansi')
const CHECKER = officer('ppkd', 'ppkd')

/** Run `work` with its nth statement failing, for n = 1, 2, … until it gets through. @returns how many failed */
async function failEach(work: () => Promise<unknown>): Promise<number> {
  const before = await digestTables(database.ownerUrl)
  for (let n = 1; n < 100; n += 1) {
    failAt = n
    seen = 0
    const outcome = await work().then(
      () => 'done',
      (error: Error) => error.message,
    )
    failAt = Number.POSITIVE_INFINITY
    if (outcome === 'done') return n - 1
    expect(outcome).toContain(FAILURE)
    expect(await digestTables(database.ownerUrl)).toEqual(before)
  }
  throw new Error('never got through')
}

describe('whichever statement fails', () => {
  it('a happening is in all its books or in none, and its numbers are free again', async () => {
    const one = peristiwa('sp2d-ls-cair', 100n, AKUN.atk)
    const work = async () => accepted(await accounting.postMapped(db, one))
    expect(await failEach(work)).toBeGreaterThan(4)
    const posted = await accounting.journalsOf(db, one.dokumen)
    expect(posted.map(({ nomor }) => nomor.split('/')[2])).toEqual(['000001', '000001'])
  }, 120_000)

  it('a journal by hand is decided and posted, or still waits', async () => {
    const proposed = accepted(
      await accounting.usulan.propose(MAKER, {
        tanggal: day('05-05'),
        jenis: 'umum',
        skpdId: pupr,
        uraian: 'Koreksi',
        rows: [
          { row: 1, cells: { kode: AKUN.bebanAtk, debit: '5', kredit: '' } },
          { row: 2, cells: { kode: AKUN.ekuitas, debit: '', kredit: '5' } },
        ],
      }),
    )
    const work = async () =>
      accepted(
        await accounting.usulan.decide(CHECKER, { id: proposed, isApproved: true, alasan: '' }),
      )
    expect(await failEach(work)).toBeGreaterThan(5)
  }, 120_000)

  it('a book is closed or open', async () => {
    const work = async () =>
      accepted(await accounting.closing.close(MAKER, { skpdId: pupr, tahun }))
    expect(await failEach(work)).toBeGreaterThan(8)
  }, 120_000)
})

describe('whatever is folded when', () => {
  const CHOICES = [
    ['sp2d-ls-cair', AKUN.atk],
    ['sp2d-up-cair', null],
    ['spj-up', AKUN.atk],
    ['pengembalian-belanja', AKUN.atk],
    ['sts-pendapatan', AKUN.dau],
    ['potongan-pungut', AKUN.pph],
  ] as const

  it('sums of any day are those of all lines, and documents replayed make the same ledger', async () => {
    const step = fc.record({
      choice: fc.constantFrom(...CHOICES),
      jumlah: fc.bigInt({ min: 1n, max: 10n ** 15n }),
      bulan: fc.integer({ min: 1, max: 12 }),
      hari: fc.integer({ min: 1, max: 28 }),
      book: fc.constantFrom(pupr, skpkd),
      folds: fc.boolean(),
    })
    const pad = (value: number) => String(value).padStart(2, '0')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const happenings = steps.map(({ choice: [kode, rekening], jumlah, bulan, hari, book }) =>
          peristiwa(kode, jumlah, rekening, {
            tanggal: day(`${pad(bulan)}-${pad(hari)}`),
            skpdId: book,
          }),
        )
        const folds = steps.map((one) => one.folds)
        // Once as they happen, folded here and there; once again all in one batch.
        const asTheyHappen = await changeBy(() => postEach(happenings, folds))
        const inOneBatch = await changeBy(() => postBatch(happenings))
        expect(asTheyHappen).toEqual(inOneBatch)
        for (const { tanggal } of happenings) await expectSums(tanggal)
      }),
      { numRuns: 12 },
    )
  }, 240_000)

  type Totals = ReadonlyMap<string, bigint>

  async function postEach(happenings: readonly Peristiwa[], folds: readonly boolean[]) {
    for (const [at, one] of happenings.entries()) {
      accepted(await accounting.postMapped(db, one))
      if (folds[at] === true) await app.runJob('accounting.fold', {})
    }
  }

  async function postBatch(happenings: readonly Peristiwa[]) {
    const again = happenings.map((one) => ({ ...one, bagian: 2 }))
    accepted(await accounting.postMappedMany(db, again))
  }

  async function changeBy(work: () => Promise<void>): Promise<Totals> {
    const before = await linesOf()
    await work()
    return differenceOf(before, await linesOf())
  }

  async function expectSums(until: Tanggal): Promise<void> {
    for (const rekening of [AKUN.kasDaerah, AKUN.perubahanSal, AKUN.atk])
      expect(await balance(rekening, undefined, until)).toBe(await sumOfLines(id(rekening), until))
  }

  async function linesOf(): Promise<Totals> {
    const found = await rows(
      database.owner,
      sql<{
        kunci: string
        saldo: string
      }>`select b.skpd_id || ' ' || b.rekening_id || ' ' || b.tanggal as kunci,
        ((sum(b.debit) - sum(b.kredit)) * 100)::bigint::text as saldo
      from accounting.jurnal_baris b group by b.skpd_id, b.rekening_id, b.tanggal`,
    )
    return new Map(found.map(({ kunci, saldo }) => [kunci, BigInt(saldo)]))
  }

  function differenceOf(before: Totals, after: Totals): Totals {
    return new Map(
      [...after]
        .map(([kunci, saldo]) => [kunci, saldo - (before.get(kunci) ?? 0n)] as const)
        .filter(([, saldo]) => saldo !== 0n)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    )
  }

  async function sumOfLines(rekeningId: number, until: string): Promise<bigint> {
    const { saldo } = await oneRow(
      database.owner,
      sql<{
        saldo: string
      }>`select (coalesce(sum(case when r.saldo_normal = 'D' then b.debit - b.kredit else b.kredit - b.debit end), 0) * 100)::bigint::text as saldo
      from accounting.jurnal_baris b join fiscal.pub_rekening r on r.id = b.rekening_id
      where b.rekening_id = ${rekeningId} and b.tahun = ${tahun} and b.tanggal <= ${until}::date`,
    )
    return BigInt(saldo)
  }
})
