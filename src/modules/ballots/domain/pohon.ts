import {
  foldNodes,
  type Hash,
  leafHash,
  nodeHash,
  nodesOf,
  type Sha256,
} from '../../../kernel/tlog/merkle.ts'

/** A receipt as people keep it: 26 signs of Crockford's alphabet, 130 bits, in groups. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 26
const GROUP = /.{1,5}/g

/** @param random at least 26 bytes; five bits of each are used */
export function makeReceipt(random: Uint8Array): string {
  const signs = Array.from({ length: LENGTH }, (_, at) => SIGNS[(random[at] ?? 0) & 31] ?? '0')
  return (signs.join('').match(GROUP) ?? []).join('-')
}

/** The receipt in its one form, however it was typed; undefined when it cannot be one. */
export function parseReceipt(typed: string): string | undefined {
  const signs = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const isWhole = signs.length === LENGTH && [...signs].every((sign) => SIGNS.includes(sign))
  return isWhole ? (signs.match(GROUP) ?? []).join('-') : undefined
}

const encoder = new TextEncoder()

/** What is kept and published of a receipt: it says nothing about the choice. */
export function receiptDigest(sha: Sha256, nomor: string, receipt: string): Hash {
  return sha(encoder.encode(`${nomor} ${receipt}`))
}

/** Root over all receipts, in the order of their digests (RFC 9162, 2.1). */
export function rootOf(sha: Sha256, digests: readonly Hash[]): Hash {
  return foldRange(sha, digests, { from: 0, to: digests.length })
}

type Range = Readonly<{ from: number; to: number }>

function foldRange(sha: Sha256, digests: readonly Hash[], range: Range): Hash {
  return foldNodes(
    sha,
    nodesOf(range).map(({ level, index }) => subtree(sha, digests, { level, index })),
  )
}

function subtree(
  sha: Sha256,
  digests: readonly Hash[],
  { level, index }: Readonly<{ level: number; index: number }>,
): Hash {
  if (level === 0) return leafHash(sha, digests[index] ?? new Uint8Array())
  const half = { level: level - 1 }
  return nodeHash(
    sha,
    subtree(sha, digests, { ...half, index: index * 2 }),
    subtree(sha, digests, { ...half, index: index * 2 + 1 }),
  )
}
