import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import { type createNotifications, FORGET, notificationJobs } from './actions.ts'
import { openGateways } from './gateways.ts'
import { allowedBy, openPush } from './push.ts'
import { readPushHosts } from './push-service.ts'
import type { UnreadKeeper } from './unread.ts'
import { pushRoutes } from './web/push-routes.ts'
import { noticeRoutes } from './web/routes.tsx'

export { createNotifications } from './actions.ts'
export { toSms } from './domain.ts'
export { NOTICE_DATA } from './personal-data.ts'
export type {
  Channel,
  ContactBook,
  InAppNotice,
  Notice,
  NotificationEvent,
  Notifications,
  PushOffer,
  Recipient,
  Template,
} from './types.ts'
export { createUnreadKeeper, type UnreadKeeper } from './unread.ts'
export { PushCard } from './web/push-card.tsx'

type Made = ReturnType<typeof createNotifications>

export type NotificationsNeeds = Readonly<{
  notifications: Made
  audit: Audit
  /** The kit of the web side. */
  webKit: Kit
  unread: UnreadKeeper
}>

/** Routes for people's notices and preferences, and the jobs that send. `kit` is the one for jobs. */
export function notificationsParts(
  kit: Kit,
  { notifications, audit, webKit, unread }: NotificationsNeeds,
): ModuleParts {
  const { env, contacts } = notifications.deps
  const host = new URL(kit.baseUrl).hostname
  const from = `pendopo@${host.includes('.') ? host : kit.region().domain}`
  const gateways = openGateways(env, from)
  const hosts = readPushHosts()
  const sendPush = openPush({ env, subject: `mailto:${from}`, isAllowed: allowedBy(hosts) })
  return {
    name: 'notifications',
    needs: ['audit', 'reference'],
    routes: [
      ...(sendPush === undefined ? [] : pushRoutes({ kit: webKit, hosts })),
      ...noticeRoutes({
        kit: webKit,
        audit,
        notifications,
        contacts,
        events: notifications.events,
        gateways,
        hasPush: sendPush !== undefined,
        onRead: unread.forget,
      }),
    ],
    jobs: notificationJobs({
      kit,
      contacts,
      gateways,
      events: notifications.events,
      sendPush,
    }),
    // 01.45 in western Indonesia.
    cron: [{ task: FORGET, match: '45 18 * * *' }],
    subscriptions: [],
  }
}
