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

const COPYING = 7312

/** Copy a database, which must have no sessions meanwhile: test files start together, so they take turns. */
export async function copyDatabase(admin: Db, from: string, name: string): Promise<void> {
  await withTurn(admin, COPYING, (connection) =>
    run(connection, sql.raw(`create database ${name} template ${from}`)),
  )
}

/** Do something that only one test file may do at a time. */
export function withTurn<T>(admin: Db, lock: number, work: (connection: Db) => Promise<T>) {
  return admin.connection().execute(async (connection) => {
    await run(connection, sql`select pg_advisory_lock(${lock})`)
    try {
      return await work(connection)
    } finally {
      await run(connection, sql`select pg_advisory_unlock(${lock})`)
    }
  })
}

/** Addresses of a database for the roles that use it. */
export function addressesOf(name: string) {
  const ownerUrl = inDatabase(inject('ownerUrl'), name)
  return {
    ownerUrl,
    appUrl: asRole(ownerUrl, APP_ROLE),
    queueUrl: asRole(ownerUrl, 'pendopo_queue'),
  }
}

/**
 * A fresh copy of the migrated template for this test file; dropped afterwards.
 *
 * @param module when given, `db` wears only that module's role: a query into another schema fails
 * @param template another database to copy
 */
export async function useTestDatabase(
  module?: string,
  template: string = inject('templateName'),
): Promise<TestDatabase> {
  const admin = openDatabase({ url: inject('ownerUrl'), poolMax: 1, statementTimeoutMs: 0 })
  const name = `pendopo_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await copyDatabase(admin.db, template, name)
  const { ownerUrl, appUrl, queueUrl } = addressesOf(name)
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
    queueUrl,
    takeQueries,
  }
}

function withRole(url: string, module: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(`-c role=${moduleRole(module)}`)}`
}
