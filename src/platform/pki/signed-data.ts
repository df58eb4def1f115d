/**
 * Signed data (RFC 5652) as time stamps and signed documents carry it: one signer, signed attributes, the
 * signer's certificate named by its digest (RFC 2634, RFC 5035). Only what is asked for here is accepted.
 */
import { createHash, type KeyObject, verify, X509Certificate } from 'node:crypto'
import { type ContentInfo, SignedData, type SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  OctetString as Asn1Octets,
  Set as Asn1Set,
  type AsnType,
  fromBER,
  ObjectIdentifier,
  Sequence,
} from 'asn1js'
import { OID } from './oids.ts'

export type SignatureFault =
  /** Not exactly one signer with signed attributes about this content. */
  | 'not-signed'
  /** A hash or signature we do not take: SHA-1, a key that is too short, an unknown way. */
  | 'unaccepted-algorithm'
  /** The certificate that is meant is not in it. */
  | 'no-certificate'
  /** The signature, or the digest it is over, is not the content's. */
  | 'wrong-signature'

export type Opened = Readonly<{
  ok: true
  content: Uint8Array
  signer: X509Certificate
  /** What else came along; nobody vouches for it. */
  others: readonly X509Certificate[]
  /** The signature itself, as a time stamp over it names it. */
  signature: Uint8Array
  /** Time stamp tokens that came beside the signature, unchecked. */
  stamps: readonly ArrayBuffer[]
}>

const CERTIFICATES_MAX = 8

const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

type Way = Readonly<{ keyType: 'rsa' | 'ec' | 'ed25519'; hash: string | null | 'given' }>

const WAYS: Readonly<Record<string, Way>> = {
  '1.2.840.113549.1.1.1': { keyType: 'rsa', hash: 'given' },
  '1.2.840.113549.1.1.11': { keyType: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { keyType: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { keyType: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { keyType: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { keyType: 'ec', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { keyType: 'ec', hash: 'sha512' },
  '1.3.101.112': { keyType: 'ed25519', hash: null },
}
const RSA_BITS_MIN = 2_048

/**
 * The content of signed data whose signature holds; whether the signer may be trusted is not asked here.
 *
 * @param token a ContentInfo; what the library cannot read it throws at
 * @param contentType what the content must be
 * @param detached the content, where it lies beside the signature instead of in it
 */
export function openSignedData(
  token: ContentInfo,
  contentType: string,
  detached?: Uint8Array,
): Opened | Readonly<{ ok: false; fault: SignatureFault }> {
  if (token.contentType !== OID.signedData) return no('not-signed')
  const signed = AsnConvert.parse(token.content, SignedData)
  const [info, ...more] = signed.signerInfos
  const content = contentOf(signed, detached)
  if (info === undefined || more.length > 0 || content === undefined) return no('not-signed')
  if (signed.encapContentInfo.eContentType !== contentType) return no('not-signed')
  const attributes = attributesOf(info)
  const hash = HASHES[info.digestAlgorithm.algorithm]
  if (attributes === undefined || !isAbout(attributes, contentType)) return no('not-signed')
  if (hash === undefined) return no('unaccepted-algorithm')
  const certificates = certificatesOf(signed)
  const signer = certificates.find((one) => isMeant(attributes, one))
  if (signer === undefined) return no('no-certificate')
  const way = WAYS[info.signatureAlgorithm.algorithm]
  if (way === undefined || !isStrong(signer.publicKey, way)) return no('unaccepted-algorithm')
  const stated = octetsOf(attributes.get(OID.messageDigest))
  const isDigest = stated?.equals(createHash(hash).update(content).digest()) === true
  const signature = Buffer.from(info.signature.buffer)
  const hashOfWay = way.hash === 'given' ? hash : way.hash
  if (!isDigest || !verify(hashOfWay, signedBytes(info), signer.publicKey, signature))
    return no('wrong-signature')
  return {
    ok: true,
    content,
    signer,
    others: certificates.filter((one) => one !== signer),
    signature,
    stamps: stampsOf(info),
  }
}

/** Undefined where content is missing, and where there are two. */
function contentOf(
  { encapContentInfo }: SignedData,
  detached: Uint8Array | undefined,
): Uint8Array | undefined {
  const octets = encapContentInfo.eContent?.single
  if (detached !== undefined) return encapContentInfo.eContent === undefined ? detached : undefined
  return octets === undefined ? undefined : new Uint8Array(octets.buffer)
}

function stampsOf({ unsignedAttrs = [] }: SignerInfo): readonly ArrayBuffer[] {
  return unsignedAttrs
    .filter(({ attrType }) => attrType === OID.signatureTimeStamp)
    .flatMap(({ attrValues }) => attrValues)
}

const no = (fault: SignatureFault) => ({ ok: false, fault }) as const

type Attributes = ReadonlyMap<string, ArrayBuffer>

/** Signed attributes by their names; undefined when one comes twice or has not exactly one value. */
function attributesOf({ signedAttrs = [] }: SignerInfo): Attributes | undefined {
  const found = new Map<string, ArrayBuffer>()
  for (const { attrType, attrValues } of signedAttrs) {
    const [value, ...more] = attrValues
    if (value === undefined || more.length > 0 || found.has(attrType)) return undefined
    found.set(attrType, value)
  }
  return found
}

/** The bytes that are signed: the attributes as a set of their own (RFC 5652, 5.4). */
function signedBytes({ signedAttrs = [] }: SignerInfo): Buffer {
  const value = signedAttrs.map((one) => fromBER(AsnConvert.serialize(one)).result)
  return Buffer.from(new Asn1Set({ value }).toBER())
}

function isAbout(attributes: Attributes, contentType: string): boolean {
  const named = fromBER(attributes.get(OID.contentType) ?? new ArrayBuffer(0)).result
  return named instanceof ObjectIdentifier && named.getValue() === contentType
}

function octetsOf(value: ArrayBuffer | undefined): Buffer | undefined {
  return value === undefined ? undefined : Buffer.from(AsnConvert.parse(value, OctetString).buffer)
}

function certificatesOf({ certificates = [] }: SignedData): readonly X509Certificate[] {
  return certificates.slice(0, CERTIFICATES_MAX).flatMap(({ certificate }) => {
    if (certificate === undefined) return []
    return [new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)))]
  })
}

/** Is this the certificate whose digest the signer has signed? SHA-1 may still name it, as older authorities do. */
function isMeant(attributes: Attributes, certificate: X509Certificate): boolean {
  const value = attributes.get(OID.signingCertificateV2) ?? attributes.get(OID.signingCertificate)
  const isNew = attributes.has(OID.signingCertificateV2)
  if (value === undefined) return false
  const [list] = partsOf(fromBER(value).result)
  const [named] = partsOf(list)
  const [first, second] = partsOf(named)
  const digest = first instanceof Asn1Octets ? first : second
  const stated = first instanceof Sequence ? HASHES[oidOf(first) ?? ''] : 'sha256'
  const hash = isNew ? stated : 'sha1'
  if (!(digest instanceof Asn1Octets) || hash === undefined) return false
  const made = createHash(hash).update(certificate.raw).digest()
  return made.equals(Buffer.from(digest.getValue()))
}

const partsOf = (block: AsnType | undefined): readonly AsnType[] =>
  block instanceof Sequence ? (block.valueBlock.value as AsnType[]) : []

function oidOf(algorithm: Sequence): string | undefined {
  const [name] = partsOf(algorithm)
  return name instanceof ObjectIdentifier ? name.getValue() : undefined
}

function isStrong(key: KeyObject, { keyType }: Way): boolean {
  if (key.asymmetricKeyType !== keyType) return false
  return keyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) >= RSA_BITS_MIN
}
