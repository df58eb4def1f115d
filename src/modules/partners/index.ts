import { addDays } from '../../kernel/date.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { HealthStore, Outside, OutsideClient } from '../../platform/outside/index.ts'
import { createAllowance } from './actions/allowance.ts'
import { createDispute } from './actions/dispute.ts'
import { createNib, createPerson } from './actions/look-up.ts'
import { createMatchLater, createRunMatches, MATCH } from './actions/match-later.ts'
import { createValueBox } from './actions/value-box.ts'
import type { Deps, Needs } from './deps.ts'
import type { Sistem } from './domain/register.ts'
import { partnersSentences } from './messages/index.ts'
import { NOTICES } from './messages/notices.ts'
import { countWaiting, listPencocokanOf } from './store/pencocokan-store.ts'
import { deleteEndedSalinan } from './store/salinan-store.ts'
import { listSanggahanOf } from './store/sanggahan-store.ts'
import { deleteOldQuota, findHealth, saveHealth } from './store/sistem-store.ts'
import type { Partners } from './types.ts'
import { sanggahanRoutes } from './web/sanggahan-routes.tsx'
import { disputesDesk } from './web/work-desk.ts'

export { createFormFacts, type FormFacts } from './actions/form-facts.ts'
export { cocokkanSelesai, sanggahanDiputus } from './events.ts'
export { PARTNER_DATA } from './personal-data.ts'
export type {
  Dispute,
  LaterMatch,
  NibAnswer,
  Partners,
  PersonAnswer,
  PersonQuestion,
  Standing,
} from './types.ts'

/** The door other modules use, and what the parts are made of. */
export type PartnersModule = Partners & Readonly<{ deps: Deps }>

/** Where the house remembers how systems of others fare, whichever module asks them. */
export function outsideHealth(db: Db, now: () => Date): HealthStore {
  return {
    load: (kode) => findHealth(db, kode),
    save: (health) => saveHealth(db, health, now()),
  }
}

export function createPartners(kit: Kit, needs: Needs): PartnersModule {
  const deps: Deps = {
    ...needs,
    kit,
    box: createValueBox(kit),
    clients: { dukcapil: openDukcapil(needs), oss: openOss(needs) },
    allowance: createAllowance(kit, needs.env),
  }
  return assemble(deps)
}

/** The same module on another clock; whom it asks stays the same. */
export function partnersOn(
  { deps }: PartnersModule,
  kit: Kit,
  needs: Pick<Needs, 'audit' | 'notifications'>,
): PartnersModule {
  return assemble({ ...deps, ...needs, kit, box: createValueBox(kit) })
}

function assemble(deps: Deps): PartnersModule {
  deps.notifications.declare(NOTICES)
  return {
    person: createPerson(deps),
    nib: createNib(deps),
    matchLater: createMatchLater(deps),
    dispute: createDispute(deps),
    standing: async (tx, subject) => ({
      pencocokan: await listPencocokanOf(tx, subject),
      sanggahan: await listSanggahanOf(tx, subject),
    }),
    deps,
  }
}

type Opening = Readonly<{ outside: Outside } & Pick<Needs, 'env' | 'standIns'>>

function openDukcapil({ outside, env, standIns }: Opening): OutsideClient {
  return outside.open({
    kode: 'dukcapil',
    nama: { id: 'Data kependudukan (Dukcapil)', en: 'Population register (Dukcapil)' },
    address: env.DUKCAPIL_URL,
    ...standInOf(standIns, 'dukcapil'),
    waiting: waitingFor('dukcapil'),
  })
}

function openOss({ outside, env, standIns }: Opening): OutsideClient {
  return outside.open({
    kode: 'oss',
    nama: { id: 'Perizinan berusaha (OSS)', en: 'Business licences (OSS)' },
    address: env.OSS_URL,
    headers: { user_key: env.OSS_KEY ?? 'contoh' },
    ...standInOf(standIns, 'oss'),
    waiting: waitingFor('oss'),
  })
}

function standInOf(standIns: Needs['standIns'], sistem: Sistem) {
  const standIn = standIns[sistem]
  return standIn === undefined ? {} : { standIn }
}

const waitingFor = (sistem: Sistem) => (tx: Tx) => countWaiting(tx, sistem)

const FORGET = 'partners.forget'
const FORGOTTEN_AT_ONCE = 1_000
const QUOTA_DAYS = 40

/** Pages, the comparison that runs every minute, and the nightly end of copies (02.05 in western Indonesia). */
export function partnersParts(partners: PartnersModule, jobKit: Kit): ModuleParts {
  const { deps } = partners
  const jobDeps: Deps = { ...deps, kit: jobKit }
  return {
    name: 'partners',
    needs: ['audit', 'reference', 'notifications', 'identity'],
    sentences: [partnersSentences],
    routes: sanggahanRoutes(deps),
    jobs: { [MATCH]: createRunMatches(jobDeps), [FORGET]: () => forget(jobKit) },
    cron: [
      { task: MATCH, match: '* * * * *' },
      { task: FORGET, match: '5 19 * * *' },
    ],
    subscriptions: [],
    work: disputesDesk(deps),
  }
}

async function forget(kit: Kit): Promise<void> {
  let ended = FORGOTTEN_AT_ONCE
  while (ended === FORGOTTEN_AT_ONCE)
    ended = await deleteEndedSalinan(kit.db, kit.now(), FORGOTTEN_AT_ONCE)
  await deleteOldQuota(kit.db, addDays(kit.today(), -QUOTA_DAYS))
}
