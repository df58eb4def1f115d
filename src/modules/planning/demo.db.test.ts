import { expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { yearOf } from '../../kernel/date.ts'
import { sumSen } from '../../kernel/money.ts'
import { transaction } from '../../platform/db/database.ts'
import { seedPlanning } from '../../seed/demo-planning.ts'
import { stableId } from '../../seed/planning/data.ts'
import { runPeriksa } from './actions/periksa.ts'
import { listDokumen } from './store/dokumen-store.ts'

const { app } = await useRunningApp()
const { planning, kit } = app
const year = yearOf(kit.today())

it('gives the demo region plans that agree with each other and add up to what it spends', async () => {
  await transaction(app.jobDb, (tx) => seedPlanning(tx, planning))
  const documents = await listDokumen(kit.db)
  const enacted = documents.filter(({ status }) => status === 'ditetapkan')
  expect(enacted.length).toBeGreaterThan(45)
  for (const one of enacted)
    expect([one.judul, await runPeriksa(planning.deps, kit.db, one)]).toEqual([one.judul, []])
  for (const tahun of [year - 1, year, year + 1]) {
    const lines = await planning.rkpdBaris(kit.db, { tahun })
    const total = sumSen(lines.map(({ pagu }) => pagu))
    // Between 2.2 and 2.6 trillion rupiah, in sen.
    expect(total > 220_000_000_000_000n && total < 260_000_000_000_000n).toBe(true)
  }
}, 120_000)

it('has the same ids at every load, and loads once', async () => {
  const before = await listDokumen(kit.db)
  expect(before.some(({ id }) => id === stableId('rpjmd 1'))).toBe(true)
  await transaction(app.jobDb, (tx) => seedPlanning(tx, planning))
  expect(await listDokumen(kit.db)).toEqual(before)
}, 60_000)
