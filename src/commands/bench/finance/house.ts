import { tanggal as civil, yearOf } from '../../../kernel/date.ts'
import { oneRow, sql } from '../../../platform/db/database.ts'
import { type OwnHouse, withOwnHouse } from '../own-house.ts'
import type { LedgerHouse } from './ledger.ts'
import { type Counterparts, fillRekap, queueAll, seedJournals } from './seed-journals.ts'

export type LedgerWish = Readonly<{
  size: number
  /** Leave every journal to the job that folds, instead of filling its sums at once. */
  isQueued: boolean
}>

export function withLedgerHouse(
  { size, isQueued }: LedgerWish,
  work: (house: LedgerHouse) => Promise<void>,
): Promise<void> {
  return withOwnHouse('on', async (own) => {
    await own.app.seedWhenEmpty('fresh')
    const { house, others } = await openLedger(own, size)
    await seedJournals(house, others)
    if (isQueued) await queueAll(house)
    else await fillRekap(house)
    await work(house)
  })
}

async function openLedger(
  own: OwnHouse,
  size: number,
): Promise<Readonly<{ house: LedgerHouse; others: Counterparts }>> {
  const { app } = own
  const tahun = yearOf(app.kit.today())
  const kode = await app.fiscal.kodefikasi(app.kit.db, tahun)
  const leaves = kode.rekening.all.filter(({ isDaun }) => isDaun)
  const idsUnder = (beginning: string) =>
    leaves.filter((one) => one.kode.startsWith(beginning)).map(({ id }) => id)
  const idOf = (wanted: string) => kode.rekening.byKode.get(wanted)?.id ?? 0
  const { last } = await oneRow(
    own.owner,
    sql<{ last: string }>`select coalesce(max(j.id), 0)::text as last from accounting.jurnal j`,
  )
  return {
    house: {
      ...own,
      size,
      tahun,
      midMonth: civil(`${tahun}-11-16`),
      books: kode.skpd.all.map(({ id }) => id),
      accounts: idsUnder('5.1.'),
      firstId: Number(last) + 1,
    },
    others: {
      sal: idOf('3.1.02.07.01.0001'),
      beban: idsUnder('8.1.'),
      rk: idOf('3.1.03.01.01.0001'),
    },
  }
}
