import { afterAll, inject } from 'vitest'
import { type Db, openDatabase, type QuerySeen, run, sql } from '../../src/platform/db/database.ts'
import { APP_ROLE, moduleRole } from '../../src/platform/db/roles.ts'
import { asRole, inDatabase } from './addresses.ts'

/**
 * Whether the tests run on the PostgreSQL that is shipped. Which plan is chosen is its planner's own
 * affair: gates on plans and blocks hold there; on another server the same tests of what comes out run.
 */
export const isShippedServer = process.env.TEST_DATABASE_URL === undefined

export type TestDatabase = Readonly<{
  /** As the program connects: the plain role. */
  db: Db
  /** As the owner, for looking behind the program's back in assertions. */
  owner: Db
  appUrl: string
  ownerUrl: string
  queueUrl: string
  /** Every statement sent through `db` since the last call. */
  takeQueries: () => readonly QuerySeen[]
}>

/**
 * A fresh copy of the migrated template for this test file; dropped afterwards.
 *
 * @param module when given, `db` wears only that module's role: a query into another schema fails
 */
export async function useTestDatabase(module?: string): Promise<TestDatabase> {
  const admin = openDatabase({ url: inject('ownerUrl'), poolMax: 1, statementTimeoutMs: 0 })
  const name = `pendopo_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  // The template must have no sessions while it is copied; test files start together, so take turns.
  await admin.db.connection().execute(async (connection) => {
    await run(connection, sql`select pg_advisory_lock(7312)`)
    await run(connection, sql.raw(`create database ${name} template ${inject('templateName')}`))
    await run(connection, sql`select pg_advisory_unlock(7312)`)
  })
  const ownerUrl = inDatabase(inject('ownerUrl'), name)
  const appUrl = asRole(ownerUrl, APP_ROLE)
  let seen: QuerySeen[] = []
  const app = openDatabase({
    url: module === undefined ? appUrl : withRole(appUrl, module),
    onQuery: (query) => seen.push(query),
  })
  const owner = openDatabase({ url: ownerUrl, poolMax: 2, statementTimeoutMs: 0 })
  afterAll(async () => {
    await app.close()
    await owner.close()
    await run(admin.db, sql.raw(`drop database if exists ${name} with (force)`))
    await admin.close()
  })
  const takeQueries = () => {
    const taken = seen
    seen = []
    return taken
  }
  return {
    db: app.db,
    owner: owner.db,
    appUrl,
    ownerUrl,
    queueUrl: asRole(ownerUrl, 'pendopo_queue'),
    takeQueries,
  }
}

function withRole(url: string, module: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(`-c role=${moduleRole(module)}`)}`
}
