import type { Env } from '../../env.ts'
import { createSafeFetch } from '../../platform/net/safe-fetch.ts'
import type { SendPush } from './actions.ts'
import { isPushEndpoint, type PushHosts } from './push-service.ts'

const GONE: readonly number[] = [404, 410]
const PUSH_TTL_SECONDS = 86_400
const TIMEOUT_MS = 10_000
const ANSWER_MAX_BYTES = 20_000

export type PushNeeds = Readonly<{
  env: Pick<Env, 'VAPID_PUBLIC_KEY' | 'VAPID_PRIVATE_KEY'>
  /** Who answers for these messages: "mailto:…". */
  subject: string
  isAllowed: (endpoint: string) => boolean
  /** "host:port" that may lie in a private network: a push service on this machine, for tests. */
  allowPrivate?: readonly string[]
}>

/** Web push with the operator's VAPID keys; undefined (and no button anywhere) without them. */
export function openPush({
  env,
  subject,
  isAllowed,
  allowPrivate = [],
}: PushNeeds): SendPush | undefined {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = env
  if (publicKey === undefined || privateKey === undefined) return undefined
  const post = createSafeFetch({ allowPrivate })
  return async (subscription, payload) => {
    // Checked again: the list of services may have become shorter since the browser agreed.
    if (!isAllowed(subscription.endpoint)) return false
    const { default: webPush } = await import('web-push')
    const { endpoint, headers, body } = webPush.generateRequestDetails(subscription, payload, {
      vapidDetails: { subject, publicKey, privateKey },
      TTL: PUSH_TTL_SECONDS,
    })
    const answer = await post(endpoint, {
      method: 'POST',
      headers: withoutLength(headers),
      ...(body === null ? {} : { body }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: ANSWER_MAX_BYTES,
    })
    if (!answer.ok) throw new Error(answer.refusals[0]?.code ?? 'push refused')
    const { status } = answer.value
    if (GONE.includes(status)) return false
    if (status < 200 || status > 299) throw new Error(`push service answered ${status}`)
    return true
  }
}

/** The length is written by whoever sends the bytes. */
function withoutLength(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.toLowerCase() !== 'content-length')
      .map(([name, value]) => [name, String(value)]),
  )
}

export const allowedBy = (hosts: PushHosts) => (endpoint: string) => isPushEndpoint(endpoint, hosts)
