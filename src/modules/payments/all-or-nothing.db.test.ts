import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { sen } from '../../kernel/money.ts'
import { digestTables } from '../../platform/db/backup.ts'
import { demoAccountId } from '../identity/index.ts'
import { createPayCash } from './actions/cash.ts'
import { receive } from './actions/receive.ts'
import { createSolveStuck } from './actions/solve.ts'
import { findPenerimaan } from './store/pelunasan-store.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0

const { app, database } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const { payments, kit } = app
const { deps } = payments
const DAY_MS = 86_400_000
const TREASURER: SignedIn = {
  kind: 'officer',
  accountId: demoAccountId('bendahara-pupr'),
  name: 'Fitri',
  grants: [{ role: 'bendahara', unitKode: 'pupr' }],
}

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

const bill = () => ({
  subject: { kind: 'permohonan', id: randomUUID() },
  judul: 'Retribusi pemakaian lapangan',
  lines: [['Sewa dua jam', sen(5_000_000n)]] as const,
  sampai: new Date(kit.now().getTime() + 7 * DAY_MS),
  pembayar: { accountId: demoAccountId('warga'), nama: 'Wahyuni Larasati' },
})
async function made(): Promise<string> {
  const one = await payments.bill(kit.db, bill())
  if (!one.ok) throw new Error('not made')
  return one.value.kodeBayar
}
const paidFor = (kodeBayar: string, dibayarAt = kit.now()) => ({
  transaksi: `T-${randomUUID()}`,
  kodeBayar,
  jumlah: sen(5_000_000n),
  jalur: 'qris' as const,
  dibayarAt,
})

describe('whichever statement fails', () => {
  it('a bill is made whole or not at all', async () => {
    const one = bill()
    expect(await failEach(() => payments.bill(kit.db, one))).toBeGreaterThan(5)
  }, 120_000)

  it('a payment settles, tells and records, or leaves everything as it was', async () => {
    const paid = paidFor(await made())
    const work = () => receive(deps, kit.db, { paid, sumber: 'panggilan' })
    expect(await failEach(work)).toBeGreaterThan(8)
  }, 120_000)

  it('cash settles with its receipt number, or the number is still free', async () => {
    const kodeBayar = await made()
    const payCash = createPayCash(deps)
    const work = () => payCash(TREASURER, { kodeBayar, isCounted: true })
    expect(await failEach(work)).toBeGreaterThan(8)
    const next = await payCash(TREASURER, { kodeBayar: await made(), isCounted: true })
    expect(next?.ok && next.value.kuitansiNomor).toMatch(/-000002-/)
  }, 120_000)

  it('a late payment is accepted whole or still waits', async () => {
    const kodeBayar = await made()
    const late = paidFor(kodeBayar, new Date(kit.now().getTime() + 8 * DAY_MS))
    await receive(deps, kit.db, { paid: late, sumber: 'rekonsiliasi' })
    const stuck = await findPenerimaan(kit.db, late.transaksi)
    const solve = createSolveStuck(deps)
    const order = { id: stuck?.id ?? '', cara: 'diterima', alasan: 'Dibayar sebelum loket tutup.' }
    expect(await failEach(() => solve(TREASURER, order))).toBeGreaterThan(8)
  }, 120_000)
})
