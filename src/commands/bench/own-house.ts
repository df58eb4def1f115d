import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '../../app.ts'
import { type Env, parseEnv } from '../../env.ts'
import { realWorld } from '../../installation.ts'
import { MODULES } from '../../modules.ts'
import { packageRoot } from '../../package-root.ts'
import { type Addresses, openCluster } from '../../platform/db/cluster.ts'
import { type Db, openDatabase, type QuerySeen } from '../../platform/db/database.ts'
import { migrate } from '../../platform/db/migrate.ts'
import { createLog } from '../../platform/log/log.ts'
import { readSecretKey } from '../../platform/secret.ts'

/** The program in this process, on a database of its own that is thrown away afterwards. */
export type OwnHouse = Readonly<{
  app: App
  addresses: Addresses
  /** As owner, around row security and triggers. */
  owner: Db
  dataDir: string
  secretKey: string
  /** Statements of the program in this process since the last call. */
  takeQueries: () => readonly QuerySeen[]
  /** What a program of its own needs to serve the same database. */
  environment: Readonly<Record<string, string>>
  /** Done before the house is cleared away, the newest first. */
  onClose: (close: () => Promise<unknown>) => void
}>

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Open, work, and clear away whatever happens. Durable: the server waits for the disk as in production. */
export async function withOwnHouse(
  demo: 'on' | 'off',
  work: (house: OwnHouse) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-ukur-'))
  const closers: (() => Promise<unknown>)[] = [
    async () => rmSync(dataDir, { recursive: true, force: true }),
  ]
  const clearAway = async () => {
    for (const close of closers.splice(0).toReversed()) await close()
  }
  const stopEarly = () => void clearAway().finally(() => process.exit(130))
  for (const signal of SIGNALS) process.once(signal, stopEarly)
  try {
    await work(await openHouse(dataDir, demo, (close) => closers.push(close)))
  } finally {
    for (const signal of SIGNALS) process.off(signal, stopEarly)
    await clearAway()
  }
}

async function openHouse(
  dataDir: string,
  demo: 'on' | 'off',
  onClose: OwnHouse['onClose'],
): Promise<OwnHouse> {
  const env = envFor(dataDir, demo)
  const secretKey = readSecretKey(undefined, dataDir)
  const log = createLog('silent')
  const cluster = await openCluster({ databaseUrl: undefined, dataDir, secretKey, log })
  onClose(cluster.stop)
  await migrate({ ...cluster, secretKey, modules: MODULES, sourceDir: join(packageRoot, 'src') })
  let seen: QuerySeen[] = []
  const app = await createApp({
    env,
    addresses: cluster,
    secretKey,
    log,
    isDemo: demo === 'on',
    ...realWorld(env.REGION_TIMEZONE),
    onQuery: (query) => seen.push(query),
  })
  onClose(app.close)
  onClose(() => app.server.close())
  const owner = openDatabase({ url: cluster.ownerUrl, poolMax: 3, statementTimeoutMs: 0 })
  onClose(owner.close)
  const { ownerUrl, appUrl, queueUrl } = cluster
  return {
    app,
    addresses: { ownerUrl, appUrl, queueUrl },
    owner: owner.db,
    dataDir,
    secretKey,
    takeQueries: () => {
      const taken = seen
      seen = []
      return taken
    },
    environment: {
      DATA_DIR: dataDir,
      // A URL needs a host; the one in the query, the socket, is the one used.
      DATABASE_URL: ownerUrl.replace('@/', '@localhost/'),
      DEMO: demo,
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
    onClose,
  }
}

function envFor(dataDir: string, demo: 'on' | 'off'): Env {
  const parsed = parseEnv({ DATA_DIR: dataDir, PORT: '0', DEMO: demo, LOG_LEVEL: 'silent' })
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  return parsed.env
}
