import { beforeAll, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { sen, sumSen } from '../../kernel/money.ts'
import { digestTables } from '../../platform/db/backup.ts'
import { run, sql, transaction } from '../../platform/db/database.ts'
import { createFillKas, createSaveKas } from './actions/kas.ts'
import { findVersi } from './store/versi-store.ts'
import { must, openBudgetHouse, openYear, PA, PPKD, TAPD } from './testing/budget-house.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0
const { app, database } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const tahun = 2044
const { deps } = app.budget
let house: Awaited<ReturnType<typeof openBudgetHouse>>
let apbd = ''

beforeAll(async () => {
  house = await openBudgetHouse(app, await openYear(app, tahun))
  apbd = await house.enactBudget([
    house.change({ volume: '1', harga: '1.000.000' }),
    house.change({ volume: '3', harga: '333,33' }, { key: 'b2' }),
  ])
})

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
  it('a version comes into force whole, with its cash plan, its event and its leaf, or not at all', async () => {
    must(
      await createFillKas(deps)(PPKD, { tahun, skpdId: house.pupr.id, weights: [], isAll: true }),
    )
    const versiId = await house.make('perubahan')
    const at = { versiId, skpdId: house.pupr.id }
    must(await house.movePart(TAPD, { ...at, ke: 'dikembalikan' }))
    must(await house.write(versiId, [house.change({ volume: '7', harga: '50.000' })]))
    await house.approve(versiId)
    must(await house.step(TAPD, { versiId, ke: 'diajukan' }))
    const order = { versiId, dasar: 'Perda 9', tanggal: `${tahun}-09-20` }
    expect(await failEach(() => house.enact(PPKD, order))).toBeGreaterThan(10)
    const [plan] = await app.budget.anggaranKas(app.kit.db, { tahun, skpdId: house.pupr.id })
    expect(plan && sumSen(plan.bulan)).toBe(sen(135_099_999n))
  }, 180_000)

  it('lines of a part are stored all or none', async () => {
    const versiId = await house.make('perubahan')
    must(await house.movePart(TAPD, { versiId, skpdId: house.pupr.id, ke: 'dikembalikan' }))
    const lines = [1, 2, 3].map((n) =>
      house.change({ volume: String(n), rekening: house.belanja[n]?.kode ?? '' }, { key: `b${n}` }),
    )
    expect(await failEach(() => house.write(versiId, lines))).toBeGreaterThan(6)
    must(await house.step(TAPD, { versiId, ke: 'batal' }))
  }, 180_000)
})

describe('a cash plan', () => {
  it('that does not add up is refused, by the program and by the database', async () => {
    const [position] = await app.budget.anggaranBerlaku(app.kit.db, { tahun })
    const mataAnggaranId = position?.id ?? ''
    const typed = [{ mataAnggaranId, bulan: ['1.000'] }]
    const done = await createSaveKas(deps)(PA, { tahun, skpdId: house.pupr.id, typed })
    expect(done.ok ? '' : done.refusals[0]?.code).toBe('KAS_JUMLAH')
    await expect(
      transaction(database.owner, async (tx) => {
        await run(
          tx,
          sql`update budget.kas set jumlah = jumlah + 1 where mata_anggaran_id = ${mataAnggaranId} and bulan = 3`,
        )
      }),
    ).rejects.toThrow('cash plan')
  })
})

describe('a closed chain', () => {
  it('names for every replaced version the one that followed it', async () => {
    const old = await findVersi(app.kit.db, apbd)
    expect(old?.status).toBe('diganti')
    const next = await findVersi(app.kit.db, old?.digantikanOleh ?? '')
    expect([next?.status, next?.indukId]).toEqual(['berlaku', apbd])
  })
})
