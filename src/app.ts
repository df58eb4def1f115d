import type { FastifyInstance } from 'fastify'
import { assertGraph, DOORS, greet, weighedAssets } from './app-frame.ts'
import type { Env } from './env.ts'
import { FINANCE, type FinanceHouse, financeParts, openFinanceHouse } from './finance-house.ts'
import type { Tanggal } from './kernel/date.ts'
import { AUDIT_RECORDS, type Audit, auditParts, createAudit } from './modules/audit/index.ts'
import {
  type CitizenReports,
  citizenReportsParts,
  createCitizenReports,
  findByNomor,
  REPORT_DATA,
  REPORT_RECORDS,
} from './modules/citizen-reports/index.ts'
import {
  createDocuments,
  type DocumentsModule,
  documentsParts,
  LETTER_DATA,
  LETTER_RECORDS,
} from './modules/documents/index.ts'
import {
  contactBook,
  createIdentity,
  type IdentityModule,
  identityParts,
} from './modules/identity/index.ts'
import {
  createNotifications,
  createUnreadKeeper,
  NOTICE_DATA,
  notificationsParts,
} from './modules/notifications/index.ts'
import { PARTNER_DATA, partnersParts } from './modules/partners/index.ts'
import { PAYMENT_DATA, paymentsParts } from './modules/payments/index.ts'
import { errorView, portalParts } from './modules/portal/index.ts'
import {
  createPublicLog,
  createRunningLog,
  type PublicLog,
  publicLogParts,
  type RunningLog,
} from './modules/public-log/index.ts'
import {
  createQueueing,
  QUEUE_DATA,
  type Queueing,
  queueingParts,
} from './modules/queueing/index.ts'
import { createReference, type Reference, referenceParts } from './modules/reference/index.ts'
import {
  createSatisfaction,
  type Satisfaction,
  SKM_DATA,
  SKM_RECORDS,
  satisfactionParts,
} from './modules/satisfaction/index.ts'
import {
  createServices,
  SERVICE_DATA,
  SERVICE_RECORDS,
  type Services,
  servicesParts,
} from './modules/services/index.ts'
import { createVault, type Vault, vaultData, vaultParts } from './modules/vault/index.ts'
import { type OutsideHouse, openOutsideHouse } from './outside-house.ts'
import { housesOfThePast } from './past-house.ts'
import type { Addresses } from './platform/db/cluster.ts'
import { type Db, openDatabase, type QuerySeen } from './platform/db/database.ts'
import { createDeliverJob, createEmit, type Subscription } from './platform/events/outbox.ts'
import { createFileStores } from './platform/files/index.ts'
import type { AssetStore } from './platform/http/assets.ts'
import type { Route } from './platform/http/route.ts'
import { createServer } from './platform/http/server.ts'
import { knowTasks, startWorker, type Worker } from './platform/jobs/jobs.ts'
import type { Kit, ModuleParts } from './platform/kit.ts'
import type { Log } from './platform/log/log.ts'
import { createMetrics } from './platform/log/metrics.ts'
import { createSeeder, type Seeder } from './seed/seeder.ts'
import {
  billsFor,
  layananNamesFor,
  lettersFor,
  neighboursOf,
  registersFor,
  serviceLinks,
  servicesJudged,
  vaultFor,
} from './service-ports.ts'
import { openVoicesHouse, VOICES, type VoicesHouse, voicesParts } from './voices-house.ts'

export type AppOptions = Readonly<{
  env: Env
  addresses: Addresses
  secretKey: string
  log: Log
  isDemo: boolean
  now: () => Date
  today: () => Tanggal
  newId: () => string
  newSecretId: () => string
  randomBytes: (count: number) => Uint8Array
  onQuery?: (query: QuerySeen) => void
  assets?: AssetStore
}>

export type App = OutsideHouse &
  FinanceHouse &
  VoicesHouse &
  Seeder &
  Readonly<{
    server: FastifyInstance
    routes: readonly Route[]
    kit: Kit
    /** A second pool with a longer limit, for jobs, imports and exports. */
    jobDb: Db
    audit: Audit
    publicLog: PublicLog
    runningLog: RunningLog
    reference: Reference
    identity: IdentityModule
    citizenReports: CitizenReports
    satisfaction: Satisfaction
    documents: DocumentsModule
    vault: Vault
    services: Services
    queueing: Queueing
    parts: readonly ModuleParts[]
    startWorker: () => Promise<Worker>
    /** Run one job now, in this process: for tests and commands. */
    runJob: (task: string, payload: unknown) => Promise<void>
    greeting: (address: string) => Promise<string>
    close: () => Promise<void>
  }>

/** Shown on /status. */
const VERSION = '0.1.0'
const JOB_TIMEOUT_MS = 60_000

/** The composition root: the only file that knows every module. */
export async function createApp(options: AppOptions): Promise<App> {
  const { env, addresses, log } = options
  const metrics = createMetrics()
  // The message alone: the driver hangs its whole client on the error.
  const report = (error: Error) => log.warn({ err: error.message }, 'database connection lost')
  const web = openDatabase({
    url: addresses.appUrl,
    onError: report,
    ...(options.onQuery ? { onQuery: options.onQuery } : {}),
  })
  const jobs = openDatabase({
    url: addresses.appUrl,
    poolMax: 4,
    statementTimeoutMs: JOB_TIMEOUT_MS,
    onError: report,
  })

  const parts: ModuleParts[] = []
  const work = () => parts.flatMap((part) => part.work ?? [])
  const subscriptions = (): readonly Subscription[] => parts.flatMap((part) => part.subscriptions)
  const emit = createEmit(options.newId, subscriptions)
  const kitOn = (db: Db): Omit<Kit, 'region'> => ({
    db,
    now: options.now,
    today: options.today,
    newId: options.newId,
    newSecretId: options.newSecretId,
    randomBytes: options.randomBytes,
    emit,
    log,
    secretKey: options.secretKey,
    baseUrl:
      env.BASE_URL ?? `http://${env.HOST === '0.0.0.0' ? '127.0.0.1' : env.HOST}:${env.PORT}`,
    isDemo: () => options.isDemo,
    dataDir: env.DATA_DIR,
    ...createFileStores({
      dataDir: env.DATA_DIR,
      secretKey: options.secretKey,
      s3Url: env.S3_URL,
    }),
  })

  const publicLog = createPublicLog(options)
  const audit = createAudit(options, publicLog)
  const bare = kitOn(web.db)
  const reference = await createReference({ db: bare.db, timezone: env.REGION_TIMEZONE })
  const kit: Kit = { ...bare, region: reference.region }
  const jobKit: Kit = { ...kitOn(jobs.db), region: reference.region }
  const notifications = createNotifications(kit, { env, contacts: contactBook(kit) })
  const unread = createUnreadKeeper(kit.db, options.now)
  const needs = { publicLog, audit, reference, notifications }
  const identity = createIdentity(kit, needs)
  const findBarang = (label: string) => finance.assets.findBarang(label)
  const citizenReports = createCitizenReports(kit, { ...needs, identity, env, findBarang })
  const satisfaction: Satisfaction = createSatisfaction(kit, {
    ...needs,
    services: () => servicesJudged(services),
  })
  const vault = createVault(kit, { audit, reference })
  const house = await openOutsideHouse(kit, { ...needs, env, metrics })
  const { outside, partners, payments } = house
  const documents = createDocuments(kit, { audit, publicLog, reference, outside, env })
  const finance = openFinanceHouse(kit, { ...needs, issueLetter: documents.issue })
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
    neighboursOf(kit, satisfaction, () => queueing),
  )
  const queueing: Queueing = createQueueing(kit, {
    audit,
    reference,
    notifications,
    layananNames: layananNamesFor(() => services),
  })
  const voices = openVoicesHouse(kit, {
    ...needs,
    identity,
    partners,
    satisfaction,
    documents,
  })
  const runningLog = createRunningLog(jobKit, {
    publicLog,
    env,
    sources: [
      ...AUDIT_RECORDS,
      REPORT_RECORDS,
      LETTER_RECORDS,
      SKM_RECORDS,
      SERVICE_RECORDS,
      ...FINANCE.records,
      ...VOICES.records,
    ],
  })
  parts.push(
    publicLogParts(kit, runningLog),
    auditParts(),
    referenceParts(kit, { audit, reference }),
    notificationsParts(jobKit, { notifications, audit, webKit: kit, unread }),
    identityParts(kit, {
      ...needs,
      dataSources: [
        REPORT_DATA,
        LETTER_DATA,
        NOTICE_DATA,
        SKM_DATA,
        ...FINANCE.data,
        ...VOICES.data,
        vaultData(options.now),
        PARTNER_DATA,
        PAYMENT_DATA,
        SERVICE_DATA,
        QUEUE_DATA,
      ],
      doors: DOORS,
    }),
    citizenReportsParts(citizenReports, jobKit),
    vaultParts(vault, jobKit),
    satisfactionParts(satisfaction, jobKit),
    documentsParts(documents, jobKit),
    partnersParts(partners, jobKit),
    paymentsParts(payments, jobKit),
    servicesParts(services, jobKit, serviceLinks({ services, satisfaction })),
    queueingParts(queueing, jobKit),
    ...financeParts(
      finance,
      { kit, jobKit },
      { audit, work, findLaporan: (typed) => findByNomor(citizenReports, typed) },
    ),
    ...voicesParts(voices, { kit, jobKit }, { citizenReports, ...finance }),
    portalParts(kit, {
      reference,
      logStalledSince: runningLog.sequencer.stalledSince,
      citizenReports,
      services,
      outside,
      spending: finance.budget.belanjaTahun,
      letters: documents.overview,
      metrics,
      startedAt: options.now(),
      version: VERSION,
      work,
    }),
  )
  assertGraph(parts)
  const routes = parts.flatMap((part) => part.routes)
  const handlers = Object.assign(
    {},
    createDeliverJob(jobs.db, subscriptions),
    ...parts.map((part) => part.jobs),
  )

  let isGrowing = () => false
  const server = await createServer({
    routes,
    assets: options.assets ?? weighedAssets(),
    sessions: identity.sessions,
    unread: unread.of,
    region: reference.region,
    isDemo: kit.isDemo,
    isDemoGrowing: () => isGrowing(),
    errorView,
    sentences: parts.flatMap((part) => part.sentences ?? []),
    secretKey: options.secretKey,
    baseUrl: kit.baseUrl,
    trustProxy: env.TRUST_PROXY === 'on',
    log,
    metrics,
    now: options.now,
    newId: options.newId,
    version: VERSION,
  })

  const houseAt = housesOfThePast({
    env,
    jobKit,
    subscriptions,
    publicLog,
    reference,
    citizenReports,
    services,
    queueing,
    house,
  })

  const growth = createSeeder({
    isDemo: options.isDemo,
    prepare: () => knowTasks(jobs.db, Object.keys(handlers)),
    needs: { kit: jobKit, reference, identity, ...finance, citizenReports, houseAt },
  })
  isGrowing = growth.isGrowing

  return {
    server,
    routes,
    kit,
    jobDb: jobs.db,
    audit,
    publicLog,
    runningLog,
    reference,
    identity,
    citizenReports,
    satisfaction,
    documents,
    vault,
    ...house,
    ...finance,
    ...voices,
    services,
    queueing,
    parts,
    ...growth.seeder,
    startWorker: async () => {
      const worker = await startWorker({
        queueUrl: addresses.queueUrl,
        jobs: handlers,
        cron: parts.flatMap((part) => part.cron),
        log,
        metrics,
      })
      const loops = parts.flatMap((part) => part.loops ?? [])
      for (const loop of loops) await loop.start()
      return {
        stop: async () => {
          for (const loop of loops) await loop.stop()
          await worker.stop()
        },
      }
    },
    runJob: async (task, payload) => {
      await handlers[task](payload)
    },
    greeting: (address) => Promise.resolve(greet(address, options.isDemo)),
    close: async () => {
      growth.end()
      await outside.settled()
      await web.close()
      await jobs.close()
    },
  }
}
