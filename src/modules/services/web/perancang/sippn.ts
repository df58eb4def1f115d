import { writeCsvRow } from '../../../../platform/csv/write-csv.ts'
import type { Deps } from '../../deps.ts'
import { COMPONENTS, standardOf } from '../../domain/catalogue/standard.ts'
import type { Layanan } from '../../domain/definition/types.ts'
import { type SippnRow, sippnCells, sippnRow } from '../../domain/perancang/sippn.ts'
import { katalogMessages } from '../../messages/index.ts'
import { hoursPerDay, standardWords } from '../words.ts'

/** @returns what the national catalogue shows of a service; in Indonesian, as it does */
export function sippnOf({ reference, kit }: Deps, isi: Layanan): SippnRow {
  const today = kit.today()
  return sippnRow(isi, {
    standard: standardOf(isi, {
      lang: 'id',
      hoursPerDay: hoursPerDay(reference.calendar(), today),
      words: standardWords('id'),
      on: today,
    }),
    penyelenggara: reference.findUnit(isi.owner)?.nama ?? isi.owner,
  })
}

/** Of every service in force, in the order of their codes. */
export async function sippnOfAll(deps: Deps): Promise<readonly SippnRow[]> {
  const { layanan } = await deps.layanan.katalog()
  return [...layanan.values()]
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map((one) => sippnOf(deps, one))
}

/** @returns the rows as CSV, components named as a service's own page names them */
export function writeSippn(rows: readonly SippnRow[]): string {
  const { components } = katalogMessages('id')
  const header = [
    'kode',
    'versi',
    'nomor_sippn',
    'nama',
    'ringkasan',
    'penyelenggara',
    ...COMPONENTS.map((component) => components[component]),
  ]
  return [header, ...rows.map(sippnCells)].map(writeCsvRow).join('')
}
