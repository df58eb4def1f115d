/**
 * A leaf of the log: what is said for ever about one act. No word of the act itself is in it, only a
 * digest that cannot be guessed without its salt; when the salt is erased, the leaf says no more than
 * that something happened.
 */
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { hexOf } from '../../../kernel/digest-format.ts'
import type { Sha256 } from '../../../kernel/tlog/merkle.ts'
import { fromBase64, toBase64 } from '../../../kernel/tlog/note.ts'

import { parseObject, readJsonObject, readText } from './read-json.ts'

export type Leaf = Readonly<{
  /** Kind of record: "laporan.diterima". */
  type: string
  /** What the act was about, by the number people know; a code that tells nothing for what is secret. */
  object: string
  /** Version of the object after the act. */
  version: number
  /** Pseudonym of who acted. */
  actor: string
  /** Moment of the act in UTC, to the millisecond. */
  time: string
  /** SHA-256 over salt and document, hexadecimal. */
  sha256: string
}>

export const SALT_BYTES = 32

/** The bytes that are hashed into the tree: canonical JSON (RFC 8785) in UTF-8. */
export function formatLeaf(leaf: Leaf): Uint8Array {
  return encoder.encode(leafText(leaf))
}

const encoder = new TextEncoder()
const leafText = ({ type, object, version, actor, time, sha256 }: Leaf) =>
  canonicalJson({ type, object, version, actor, time, sha256 })

/** A leaf whose texts need no escapes, as canonical JSON writes it: almost all are. */
const PLAIN_TEXT = '"([^"\\\\\\u0000-\\u001f]*)"'
const PLAIN_LEAF = new RegExp(
  `^{"actor":${PLAIN_TEXT},"object":${PLAIN_TEXT},"sha256":"([0-9a-f]{64})","time":${PLAIN_TEXT},"type":${PLAIN_TEXT},"version":(0|[1-9]\\d{0,14})}$`,
)

/** @returns undefined for bytes that are no leaf exactly as we write it */
export function parseLeaf(bytes: Uint8Array): Leaf | undefined {
  const text = readText(bytes)
  if (text === undefined) return undefined
  const plain = PLAIN_LEAF.exec(text)
  if (plain === null) return parseEscaped(text)
  const [, actor = '', object = '', sha256 = '', time = '', type = '', version] = plain
  return { type, object, version: Number(version), actor, time, sha256 }
}

function parseEscaped(text: string): Leaf | undefined {
  const value = parseObject(text)
  if (value === undefined) return undefined
  const { type, object, version, actor, time, sha256 } = value
  if (![type, object, actor, time].every((one) => typeof one === 'string')) return undefined
  if (!Number.isSafeInteger(version) || typeof sha256 !== 'string') return undefined
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined
  const leaf = { type, object, version, actor, time, sha256 } as Leaf
  return leafText(leaf) === text ? leaf : undefined
}

/** SHA-256 of salt and document, as it stands in the leaf. The salt has a fixed length, so no two pairs meet. */
export function saltedDigest(sha: Sha256, salt: Uint8Array, document: Uint8Array): string {
  return hexOf(sha(salt, document))
}

/** What a proof file carries beside the proof, so that it can be checked against a document without us. */
export type Extra = Readonly<{
  entry: Uint8Array
  /** Absent when it was erased: then the leaf can be shown to be in the log, but no document to be its own. */
  salt?: Uint8Array
}>

export function formatExtra({ entry, salt }: Extra): Uint8Array {
  return new TextEncoder().encode(
    canonicalJson({
      entry: toBase64(entry),
      ...(salt === undefined ? {} : { salt: toBase64(salt) }),
    }),
  )
}

/** @returns undefined for what we did not write */
export function parseExtra(bytes: Uint8Array): Extra | undefined {
  const value = readJsonObject(bytes)
  const entry = typeof value?.entry === 'string' ? fromBase64(value.entry) : undefined
  if (entry === undefined) return undefined
  if (value?.salt === undefined) return { entry }
  const salt = typeof value.salt === 'string' ? fromBase64(value.salt) : undefined
  return salt?.length === SALT_BYTES ? { entry, salt } : undefined
}
