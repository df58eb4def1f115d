import type { Tanggal } from '../../../kernel/date.ts'
import type { Deps } from '../deps.ts'
import { type Measured, measure } from '../domain/catalogue/measured.ts'
import { type LamaRow, listLama } from '../store/rekap-store.ts'

/** The first of the month twelve months ago: measures are kept by month. */
export function yearAgo(today: Tanggal): string {
  return `${Number(today.slice(0, 4)) - 1}${today.slice(4, 7)}-01`
}

/** What services really took over the last twelve months, by one statement; none without a finished application. */
export async function measuredTimes(
  { kit }: Pick<Deps, 'kit'>,
  kodes: readonly string[],
): Promise<ReadonlyMap<string, Measured>> {
  const rows = await listLama(kit.db, kodes, yearAgo(kit.today()))
  const byKode = new Map<string, LamaRow[]>()
  for (const row of rows) byKode.set(row.kode, [...(byKode.get(row.kode) ?? []), row])
  const found = new Map<string, Measured>()
  for (const [kode, own] of byKode) {
    const of = (ukuran: LamaRow['ukuran']) => own.filter((row) => row.ukuran === ukuran)
    const measured = measure(of('total'), of('bersih'))
    if (measured !== undefined) found.set(kode, measured)
  }
  return found
}
