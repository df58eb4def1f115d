/** How far the clocks of a gateway and ours may be apart; a message older than that is a replay. */
export const TOLERANCE_S = 300

export type SignedHeaders = Readonly<{
  id: string
  timestamp: string
  signatures: readonly string[]
}>

/**
 * Headers of a signed message (Standard Webhooks). Several signatures may stand side by side while a key is
 * being replaced.
 *
 * @returns undefined when one is missing, unreadable, or the time is too far from now
 */
export function readSignedHeaders(
  headers: Readonly<Record<string, string | undefined>>,
  now: Date,
): SignedHeaders | undefined {
  const id = headers['webhook-id'] ?? ''
  const timestamp = headers['webhook-timestamp'] ?? ''
  const written = headers['webhook-signature'] ?? ''
  if (!/^[\w.-]{1,120}$/.test(id) || !/^\d{9,11}$/.test(timestamp) || written.length > 1_000)
    return undefined
  const awayS = Math.abs(now.getTime() / 1000 - Number(timestamp))
  if (awayS > TOLERANCE_S) return undefined
  const signatures = written
    .split(' ')
    .flatMap((one) => (one.startsWith('v1,') ? [one.slice(3)] : []))
  return signatures.length === 0 ? undefined : { id, timestamp, signatures }
}

/** What the signature is over. */
export function signedText({ id, timestamp }: SignedHeaders, body: string): string {
  return `${id}.${timestamp}.${body}`
}
