import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { tanggal } from '../kernel/date.ts'
import {
  type CitizenReports,
  hasCatalogues,
  loadCatalogues,
} from '../modules/citizen-reports/index.ts'
import { type Reference, upsertHariLibur, upsertTahun } from '../modules/reference/index.ts'
import { packageRoot } from '../package-root.ts'
import { type Tx, transaction } from '../platform/db/database.ts'
import type { Kit } from '../platform/kit.ts'

const folder = join(packageRoot, 'data')

export type BaseNeeds = Readonly<{
  kit: Kit
  reference: Reference
  citizenReports: CitizenReports
}>

/**
 * What a real installation starts with: categories, deadlines, reasons, templates, who outside the
 * region is responsible for what, and the national calendar. No people, no agencies, no reports.
 *
 * @returns false when catalogues are there already: nothing that staff changed is touched
 */
export async function loadBase({ kit, reference, citizenReports }: BaseNeeds): Promise<boolean> {
  const isLoaded = await transaction(kit.db, async (tx) => {
    if (await hasCatalogues(tx)) return false
    await loadCatalogues(tx, join(folder, 'laporan'), { isOwnUnitsKnown: false })
    await loadCalendar(tx)
    return true
  })
  if (!isLoaded) return false
  await reference.refresh()
  citizenReports.katalog.forget()
  return true
}

/** Rows of a CSV file that ships in data/. */
export async function readDataCsv(path: string): Promise<Record<string, string>[]> {
  const found: Record<string, string>[] = []
  for await (const row of createReadStream(join(folder, path)).pipe(
    parse({ columns: true, bom: true }),
  ))
    found.push(row)
  return found
}

/** National days off with their decrees; a year without one is a forecast. */
export async function loadCalendar(tx: Tx): Promise<void> {
  const days = await readDataCsv('referensi/hari-libur.csv')
  for (const row of days)
    await upsertHariLibur(tx, {
      tanggal: tanggal(row.tanggal ?? ''),
      nama: row.nama ?? '',
      jenis: row.jenis as 'libur_nasional',
      dasar: row.dasar ?? '',
    })
  const years = new Map(
    days.map((row) => [Number(row.tanggal?.slice(0, 4)), row.jenis === 'prakiraan']),
  )
  for (const [tahun, isForecast] of years)
    await upsertTahun(tx, tahun, isForecast ? 'prakiraan' : 'resmi')
}
