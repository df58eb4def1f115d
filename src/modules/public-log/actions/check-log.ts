import { hexOf } from '../../../kernel/digest-format.ts'
import { type Edge, EMPTY_EDGE, grow, packHashes, rootOfEdge } from '../../../kernel/tlog/grow.ts'
import { isSameHash, leafHash } from '../../../kernel/tlog/merkle.ts'
import { pathOfTile, TILE_WIDTH, unpackEntries } from '../../../kernel/tlog/tiles.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { type Leaf, parseLeaf, saltedDigest } from '../domain/leaf.ts'
import { inOrder } from '../monitor/in-order.ts'
import { type Bundel, listBundel, listWaiting } from '../store/check-store.ts'
import { type Entri, listEntri } from '../store/entri-store.ts'
import { readPohon } from '../store/titipan-store.ts'
import { readTiles } from '../store/ubin-store.ts'
import type { LogName } from '../types.ts'
import type { Documents, OpenedDocument } from './documents.ts'

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

/** Bundles looked at together: 1,024 entries, few enough to be forgotten young. */
const BUNDLES = 4
const PART = BUNDLES * TILE_WIDTH
/** Parts that are read while one is looked at: the database and this program work at the same time. */
const AHEAD = 3

/**
 * Read a whole log as it is stored, and the acts it tells of from where their modules keep them: leaves
 * against tiles, tiles against tiles, the root, and every document against its leaf. What was changed,
 * removed, added or moved behind the program's back is named.
 */
export async function checkTree(checking: Checking): Promise<CheckedTree> {
  const { tx, log, faultsMax } = checking
  const faults: LogFault[] = []
  const tell: Tell = (place, what) => {
    if (faults.length < faultsMax) faults.push({ log, place, what })
  }
  const pohon = await readPohon(tx, log)
  const edge = await walkParts(checking, tell)
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

/** @returns the edge of the tree over all leaves, or as far as they have their place */
async function walkParts(checking: Checking, tell: Tell): Promise<Edge> {
  const underWay: Promise<void>[] = []
  const read = (first: number) => {
    const part = readPart(checking, first)
    underWay.push(part.then(nothing, nothing))
    return part
  }
  let edge: Edge = EMPTY_EDGE
  try {
    for await (const { key: first, value: part } of inOrder(everyPart(), read, AHEAD)) {
      const isHole = part.entries.length > 0 && edge.size !== first * TILE_WIDTH
      if (isHole) tell(`bundel ${Math.floor(edge.size / TILE_WIDTH)}`, NOT_WHOLE)
      // Behind a bundle that is gone nothing has its place any longer.
      if (isHole) return edge
      checkPart(part, tell)
      if (part.entries.length === 0) return edge
      const leaves = part.entries.map((entry) => leafHash(sha256, entry))
      const growth = grow(sha256, edge, leaves)
      await checkTiles(checking, growth.tiles, tell)
      edge = growth.edge
      if (part.isBroken) return edge
    }
    return edge
  } finally {
    // The transaction that is read in must not end before the last answer.
    await Promise.allSettled(underWay)
  }
}

const nothing = () => undefined

/** First bundle of each part, without end: a log is over where a part is empty. */
function* everyPart(): Generator<number> {
  for (let first = 0; ; first += BUNDLES) yield first
}

type Tell = (place: string, what: string) => void
type Fault = Pick<LogFault, 'place' | 'what'>

type Told = Readonly<{ row: Entri; leaf: Leaf }>

type Part = Readonly<{
  entries: readonly Uint8Array[]
  /** Something in its row of bundles is missing or cannot be read. */
  isBroken: boolean
  /** Found while reading. */
  faults: readonly Fault[]
  told: readonly Told[]
  documents: FoundDocuments
}>

async function readPart(checking: Checking, first: number): Promise<Part> {
  const { tx, log } = checking
  const from = first * TILE_WIDTH
  const [bundles, rows] = await together([
    listBundel(tx, { log, from: first, limit: BUNDLES }),
    listEntri(tx, { log, from, limit: PART }),
  ])
  const { entries, fault } = entriesOf(bundles, first)
  const inTree = rows.filter(({ indeks }) => indeks < from + PART)
  const { told, faults } = matchEntries({ from, entries, rows: inTree })
  const extra = fault === undefined ? rowsBehind(inTree, from + entries.length) : []
  return {
    entries,
    isBroken: fault !== undefined,
    faults: [...(fault === undefined ? [] : [fault]), ...faults, ...extra],
    told,
    documents: await readDocuments(checking, told),
  }
}

const NOT_WHOLE = 'hilang atau tidak penuh'

function entriesOf(
  bundles: readonly Bundel[],
  first: number,
): Readonly<{ entries: readonly Uint8Array[]; fault?: Fault }> {
  const entries: Uint8Array[] = []
  for (const [at, { nomor, isi }] of bundles.entries()) {
    const inside = unpackEntries(isi)
    const isInRow = nomor === first + at && entries.length === at * TILE_WIDTH
    if (inside === undefined || !isInRow) {
      const what = inside === undefined ? 'tidak dapat dibaca' : NOT_WHOLE
      return { entries, fault: { place: `bundel ${isInRow ? nomor : first + at}`, what } }
    }
    entries.push(...inside)
  }
  return { entries }
}

function rowsBehind(rows: readonly Entri[], end: number): readonly Fault[] {
  return rows
    .filter(({ indeks }) => indeks >= end)
    .map(({ indeks }) => ({ place: `entri ${indeks}`, what: 'tidak punya daun dalam pohon' }))
}

type Rows = Readonly<{
  from: number
  entries: readonly Uint8Array[]
  rows: readonly Entri[]
}>

/** Each leaf with the row that ties it to an act. */
function matchEntries({ from, entries, rows }: Rows) {
  const byPlace = new Map(rows.map((row) => [row.indeks, row]))
  const told: Told[] = []
  const faults: Fault[] = []
  const tell = (indeks: number, what: string) => faults.push({ place: `entri ${indeks}`, what })
  for (const [at, entry] of entries.entries()) {
    const leaf = parseLeaf(entry)
    const row = byPlace.get(from + at)
    if (leaf === undefined) tell(from + at, 'bukan daun yang kami tulis')
    if (row === undefined) tell(from + at, 'hilang dari tabel entri')
    if (leaf === undefined || row === undefined) continue
    if (row.jenis !== leaf.type || row.waktu.toISOString() !== leaf.time)
      tell(from + at, 'jenis atau waktunya lain dari daunnya')
    else told.push({ row, leaf })
  }
  return { told, faults }
}

type FoundDocuments = ReadonlyMap<string, ReadonlyMap<string, OpenedDocument>>

/** By kind and reference; what is forgotten has no document to be compared with. */
async function readDocuments(
  { tx, documents }: Checking,
  told: readonly Told[],
): Promise<FoundDocuments> {
  const refs = new Map<string, string[]>()
  for (const { row } of told) {
    if (row.garam === null) continue
    const ofKind = refs.get(row.jenis)
    if (ofKind === undefined) refs.set(row.jenis, [row.acuan])
    else ofKind.push(row.acuan)
  }
  return new Map(
    await together(
      [...refs].map(async ([kind, all]) => [kind, await documents.read(tx, kind, all)] as const),
    ),
  )
}

function checkPart({ faults, told, documents }: Omit<Part, 'entries' | 'isBroken'>, tell: Tell) {
  for (const { place, what } of faults) tell(place, what)
  for (const { row, leaf } of told) {
    if (row.garam === null) continue
    const document = documents.get(row.jenis)?.get(row.acuan)
    const isSame =
      document !== undefined && saltedDigest(sha256, row.garam, document.bytes) === leaf.sha256
    if (isSame) continue
    const what = document === undefined ? 'dokumennya hilang' : 'dokumen atau garamnya diubah'
    tell(`entri ${row.indeks} (${leaf.object})`, `${what}: ${leaf.type} ${row.acuan}`)
  }
}

/** What waits is not in the tree yet, but must tell of an act all the same. */
async function checkWaiting(checking: Checking, tell: Tell): Promise<void> {
  const waiting = await listWaiting(checking.tx, checking.log)
  const matched = matchEntries({
    from: 0,
    entries: waiting.map(({ daun }) => daun),
    rows: waiting.map((row, indeks) => ({ ...row, indeks })),
  })
  const documents = await readDocuments(checking, matched.told)
  checkPart({ ...matched, documents }, (place, what) => tell(`titipan, ${place}`, what))
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
