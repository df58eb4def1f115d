import type { X509Certificate } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  Certificate,
  ExtendedKeyUsage,
  id_ce_extKeyUsage,
  id_kp_timeStamping,
} from '@peculiar/asn1-x509'

/** May this certificate sign time stamps, and nothing else? (RFC 3161, 2.3: critical and alone.) */
export function isForTimeStamps(certificate: X509Certificate): boolean {
  const { tbsCertificate } = AsnConvert.parse(Uint8Array.from(certificate.raw), Certificate)
  const usage = tbsCertificate.extensions?.find(({ extnID }) => extnID === id_ce_extKeyUsage)
  if (usage?.critical !== true) return false
  const purposes = AsnConvert.parse(usage.extnValue.buffer, ExtendedKeyUsage)
  return purposes.length === 1 && purposes[0] === id_kp_timeStamping
}

const PATH_MAX = 5

/**
 * Does a path of certificates lead from this one to an anchor, all of them valid at that moment? Whether
 * one was taken back since is not asked: the lists lie at addresses of the authority's choice.
 */
export function isTrusted(
  certificate: X509Certificate,
  {
    others,
    anchors,
    at,
  }: Readonly<{
    others: readonly X509Certificate[]
    anchors: readonly X509Certificate[]
    at: Date
  }>,
  depth = PATH_MAX,
): boolean {
  if (depth === 0 || !isValid(certificate, at)) return false
  if (anchors.some(({ fingerprint256 }) => fingerprint256 === certificate.fingerprint256))
    return true
  if (anchors.some((anchor) => isValid(anchor, at) && hasIssued(anchor, certificate))) return true
  const rest = others.filter((one) => one !== certificate)
  return rest.some(
    (one) =>
      hasIssued(one, certificate) && isTrusted(one, { others: rest, anchors, at }, depth - 1),
  )
}

function isValid({ validFrom, validTo }: X509Certificate, at: Date): boolean {
  return new Date(validFrom) <= at && at <= new Date(validTo)
}

function hasIssued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}
