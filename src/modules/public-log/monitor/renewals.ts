/** What a log says of names under which it has ended: nobody vouches for it, so it excuses nothing, it explains. */
import { z } from 'zod'
import type { AuditFault } from './faults.ts'
import type { FetchBytes } from './fetch-bytes.ts'
import { readText } from './served-checkpoint.ts'

const NAME_MAX = 1_000
const Size = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
const Row = z.object({
  asal: z.string().max(NAME_MAX),
  pengganti: z.string().max(NAME_MAX),
  ukuranTerakhir: Size,
  ukuran: Size,
  alasan: z.string().max(2_000),
  waktu: z.string().max(40),
})
const Rows = z.object({ lama: z.array(Row).max(1_000) })
type Row = z.infer<typeof Row>

export type Renewed = Extract<AuditFault, Readonly<{ kind: 'renewed' }>>

/**
 * Does today's name follow upon one that we remember, by the log's own account?
 *
 * @param known names that we remember
 * @returns nothing when the log does not say so
 */
export async function findRenewal(
  fetchBytes: FetchBytes,
  prefix: string,
  { known, origin }: Readonly<{ known: readonly string[]; origin: string }>,
): Promise<Renewed | undefined> {
  // What was found must be told even when the log does not answer this question.
  const text = await readText(fetchBytes, `${prefix}/lama`).catch(() => undefined)
  const rows = parseRows(text ?? '')
  const row = rows.find(({ asal }) => known.includes(asal) && leadsTo(rows, asal, origin))
  if (row === undefined) return undefined
  const { asal, waktu, alasan, ukuran, ukuranTerakhir } = row
  return { kind: 'renewed', asal, origin, waktu, alasan, ukuran, ukuranTerakhir }
}

function parseRows(text: string): readonly Row[] {
  try {
    return Rows.parse(JSON.parse(text)).lama
  } catch {
    return []
  }
}

function leadsTo(rows: readonly Row[], asal: string, origin: string): boolean {
  let name: string | undefined = asal
  for (let left = rows.length; left > 0 && name !== undefined; left -= 1) {
    name = rows.find((row) => row.asal === name)?.pengganti
    if (name === origin) return true
  }
  return false
}
