import type { X509Certificate } from 'node:crypto'
import { ContentInfo } from '@peculiar/asn1-cms'
import { AsnConvert } from '@peculiar/asn1-schema'
import { type PKIStatusInfo, TimeStampResp, TSTInfo } from '@peculiar/asn1-tsp'
import { fromBER } from 'asn1js'
import { OID } from './oids.ts'
import { type Asked, SHA256 } from './query.ts'
import { openSignedData, type SignatureFault } from './signed-data.ts'
import { isForTimeStamps, isTrusted } from './trust.ts'

export type ReplyFault =
  | SignatureFault
  /** Not the answer RFC 3161 describes. */
  | 'unreadable'
  /** The authority says no. */
  | 'rejected'
  /** A stamp over something else. */
  | 'other-imprint'
  /** An answer to another question. */
  | 'other-nonce'
  /** The signer's certificate is not for time stamps alone. */
  | 'wrong-purpose'
  /** No path leads to a certificate the operator trusts. */
  | 'untrusted'

export type CheckedReply =
  | Readonly<{ ok: true; at: Date; isTrusted: boolean }>
  | Readonly<{ ok: false; fault: ReplyFault; rincian?: string }>

/**
 * An authority's answer (TimeStampResp): is it a stamp over what we asked, signed by who may stamp?
 *
 * @param anchors undefined: the operator named none, so nobody knows whose stamp it is
 */
export function checkReply(
  reply: Uint8Array,
  asked: Asked,
  anchors: readonly X509Certificate[] | undefined,
): CheckedReply {
  try {
    return check(Uint8Array.from(reply), asked, anchors)
  } catch {
    // Whatever the readers of ASN.1, certificates and keys throw at, they could not read it.
    return { ok: false, fault: 'unreadable' }
  }
}

/** Granted, and granted with changes that are looked at below. */
const GRANTED: readonly number[] = [0, 1]

function check(
  reply: Uint8Array,
  asked: Asked,
  anchors: readonly X509Certificate[] | undefined,
): CheckedReply {
  if (fromBER(reply).offset !== reply.length) return { ok: false, fault: 'unreadable' }
  const { status, timeStampToken } = AsnConvert.parse(reply, TimeStampResp)
  if (!GRANTED.includes(status.status))
    return { ok: false, fault: 'rejected', rincian: wordsOf(status) }
  if (timeStampToken === undefined) return { ok: false, fault: 'unreadable' }
  return judgeToken(timeStampToken, asked, anchors)
}

/** A token that came beside a signature: nobody's question is known, so its nonce is not looked at. */
export function checkToken(
  token: ArrayBuffer,
  digest: Uint8Array,
  anchors: readonly X509Certificate[] | undefined,
): CheckedReply {
  try {
    return judgeToken(AsnConvert.parse(token, ContentInfo), { digest }, anchors)
  } catch {
    return { ok: false, fault: 'unreadable' }
  }
}

function judgeToken(
  token: ContentInfo,
  { digest, nonce }: Readonly<{ digest: Uint8Array; nonce?: Uint8Array }>,
  anchors: readonly X509Certificate[] | undefined,
): CheckedReply {
  const opened = openSignedData(token, OID.tstInfo)
  if (!opened.ok) return opened
  const info = AsnConvert.parse(opened.content, TSTInfo)
  const { hashAlgorithm, hashedMessage } = info.messageImprint
  const isOurs = hashAlgorithm.algorithm === SHA256 && isSame(hashedMessage.buffer, digest)
  if (!isOurs) return { ok: false, fault: 'other-imprint' }
  if (nonce !== undefined && (info.nonce === undefined || !isSame(info.nonce, nonce)))
    return { ok: false, fault: 'other-nonce' }
  if (!isForTimeStamps(opened.signer)) return { ok: false, fault: 'wrong-purpose' }
  const at = info.genTime
  if (anchors === undefined) return { ok: true, at, isTrusted: false }
  const path = { others: opened.others, anchors, at }
  return isTrusted(opened.signer, path)
    ? { ok: true, at, isTrusted: true }
    : { ok: false, fault: 'untrusted' }
}

const isSame = (a: ArrayBuffer, b: Uint8Array) => Buffer.from(a).equals(b)

const WORDS_MAX = 200

/** What the authority says to it, fit for a line of our log. */
function wordsOf({ status, statusString }: PKIStatusInfo): string {
  const words = (statusString ?? []).join(' ').replace(/[^\x20-\x7e]+/g, ' ')
  return `status ${status} ${words}`.slice(0, WORDS_MAX).trim()
}
