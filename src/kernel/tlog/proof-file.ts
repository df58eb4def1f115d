/** A proof to keep beside a document (C2SP tlog-proof): place, path, and the checkpoint it leads to. */
import type { Hash } from './merkle.ts'
import { fromBase64, toBase64 } from './note.ts'

export type ProofFile = Readonly<{
  index: number
  proof: readonly Hash[]
  /** The signed checkpoint with all its signatures. */
  checkpoint: string
}>

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
const HASH_BYTES = 32
/** A path has at most one hash for each level of the tree. */
const PROOF_MAX = 64

export function formatProofFile({ index, proof, checkpoint }: ProofFile): string {
  return [FIRST_LINE, `index ${index}`, ...proof.map(toBase64), '', checkpoint].join('\n')
}

/** @returns undefined for a text that is no proof file; lines of others ("extra …") are passed over */
export function parseProofFile(text: string): ProofFile | undefined {
  const split = text.indexOf('\n\n')
  if (split < 0) return undefined
  const [first, ...lines] = text.slice(0, split).split('\n')
  const [head = '', ...hashes] = lines.filter((line) => !line.startsWith('extra '))
  const [, digits] = /^index (0|[1-9]\d{0,15})$/.exec(head) ?? []
  if (first !== FIRST_LINE || digits === undefined || hashes.length > PROOF_MAX) return undefined
  const proof = hashes.map(fromBase64)
  if (!proof.every((hash) => hash?.length === HASH_BYTES)) return undefined
  return { index: Number(digits), proof: proof as Hash[], checkpoint: text.slice(split + 2) }
}
