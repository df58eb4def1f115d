import { TILE_WIDTH, unpackEntries } from '../../../kernel/tlog/tiles.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { type Leaf, parseLeaf } from '../domain/leaf.ts'
import { listNewestEntri } from '../store/entri-store.ts'
import { readBundel } from '../store/ubin-store.ts'
import type { RecordKind } from '../types.ts'
import type { Documents } from './documents.ts'

export type ListedRecord = Readonly<{
  indeks: number
  waktu: Date
  jenis: string
  kind: RecordKind | undefined
  leaf: Leaf | undefined
}>

/** The newest records, last first, each with its leaf. */
export async function listRecords(
  documents: Documents,
  tx: Tx,
  limit: number,
): Promise<readonly ListedRecord[]> {
  const found = await listNewestEntri(tx, limit)
  const leaves = await readLeaves(
    tx,
    found.map(({ indeks }) => indeks),
  )
  return found.map(({ indeks, waktu, jenis }) => ({
    indeks,
    waktu,
    jenis,
    kind: documents.kindOf(jenis),
    leaf: leaves.get(indeks),
  }))
}

/** Leaves by their place; each bundle is read once. */
async function readLeaves(
  tx: Tx,
  places: readonly number[],
): Promise<ReadonlyMap<number, Leaf | undefined>> {
  const leaves = new Map<number, Leaf | undefined>()
  for (const nomor of new Set(places.map((indeks) => Math.floor(indeks / TILE_WIDTH)))) {
    const bundel = await readBundel(tx, 'publik', nomor)
    const entries = bundel === undefined ? [] : (unpackEntries(bundel) ?? [])
    for (const [at, entry] of entries.entries())
      leaves.set(nomor * TILE_WIDTH + at, parseLeaf(entry))
  }
  return leaves
}
