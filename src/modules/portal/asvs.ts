import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

const Row = z.object({
  id: z.string().regex(/^\d{1,2}\.\d{1,2}\.\d{1,2}$/),
  level: z.enum(['1', '2']),
  topik: z.string().min(1),
  topic: z.string().min(1),
  kind: z.enum(['uji', 'dokumen', 'tidak-berlaku']),
  evidence: z.string().min(1),
})

/** One requirement of OWASP ASVS 5.0 in our own words, and what shows that it is met. */
export type AsvsRow = Readonly<z.infer<typeof Row>>

/** Chapter of a requirement: 6 for "6.2.4". */
export function chapterOf({ id }: Pick<AsvsRow, 'id'>): number {
  return Number(id.split('.')[0])
}

/** The matrix that ships with the program; a broken file stops the start, not a visitor. */
export function readAsvs(root: string): readonly AsvsRow[] {
  const text = readFileSync(join(root, 'docs/keamanan/asvs.csv'), 'utf8')
  return z.array(Row).parse(parse(text, { columns: true }))
}
