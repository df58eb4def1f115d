import type { Env } from './env.ts'
import { openFinanceHouse } from './finance-house.ts'
import { tanggalIn } from './kernel/date.ts'
import { createAudit } from './modules/audit/index.ts'
import { type CitizenReports, createCitizenReports } from './modules/citizen-reports/index.ts'
import { createDocuments } from './modules/documents/index.ts'
import { contactBook, createIdentity } from './modules/identity/index.ts'
import { createNotifications } from './modules/notifications/index.ts'
import { partnersOn } from './modules/partners/index.ts'
import { paymentsOn } from './modules/payments/index.ts'
import type { PublicLog } from './modules/public-log/index.ts'
import type { Queueing } from './modules/queueing/index.ts'
import type { Reference } from './modules/reference/index.ts'
import { createSatisfaction } from './modules/satisfaction/index.ts'
import { createServices, type Services } from './modules/services/index.ts'
import { createVault } from './modules/vault/index.ts'
import type { OutsideHouse } from './outside-house.ts'
import { createEmit, type Subscription } from './platform/events/outbox.ts'
import type { Kit } from './platform/kit.ts'
import type { DemoNeeds } from './seed/load-demo.ts'
import {
  billsFor,
  inviteToJudge,
  lettersFor,
  neighboursOf,
  registersFor,
  vaultFor,
} from './service-ports.ts'
import { openVoicesHouse } from './voices-house.ts'

type Present = Readonly<{
  env: Env
  jobKit: Kit
  subscriptions: () => readonly Subscription[]
  publicLog: PublicLog
  reference: Reference
  citizenReports: CitizenReports
  services: Services
  queueing: Queueing
  house: OutsideHouse
}>

/** The demo history happened in the past: the same modules, on a clock and ids of its own, telling nobody. */
export function housesOfThePast(present: Present): DemoNeeds['houseAt'] {
  const { env, jobKit, publicLog, reference, citizenReports, house } = present
  return (clock) => {
    const kit: Kit = {
      ...jobKit,
      ...clock,
      today: () => tanggalIn(env.REGION_TIMEZONE, clock.now()),
      emit: createEmit(clock.newId, present.subscriptions),
    }
    const contacts = contactBook(kit)
    const needs = {
      publicLog,
      audit: createAudit(kit, publicLog),
      reference,
      notifications: createNotifications(kit, { env, contacts, isSilent: true }),
    }
    const identity = createIdentity(kit, needs)
    const satisfaction = createSatisfaction(kit, needs)
    const vault = createVault(kit, needs)
    const partners = partnersOn(house.partners, kit, needs)
    const payments = paymentsOn(house.payments, kit, needs)
    const { outside } = house
    // What was signed in the past was signed then: nobody is asked for a signature now.
    const { BSRE_URL: _, ...envThen } = env
    const documents = createDocuments(kit, { ...needs, outside, env: envThen })
    const services = createServices(
      kit,
      {
        ...needs,
        identity,
        letters: lettersFor(documents),
        bills: billsFor(payments),
        vault: vaultFor(vault),
        registers: registersFor(partners),
      },
      neighboursOf(kit, satisfaction, () => present.queueing),
      present.services.deps.layanan,
    )
    return {
      kit,
      ...openFinanceHouse(kit, { ...needs, issueLetter: documents.issue }),
      ...openVoicesHouse(kit, { ...needs, identity, partners, satisfaction, documents }),
      citizenReports: createCitizenReports(
        kit,
        { ...needs, identity, env },
        citizenReports.katalog,
      ),
      satisfaction,
      vault,
      payments,
      services,
      inviteToJudge: (tx, done) => inviteToJudge({ services, satisfaction }, tx, done),
    }
  }
}
