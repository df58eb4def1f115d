import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { digestTables } from '../../platform/db/backup.ts'
import { oneRow, rows, sql } from '../../platform/db/database.ts'
import { createSubmitBatch } from './actions/batch.ts'
import { findBrokenCounters } from './testing/broken-counters.ts'
import {
  BUD,
  codesOf,
  must,
  openTreasuryHouse,
  PA1,
  PPK,
  PPTK1,
  rupiah,
} from './testing/treasury-house.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0
const { app, database } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
let house: Awaited<ReturnType<typeof openTreasuryHouse>>
beforeAll(async () => {
  house = await openTreasuryHouse(app)
  must(await house.release(rupiah(500_000_000)))
})

const letter = { alasan: 'Tidak sesuai dengan dokumen pendukung.', suratNomor: '900/7' }
const STEPS = {
  setujui: (id: string) => house.check(id),
  'terbit-spm': (id: string) => house.sign(id),
  'terbit-sp2d': (id: string) => house.issue(id),
  cair: (id: string) => house.pay(id),
  'tolak-spp': (id: string) => house.take(PPK, id, { langkah: 'tolak-spp', ...letter }),
  'tolak-spm': (id: string) => house.take(PA1, id, { langkah: 'tolak-spm', ...letter }),
  'tolak-sp2d': (id: string) => house.take(BUD, id, { langkah: 'tolak-sp2d', ...letter }),
  'batal-sp2d': (id: string) => house.take(BUD, id, { langkah: 'batal-sp2d', ...letter }),
} as const

type Op = Readonly<{ what: string; amount: number; at: number }>

async function play(ids: string[], { what, amount, at }: Op): Promise<void> {
  const id = ids[at % Math.max(1, ids.length)]
  if (what !== 'ajukan') {
    if (id !== undefined) await STEPS[what as keyof typeof STEPS](id)
    return
  }
  const mataAnggaranId = house.mata[at] ?? ''
  const line = { mataAnggaranId, uraian: '', jumlahSen: rupiah(amount), pajak: [] }
  const made = await house.submit(house.form(0, { baris: [line] }))
  if (made.ok) ids.push(made.value.id)
}

describe('whatever officers do, in whatever order', () => {
  it('every counter stays the sum of its documents', async () => {
    const op = fc.oneof(
      fc.record({
        what: fc.constant('ajukan'),
        amount: fc.integer({ min: 1, max: 40_000_000 }),
        at: fc.nat(3),
      }),
      fc.record({
        what: fc.constantFrom(...Object.keys(STEPS)),
        amount: fc.nat(1_000),
        at: fc.nat(50),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(op, { minLength: 10, maxLength: 25 }), async (ops) => {
        const ids: string[] = []
        for (const one of ops) await play(ids, one)
        expect(await findBrokenCounters(database.owner)).toEqual([])
      }),
      { numRuns: 8 },
    )
  }, 120_000)
})

/** Run `work` with its nth statement failing, for n = 1, 2, … until it gets through. @returns how many failed */
async function failEach(work: () => Promise<unknown>): Promise<number> {
  const before = await digestTables(database.ownerUrl)
  for (let n = 1; n < 120; n += 1) {
    failAt = n
    seen = 0
    const outcome = await work().then(
      () => 'done',
      (error: Error) => error.message,
    )
    failAt = Number.POSITIVE_INFINITY
    if (outcome === 'done') return n - 1
    expect(outcome).toContain(FAILURE)
    if (n % 5 === 1) expect(await digestTables(database.ownerUrl)).toEqual(before)
  }
  throw new Error('never got through')
}

describe('whichever statement fails', () => {
  it('a request, an SP2D and its payment are stored whole or not at all', async () => {
    const form = house.form(50_000)
    expect(await failEach(() => house.submit(form, 'kunci-gagal-uji'))).toBeGreaterThan(10)
    const { id } = must(await house.submit(form, 'kunci-gagal-uji'))
    await house.toSpm(id)
    expect(await failEach(async () => must(await house.issue(id)))).toBeGreaterThan(8)
    expect(await failEach(async () => must(await house.pay(id)))).toBeGreaterThan(12)
    expect(await findBrokenCounters(database.owner)).toEqual([])
  }, 240_000)
})

describe('a batch', () => {
  it('is stored whole or not at all, with every refusal under its row', async () => {
    const { total } = await oneRow(
      database.owner,
      sql<{ total: number }>`select count(*)::int as total from treasury.spp s`,
    )
    const one = (row: number, amount: number) => ({
      row,
      skpdId: house.pupr.id,
      kunci: `borongan-${row}-${amount}`,
      form: house.form(amount),
    })
    const submit = createSubmitBatch(house.deps)
    const wrong = await submit(PPTK1, [one(2, 1_000), one(3, 900_000_000), one(4, 2_000)], false)
    expect(wrong.problems.map(({ row }) => row)).toEqual([3])
    const trial = await submit(PPTK1, [one(2, 1_000), one(3, 2_000)], true)
    expect(trial.problems).toEqual([])
    const after = await oneRow(
      database.owner,
      sql<{ total: number }>`select count(*)::int as total from treasury.spp s`,
    )
    expect(after.total).toBe(total)
    const good = await submit(
      PPTK1,
      Array.from({ length: 12 }, (_, at) => one(at + 2, 1_000 + at)),
      false,
    )
    expect(good.made).toHaveLength(12)
  }, 60_000)

  it('is issued part by part, least time left first, as far as cash goes, without a gap', async () => {
    const waiting = await rows(
      database.owner,
      sql<{ id: string }>`select s.id from treasury.spp s where s.tahap = 'diajukan'`,
    )
    for (const { id } of waiting) await house.toSpm(id)
    const maker = { ...PPTK1, grants: BUD.grants }
    expect(must(await app.treasury.issueBatch(maker, { limit: 5 }))).toBe(0)
    expect(codesOf(await app.treasury.issueBatch(PPK, { limit: 5 }))).toEqual(['BUKAN_WEWENANG'])
    const issued = must(await app.treasury.issueBatch(BUD, { limit: 1_000, each: 4 }))
    expect(issued).toBeGreaterThanOrEqual(12)
    const { gap, told } = await oneRow(
      database.owner,
      sql<{
        gap: number
        told: number
      }>`select (max(split_part(d.nomor, '/', 3)::int) - count(*)::int) as gap,
        (select count(*)::int from treasury.riwayat r where r.kejadian = 'terbit-sp2d') - count(*)::int as told
      from treasury.sp2d d`,
    )
    expect([gap, told]).toEqual([0, 0])
    expect(await findBrokenCounters(database.owner)).toEqual([])
  }, 60_000)
})
