import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '../../../app.ts'
import { type Env, parseEnv } from '../../../env.ts'
import { realWorld } from '../../../installation.ts'
import { MODULES } from '../../../modules.ts'
import { packageRoot } from '../../../package-root.ts'
import { type Addresses, openCluster } from '../../../platform/db/cluster.ts'
import { type Db, openDatabase, type QuerySeen } from '../../../platform/db/database.ts'
import { migrate } from '../../../platform/db/migrate.ts'
import { createLog } from '../../../platform/log/log.ts'
import { readSecretKey } from '../../../platform/secret.ts'
import { createProgress } from '../../with-installation.ts'
import { seedReports } from '../seed-reports.ts'
import { type Program, startPendopo } from './programs.ts'
import { signIn, type Visitor } from './visitor.ts'

/** A demo region of its own with many reports, on a database that is thrown away afterwards. */
export type House = Readonly<{
  size: number
  app: App
  addresses: Addresses
  /** As owner, around row security and triggers. */
  owner: Db
  dataDir: string
  secretKey: string
  /** Statements of the program in this process since the last call. */
  takeQueries: () => readonly QuerySeen[]
  officer: Visitor
  /** The built program in a process of its own, on the same database. */
  program: Program
}>

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

export const OFFICER = 'operator-aduan'

/** Open, work, and clear away whatever happens. Durable: the server waits for the disk as in production. */
export async function withHouse(
  size: number,
  work: (house: House) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-ukur-'))
  const env = envFor(dataDir)
  const secretKey = readSecretKey(undefined, dataDir)
  const log = createLog('silent')
  const cluster = await openCluster({ databaseUrl: undefined, dataDir, secretKey, log })
  const closers: (() => Promise<unknown>)[] = [
    async () => rmSync(dataDir, { recursive: true, force: true }),
    cluster.stop,
  ]
  const clearAway = async () => {
    for (const close of closers.splice(0).toReversed()) await close()
  }
  const stopEarly = () => void clearAway().finally(() => process.exit(130))
  for (const signal of SIGNALS) process.once(signal, stopEarly)
  try {
    await migrate({ ...cluster, secretKey, modules: MODULES, sourceDir: join(packageRoot, 'src') })
    let seen: QuerySeen[] = []
    const app = await createApp({
      env,
      addresses: cluster,
      secretKey,
      log,
      isDemo: true,
      ...realWorld(env.REGION_TIMEZONE),
      onQuery: (query) => seen.push(query),
    })
    closers.push(app.close, () => app.server.close())
    const owner = openDatabase({ url: cluster.ownerUrl, poolMax: 3, statementTimeoutMs: 0 })
    closers.push(owner.close)
    await fill({ app, owner: owner.db, size })
    const program = await startPendopo({
      DATA_DIR: dataDir,
      // A URL needs a host; the one in the query, the socket, is the one used.
      DATABASE_URL: cluster.ownerUrl.replace('@/', '@localhost/'),
      DEMO: 'on',
      PORT: '0',
      LOG_LEVEL: 'warn',
    })
    closers.push(program.stop)
    const takeQueries = () => {
      const taken = seen
      seen = []
      return taken
    }
    const officer = await signIn(app, OFFICER)
    const { ownerUrl, appUrl, queueUrl } = cluster
    const addresses = { ownerUrl, appUrl, queueUrl }
    const shared = { size, app, addresses, owner: owner.db, dataDir, secretKey }
    await work({ ...shared, takeQueries, officer, program })
  } finally {
    for (const signal of SIGNALS) process.off(signal, stopEarly)
    await clearAway()
  }
}

function envFor(dataDir: string): Env {
  const parsed = parseEnv({ DATA_DIR: dataDir, PORT: '0', DEMO: 'on', LOG_LEVEL: 'silent' })
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  return parsed.env
}

async function fill({ app, owner, size }: { app: App; owner: Db; size: number }): Promise<void> {
  await app.seedWhenEmpty('fresh')
  await seedReports({
    owner,
    count: size,
    until: app.kit.now(),
    rebuild: app.citizenReports.counters.rebuild,
    onProgress: createProgress(`${size} laporan`),
  })
}
