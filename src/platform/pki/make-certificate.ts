import { createHash, createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import {
  bits,
  explicit,
  implicit,
  integer,
  octets,
  oid,
  printable,
  seq,
  setOf,
  time,
  utf8,
  yes,
} from './der.ts'
import { OID } from './oids.ts'

/** Who a certificate names. */
export type Subject = Readonly<{
  name: string
  title?: string
  unit?: string
  organization: string
}>

export type CertificateOrder = Readonly<{
  subject: Subject
  /** authority: may issue; seal: signs documents; stamps: signs time stamps and nothing else. */
  purpose: 'authority' | 'seal' | 'stamps'
  publicKey: KeyObject
  /** Fresh random bytes: nobody guesses the next number. */
  serial: Uint8Array
  from: Date
  to: Date
  /** Absent: the certificate vouches for itself. */
  issuer?: X509Certificate
  issuerKey: KeyObject
}>

/** An X.509 certificate of a P-256 key, signed by one (RFC 5280). */
export function makeCertificate(order: CertificateOrder): X509Certificate {
  const algorithm = seq(oid(OID.ecdsaWithSha256))
  const subject = nameOf(order.subject)
  const body = seq(
    explicit(0, integer(2)),
    integer(order.serial),
    algorithm,
    order.issuer === undefined ? subject : subjectOf(order.issuer),
    seq(time(order.from), time(order.to)),
    subject,
    order.publicKey.export({ format: 'der', type: 'spki' }),
    explicit(3, seq(...extensionsOf(order))),
  )
  const signature = sign('sha256', body, order.issuerKey)
  return new X509Certificate(seq(body, algorithm, bits(signature)))
}

function nameOf({ name, title, unit, organization }: Subject): Buffer {
  const part = (type: string, value: Buffer) => setOf(seq(oid(type), value))
  const cut = (text: string) => utf8(text.slice(0, NAME_MAX))
  return seq(
    part(OID.country, printable('ID')),
    part(OID.organization, cut(organization)),
    ...(unit === undefined ? [] : [part(OID.organizationalUnit, cut(unit))]),
    ...(title === undefined ? [] : [part(OID.title, cut(title))]),
    part(OID.commonName, cut(name)),
  )
}

/** Upper bound of these attributes in RFC 5280, appendix A. */
const NAME_MAX = 64

function extensionsOf({ purpose, publicKey, issuer, issuerKey }: CertificateOrder) {
  const critical = (type: string, value: Buffer) => seq(oid(type), yes, octets(value))
  const plain = (type: string, value: Buffer) => seq(oid(type), octets(value))
  const own = keyIdOf(publicKey)
  const issuerId = issuer === undefined ? own : keyIdOf(createPublicKey(issuerKey))
  const ids = [
    plain(OID.subjectKeyIdentifier, octets(own)),
    plain(OID.authorityKeyIdentifier, seq(implicit(0, issuerId))),
  ]
  if (purpose === 'authority')
    return [
      critical(OID.basicConstraints, seq(yes, integer(0))),
      // keyCertSign, cRLSign
      critical(OID.keyUsage, bits(Buffer.of(0x06), 1)),
      ...ids,
    ]
  // A time stamp's certificate names that purpose alone, as critical (RFC 3161, 2.3).
  const purposes =
    purpose === 'stamps'
      ? critical(OID.extendedKeyUsage, seq(oid(OID.timeStamping)))
      : plain(OID.extendedKeyUsage, seq(oid(OID.documentSigning), oid(OID.emailProtection)))
  return [
    critical(OID.basicConstraints, seq()),
    // digitalSignature, and for documents nonRepudiation
    critical(
      OID.keyUsage,
      purpose === 'stamps' ? bits(Buffer.of(0x80), 7) : bits(Buffer.of(0xc0), 6),
    ),
    purposes,
    ...ids,
  ]
}

/** SHA-1 of the key itself: a name, not a protection (RFC 5280, 4.2.1.2). */
function keyIdOf(key: KeyObject): Buffer {
  const spki = key.export({ format: 'der', type: 'spki' })
  return createHash('sha1').update(spki.subarray(-EC_POINT_BYTES)).digest()
}

/** An uncompressed point of P-256. */
const EC_POINT_BYTES = 65

/** The subject's name as its own bytes, and issuer and number, by which a signature names its certificate. */
export function subjectOf(certificate: X509Certificate): Buffer {
  return partsOfBody(certificate)[5] ?? seq()
}

export function issuerAndSerialOf(certificate: X509Certificate): Buffer {
  const [, serial = seq(), , issuer = seq()] = partsOfBody(certificate)
  return seq(issuer, serial)
}

/** The parts of a certificate's body (RFC 5280, 4.1); version always comes first in ours. */
function partsOfBody(certificate: X509Certificate): readonly Buffer[] {
  const [body = seq()] = partsOf(certificate.raw)
  return partsOf(body)
}

function partsOf(whole: Buffer): readonly Buffer[] {
  const { start, end } = bounds(whole, 0)
  const parts: Buffer[] = []
  for (let at = start; at < end; ) {
    const part = bounds(whole, at)
    parts.push(whole.subarray(at, part.end))
    at = part.end
  }
  return parts
}

function bounds(bytes: Buffer, at: number): Readonly<{ start: number; end: number }> {
  const first = bytes[at + 1] ?? 0
  const count = first < 0x80 ? 0 : first & 0x7f
  const length = count === 0 ? first : bytes.readUIntBE(at + 2, count)
  const start = at + 2 + count
  return { start, end: start + length }
}
