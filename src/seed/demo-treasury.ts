import { present } from '../kernel/assert.ts'
import { type Tanggal, tanggal, yearOf } from '../kernel/date.ts'
import { type Sen, sumSen } from '../kernel/money.ts'
import { findBerlakuVersi } from '../modules/budget/index.ts'
import { run, sql, type Tx } from '../platform/db/database.ts'
import { carryOn, cashLeft, closeByDecree, openBooks, useSilpa } from './finance/books.ts'
import { type Contracts, contractsOf, reserve, workMonth } from './finance/contracts.ts'
import { takeUpGoods, wearDown } from './finance/goods.ts'
import {
  accountNumber,
  BANK,
  BUD,
  must,
  openTahun,
  type Tahun,
  type TreasuryHouse,
  turnTo,
  workday,
} from './finance/house.ts'
import { fillQueue } from './finance/queue.ts'
import { receiveMonth } from './finance/revenue.ts'
import { type Paid, payMonth, release } from './finance/spending.ts'

/** Two years of a region's money, by the same actions officers use: last year whole, this year until today. */
export async function seedTreasury(tx: Tx, house: TreasuryHouse): Promise<void> {
  // Nothing is known of tables that were empty a moment ago: joins by loops would take the square of what is there.
  await run(tx, sql.raw('set local enable_nestloop = off'))
  const today = house.kit.today()
  const year = yearOf(today)
  const last = await openTahun(tx, house, {
    tahun: year - 1,
    sampai: tanggal(`${year - 1}-12-31`),
    isLast: false,
  })
  await closeByDecree(last, year - 2)
  const left = await openRegion(last)
  await openBooks(last, left)
  await useSilpa(last, left)
  await playYear(last)
  const running = await openTahun(tx, house, { tahun: year, sampai: today, isLast: true })
  // Last year's books are closed and wait for their audit; the year itself stays open until its decree.
  const rest = await cashLeft(last)
  await carryOn(last)
  await useSilpa(running, rest)
  await playYear(running)
  house.setNow(new Date(`${today}T04:00:00.000Z`))
}

const SILPA = '6.1'
/** Agencies whose goods of this year stand on cards; those of the others still wait for theirs. */
const TAKEN_UP = ['pupr', 'dikbud', 'dinkes', 'setda', 'bpkad', 'dinsos', 'dlh', 'dishub']

/** The region's account with what the year before had left. */
async function openRegion(year: Tahun): Promise<Sen> {
  const { work, posisi, tahun } = year
  turnTo(year, workday(tahun, 1, 2))
  const left = sumSen(
    posisi.filter(({ kode }) => kode.startsWith(SILPA)).map((one) => one.anggaran),
  )
  const order = { nama: 'Rekening Kas Umum Daerah', bank: BANK, nomor: accountNumber(1) }
  must(await work.openRkud(BUD, { ...order, saldoSen: left }))
  return left
}

async function playYear(year: Tahun): Promise<void> {
  const { tx, house, tahun, sampai } = year
  turnTo(year, workday(tahun, 1, 2))
  const versi = present(await findBerlakuVersi(tx, tahun), 'a year that is played has its budget')
  await house.accounting.syncBudget(tx, { tahun, versiId: versi.id, jenis: 'apbd' })
  const paid: Paid = new Map()
  const contracts = contractsOf(year, await house.planning.rkpdBaris(tx, { tahun }))
  const made: Contracts = new Map()
  reserve(contracts, paid)
  for (let bulan = 1; bulan <= monthOf(sampai); bulan += 1) {
    if (bulan % 6 === 1) await release(year, { from: bulan, to: bulan + 5 })
    await receiveMonth(year, bulan)
    await payMonth(year, bulan, paid)
    await workMonth(year, bulan, { contracts, made })
    await checkNow(tx)
  }
  if (year.isLast) await fillQueue(year, paid)
  await takeUpGoods(year, year.isLast ? TAKEN_UP : undefined)
  await wearDown(year)
  await checkNow(tx)
}

/** What is checked at the end of a transaction is checked after each month: the end of two years stays short. */
async function checkNow(tx: Tx): Promise<void> {
  // Plans made while tables were empty read them from end to end when they are full.
  await run(tx, sql.raw('discard plans'))
  await run(tx, sql.raw('set constraints all immediate'))
  await run(tx, sql.raw('set constraints all deferred'))
}

const monthOf = (day: Tanggal) => Number(day.slice(5, 7))
