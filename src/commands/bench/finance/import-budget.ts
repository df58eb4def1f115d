import { createImportApbd } from '../../../modules/budget/index.ts'
import { readCsv } from '../../../platform/csv/read-csv.ts'
import type { OwnHouse } from '../own-house.ts'

type CsvSource = Parameters<typeof readCsv>[0]

/** A file taken in as the budget in force of a year, as `pendopo import apbd` does it. */
export async function importBudget(
  { budget, jobDb }: OwnHouse['app'],
  {
    tahun,
    source,
    isTambahKode,
  }: Readonly<{
    tahun: number
    source: CsvSource
    isTambahKode: boolean
  }>,
): Promise<void> {
  const done = await createImportApbd(budget.deps)(jobDb, readCsv(source), {
    tahun,
    judul: `APBD ${tahun}`,
    dasar: `Perda 1/${tahun}`,
    tanggal: `${tahun}-01-02`,
    sumber: 'ukur',
    kolom: {},
    isTambahKode,
    isPeriksa: false,
  })
  if (!done.ok) throw new Error(done.refusals[0]?.message)
}
