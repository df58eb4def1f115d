import { sha256 } from '../sha256.ts'
import { generalizedTime, integer, octets, oid, seq } from './der.ts'
import { OID } from './oids.ts'
import { type SigningKey, signData } from './sign-data.ts'

export type StampOrder = Readonly<{
  /** SHA-256 of what is stamped. */
  digest: Uint8Array
  at: Date
  serial: Uint8Array
  nonce?: Uint8Array
}>

/** Policy of an installation's own authority: the arc 2.25 takes a UUID as a number (X.667). */
const POLICY = '2.25.169174837845504152742341760598233427922'

/** A time stamp token (RFC 3161, 2.4.2): signed data about a digest and a moment. */
export async function makeStamp(key: SigningKey, order: StampOrder): Promise<Buffer> {
  const info = seq(
    integer(1),
    oid(POLICY),
    seq(seq(oid(OID.sha256)), octets(order.digest)),
    integer(order.serial),
    generalizedTime(order.at),
    // Right to the second.
    seq(integer(1)),
    ...(order.nonce === undefined ? [] : [integer(order.nonce)]),
  )
  return signData(key, { contentType: OID.tstInfo, digest: sha256(info), content: info })
}
