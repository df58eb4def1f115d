import type { Env } from '../../env.ts'
import type { SendPush } from './actions.ts'

const GONE: readonly number[] = [404, 410]
const PUSH_TTL_SECONDS = 86_400

/** Web push with the operator's VAPID keys; undefined (and no button anywhere) without them. */
export function openPush(
  env: Pick<Env, 'VAPID_PUBLIC_KEY' | 'VAPID_PRIVATE_KEY'>,
  subject: string,
): SendPush | undefined {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = env
  if (publicKey === undefined || privateKey === undefined) return undefined
  return async (subscription, payload) => {
    const { default: webPush } = await import('web-push')
    try {
      await webPush.sendNotification(subscription, payload, {
        vapidDetails: { subject, publicKey, privateKey },
        TTL: PUSH_TTL_SECONDS,
        timeout: 10_000,
      })
      return true
    } catch (error) {
      const status = (error as { statusCode?: number }).statusCode ?? 0
      if (GONE.includes(status)) return false
      throw error
    }
  }
}
