import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { type createNotifications, notificationJobs } from './actions.ts'
import { openGateways } from './gateways.ts'
import { openPush } from './push.ts'

export { createNotifications } from './actions.ts'
export { toSms } from './domain.ts'
export type {
  Channel,
  ContactBook,
  InAppNotice,
  Notice,
  NotificationEvent,
  Notifications,
  Recipient,
  Template,
} from './types.ts'

type Made = ReturnType<typeof createNotifications>

/** Routes for people's notices and preferences, and the jobs that send. `kit` is the one for jobs. */
export function notificationsParts(
  kit: Kit,
  { notifications }: { notifications: Made },
): ModuleParts {
  const { env, contacts } = notifications.deps
  const host = new URL(kit.baseUrl).hostname
  const from = `pendopo@${host.includes('.') ? host : kit.region().domain}`
  return {
    name: 'notifications',
    needs: ['audit', 'reference'],
    routes: [],
    jobs: notificationJobs({
      kit,
      contacts,
      gateways: openGateways(env, from),
      events: notifications.events,
      sendPush: openPush(env, `mailto:${from}`),
    }),
    cron: [],
    subscriptions: [],
  }
}
