/**
 * Signed notes (C2SP signed-note): a text, and lines that say who signed it. Pure: signing and checking
 * are handed in, so that a key may lie in a file, in a token, or in a browser.
 */
import { hexOf } from '../digest-format.ts'
import type { Sha256 } from './merkle.ts'

/** What stands in front of a key in its verifier's text: how its signatures are made. */
export const ED25519 = 1
/** A witness's signature with its time (C2SP tlog-cosignature, "cosignature/v1"). */
export const COSIGNATURE = 4

export type VerifierKey = Readonly<{
  name: string
  algorithm: typeof ED25519 | typeof COSIGNATURE
  publicKey: Uint8Array
  id: Uint8Array
}>

export type NoteSignature = Readonly<{ name: string; keyId: Uint8Array; bytes: Uint8Array }>

/** A note taken apart; `text` ends with a line feed. */
export type Note = Readonly<{ text: string; signatures: readonly NoteSignature[] }>

const NAME = /^[^\s+]+$/u
const KEY_ID_BYTES = 4
const PUBLIC_KEY_BYTES = 32
const SIGNATURES_MAX = 100

const textBytes = (text: string) => new TextEncoder().encode(text)

/** First four bytes of SHA-256 over name, line feed, algorithm and public key. */
export function keyIdOf(
  sha: Sha256,
  { name, algorithm, publicKey }: Omit<VerifierKey, 'id'>,
): Uint8Array {
  return sha(textBytes(`${name}\n`), Uint8Array.of(algorithm), publicKey).slice(0, KEY_ID_BYTES)
}

/** "name+0a1b2c3d+base64", as a log or a witness hands its key out. */
export function formatVerifierKey({ name, algorithm, publicKey, id }: VerifierKey): string {
  return `${name}+${hexOf(id)}+${toBase64(Uint8Array.of(algorithm, ...publicKey))}`
}

/** @returns undefined for a text that is no key, or whose id does not belong to it */
export function parseVerifierKey(sha: Sha256, text: string): VerifierKey | undefined {
  const [, name = '', hex = '', base64 = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? []
  const [algorithm, ...rest] = fromBase64(base64) ?? []
  if (algorithm !== ED25519 && algorithm !== COSIGNATURE) return undefined
  if (rest.length !== PUBLIC_KEY_BYTES) return undefined
  const key = { name, algorithm, publicKey: Uint8Array.from(rest) } as const
  const made = { ...key, id: keyIdOf(sha, key) }
  return formatVerifierKey(made) === `${name}+${hex}+${base64}` ? made : undefined
}

export function formatNote({ text, signatures }: Note): string {
  const lines = signatures.map(
    ({ name, keyId, bytes }) => `— ${name} ${toBase64(Uint8Array.of(...keyId, ...bytes))}\n`,
  )
  return `${text}\n${lines.join('')}`
}

/** @returns undefined for what is no signed note; whether a signature is right is not asked here */
export function parseNote(note: string): Note | undefined {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n') || hasControlSigns(note)) return undefined
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > SIGNATURES_MAX) return undefined
  const signatures = lines.map(parseSignature)
  return signatures.every((one) => one !== undefined)
    ? { text: note.slice(0, split + 1), signatures }
    : undefined
}

/** Everything below U+0020 but the line feed (signed-note, "Format"). */
function hasControlSigns(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 32 && code !== 10) return true
  }
  return false
}

function parseSignature(line: string): NoteSignature | undefined {
  const [dash, name = '', base64 = '', ...more] = line.split(' ')
  const bytes = fromBase64(base64)
  if (dash !== '—' || more.length > 0 || !NAME.test(name)) return undefined
  if (bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), bytes: bytes.slice(KEY_ID_BYTES) }
}

/** The signatures that claim to be of this key. */
export function signaturesOf({ signatures }: Note, key: VerifierKey): readonly NoteSignature[] {
  return signatures.filter(
    ({ name, keyId }) => name === key.name && keyId.every((byte, at) => byte === key.id[at]),
  )
}

/** What a witness signs: its time in seconds since 1970, and the note's text. */
export function cosignedText(seconds: number, text: string): Uint8Array {
  return textBytes(`cosignature/v1\ntime ${seconds}\n${text}`)
}

const TIME_BYTES = 8
const SIGNATURE_BYTES = 64

/** Time and signature of a witness as one value: eight bytes, big end first, then the signature. */
export function packCosignature(seconds: number, signature: Uint8Array): Uint8Array {
  const packed = new Uint8Array(TIME_BYTES + signature.length)
  new DataView(packed.buffer).setBigUint64(0, BigInt(seconds))
  packed.set(signature, TIME_BYTES)
  return packed
}

/** @returns undefined for bytes that are no cosignature */
export function unpackCosignature(
  bytes: Uint8Array,
): Readonly<{ seconds: number; signature: Uint8Array }> | undefined {
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined
  const seconds = Number(new DataView(bytes.buffer, bytes.byteOffset, TIME_BYTES).getBigUint64(0))
  return Number.isSafeInteger(seconds) ? { seconds, signature: bytes.slice(TIME_BYTES) } : undefined
}

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** @returns undefined unless the text is base64 as we would write it: one value has one spelling */
export function fromBase64(text: string): Uint8Array | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    return undefined
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
  return toBase64(bytes) === text ? bytes : undefined
}
