/** Every entry against its leaf, every leaf tile against the tree, from left to right. */
import { type BundleFault, bundleFaults } from '../../../kernel/tlog/audit.ts'
import type { Hash } from '../../../kernel/tlog/merkle.ts'
import { pathOfTile, TILE_WIDTH } from '../../../kernel/tlog/tiles.ts'
import { parseLeaf } from '../domain/leaf.ts'
import type { AuditFault, Read } from './faults.ts'
import type { Findings } from './findings.ts'
import { inOrder } from './in-order.ts'
import { leavesUnder } from './read-parts.ts'
import type { Head, Tree } from './tree.ts'

const IN_FLIGHT = 6

export type Walk = Readonly<{
  head: Head
  tree: Tree
  /** First entry that was not looked at before. */
  from: number
  findings: Findings
  /** Told how many entries have been looked at. */
  onProgress: (entries: number) => void
}>

type Served = Readonly<{
  bundle: Read<readonly Uint8Array[]>
  tile: Read<readonly Hash[]>
}>

/** Ends when enough was found wrong. */
export async function walkEntries({ head, tree, from, findings, onProgress }: Walk): Promise<void> {
  const { parts, size } = head
  const serve = async (index: number): Promise<Served> => {
    const bundle = parts.bundle(index)
    // The unfinished tile at the edge is known already, and is the one that led to the root.
    const isEdge = (index + 1) * TILE_WIDTH > size
    const atEdge = isEdge ? await tree.tile(0, index) : undefined
    const tile = atEdge === undefined ? parts.tile(0, index) : { ok: true as const, value: atEdge }
    const [served, hashes] = await Promise.all([bundle, tile])
    return { bundle: served, tile: hashes }
  }
  for await (const { key: index, value } of inOrder(bundlesFrom(from, size), serve, IN_FLIGHT)) {
    for (const fault of await judgeBundle(value, { index, head, tree })) findings.report(fault)
    if (findings.isEnough()) return
    onProgress(Math.min(size, (index + 1) * TILE_WIDTH) - from)
  }
}

function* bundlesFrom(from: number, size: number): Generator<number> {
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < size; index += 1) yield index
}

type Place = Readonly<{ index: number; head: Head; tree: Tree }>

async function judgeBundle(
  { bundle, tile }: Served,
  { index, head, tree }: Place,
): Promise<readonly AuditFault[]> {
  if (!bundle.ok || !tile.ok) return [bundle, tile].flatMap((read) => (read.ok ? [] : [read.fault]))
  const above = await tree.above(0, index)
  const found = bundleFaults(head.sha, {
    entries: bundle.value,
    hashes: tile.value,
    ...(above === undefined ? {} : { above }),
  })
  const first = index * TILE_WIDTH
  const strange = bundle.value.flatMap((entry, at): readonly AuditFault[] =>
    parseLeaf(entry) === undefined ? [{ kind: 'not-a-leaf', index: first + at }] : [],
  )
  const place = { level: 0, index, width: bundle.value.length }
  const about = { path: pathOfTile(place), ...leavesUnder(place, head.size) }
  return [...found.map((fault) => nameFault(fault, about)), ...strange]
}

/** A fault in a bundle, by the entry's place in the log. */
export function nameFault(
  fault: BundleFault,
  { path, from, to }: Readonly<{ path: string; from: number; to: number }>,
): AuditFault {
  if (fault.kind === 'tile') return { kind: 'tile', path, from, to }
  const index = from + fault.at
  return fault.kind === 'entry' ? { kind: 'entry', index } : { kind: 'hash', index, path }
}
