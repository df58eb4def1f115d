import { join } from 'node:path'
import { type App, createApp } from './app.ts'
import type { Env } from './env.ts'
import { tanggalIn } from './kernel/date.ts'
import { uuidV4, uuidV7 } from './kernel/id.ts'
import { MODULES } from './modules.ts'
import { packageRoot } from './package-root.ts'
import { type Cluster, openCluster } from './platform/db/cluster.ts'
import { maybeRow, openDatabase, sql } from './platform/db/database.ts'
import { migrate } from './platform/db/migrate.ts'
import { createLog, type Log } from './platform/log/log.ts'
import { freshRandom } from './platform/random.ts'
import { readSecretKey } from './platform/secret.ts'

/** A running Pendopo: database, program, jobs. */
export type Installation = Readonly<{
  app: App
  cluster: Cluster
  env: Env
  listen: () => Promise<string>
  greeting: (address: string) => Promise<string>
  close: () => Promise<void>
}>

/** Clock, ids and randomness of the real world. Tests give their own to createApp. */
export function realWorld(timezone: Env['REGION_TIMEZONE']) {
  return {
    now: () => new Date(),
    today: () => tanggalIn(timezone, new Date()),
    newId: () => uuidV7(Date.now(), freshRandom(10)),
    newSecretId: () => uuidV4(freshRandom(16)),
    randomBytes: freshRandom,
  }
}

/** Open the database, bring it to today's shape, and compose the program on it; nothing listens yet. */
export async function openInstallation(
  env: Env,
  { mayJoin = false }: Readonly<{ mayJoin?: boolean }> = {},
): Promise<Installation> {
  const log = createLog(env.LOG_LEVEL)
  const secretKey = readSecretKey(env.SECRET_KEY, env.DATA_DIR)
  const cluster = await openCluster({
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR,
    secretKey,
    log,
    mayJoin,
  })
  try {
    await migrate({
      ownerUrl: cluster.ownerUrl,
      queueUrl: cluster.queueUrl,
      secretKey,
      modules: MODULES,
      sourceDir: join(packageRoot, 'src'),
    })
    const isDemo = await decideDemo(env, cluster)
    const app = await createApp({
      env,
      addresses: cluster,
      secretKey,
      log,
      isDemo,
      ...realWorld(env.REGION_TIMEZONE),
    })
    return assemble({ app, cluster, env, log })
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/**
 * Demo data is loaded into a database that is new, unless DEMO=off; production wants it said. Once
 * loaded, a database stays what it is: DEMO=off refuses to serve demo accounts from it.
 */
async function decideDemo(env: Env, cluster: Cluster): Promise<boolean> {
  if (env.DEMO !== undefined) return env.DEMO === 'on'
  if (env.NODE_ENV === 'production') return false
  const owner = openDatabase({ url: cluster.ownerUrl, poolMax: 1 })
  try {
    const region = await maybeRow(
      owner.db,
      sql<{
        isDemo: boolean
      }>`select (s.value ->> 'isDemo')::boolean as "isDemo" from platform.setting s where s.name = 'region'`,
    )
    return region?.isDemo ?? true
  } finally {
    await owner.close()
  }
}

function assemble({
  app,
  cluster,
  env,
  log,
}: {
  app: App
  cluster: Cluster
  env: Env
  log: Log
}): Installation {
  let worker: { stop: () => Promise<void> } | undefined
  let looking: NodeJS.Timeout | undefined
  let growing: Promise<void> | undefined
  let isClosing = false
  return {
    app,
    cluster,
    env,
    listen: async () => {
      await app.seedFirst()
      const address = await app.server.listen({ port: env.PORT, host: env.HOST })
      worker = await app.startWorker()
      looking = watchReference(app, log)
      growing = app.seedFinance().catch((error: unknown) => {
        if (!isClosing)
          log.error(
            { err: error },
            'the money of the demo region was not loaded; the next start tries again',
          )
      })
      log.info({ address }, 'listening')
      return address
    },
    greeting: (address) => app.greeting(address),
    close: async () => {
      isClosing = true
      clearInterval(looking)
      await app.server.close()
      await worker?.stop()
      await app.close()
      await cluster.stop()
      await growing
    },
  }
}

const LOOK_EVERY_MS = 2_000

/** Settings that another process changed are read again: one small statement every two seconds. */
function watchReference(app: App, log: Log): NodeJS.Timeout {
  const look = () => {
    app.reference.refreshIfChanged().catch((error: unknown) => {
      log.warn({ err: error }, 'settings could not be read again')
    })
  }
  return setInterval(look, LOOK_EVERY_MS).unref()
}
