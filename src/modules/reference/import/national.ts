import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { dotted, isWilayahKode, tingkatOf } from '../domain/wilayah-kode.ts'
import { upsertWilayah } from '../store.ts'
import type { Wilayah } from '../types.ts'

const BATCH = 5_000
const PROBLEMS_MAX = 1_000

export type ImportProgress = (done: number, what: string) => void
/** A row or feature that cannot be taken, by its place in the file. */
export type ImportProblem = Readonly<{ file: string; row: number; message: string }>

export type NationalReport = Readonly<{
  /** Areas read, by level of the code: provinces, regencies, districts, villages. */
  read: number
  /** Rows that were new or carry another name now. */
  changed: number
  problems: readonly ImportProblem[]
}>

const LEVELS = [
  { file: 'provinces.csv', parent: undefined },
  { file: 'regencies.csv', parent: 'province_code' },
  { file: 'districts.csv', parent: 'regency_code' },
  { file: 'villages.csv', parent: 'district_code' },
] as const

/** The folder of idn-area-data's files. */
function nationalFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('idn-area-data')), '../data')
}

/**
 * The national area codes of the idn-area-data package: provinces to villages, 91,592 rows in version
 * 3.1.2. All rows are checked first; then all are stored or none. Running it again only mends names.
 *
 * @param options.isDryRun check and count, store nothing
 */
export async function importNationalWilayah(
  db: Tx,
  onProgress: ImportProgress,
  options: Readonly<{ isDryRun?: boolean; folder?: string }> = {},
): Promise<NationalReport> {
  const { list, problems } = await readNational(options.folder ?? nationalFolder(), onProgress)
  if (problems.length > 0 || options.isDryRun === true)
    return { read: list.length, changed: 0, problems }
  return transaction(db, async (tx) => {
    let changed = 0
    for (let from = 0; from < list.length; from += BATCH) {
      changed += await upsertWilayah(tx, list.slice(from, from + BATCH))
      onProgress(Math.min(from + BATCH, list.length), 'menyimpan wilayah')
    }
    return { read: list.length, changed, problems }
  })
}

type National = Readonly<{ list: readonly Wilayah[]; problems: readonly ImportProblem[] }>

async function readNational(folder: string, onProgress: ImportProgress): Promise<National> {
  const list: Wilayah[] = []
  const problems: ImportProblem[] = []
  const known = new Set<string>()
  for (const { file, parent } of LEVELS) {
    let row = 1
    // Codes are read as text: a numeric parser would destroy "01.11".
    for await (const cells of createReadStream(join(folder, file)).pipe(
      // One village carries a quote in the middle of its name.
      parse({ columns: true, bom: true, relax_quotes: true }),
    )) {
      row += 1
      const read = readRow(cells, parent, known)
      if (typeof read !== 'string') {
        known.add(read.kode)
        list.push(read)
      } else if (problems.length < PROBLEMS_MAX) problems.push({ file, row, message: read })
      if (list.length % BATCH === 0) onProgress(list.length, 'membaca wilayah')
    }
  }
  return { list, problems }
}

function readRow(
  cells: Readonly<Record<string, string>>,
  parent: string | undefined,
  known: ReadonlySet<string>,
): Wilayah | string {
  const kode = dotted(String(cells.code ?? ''))
  const indukKode = parent === undefined ? null : dotted(String(cells[parent] ?? ''))
  const nama = String(cells.name ?? '').trim()
  if (!isWilayahKode(kode)) return `Kode "${String(cells.code).slice(0, 20)}" bukan kode wilayah.`
  if (nama === '') return `Wilayah ${kode} tidak bernama.`
  if (known.has(kode)) return `Kode ${kode} tertulis dua kali.`
  if (indukKode !== null && !known.has(indukKode))
    return `Induk ${indukKode} dari ${kode} tidak ada.`
  return { kode, nama, tingkat: tingkatOf(kode), indukKode }
}
