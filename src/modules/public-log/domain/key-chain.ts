/**
 * From a key one knows to the keys that sign today, by what the log says of itself. Each change of key is
 * an entry under a checkpoint that a key known before has signed, so nobody but the holder of an old key
 * can name a new one.
 */
import {
  ED25519,
  formatVerifierKey,
  parseVerifierKey,
  type VerifierKey,
} from '../../../kernel/tlog/note.ts'
import { parseProofFile } from '../../../kernel/tlog/proof-file.ts'
import { checkProof, type ProofFault, type Tools } from '../../../kernel/tlog/verify.ts'
import { type KeyAnnouncement, parseAnnouncement } from './keys.ts'
import { parseExtra, parseLeaf, saltedDigest } from './leaf.ts'

/** Kind of the entry that names a new key. */
export const KEY_KIND = 'log.kunci-baru'

/** One change of key as it is handed out: the `.tlog-proof` file, and the document its digest is over. */
export type ShownRotation = Readonly<{ proof: string; document: Uint8Array }>

export type ChainFault =
  | ProofFault
  /** No proof file, or none with entry and salt in it. */
  | 'not-a-proof'
  /** The entry is of another kind. */
  | 'other-record'
  /** The digest in the entry is not this document's. */
  | 'other-document'
  /** The document names no key, or none of this log. */
  | 'no-key-of-this-log'
  /** None of the keys that stop is one we know. */
  | 'unknown-predecessor'
  /** A key would stop before the next one begins. */
  | 'gap'

/** A key that may be believed, and until when; `null`: until the log says otherwise. */
export type TrustedKey = Readonly<{ key: VerifierKey; berhenti: Date | null }>

export type FollowedKeys =
  | Readonly<{ ok: true; keys: readonly TrustedKey[] }>
  | Readonly<{ ok: false; at: number; fault: ChainFault }>

/**
 * Follow changes of key in the order of the log.
 *
 * @param known keys that are believed already, all of one log
 * @param rotations changes; those known already may be among them
 */
export function followKeys(
  tools: Tools,
  known: readonly VerifierKey[],
  rotations: readonly ShownRotation[],
): FollowedKeys {
  let keys: readonly TrustedKey[] = known.map((key) => ({ key, berhenti: null }))
  for (const [at, rotation] of rotations.entries()) {
    const next = followOne(tools, keys, rotation)
    if (typeof next === 'string') return { ok: false, at, fault: next }
    keys = next
  }
  return { ok: true, keys }
}

function followOne(
  tools: Tools,
  keys: readonly TrustedKey[],
  { proof, document }: ShownRotation,
): readonly TrustedKey[] | ChainFault {
  const file = parseProofFile(proof)
  const { entry, salt } = parseExtra(file?.extra ?? new Uint8Array()) ?? {}
  const leaf = entry === undefined ? undefined : parseLeaf(entry)
  if (file === undefined || entry === undefined || salt === undefined || leaf === undefined)
    return 'not-a-proof'
  const checked = checkProof(tools, { entry, proof: file }, { logKeys: keys.map(({ key }) => key) })
  if (!checked.ok) return checked.fault
  if (leaf.type !== KEY_KIND) return 'other-record'
  if (saltedDigest(tools.sha, salt, document) !== leaf.sha256) return 'other-document'
  const said = parseAnnouncement(document)
  const fresh = said === undefined ? undefined : parseVerifierKey(tools.sha, said.kunci)
  if (said === undefined || fresh === undefined || fresh.algorithm !== ED25519)
    return 'no-key-of-this-log'
  if (fresh.name !== checked.checkpoint.origin) return 'no-key-of-this-log'
  return goOver(keys, fresh, said)
}

function goOver(
  keys: readonly TrustedKey[],
  fresh: VerifierKey,
  { lama, mulai }: KeyAnnouncement,
): readonly TrustedKey[] | ChainFault {
  const ends = new Map(lama.map(({ kunci, berhenti }) => [kunci, berhenti]))
  const endOf = (key: VerifierKey) => ends.get(formatVerifierKey(key))
  if (!keys.some(({ key }) => endOf(key) !== undefined)) return 'unknown-predecessor'
  if (lama.some(({ berhenti }) => berhenti < mulai)) return 'gap'
  const old = keys.map(({ key, berhenti }) => {
    const end = endOf(key)
    return { key, berhenti: end === undefined ? berhenti : new Date(end) }
  })
  const text = formatVerifierKey(fresh)
  const isKnown = keys.some(({ key }) => formatVerifierKey(key) === text)
  return isKnown ? old : [...old, { key: fresh, berhenti: null }]
}
