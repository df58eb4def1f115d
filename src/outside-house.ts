import type { Env } from './env.ts'
import type { Audit } from './modules/audit/index.ts'
import type { Notifications } from './modules/notifications/index.ts'
import { createPartners, outsideHealth, type PartnersModule } from './modules/partners/index.ts'
import { createPayments, type PaymentsModule } from './modules/payments/index.ts'
import type { Reference } from './modules/reference/index.ts'
import type { Kit } from './platform/kit.ts'
import type { Metrics } from './platform/log/metrics.ts'
import { createOutside, type Outside } from './platform/outside/index.ts'
import { playOutside } from './stand-ins/play-outside.ts'

export type OutsideHouse = Readonly<{
  outside: Outside
  partners: PartnersModule
  payments: PaymentsModule
}>

type Needs = Readonly<{
  env: Env
  metrics: Metrics
  audit: Audit
  reference: Reference
  notifications: Notifications
}>

/** The way out to systems of others and the modules that take it; in the demo, who plays those systems. */
export async function openOutsideHouse(kit: Kit, needs: Needs): Promise<OutsideHouse> {
  const { env, metrics } = needs
  const outside = createOutside({ ...kit, metrics, health: outsideHealth(kit.db, kit.now) })
  const played = await playOutside(
    { ...kit, env, isDemo: kit.isDemo() },
    { deliver: (message) => payments.takeNotice(message) },
  )
  const partners = createPartners(kit, { ...needs, outside, standIns: played.registers })
  const payments: PaymentsModule = createPayments(kit, {
    ...needs,
    outside,
    gatewayKey: played.payment?.key ?? env.PAYMENT_KEY,
    ...(played.payment === undefined ? {} : { standIn: played.payment }),
  })
  return { outside, partners, payments }
}
