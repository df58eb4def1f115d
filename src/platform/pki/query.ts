import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { MessageImprint, TimeStampReq } from '@peculiar/asn1-tsp'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'

export const SHA256 = '2.16.840.1.101.3.4.2.1'

/** What a time stamp is asked for: a SHA-256, and a number that was never used before. */
export type Asked = Readonly<{ digest: Uint8Array; nonce: Uint8Array }>

const NONCE_BYTES = 16

/** A number for one question, so that no answer to an earlier one can be sold for a new one. */
export function freshNonce(randomBytes: (count: number) => Uint8Array): Uint8Array {
  const nonce = Uint8Array.from(randomBytes(NONCE_BYTES))
  // An ASN.1 number without leading zeros and above zero has one spelling.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40
  return nonce
}

/** TimeStampReq of RFC 3161, with the wish that the authority's certificate comes along. */
export function formatQuery({ digest, nonce }: Asked): Uint8Array {
  const hashAlgorithm = new AlgorithmIdentifier({ algorithm: SHA256, parameters: null })
  const hashedMessage = new OctetString(bufferOf(digest))
  const query = new TimeStampReq({
    messageImprint: new MessageImprint({ hashAlgorithm, hashedMessage }),
    nonce: bufferOf(nonce),
    certReq: true,
  })
  return new Uint8Array(AsnConvert.serialize(query))
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer
