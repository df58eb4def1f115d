import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log/log.ts'
import { maybeRow, openDatabase, run, sql } from './database.ts'
import {
  type EmbeddedServer,
  embeddedOwner,
  embeddedPlace,
  embeddedUrl,
  startEmbedded,
} from './embedded.ts'
import { APP_ROLE, QUEUE_ROLE, rolePassword, urlForRole } from './roles.ts'

/** Where the database is, as each of its three users. */
export type Addresses = Readonly<{ ownerUrl: string; appUrl: string; queueUrl: string }>

export type Cluster = Addresses &
  Readonly<{
    kind: 'embedded' | 'outside'
    /** Process id of the embedded server now; it changes when the server was started again. */
    pid: () => number | undefined
    stop: () => Promise<void>
  }>

export type ClusterOptions = Readonly<{
  databaseUrl: string | undefined
  dataDir: string
  secretKey: string
  log: Log
  /** A command may work on the embedded database that a running program has started. */
  mayJoin?: boolean
}>

const DATABASE = 'pendopo'
const RESTART_PAUSE_MS = 300

/** The database of the operator, or our embedded one, started and kept running. */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  if (options.databaseUrl !== undefined)
    return outsideCluster(options.databaseUrl, options.secretKey)
  return (
    (options.mayJoin ? await joinRunning(options.dataDir) : undefined) ?? embeddedCluster(options)
  )
}

/** @returns undefined when no server of this folder answers: then one may be started */
async function joinRunning(dataDir: string): Promise<Cluster | undefined> {
  const folder = join(dataDir, 'pg')
  if (!existsSync(join(folder, 'postmaster.pid'))) return undefined
  const server = embeddedPlace(folder)
  const owner = openDatabase({ url: embeddedUrl(server, embeddedOwner, DATABASE), poolMax: 1 })
  try {
    await run(owner.db, sql`select 1`)
  } catch {
    return undefined
  } finally {
    await owner.close()
  }
  return {
    kind: 'embedded',
    ...addressesOf(server),
    pid: () => undefined,
    stop: async () => undefined,
  }
}

function addressesOf(server: Pick<EmbeddedServer, 'socketDir' | 'port'>): Addresses {
  const as = (role: string) => embeddedUrl(server, role, DATABASE)
  return { ownerUrl: as(embeddedOwner), appUrl: as(APP_ROLE), queueUrl: as(QUEUE_ROLE) }
}

function outsideCluster(ownerUrl: string, secretKey: string): Cluster {
  const as = (role: string) => urlForRole(ownerUrl, role, rolePassword(secretKey, role))
  return {
    kind: 'outside',
    ownerUrl,
    appUrl: as(APP_ROLE),
    queueUrl: as(QUEUE_ROLE),
    pid: () => undefined,
    stop: async () => undefined,
  }
}

async function embeddedCluster({ dataDir, log }: ClusterOptions): Promise<Cluster> {
  const start = () => startEmbedded({ dataDir: join(dataDir, 'pg') })
  let server = await start()
  let isStopping = false
  await ensureDatabase(server)

  // A server that died (killed, out of memory) is started again; acknowledged work is in its log.
  const watch = async (): Promise<void> => {
    await server.ended
    while (!isStopping) {
      log.error('embedded database ended, starting it again')
      await new Promise((done) => setTimeout(done, RESTART_PAUSE_MS))
      try {
        server = await start()
        void watch()
        return
      } catch (error) {
        log.error({ err: error }, 'embedded database did not start')
      }
    }
  }
  void watch()

  return {
    kind: 'embedded',
    ...addressesOf(server),
    pid: () => server.pid,
    stop: async () => {
      isStopping = true
      await server.stop()
    },
  }
}

async function ensureDatabase(server: EmbeddedServer): Promise<void> {
  const admin = openDatabase({ url: embeddedUrl(server, embeddedOwner, 'postgres'), poolMax: 1 })
  try {
    const found = await maybeRow(
      admin.db,
      sql`select 1 as found from pg_database where datname = ${DATABASE}`,
    )
    if (found === undefined) await run(admin.db, sql.raw(`create database ${DATABASE}`))
  } finally {
    await admin.close()
  }
}
