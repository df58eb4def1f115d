import type { X509Certificate } from 'node:crypto'
import { sha256 } from '../sha256.ts'
import { explicit, integer, octets, oid, seq, setOf } from './der.ts'
import { issuerAndSerialOf } from './make-certificate.ts'
import { OID } from './oids.ts'

/** Something that signs: a P-256 key and the certificate that names its owner. */
export type SigningKey = Readonly<{
  certificate: X509Certificate
  /** Those above it, its issuer first. */
  chain: readonly X509Certificate[]
  /** @returns ECDSA with SHA-256 over the bytes, as DER */
  sign: (bytes: Uint8Array) => Uint8Array
}>

export type DataToSign = Readonly<{
  contentType: string
  /** SHA-256 of the content. */
  digest: Uint8Array
  /** Carried along; absent in a detached signature. */
  content?: Uint8Array
  /** A time stamp over the signature, made once it is there. */
  stamp?: (signature: Uint8Array) => Promise<Uint8Array> | Uint8Array
}>

/**
 * Signed data (RFC 5652) with the signer's certificate named by its digest (RFC 5035): what CAdES and PAdES
 * ask of a baseline signature. Signing time is left out, as PAdES wants it: the document or the stamp tells.
 */
export async function signData(key: SigningKey, data: DataToSign): Promise<Buffer> {
  const attributes = [
    attribute(OID.contentType, oid(data.contentType)),
    attribute(OID.messageDigest, octets(data.digest)),
    attribute(OID.signingCertificateV2, essCertificate(key.certificate)),
  ]
  const signature = key.sign(setOf(...attributes))
  const stamp = await data.stamp?.(signature)
  const signer = seq(
    integer(1),
    issuerAndSerialOf(key.certificate),
    seq(oid(OID.sha256)),
    retag(0xa0, setOf(...attributes)),
    seq(oid(OID.ecdsaWithSha256)),
    octets(signature),
    ...(stamp === undefined ? [] : [retag(0xa1, setOf(attribute(OID.signatureTimeStamp, stamp)))]),
  )
  const content = data.content === undefined ? [] : [explicit(0, octets(data.content))]
  const certificates = [key.certificate, ...key.chain].map((one) => one.raw)
  const signed = seq(
    // Version 3 where the content is no plain data.
    integer(data.contentType === OID.data ? 1 : 3),
    setOf(seq(oid(OID.sha256))),
    seq(oid(data.contentType), ...content),
    retag(0xa0, setOf(...certificates)),
    setOf(signer),
  )
  return seq(oid(OID.signedData), explicit(0, signed))
}

const attribute = (type: string, value: Uint8Array) => seq(oid(type), setOf(value))

/** SigningCertificateV2: SHA-256 is its default and so is not written. */
function essCertificate(certificate: X509Certificate): Buffer {
  return seq(seq(seq(octets(sha256(certificate.raw)))))
}

/** The same content under another tag. */
function retag(tag: number, part: Buffer): Buffer {
  const changed = Buffer.from(part)
  changed[0] = tag
  return changed
}
