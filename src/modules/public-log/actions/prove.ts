import { present } from '../../../kernel/assert.ts'
import type { Hash } from '../../../kernel/tlog/merkle.ts'
import { formatProofFile } from '../../../kernel/tlog/proof-file.ts'
import { proofFrom, tilesFor, type Wanted, wantedForInclusion } from '../../../kernel/tlog/prove.ts'
import { pathOfTile, TILE_WIDTH, unpackEntries } from '../../../kernel/tlog/tiles.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { formatExtra, type Leaf, parseLeaf } from '../domain/leaf.ts'
import type { Entri } from '../store/entri-store.ts'
import {
  readCosignatures,
  readLatestCheckpoint,
  readWitnessed,
  type Titik,
} from '../store/titik-store.ts'
import { readBundel, readTiles } from '../store/ubin-store.ts'

/** A leaf with all that proves it. */
export type Proven = Readonly<{
  indeks: number
  leaf: Leaf
  entry: Uint8Array
  /** The checkpoint it is proved under: the newest that witnesses have signed, else the newest. */
  ukuran: number
  saksi: number
  proofFile: string
}>

/** The whole checkpoint: signed by the log, and by every witness that has answered for it. */
export async function wholeCheckpoint(tx: Tx, titik: Titik): Promise<string> {
  return titik.nota + (await readCosignatures(tx, titik.ukuran)).join('')
}

/** @returns undefined while no signed checkpoint holds the entry yet */
export async function prove(tx: Tx, entri: Entri): Promise<Proven | undefined> {
  const titik =
    (await readWitnessed(tx, entri.indeks)) ?? (await readLatestCheckpoint(tx, 'publik'))
  if (titik === undefined || titik.ukuran <= entri.indeks) return undefined
  return proveUnder(tx, entri, titik)
}

/** @param titik a signed checkpoint that holds the entry */
export async function proveUnder(tx: Tx, { indeks, garam }: Entri, titik: Titik): Promise<Proven> {
  const cosignatures = await readCosignatures(tx, titik.ukuran)
  const entry = present(await readEntry(tx, indeks), 'an entry of the tree is in its bundle')
  const proof = await proofOf(tx, wantedForInclusion(indeks, titik.ukuran))
  return {
    indeks,
    leaf: present(parseLeaf(entry), 'what we wrote is a leaf'),
    entry,
    ukuran: titik.ukuran,
    saksi: cosignatures.length,
    proofFile: formatProofFile({
      extra: formatExtra({ entry, ...(garam === null ? {} : { salt: Uint8Array.from(garam) }) }),
      index: indeks,
      proof,
      checkpoint: titik.nota + cosignatures.join(''),
    }),
  }
}

/** Hashes of a proof about the public tree, which was signed. */
export async function proofOf(tx: Tx, wanted: Wanted): Promise<readonly Hash[]> {
  return present(await findProof(tx, wanted), 'the tiles of a signed tree are stored')
}

/** @returns undefined when the tiles are not there */
export async function findProof(tx: Tx, wanted: Wanted): Promise<readonly Hash[] | undefined> {
  const needed = tilesFor(wanted)
  const tiles = await readTiles(tx, 'publik', needed)
  if (!needed.every((tile) => tiles.has(pathOfTile(tile)))) return undefined
  return proofFrom(sha256, wanted, (tile) => tiles.get(pathOfTile(tile)) ?? new Uint8Array())
}

/** @returns undefined when no bundle holds the entry */
export async function readEntry(tx: Tx, indeks: number): Promise<Uint8Array | undefined> {
  const bundel = await readBundel(tx, 'publik', Math.floor(indeks / TILE_WIDTH))
  const entries = bundel === undefined ? undefined : unpackEntries(bundel)
  const entry = entries?.[indeks % TILE_WIDTH]
  return entry === undefined ? undefined : Uint8Array.from(entry)
}
