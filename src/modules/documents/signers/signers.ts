import type { X509Certificate } from 'node:crypto'
import type { Refusal } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Penanda, Secret } from '../types.ts'

/** What the signature says of itself, besides the signer's certificate. */
export type SignFacts = Readonly<{
  tanda: Penanda
  unit: Readonly<{ kode: string; nama: string }>
  /** Shown by readers; holds the code, so that a changed file still says which letter it claims to be. */
  reason: string
  at: Date
}>

export type Signed =
  | Readonly<{ kind: 'signed'; pdf: Buffer }>
  /** Cannot be reached, or answers nonsense: the letter waits. */
  | Readonly<{ kind: 'away'; why: string }>
  /** Says no: the official can mend it. */
  | Readonly<{ kind: 'refused'; refusal: Refusal }>

export type Signer = Readonly<{
  /** Who provides it: named on the letter. */
  penyelenggara: 'setempat' | 'bsre'
  /** Asks the official for his passphrase at each signature. */
  needsSecret: boolean
  sign: (pdf: Buffer, facts: SignFacts, secret: Secret | undefined) => Promise<Signed>
}>

/** Signers of the two levels, and whose word is taken about signatures. */
export type Signers = Readonly<{
  of: (level: Penanda['level']) => Signer
  /** The region's own seal, for proofs. */
  sealProof: (
    pdf: Buffer,
    order: Readonly<{ at: Date; reason: string; files: readonly ProofFile[] }>,
  ) => Promise<Buffer>
  anchors: () => readonly X509Certificate[]
  /** How the signer outside fares; undefined where there is none. */
  state: (tx: Tx) => Promise<SignerState | undefined>
}>

export type ProofFile = Readonly<{
  filename: string
  mediaType: string
  description: string
  bytes: Uint8Array
  at: Date
}>

export type SignerState = Readonly<{ isAway: boolean; since?: Date }>
