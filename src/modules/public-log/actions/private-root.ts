import { z } from 'zod'
import { hexOf } from '../../../kernel/digest-format.ts'
import type { Kit } from '../../../platform/kit.ts'
import { readJsonObject } from '../domain/read-json.ts'
import { readPohon } from '../store/titipan-store.ts'
import type { AppendToLog, RecordKind } from '../types.ts'

/** Root of the private log, told in the public one: who looks after the looks is looked after as well. */
export const PRIVATE_ROOT: RecordKind = {
  name: 'log.akar-audit',
  log: 'publik',
  label: { id: 'Akar log audit', en: 'Root of the audit log' },
  keepsDocument: true,
}

const Document = z.object({ ukuran: z.number().int(), akar: z.string() })

/** What such a record says; undefined for what we did not write. */
export function readToldRoot(bytes: Buffer): Readonly<{ size: number; root: string }> | undefined {
  const parsed = Document.safeParse(readJsonObject(bytes))
  return parsed.success ? { size: parsed.data.ukuran, root: parsed.data.akar } : undefined
}

/** Busy offices look at data every few seconds; once a minute is often enough to be bound by it. */
const EVERY_MS = 60_000

/** @returns what is called every second: it tells when the private log has grown and the last time is long enough ago */
export function createTellRoot(
  kit: Pick<Kit, 'db' | 'now' | 'newId'>,
  { append }: Readonly<{ append: AppendToLog }>,
): (size: number) => Promise<void> {
  let toldAt = Number.NEGATIVE_INFINITY
  let toldSize = 0
  return async (size) => {
    const at = kit.now()
    if (size === 0 || size === toldSize || at.getTime() - toldAt < EVERY_MS) return
    const pohon = await readPohon(kit.db, 'audit')
    if (pohon === undefined) return
    toldAt = at.getTime()
    toldSize = pohon.ukuran
    await append(kit.db, {
      kind: PRIVATE_ROOT,
      object: 'audit',
      version: pohon.ukuran,
      ref: kit.newId(),
      actor: { kind: 'system', name: 'log' },
      at,
      document: {
        format: 'pendopo.akar/1',
        log: pohon.asal,
        ukuran: pohon.ukuran,
        akar: hexOf(pohon.akar),
      },
    })
  }
}
