/** The small log that attacks are played on: a few records, signed by a key of its own. */
import { DAY_MS } from '../../../kernel/date.ts'
import { formatNomor } from '../../../kernel/nomor.ts'
import { formatCheckpoint } from '../../../kernel/tlog/checkpoint.ts'
import {
  consistencyRanges,
  foldNodes,
  type Hash,
  leafHash,
  nodesOf,
  type Range,
  type Sha256,
} from '../../../kernel/tlog/merkle.ts'
import { formatNote, type VerifierKey } from '../../../kernel/tlog/note.ts'
import type { Tools } from '../../../kernel/tlog/verify.ts'
import { formatLeaf, type Leaf, saltedDigest } from './leaf.ts'

/** A key that lives as long as the example. */
export type ExampleSigner = Readonly<{
  key: VerifierKey
  sign: (message: Uint8Array) => Uint8Array
}>

export type ExampleTools = Tools & Readonly<{ log: ExampleSigner }>

export type ExampleRecord = Readonly<{
  text: string
  salt: Uint8Array
  leaf: Leaf
  entry: Uint8Array
}>

const FIRST_MS = Date.UTC(2026, 10, 2, 2)

/** @param at place in the honest log: it decides time and salt, so that a forged record looks as the true one */
export function exampleRecord(
  sha: Sha256,
  { text, at }: Readonly<{ text: string; at: number }>,
): ExampleRecord {
  const salt = sha(new TextEncoder().encode(`garam contoh ${at}`))
  const leaf: Leaf = {
    type: 'laporan.contoh',
    object: formatNomor({ prefix: 'ADU', year: 2026, serial: 101 + (at % 3) }),
    version: 1 + Math.floor(at / 3),
    actor: 'petugas:0123456789abcdef',
    time: new Date(FIRST_MS + at * DAY_MS).toISOString(),
    sha256: saltedDigest(sha, salt, new TextEncoder().encode(text)),
  }
  return { text, salt, leaf, entry: formatLeaf(leaf) }
}

type Entries = readonly Readonly<{ entry: Uint8Array }>[]

export const rootOf = (sha: Sha256, records: Entries): Hash =>
  hashOfRange(sha, records, { from: 0, to: records.length })

/** @param range as a tree has them */
export function hashOfRange(sha: Sha256, records: Entries, range: Range): Hash {
  const nodes = nodesOf(range)
  const [only] = nodes
  if (only !== undefined && nodes.length === 1) {
    if (only.level === 0) return leafHash(sha, records[range.from]?.entry ?? new Uint8Array())
    const middle = (range.from + range.to) / 2
    return foldNodes(sha, [
      hashOfRange(sha, records, { from: range.from, to: middle }),
      hashOfRange(sha, records, { from: middle, to: range.to }),
    ])
  }
  const parts = nodes.map(({ level, index }) => {
    const span = 2 ** level
    return hashOfRange(sha, records, { from: index * span, to: (index + 1) * span })
  })
  return foldNodes(sha, parts)
}

/** The proof of growth that a server of this tree can give; none where the tree is smaller than before. */
export function growthProof(sha: Sha256, oldSize: number, shown: Entries): readonly Hash[] {
  if (oldSize > shown.length) return []
  return consistencyRanges(oldSize, shown.length).map((range) => hashOfRange(sha, shown, range))
}

/** A checkpoint of these records, signed: whoever holds the key can sign anything. */
export function exampleNote({ sha, log }: ExampleTools, records: Entries): string {
  const { name, id } = log.key
  const root = rootOf(sha, records)
  const text = formatCheckpoint({ origin: name, size: records.length, root, extensions: [] })
  const bytes = log.sign(new TextEncoder().encode(text))
  return formatNote({ text, signatures: [{ name, keyId: id, bytes }] })
}
