import { createHash } from 'node:crypto'
import { DAY_MS } from '../../../kernel/date.ts'
import { uuidV4 } from '../../../kernel/id.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { findLaporanById, findLaporanByKunciKlien } from '../store/laporan-store.ts'

/** An id made from words: the same words give the same id, so a resend meets its first arrival. */
export function uuidFrom(...parts: readonly string[]): string {
  return uuidV4(createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16))
}

/**
 * The client key of a report that came without an id of its own: the same words of the same sender
 * within 24 hours are the same report, later they are a new one.
 */
export async function kunciWithinDay(tx: Tx, now: Date, parts: readonly string[]): Promise<string> {
  const day = Math.floor(now.getTime() / DAY_MS)
  const yesterday = uuidFrom(...parts, String(day - 1))
  const known = await findLaporanByKunciKlien(tx, yesterday)
  const laporan = known === undefined ? undefined : await findLaporanById(tx, known.id)
  const isRecent = laporan !== undefined && now.getTime() - laporan.diterimaAt.getTime() <= DAY_MS
  return isRecent ? yesterday : uuidFrom(...parts, String(day))
}
