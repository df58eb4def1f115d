/**
 * The signatures of a PDF file: does each hold, by whom, over how much of the file? Whether the signer is to
 * be trusted, and whether the letter still is valid, is for who asks.
 */
import type { X509Certificate } from 'node:crypto'
import { ContentInfo } from '@peculiar/asn1-cms'
import { AsnConvert } from '@peculiar/asn1-schema'
import { fromBER } from 'asn1js'
import { OID } from '../pki/oids.ts'
import { checkToken } from '../pki/reply.ts'
import { openSignedData } from '../pki/signed-data.ts'
import { isTrusted } from '../pki/trust.ts'
import { sha256 } from '../sha256.ts'
import { openPdf, type Pdf } from './open-pdf.ts'
import { type PdfValue, textOf } from './values.ts'

export type SignatureState =
  /** Every byte it is over is as it was signed. */
  | 'valid'
  /** Something it is over has changed since. */
  | 'changed'
  /** It cannot be read, or is not over what a signature must be over. */
  | 'unreadable'

export type FoundSignature = Readonly<{
  state: SignatureState
  /** Bytes of the file up to its end: a revision of the document. */
  revisionBytes: number
  /** Nothing lies behind it. */
  isTotal: boolean
  signer?: X509Certificate
  /** A path leads to an anchor. */
  isTrusted: boolean
  /** When an authority stamped it, where it carries such a stamp. */
  stampedAt?: Date
  isStampTrusted: boolean
  /** What the file says about it; nobody vouches for that while it does not hold. */
  reason?: string
}>

export type CheckedPdf =
  | Readonly<{ ok: true; pdf: Pdf; signatures: readonly FoundSignature[] }>
  | Readonly<{ ok: false; fault: 'encrypted' | 'unreadable' }>

/** @param anchors certificates of authorities that vouch for signers and stamps */
export function checkSignatures(bytes: Buffer, anchors: readonly X509Certificate[]): CheckedPdf {
  try {
    const pdf = openPdf(bytes)
    return { ok: true, pdf, signatures: signaturesOf(pdf).map((one) => check(pdf, one, anchors)) }
  } catch (error) {
    // Whatever strangers put into a file, the answer is that it cannot be read.
    const isEncrypted = error instanceof Error && error.message === 'encrypted'
    return { ok: false, fault: isEncrypted ? 'encrypted' : 'unreadable' }
  }
}

const FIELDS_MAX = 200
const LEVELS_MAX = 8
const SIGNATURES_MAX = 20

type Entries = ReadonlyMap<string, PdfValue>

type Waiting = Readonly<{ item: PdfValue; isSignature: boolean; level: number }>

/** Signatures of the form, in the order of their fields. */
function signaturesOf(pdf: Pdf): readonly Entries[] {
  const catalog = pdf.dictOf(pdf.trailer.get('Root'))
  const form = pdf.get(catalog.entries.get('AcroForm'))
  if (form.kind !== 'dict') return []
  const below = (fields: PdfValue | undefined, isSignature: boolean, level: number): Waiting[] => {
    const held = pdf.get(fields)
    if (held.kind !== 'list' || level > LEVELS_MAX) return []
    return held.items.slice(0, FIELDS_MAX).map((item) => ({ item, isSignature, level }))
  }
  const found: Entries[] = []
  const waiting = below(form.entries.get('Fields'), false, 0)
  for (let seen = 0; waiting.length > 0; seen += 1) {
    if (seen > FIELDS_MAX || found.length > SIGNATURES_MAX) throw new Error('too many fields')
    const { item, isSignature, level } = waiting.shift() as Waiting
    const field = pdf.get(item)
    if (field.kind !== 'dict') continue
    const type = pdf.get(field.entries.get('FT'))
    const isOne = type.kind === 'name' ? type.value === 'Sig' : isSignature
    const value = pdf.get(field.entries.get('V'))
    if (isOne && value.kind === 'dict') found.push(value.entries)
    waiting.unshift(...below(field.entries.get('Kids'), isOne, level + 1))
  }
  return found
}

function check(pdf: Pdf, entries: Entries, anchors: readonly X509Certificate[]): FoundSignature {
  const reason = textOf(pdf.get(entries.get('Reason')))
  const range = rangeOf(pdf, entries)
  const said = reason === undefined ? {} : { reason: reason.slice(0, REASON_MAX) }
  const none = { isTrusted: false, isStampTrusted: false, ...said }
  if (range === undefined) return { state: 'unreadable', revisionBytes: 0, isTotal: false, ...none }
  const place = { revisionBytes: range.end, isTotal: range.end === pdf.bytes.length }
  const { bytes } = pdf
  const content = Buffer.concat([
    bytes.subarray(0, range.from),
    bytes.subarray(range.to, range.end),
  ])
  const opened = openDetached(range.signature, content)
  if (opened === undefined || !opened.ok) {
    const isChanged = opened?.fault === 'wrong-signature'
    return { state: isChanged ? 'changed' : 'unreadable', ...place, ...none }
  }
  const { signer, others, signature } = opened
  const [token] = opened.stamps
  const stamp = token === undefined ? undefined : checkToken(token, sha256(signature), anchors)
  const isStamped = stamp?.ok === true
  return {
    state: 'valid',
    ...place,
    ...said,
    signer,
    // A signer was in office when the stamp was made, whatever has ended since.
    isTrusted: isStamped && isTrusted(signer, { others, anchors, at: stamp.at }),
    ...(isStamped ? { stampedAt: stamp.at } : {}),
    isStampTrusted: isStamped && stamp.isTrusted,
  }
}

const REASON_MAX = 300

function openDetached(der: Buffer, content: Buffer) {
  try {
    // Behind the signature the room that was kept for it is filled with zeros.
    const { offset } = fromBER(Uint8Array.from(der))
    if (offset <= 0 || der.subarray(offset).some((byte) => byte !== 0)) return undefined
    const token = AsnConvert.parse(Uint8Array.from(der.subarray(0, offset)), ContentInfo)
    return openSignedData(token, OID.data, content)
  } catch {
    return undefined
  }
}

type Range = Readonly<{ from: number; to: number; end: number; signature: Buffer }>

/** Two pieces with nothing between them but the signature itself, from the first byte on. */
function rangeOf(pdf: Pdf, entries: Entries): Range | undefined {
  const range = pdf.get(entries.get('ByteRange'))
  if (range.kind !== 'list' || range.items.length !== 4) return undefined
  const numbers = range.items.map((item) => (item.kind === 'number' ? item.value : -1))
  if (numbers.some((one) => !Number.isInteger(one) || one < 0)) return undefined
  const [start = 0, from = 0, to = 0, length = 0] = numbers
  const end = to + length
  if (start !== 0 || from >= to || end > pdf.bytes.length) return undefined
  if (pdf.bytes[from] !== 0x3c || pdf.bytes[to - 1] !== 0x3e) return undefined
  const hex = pdf.bytes.toString('latin1', from + 1, to - 1)
  // One spelling, so that no byte of the file can change unseen.
  if (hex.length % 2 !== 0 || !/^(?:[0-9a-f]*|[0-9A-F]*)$/.test(hex)) return undefined
  const signature = Buffer.from(hex, 'hex')
  const held = entries.get('Contents')
  if (held?.kind !== 'text' || !held.bytes.equals(signature)) return undefined
  return { from, to, end, signature }
}
