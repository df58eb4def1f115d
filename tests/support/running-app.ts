import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { parseEnv } from '../../src/env.ts'
import { realWorld } from '../../src/installation.ts'
import type { Tanggal } from '../../src/kernel/date.ts'
import type { QuerySeen } from '../../src/platform/db/database.ts'
import { createLog } from '../../src/platform/log/log.ts'
import { TEST_SECRET } from './addresses.ts'
import { type TestDatabase, useTestDatabase } from './database.ts'

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
  const database = await useTestDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-app-'))
  const parsed = parseEnv({
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    CHANNEL_KEY: 'kunci-kanal-untuk-uji',
    BASE_URL: 'http://127.0.0.1:3000',
    ...options.env,
  })
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  const isDemo = options.isDemo ?? true
  let seen: QuerySeen[] = []
  let lines = ''
  const world = realWorld(parsed.env.REGION_TIMEZONE)
  const app = await createApp({
    env: parsed.env,
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
  if (isDemo) await app.seedFirst(options.history ?? 'fresh')
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
