import { z } from 'zod'
import { type Instant, instantMs, toDate } from '../../../../kernel/date.ts'
import type { CsvItem } from '../../../../platform/csv/read-csv.ts'
import type { KasusImpor } from '../../domain/impor/kasus.ts'

/** A row read, or a sentence about a cell that keeps it out. */
export type ImporItem =
  | Readonly<{ kind: 'kasus'; kasus: KasusImpor }>
  | Readonly<{ kind: 'problem'; row: number; column?: string; message: string }>

export const toDateCell = (at: Instant | null) => (at === null ? null : toDate(instantMs(at)))

/** One problem per wrong cell, with its column. */
export function readRow<T>(
  item: CsvItem,
  schema: z.ZodType<T, unknown>,
  make: (cells: T, row: number) => KasusImpor,
): readonly ImporItem[] {
  if (item.kind === 'problem') return [item]
  const parsed = schema.safeParse(item.cells)
  if (parsed.success) return [{ kind: 'kasus', kasus: make(parsed.data, item.row) }]
  return parsed.error.issues.map((issue) => ({
    kind: 'problem',
    row: item.row,
    column: String(issue.path[0] ?? ''),
    message: issue.message,
  }))
}

/** A time without a zone that its source wrote in UTC. */
export const utcCell = z
  .string()
  .trim()
  .regex(
    /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})?$/,
    'Tulis waktu UTC, misalnya 2022-03-01T02:15:00.',
  )
  .transform((text, context) => {
    if (text === '') return null
    const at = toDate(Date.parse(`${text}Z`))
    if (!Number.isNaN(at.getTime()) && at.toISOString().startsWith(text.slice(0, 19))) return at
    context.addIssue({
      code: 'custom',
      message: 'Tanggal atau jam ini tidak ada. Periksa angkanya.',
    })
    return z.NEVER
  })
