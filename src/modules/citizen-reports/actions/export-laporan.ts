import { type TimeZone, toInstant, zoneOf } from '../../../kernel/date.ts'
import { csvStream } from '../../../platform/csv/write-csv.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Katalog } from '../domain/katalog.ts'
import type { ListFilter } from '../domain/list-filter.ts'
import {
  type ExportRow,
  exportColumns,
  exportJsonStream,
  toExportRecords,
} from '../exchange/export-row.ts'
import { type ExportedCase, listExported } from '../store/export-store.ts'
import type { ListCursor } from '../store/list-conditions.ts'
import { listPublic } from '../store/list-store.ts'

/** Cases read at a time: memory holds this many whatever the size of the file. */
const CHUNK = 500

export type ExportFormat = 'csv' | 'json'
export type ExportDeps = Pick<Deps, 'kit' | 'reference' | 'katalog'>

/**
 * The published cases that fit, as text in pieces: CSV guarded against formulas, or a JSON array. Words
 * are masked once more, and no reporter, officer or secret case is in it.
 */
export async function exportLaporan(
  deps: ExportDeps,
  format: ExportFormat,
  filter: ListFilter,
): Promise<AsyncGenerator<string, void, undefined>> {
  const timezone = zoneOf(deps.kit.region())
  const katalog = await deps.katalog.get()
  const found = readCases(deps.kit.db, { filter, zone: timezone, now: deps.kit.now() })
  const records = toExportRecords(named(found, katalog, deps.reference), timezone)
  return format === 'csv' ? csvStream(records, exportColumns) : exportJsonStream(records)
}

type Reading = Readonly<{ filter: ListFilter; zone: TimeZone; now: Date }>

/** All cases that fit, page by page in the order of the list. */
async function* readCases(db: Db, reading: Reading): AsyncGenerator<ExportedCase> {
  for (let after: ListCursor | undefined; ; ) {
    const page = await listPublic(db, { ...reading, after, limit: CHUNK })
    yield* await listExported(
      db,
      page.rows.map((row) => row.id),
    )
    const next = page.hasMore ? page.rows.at(-1) : page.cut
    if (next === undefined) return
    after = next
  }
}

async function* named(
  cases: AsyncIterable<ExportedCase>,
  katalog: Katalog,
  reference: Deps['reference'],
): AsyncGenerator<ExportRow> {
  const placeOf = (kode: string | null) =>
    kode === null ? null : (reference.findWilayah(kode)?.nama ?? null)
  for await (const one of cases)
    yield {
      ...one,
      kategori: katalog.kategori.get(one.kategoriKode)?.nama.id ?? one.kategoriKode,
      kecamatan: placeOf(one.kecamatanKode),
      desa: placeOf(one.wilayahKode),
      perangkatDaerah:
        one.unitKode === null ? null : (reference.findUnit(one.unitKode)?.nama ?? one.unitKode),
      diterimaAt: toInstant(one.diterimaAt),
      diubahAt: toInstant(one.updatedAt),
      tenggatAt: one.tenggatAt && toInstant(one.tenggatAt),
      selesaiAt: one.selesaiAt && toInstant(one.selesaiAt),
    }
}
