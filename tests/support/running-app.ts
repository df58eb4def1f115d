import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { type Env, parseEnv } from '../../src/env.ts'
import { realWorld } from '../../src/installation.ts'
import type { Tanggal } from '../../src/kernel/date.ts'
import {
  type Db,
  maybeRow,
  openDatabase,
  type QuerySeen,
  run,
  sql,
} from '../../src/platform/db/database.ts'
import { createLog } from '../../src/platform/log/log.ts'
import { TEST_SECRET } from './addresses.ts'
import {
  addressesOf,
  copyDatabase,
  type TestDatabase,
  useTestDatabase,
  withTurn,
} from './database.ts'

export type RunningApp = Readonly<{
  app: App
  database: TestDatabase
  dataDir: string
  /** Statements the web side sent since the last call. */
  takeQueries: () => readonly QuerySeen[]
  /** Lines the program logged. */
  logged: () => string
  /** Start to listen. @returns the address */
  listen: () => Promise<string>
}>

export type RunningAppOptions = Readonly<{
  isDemo?: boolean
  /** How much past the demo region has: sixty untouched reports unless `full` is asked for. */
  history?: 'full' | 'fresh'
  /** Plans, budgets and two years of money too: what takes longest of the demo. */
  hasMoney?: boolean
  env?: Record<string, string>
  now?: () => Date
  /** The civil day of that clock. */
  today?: () => Tanggal
  /** Told of every statement before it is sent; what it throws is the statement's failure. */
  onQuery?: (query: QuerySeen) => void
}>

/** The production program on a fresh copy of the migrated template, with demo data unless told otherwise. */
export async function useRunningApp(options: RunningAppOptions = {}): Promise<RunningApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-app-'))
  const isPlain = isPlainDemo(options)
  const database = await useTestDatabase(
    undefined,
    isPlain ? await copyDemo(dataDir) : inject('templateName'),
  )
  const env = envOf(dataDir, options.env)
  const isDemo = options.isDemo ?? true
  let seen: QuerySeen[] = []
  let lines = ''
  const world = realWorld(env.REGION_TIMEZONE)
  const app = await createApp({
    env,
    addresses: database,
    secretKey: TEST_SECRET,
    log: createLog('info', {
      write: (line: string) => {
        lines += line
      },
    }),
    isDemo,
    ...world,
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.today === undefined ? {} : { today: options.today }),
    onQuery: (query) => {
      seen.push(query)
      options.onQuery?.(query)
    },
  })
  if (isDemo && !isPlain) await app.seedFirst(options.history ?? 'fresh')
  if (isDemo && options.hasMoney === true) await app.seedFinance('full')
  afterAll(async () => {
    await app.server.close()
    await app.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return {
    app,
    database,
    dataDir,
    takeQueries: () => {
      const taken = seen
      seen = []
      return taken
    },
    logged: () => lines,
    listen: () => app.server.listen({ port: 0, host: '127.0.0.1' }),
  }
}

function envOf(dataDir: string, more: Record<string, string> = {}): Env {
  const parsed = parseEnv({
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    CHANNEL_KEY: 'kunci-kanal-untuk-uji',
    BASE_URL: 'http://127.0.0.1:3000',
    ...more,
  })
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  return parsed.env
}

/** Whether the demo of the moment will do: where the program listens and who watches changes nothing of it. */
function isPlainDemo({
  env = {},
  isDemo,
  history,
  hasMoney,
  now,
  today,
}: RunningAppOptions): boolean {
  return (
    isDemo !== false &&
    history !== 'full' &&
    hasMoney !== true &&
    now === undefined &&
    today === undefined &&
    Object.keys(env).every((name) => name === 'BASE_URL' || name === 'PORT')
  )
}

const SEEDING = 7313

/**
 * The demo region as a template of its own, loaded by the first test file that wants it: loading it anew for each
 * took half of the time. A file with a clock or an environment of its own still loads its own.
 *
 * @param dataDir gets the files that belong to the database
 * @returns the name of the database to copy
 */
async function copyDemo(dataDir: string): Promise<string> {
  const name = `${inject('templateName')}_demo`
  const files = inject('demoDir')
  const admin = openDatabase({ url: inject('ownerUrl'), poolMax: 2, statementTimeoutMs: 0 })
  await withTurn(admin.db, SEEDING, async (connection) => {
    const isThere = await maybeRow(
      connection,
      sql`select d.datname from pg_database d where d.datname = ${name}`,
    )
    if (isThere === undefined) await loadDemo(admin.db, { name, files })
  })
  await admin.close()
  cpSync(files, dataDir, { recursive: true })
  return name
}

async function loadDemo(
  admin: Db,
  { name, files }: Readonly<{ name: string; files: string }>,
): Promise<void> {
  const unfinished = `${name}_baru`
  await run(admin, sql.raw(`drop database if exists ${unfinished} with (force)`))
  await copyDatabase(admin, inject('templateName'), unfinished)
  const app = await createApp({
    env: envOf(files),
    addresses: addressesOf(unfinished),
    secretKey: TEST_SECRET,
    log: createLog('silent'),
    isDemo: true,
    ...realWorld(envOf(files).REGION_TIMEZONE),
  })
  await app.seedFirst('fresh')
  await app.server.close()
  await app.close()
  await run(admin, sql.raw(`alter database ${unfinished} rename to ${name}`))
}
