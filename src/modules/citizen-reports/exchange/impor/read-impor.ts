import type { TimeZone } from '../../../../kernel/date.ts'
import type { ByteSource } from '../../../../platform/csv/decode-text.ts'
import { readCsv } from '../../../../platform/csv/read-csv.ts'
import { type ImporItem, readRow } from './cells.ts'
import { fromGeneric, GENERIC_KOLOM, genericSchema } from './generic.ts'
import { fromLapor2017, LAPOR_2017_KOLOM, Lapor2017Schema } from './lapor-2017.ts'
import { fromSurabaya, SURABAYA_KOLOM, SurabayaSchema } from './surabaya.ts'

export const IMPOR_FORMAT = ['surabaya-media-center', 'lapor-2017', 'umum'] as const
export type ImporFormat = (typeof IMPOR_FORMAT)[number]

export const IMPOR_ROWS_MAX = 2_000_000

export type ReadImporOptions = Readonly<{ format: ImporFormat; zone: TimeZone; sumber: string }>

/** Which of the forms a header belongs to; ours when it is none of the two that are known by name. */
export function recogniseFormat(header: readonly string[]): ImporFormat {
  const names = new Set(header.map((name) => name.trim().toLowerCase()))
  const has = (columns: readonly string[]) => columns.every((name) => names.has(name))
  if (has(SURABAYA_KOLOM)) return 'surabaya-media-center'
  return has(LAPOR_2017_KOLOM) ? 'lapor-2017' : 'umum'
}

/** Cases of a file one by one, in constant memory; what cannot be read is a problem with its place. */
export async function* readImpor(
  source: ByteSource,
  { format, zone, sumber }: ReadImporOptions,
): AsyncGenerator<ImporItem, void, undefined> {
  const limits = { rows: IMPOR_ROWS_MAX }
  if (format === 'surabaya-media-center') {
    for await (const item of readCsv(source, { required: SURABAYA_KOLOM, limits }))
      yield* readRow(item, SurabayaSchema, fromSurabaya)
    return
  }
  if (format === 'lapor-2017') {
    for await (const item of readCsv(source, { required: LAPOR_2017_KOLOM, limits }))
      yield* readRow(item, Lapor2017Schema, (cells, row) => fromLapor2017(cells, row, zone))
    return
  }
  const names = Object.entries(GENERIC_KOLOM)
  const required = names.filter(([, about]) => about.startsWith('*')).map(([name]) => name)
  const optional = names.filter(([, about]) => !about.startsWith('*')).map(([name]) => name)
  const schema = genericSchema(zone)
  for await (const item of readCsv(source, { required, optional, limits }))
    yield* readRow(item, schema, (cells, row) => fromGeneric(cells, row, sumber))
}
