import { z } from 'zod'
import type { ByteSource } from '../../../../platform/csv/decode-text.ts'
import { type CsvProblem, readCsv } from '../../../../platform/csv/read-csv.ts'
import { PEMETAAN_JENIS, type PemetaanRow } from '../../domain/impor/mapping.ts'
import { optionalCell, textCell } from '../lapor-cell.ts'

const ROWS_MAX = 10_000

const PemetaanSchema = z.object({
  jenis: z.enum(PEMETAAN_JENIS, { error: `Pilih salah satu: ${PEMETAAN_JENIS.join(', ')}.` }),
  dari: textCell(1, 300),
  ke: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9.-]{0,79}$/, 'Isi kode: huruf kecil, angka, titik, tanda hubung.'),
  nama: optionalCell(200).prefault(''),
  singkatan: optionalCell(60).prefault(''),
})

/** A mapping file: what the source says (`dari`) and our code for it (`ke`). */
export async function readPemetaan(
  source: ByteSource,
): Promise<Readonly<{ rows: readonly PemetaanRow[]; problems: readonly CsvProblem[] }>> {
  const rows: PemetaanRow[] = []
  const problems: CsvProblem[] = []
  const options = {
    required: ['jenis', 'dari', 'ke'],
    optional: ['nama', 'singkatan'],
    limits: { rows: ROWS_MAX },
  }
  for await (const item of readCsv(source, options)) {
    if (item.kind === 'problem') {
      problems.push(item)
      continue
    }
    const parsed = PemetaanSchema.safeParse(item.cells)
    if (parsed.success) rows.push(parsed.data)
    else
      problems.push(
        ...parsed.error.issues.map((issue) => ({
          kind: 'problem' as const,
          row: item.row,
          column: String(issue.path[0] ?? ''),
          message: issue.message,
        })),
      )
  }
  return { rows, problems }
}
