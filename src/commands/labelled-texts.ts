import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { Sample } from '../modules/citizen-reports/index.ts'
import { readCsv } from '../platform/csv/read-csv.ts'

export type TextColumns = Readonly<{
  /** Columns whose words are read one after the other. */
  text: readonly string[]
  label: string
  /** ISO date or time: texts are put in its order. Without it the order of the file is kept. */
  time?: string
}>

export type LabelledText = Sample & Readonly<{ time: string }>

const ROWS_MAX = 1_000_000

/** Bytes of a file, unpacked when its name ends in .gz. */
export function openBytes(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path)
  if (!path.endsWith('.gz')) return file
  const unpacked = createGunzip()
  file.once('error', (error) => unpacked.destroy(error))
  return file.pipe(unpacked)
}

/** Texts with their labels from a CSV file, oldest first; rows without a label or text are left out. */
export async function readLabelledTexts(
  path: string,
  columns: TextColumns,
): Promise<readonly LabelledText[]> {
  const required = [...columns.text, columns.label, ...(columns.time ? [columns.time] : [])]
  const found: LabelledText[] = []
  for await (const item of readCsv(openBytes(path), { required, limits: { rows: ROWS_MAX } })) {
    if (item.kind === 'problem') throw new Error(`${path}, baris ${item.row}: ${item.message}`)
    const text = columns.text.map((name) => item.cells[name] ?? '').join(' ')
    const label = (item.cells[columns.label] ?? '').trim()
    const time = columns.time === undefined ? '' : (item.cells[columns.time] ?? '')
    if (text.trim() !== '' && label !== '') found.push({ text, label, time })
  }
  return found.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}
