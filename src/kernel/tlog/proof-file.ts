/** A proof to keep beside a document (C2SP tlog-proof): place, path, and the checkpoint it leads to. */
import type { Hash } from './merkle.ts'
import { fromBase64, toBase64 } from './note.ts'

export type ProofFile = Readonly<{
  /** What else is needed to check a document, in the log's own shape. Nobody vouches for it. */
  extra?: Uint8Array
  index: number
  proof: readonly Hash[]
  /** The signed checkpoint with all its signatures. */
  checkpoint: string
}>

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
const HASH_BYTES = 32
const EXTRA = 'extra '
/** A path has at most one hash for each level of the tree. */
const PROOF_MAX = 64

export function formatProofFile({ extra, index, proof, checkpoint }: ProofFile): string {
  const head = extra === undefined ? [FIRST_LINE] : [FIRST_LINE, `extra ${toBase64(extra)}`]
  return [...head, `index ${index}`, ...proof.map(toBase64), '', checkpoint].join('\n')
}

/** @returns undefined for a text that is no proof file */
export function parseProofFile(text: string): ProofFile | undefined {
  const split = text.indexOf('\n\n')
  if (split < 0) return undefined
  const [first, ...lines] = text.slice(0, split).split('\n')
  const isExtra = lines[0]?.startsWith(EXTRA) === true
  const extra = isExtra ? fromBase64((lines[0] ?? '').slice(EXTRA.length)) : undefined
  if (first !== FIRST_LINE || (isExtra && extra === undefined)) return undefined
  const [head = '', ...hashes] = isExtra ? lines.slice(1) : lines
  const [, digits] = /^index (0|[1-9]\d{0,15})$/.exec(head) ?? []
  if (digits === undefined || hashes.length > PROOF_MAX) return undefined
  const proof = hashes.map(fromBase64)
  if (!proof.every((hash) => hash?.length === HASH_BYTES)) return undefined
  const place = { index: Number(digits), proof: proof as Hash[], checkpoint: text.slice(split + 2) }
  return extra === undefined ? place : { extra, ...place }
}
