import { describe, expect, it } from 'vitest'
import { tanggal } from '../src/kernel/date.ts'
import { openBudgetHouse, openYear } from '../src/modules/budget/testing/budget-house.ts'
import { oneRow, rows, run, sql } from '../src/platform/db/database.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database } = await useRunningApp()
const { accounting, kit } = app
const { db } = kit
const tahun = await openYear(app, 2047)
const budget = await openBudgetHouse(app, tahun)
const versiId = await budget.enactBudget([
  budget.change({ volume: '10', harga: '60.000' }),
  budget.change({ uraian: 'Tinta', volume: '3', harga: '90.000,50' }, { key: 'b2' }),
])

const inForce = async (awalan: string) =>
  BigInt(
    (
      await oneRow(
        database.owner,
        sql<{ jumlah: string }>`select (coalesce(sum(m.anggaran), 0) * 100)::bigint::text as jumlah
        from budget.pub_mata_anggaran m join fiscal.pub_rekening r on r.id = m.rekening_id
        where m.tahun = ${tahun} and r.kode like ${`${awalan}.%`}`,
      )
    ).jumlah,
  )
const budgeted = async (id: string) => {
  const scope = {
    tanggal: tanggal(`${tahun}-12-31`),
    lingkup: 'daerah',
    skpdIds: undefined,
  } as const
  const lra = await accounting.statements.laporan(db, 'lra', scope)
  return lra.baris.find((one) => one.id === id)?.anggaran
}
const countJournals = async () =>
  (
    await rows(
      database.owner,
      sql<{
        id: string
      }>`select j.id::text as id from accounting.jurnal j where j.peristiwa = 'dpa-berlaku'`,
    )
  ).length

describe('a budget in force', () => {
  it('stands in the books to the rupiah, once, however often it is told', async () => {
    const apbd = { tahun, versiId, jenis: 'apbd' } as const
    expect(await inForce('5')).toBe(870_001_50n)
    await accounting.syncBudget(db, apbd)
    expect(await budgeted('jumlah-belanja')).toBe(await inForce('5'))
    const journals = await countJournals()
    await accounting.syncBudget(db, apbd)
    expect(await countJournals()).toBe(journals)
  })

  it('that is cut and raised is journalled by what changed', async () => {
    // As a revision would leave it; how one is made is the budget's own test.
    await database.owner.transaction().execute(async (tx) => {
      await run(tx, sql`set local session_replication_role = replica`)
      await run(tx, sql`update budget.berlaku set jumlah = jumlah - 1000.50 where tahun = ${tahun}`)
    })
    const after = await inForce('5')
    await accounting.syncBudget(db, { tahun, versiId: 'uji-2', jenis: 'perubahan' })
    expect(after).toBe(869_001_00n)
    expect(await budgeted('jumlah-belanja')).toBe(after)
  })

  it('is journalled by the event that tells of it', () => {
    const subscribed = app.parts.flatMap(({ subscriptions }) => subscriptions)
    expect(subscribed.map(({ subscriber }) => subscriber)).toContain('accounting:versi-berlaku')
  })
})
