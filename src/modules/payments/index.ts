import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createBill, createBillsOf, createCancel, createExpire, EXPIRE } from './actions/bill.ts'
import { createTakeNotice, type Message, type NoticeAnswer } from './actions/receive.ts'
import { createReconcile, RECONCILE } from './actions/reconcile.ts'
import { createTellGateway, TELL_GATEWAY } from './actions/tell-gateway.ts'
import type { Deps, Needs } from './deps.ts'
import { paymentsSentences } from './messages/index.ts'
import { NOTICES } from './messages/notices.ts'
import { countWaitingGerbang } from './store/tagihan-store.ts'
import type { Payments } from './types.ts'
import { billRoutes } from './web/bill-routes.tsx'
import { deskRoutes } from './web/desk-routes.tsx'
import { paymentsDesk } from './web/work-desk.ts'

export { createPayCash } from './actions/cash.ts'
export { tagihanKedaluwarsa, tagihanLunas } from './events.ts'
export { PAYMENT_DATA } from './personal-data.ts'
export type { BillState, NewBill, Payments } from './types.ts'

/** The door other modules use, and what the parts are made of. */
export type PaymentsModule = Payments &
  Readonly<{
    /** A signed message of the gateway, by whatever way it came. */
    takeNotice: (message: Message) => Promise<NoticeAnswer>
    deps: Deps
  }>

/** The same module on another clock: what it tells others it tells by the same way out. */
export function paymentsOn(
  { deps }: PaymentsModule,
  kit: Kit,
  needs: Pick<Needs, 'audit' | 'notifications'>,
): PaymentsModule {
  return assemble({ ...deps, ...needs, kit })
}

export function createPayments(kit: Kit, needs: Needs): PaymentsModule {
  const { outside, env, standIn, ...rest } = needs
  const gateway = outside.open({
    kode: 'pembayaran',
    nama: { id: 'Gerbang pembayaran', en: 'Payment gateway' },
    address: env.PAYMENT_URL,
    ...(needs.gatewayKey === undefined
      ? {}
      : { headers: { authorization: `Bearer ${needs.gatewayKey}` } }),
    ...(standIn === undefined ? {} : { standIn: standIn.fetch }),
    waiting: countWaitingGerbang,
  })
  return assemble({ ...rest, kit, gateway, simulate: standIn?.simulate })
}

function assemble(deps: Deps): PaymentsModule {
  deps.notifications.declare(NOTICES)
  return {
    bill: createBill(deps),
    cancel: createCancel(deps),
    billsOf: createBillsOf(),
    takeNotice: createTakeNotice(deps),
    deps,
  }
}

/** Pages, the gateway's door, and the jobs that tell it, end what is over, and compare lists. */
export function paymentsParts(payments: PaymentsModule, jobKit: Kit): ModuleParts {
  const { deps } = payments
  const jobDeps: Deps = { ...deps, kit: jobKit }
  return {
    name: 'payments',
    needs: ['audit', 'reference', 'notifications', 'identity'],
    sentences: [paymentsSentences],
    routes: [...billRoutes(deps), ...deskRoutes(deps)],
    jobs: {
      [TELL_GATEWAY]: createTellGateway(jobDeps),
      [EXPIRE]: createExpire(jobDeps),
      [RECONCILE]: createReconcile(jobDeps),
    },
    cron: [
      { task: TELL_GATEWAY, match: '* * * * *' },
      { task: EXPIRE, match: '*/5 * * * *' },
      { task: RECONCILE, match: '17 * * * *' },
    ],
    subscriptions: [],
    work: paymentsDesk,
  }
}
