import type { Actor } from '../kernel/actor.ts'
import { assert } from '../kernel/assert.ts'
import { yearOf } from '../kernel/date.ts'
import { type Fiscal, toBaris } from '../modules/fiscal/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Kit } from '../platform/kit.ts'
import { type BudgetHouse, seedBudget } from './demo-budget.ts'
import { seedTreasury } from './demo-treasury.ts'
import type { TreasuryHouse } from './finance/house.ts'
import { readDataCsv } from './load-base.ts'

const SEEDER: Actor = { kind: 'system', name: 'contoh' }
/** First year the demo's agencies exist: before the oldest fiscal year it can have. */
const SKPD_FROM = 2021

export type FinanceSeed = Readonly<{ kit: Kit; fiscal: Fiscal }>

/** Agencies as budget users, and four fiscal years: two closed later, one running, one in preparation. */
export async function loadDemoFinance(tx: Tx, { kit, fiscal }: FinanceSeed): Promise<void> {
  const lines = (await readDataCsv('demo/skpd.csv')).map(toBaris)
  const loaded = await fiscal.muatKode(tx, {
    tabel: 'skpd',
    cara: 'tambah',
    mulai: SKPD_FROM,
    baris: lines,
    dasar: 'Kabupaten contoh',
    sumber: 'data/demo/skpd.csv',
    oleh: 'contoh',
  })
  assert(loaded.ok, 'the demo agencies can be loaded')
  const year = yearOf(kit.today())
  const prices = (await readDataCsv('demo/standar-harga.csv')).map((cells, index) => ({
    row: index + 2,
    cells,
  }))
  for (const tahun of [year - 2, year - 1, year, year + 1]) {
    await openYear(tx, fiscal, tahun, year)
    const done = await fiscal.muatStandar(tx, {
      tahun,
      rows: prices,
      dasar: `Perbup Standar Harga ${tahun} (contoh)`,
      sumber: 'data/demo/standar-harga.csv',
      oleh: 'contoh',
    })
    assert(done.ok, 'the demo price standards are sound')
  }
}

async function openYear(tx: Tx, fiscal: Fiscal, tahun: number, current: number): Promise<void> {
  const steps: (readonly ['penyusunan' | 'berjalan', string])[] = [
    ['penyusunan', `Surat Edaran Bupati Nomor 900/${tahun - 1}`],
  ]
  if (tahun <= current) steps.push(['berjalan', `Perda APBD Tahun ${tahun}`])
  for (const [ke, dasar] of steps) {
    const done = await fiscal.setTahun(tx, { actor: SEEDER, tahun, ke, dasar })
    assert(done.ok, 'a demo year takes its steps')
  }
}

export type FinanceHistory = BudgetHouse & TreasuryHouse

/** Budgets made by the same actions officers use. */
export async function loadBudgets(tx: Tx, house: FinanceHistory): Promise<void> {
  await seedBudget(tx, house)
}

/** What happened in the fiscal years: released, received, spent and booked. */
export async function loadTreasury(tx: Tx, house: FinanceHistory): Promise<void> {
  await seedTreasury(tx, house)
}
