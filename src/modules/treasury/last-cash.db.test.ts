import { expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { oneRow, sql } from '../../platform/db/database.ts'
import { must, openTreasuryHouse, rupiah } from './testing/treasury-house.ts'

const { app, database } = await useRunningApp()

it('pays an SP2D that takes more than half of all the cash there is', async () => {
  const house = await openTreasuryHouse(app)
  must(await house.release(rupiah(1_000_000_000)))
  const amounts = [100_000_000, 200_000_000, 300_000_000]
  const baris = amounts.map((amount, at) => ({
    mataAnggaranId: house.mata[at] ?? '',
    uraian: '',
    jumlahSen: rupiah(amount),
    pajak: [],
  }))
  const { id } = must(await house.submit(house.form(0, { baris })))
  await house.toSpm(id)
  must(await house.issue(id))
  must(await house.pay(id))
  const kas = await oneRow(
    database.owner,
    sql<{
      saldo: string
      dipesan: string
    }>`select k.saldo::text as saldo, k.dipesan::text as dipesan
    from treasury.kas k where k.jenis = 'rkud'`,
  )
  expect(kas).toEqual({ saldo: '400000000.00', dipesan: '0.00' })
})
