import { hexOf } from '../../../kernel/digest-format.ts'
import { type Edge, EMPTY_EDGE, grow, packHashes, rootOfEdge } from '../../../kernel/tlog/grow.ts'
import { isSameHash, leafHash } from '../../../kernel/tlog/merkle.ts'
import { pathOfTile, TILE_WIDTH, unpackEntries } from '../../../kernel/tlog/tiles.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { type Leaf, parseLeaf, saltedDigest } from '../domain/leaf.ts'
import { type Bundel, listBundel, listWaiting } from '../store/check-store.ts'
import { type Entri, listEntri } from '../store/entri-store.ts'
import { readPohon } from '../store/titipan-store.ts'
import { readTiles } from '../store/ubin-store.ts'
import type { LogName } from '../types.ts'
import type { Documents } from './documents.ts'

export type LogFault = Readonly<{
  log: LogName
  /** "entri 1234", "ubin tile/0/004", "baris 0190…". */
  place: string
  /** What is wrong with it, as a sentence without its subject. */
  what: string
}>

export type CheckedTree = Readonly<{ size: number; root: Uint8Array; faults: readonly LogFault[] }>

type Checking = Readonly<{
  tx: Tx
  log: LogName
  documents: Documents
  /** More faults than this are not collected: the log is lost either way. */
  faultsMax: number
}>

/** Bundles looked at together: 4,096 entries. */
const BUNDLES = 16

/**
 * Read a whole log as it is stored, and the acts it tells of from where their modules keep them: leaves
 * against tiles, tiles against tiles, the root, and every document against its leaf. What was changed,
 * removed, added or moved behind the program's back is named.
 */
export async function checkTree(checking: Checking): Promise<CheckedTree> {
  const { tx, log, faultsMax } = checking
  const faults: LogFault[] = []
  const tell = (place: string, what: string) => {
    if (faults.length < faultsMax) faults.push({ log, place, what })
  }
  const pohon = await readPohon(tx, log)
  let edge: Edge = EMPTY_EDGE
  let isBroken = false
  for (let from = 0; !isBroken; from += BUNDLES) {
    const bundles = await listBundel(tx, { log, from, limit: BUNDLES })
    const { entries, fault } = entriesOf(bundles, from)
    if (fault !== undefined) tell(fault.place, fault.what)
    // Behind a bundle that is gone nothing has its place any longer.
    isBroken = fault !== undefined
    const entri = await listEntri(tx, { log, from: edge.size, limit: BUNDLES * TILE_WIDTH })
    if (entries.length === 0) {
      for (const { indeks } of entri) tell(`entri ${indeks}`, 'tidak punya daun dalam pohon')
      break
    }
    await checkEntries(checking, { from: edge.size, entries, entri, tell })
    const growth = grow(
      sha256,
      edge,
      entries.map((entry) => leafHash(sha256, entry)),
    )
    await checkTiles(checking, growth.tiles, tell)
    edge = growth.edge
  }
  await checkWaiting(checking, tell)
  const root = rootOfEdge(sha256, edge)
  const stored = pohon?.ukuran ?? 0
  if (stored !== edge.size) tell('pohon', `berisi ${edge.size} entri, tercatat ${stored}`)
  else if (pohon !== undefined && !isSameHash(root, pohon.akar))
    tell(
      'pohon',
      `akarnya ${hexOf(root).slice(0, 16)}…, tercatat ${hexOf(pohon.akar).slice(0, 16)}…`,
    )
  return { size: edge.size, root, faults }
}

/** What waits is not in the tree yet, but must tell of an act all the same. */
async function checkWaiting(checking: Checking, tell: Tell): Promise<void> {
  const waiting = await listWaiting(checking.tx, checking.log)
  const entries = waiting.map(({ daun }) => daun)
  const entri = waiting.map(({ jenis, acuan, garam, waktu }, indeks) => ({
    indeks,
    jenis,
    acuan,
    garam,
    waktu,
  }))
  await checkEntries(checking, {
    from: 0,
    entries,
    entri,
    tell: (place, what) => tell(`titipan, ${place}`, what),
  })
}

type Tell = (place: string, what: string) => void

function entriesOf(
  bundles: readonly Bundel[],
  first: number,
): Readonly<{ entries: readonly Uint8Array[]; fault?: Pick<LogFault, 'place' | 'what'> }> {
  const entries: Uint8Array[] = []
  for (const [at, { nomor, isi }] of bundles.entries()) {
    const inside = unpackEntries(isi)
    const isInRow = nomor === first + at && entries.length === at * TILE_WIDTH
    if (inside === undefined || !isInRow) {
      const what = inside === undefined ? 'tidak dapat dibaca' : 'hilang atau tidak penuh'
      return { entries, fault: { place: `bundel ${isInRow ? nomor : first + at}`, what } }
    }
    entries.push(...inside)
  }
  return { entries }
}

type Told = Readonly<{ row: Entri; leaf: Leaf }>

type Part = Readonly<{
  from: number
  entries: readonly Uint8Array[]
  entri: readonly Entri[]
  tell: Tell
}>

async function checkEntries(checking: Checking, part: Part): Promise<void> {
  const rows = new Map(part.entri.map((row) => [row.indeks, row]))
  const told: Told[] = []
  for (const [at, entry] of part.entries.entries()) {
    const indeks = part.from + at
    const leaf = parseLeaf(entry)
    const row = rows.get(indeks)
    if (leaf === undefined) part.tell(`entri ${indeks}`, 'bukan daun yang kami tulis')
    if (row === undefined) part.tell(`entri ${indeks}`, 'hilang dari tabel entri')
    if (leaf === undefined || row === undefined) continue
    if (row.jenis !== leaf.type || row.waktu.toISOString() !== leaf.time)
      part.tell(`entri ${indeks}`, 'jenis atau waktunya lain dari daunnya')
    else told.push({ row, leaf })
  }
  for (const [kind, group] of groupByType(told))
    await checkDocuments(checking, { kind, group, tell: part.tell })
}

function groupByType(told: readonly Told[]): ReadonlyMap<string, readonly Told[]> {
  const groups = new Map<string, Told[]>()
  for (const one of told) {
    const group = groups.get(one.leaf.type) ?? []
    group.push(one)
    groups.set(one.leaf.type, group)
  }
  return groups
}

async function checkDocuments(
  { tx, documents }: Checking,
  { kind, group, tell }: Readonly<{ kind: string; group: readonly Told[]; tell: Tell }>,
): Promise<void> {
  const salted = group.filter(({ row }) => row.garam !== null)
  const found = await documents.read(
    tx,
    kind,
    salted.map(({ row }) => row.acuan),
  )
  for (const { row, leaf } of salted) {
    const document = found.get(row.acuan)
    const place = `entri ${row.indeks} (${leaf.object})`
    if (document === undefined) tell(place, `dokumennya hilang: ${leaf.type} ${row.acuan}`)
    else if (saltedDigest(sha256, row.garam ?? new Uint8Array(), document.bytes) !== leaf.sha256)
      tell(place, `dokumen atau garamnya diubah: ${leaf.type} ${row.acuan}`)
  }
}

async function checkTiles(
  { tx, log }: Checking,
  tiles: ReturnType<typeof grow>['tiles'],
  tell: Tell,
): Promise<void> {
  const named = tiles.map(({ level, index, hashes }) => ({ level, index, width: hashes.length }))
  const stored = await readTiles(tx, log, named)
  for (const [at, tile] of named.entries()) {
    const path = pathOfTile(tile)
    const bytes = stored.get(path)
    const hashes = tiles[at]?.hashes ?? []
    if (bytes === undefined) tell(`ubin ${path}`, 'hilang')
    else if (Buffer.compare(bytes, packHashes(hashes)) !== 0)
      tell(`ubin ${path}`, 'bukan ubin daun-daunnya')
  }
}
