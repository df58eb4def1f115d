import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import { readJsonObject } from '../domain/read-json.ts'
import { listOwnDocuments, listUntold } from '../store/check-store.ts'
import type { AppendToLog, DocumentSource, RecordKind } from '../types.ts'

/** First record of the log: what was there before it began, and so is in no leaf. */
export const BEGINNING: RecordKind = {
  name: 'log.mulai',
  log: 'publik',
  label: { id: 'Log dimulai', en: 'The log begins' },
  keepsDocument: true,
}

/** Acts of one source that no log tells of: how many, and SHA-256 over their references in order. */
export type Untold = Readonly<{ count: number; sha256: string; newest: readonly string[] }>

const SHOWN_MAX = 20
const PAGE = 5_000

/** Acts that are neither in a log nor on their way to it. */
export async function findUntold(tx: Tx, source: DocumentSource): Promise<Untold> {
  const hash = createHash('sha256')
  let count = 0
  let newest: readonly string[] = []
  let refs = await source.list(tx, { limit: PAGE })
  while (refs.length > 0) {
    const after = refs.at(-1)
    const isLast = refs.length < PAGE || after === undefined
    const [untold, next] = await together([
      listUntold(tx, refs),
      isLast ? [] : source.list(tx, { limit: PAGE, after }),
    ])
    for (const ref of untold) hash.update(ref)
    count += untold.length
    newest = [...newest, ...untold].slice(-SHOWN_MAX)
    refs = next
  }
  return { count, sha256: hash.digest('hex'), newest }
}

/** Say once, as the first thing, what the log does not tell of. */
export async function tellBeginning(
  kit: Pick<Kit, 'now' | 'newId'> & Readonly<{ db: Tx }>,
  { append }: Readonly<{ append: AppendToLog }>,
  sources: readonly DocumentSource[],
): Promise<void> {
  const sumber: Record<string, Readonly<{ jumlah: number; sha256: string }>> = {}
  for (const source of sources) {
    const { count, sha256 } = await findUntold(kit.db, source)
    sumber[nameOf(source)] = { jumlah: count, sha256 }
  }
  await append(kit.db, {
    kind: BEGINNING,
    object: 'log',
    version: 1,
    ref: kit.newId(),
    actor: { kind: 'system', name: 'log' },
    at: kit.now(),
    document: { format: 'pendopo.mulai/1', sumber },
  })
}

/** A source goes by the first kind it declares. */
export function nameOf({ kinds }: DocumentSource): string {
  return kinds[0]?.name ?? ''
}

const Document = z.object({
  sumber: z.record(z.string(), z.object({ jumlah: z.number().int(), sha256: z.string() })),
})

/** What the first record says of each source; nothing was untold for a source that is not named. */
export async function readBeginning(
  tx: Tx,
): Promise<ReadonlyMap<string, Readonly<{ jumlah: number; sha256: string }>>> {
  const [first] = await listOwnDocuments(tx, BEGINNING.name)
  if (first === undefined) return new Map()
  const parsed = Document.safeParse(readJsonObject(first.isi))
  return new Map(Object.entries(parsed.success ? parsed.data.sumber : {}))
}
