import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { Result } from '../../kernel/result.ts'

/** A connection, or the transaction a caller runs in: every store function takes one as its first argument. */
export type Tx = Kysely<unknown>
export type Db = Tx & { readonly isDatabase?: true }
/** Part of a statement. */
export type Query = RawBuilder<unknown>

export type QuerySeen = Readonly<{ text: string; values: readonly unknown[] }>

export type DatabaseOptions = Readonly<{
  url: string
  poolMax?: number
  /** Longest a statement may run. Web 3 s, jobs 60 s. */
  statementTimeoutMs?: number
  /** Told of every statement: the gates on statements and buffers per page listen here. */
  onQuery?: (query: QuerySeen) => void
  /** An idle connection broke (the server restarted). It is replaced; this only reports it. */
  onError?: (error: Error) => void
}>

export type Database = Readonly<{ db: Db; close: () => Promise<void> }>

// date stays 'YYYY-MM-DD' text: pg would make it midnight of the process's zone, a day off in Jakarta.
pg.types.setTypeParser(1082, (text) => text)

export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolMax ?? 10,
    statement_timeout: options.statementTimeoutMs ?? 3_000,
    // Compiling a statement of many branches takes seconds, running it milliseconds; servers of others have it on.
    options: '-c jit=off',
    idle_in_transaction_session_timeout: 15_000,
    connectionTimeoutMillis: 5_000,
    application_name: 'pendopo',
    // Statements that do not wait for each other share one journey to the server: see `together`.
    pipeline: true,
  })
  let isClosing = false
  // While closing, a server that ends first is no news.
  const report = (error: Error) => {
    if (!isClosing) options.onError?.(error)
  }
  pool.on('error', report)
  pool.on('connect', (client) => {
    client.on('error', report)
    prepareByName(client, options.onQuery)
  })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const close = () => {
    isClosing = true
    return db.destroy()
  }
  return { db, close }
}

const PREPARED_MAX = 500
const PLANNED = /^\s*(?:select|with)\s[^;]*$/i

/**
 * Give each statement text a name, so that PostgreSQL parses and plans it once per connection.
 * Texts are few because every query is one exported function; the cap keeps a bug from growing memory.
 */
function prepareByName(client: pg.PoolClient, onQuery?: (query: QuerySeen) => void): void {
  const names = new Map<string, string>()
  const plain = inOneWrite(client, client.query.bind(client) as (...args: unknown[]) => unknown)
  const send = beginWithFirstLook(namedBy(names, plain), plain)
  const named = (text: unknown, values: unknown, ...rest: unknown[]) => {
    if (typeof text !== 'string' || !Array.isArray(values)) return plain(text, values, ...rest)
    onQuery?.({ text, values })
    return send(text, values, ...rest)
  }
  client.query = named as typeof client.query
}

type Send = (...args: unknown[]) => unknown

function namedBy(names: Map<string, string>, plain: Send) {
  return (text: string, values: unknown[], ...rest: unknown[]) => {
    // What steers a transaction or defines a table is no statement with a plan.
    if (values.length === 0 && !PLANNED.test(text)) return plain(text, values, ...rest)
    let name = names.get(text)
    if (name === undefined && names.size < PREPARED_MAX) {
      name = createHash('sha1').update(text).digest('hex').slice(0, 20)
      names.set(text, name)
    }
    return name === undefined
      ? plain(text, values, ...rest)
      : plain({ name, text, values }, ...rest)
  }
}

const SELECT = /^\s*select\s/i
/** A function of ours, called with its schema, may do more than look. */
const OWN_FUNCTION = /\.\w+\(/
const isLook = (text: string) => SELECT.test(text) && !OWN_FUNCTION.test(text)
const BEGUN = { command: 'BEGIN', rowCount: null, rows: [] }

/**
 * BEGIN is held back until its first statement: when that only looks, both leave in one write, and a look that was sent
 * behind a BEGIN that failed is reported as failed. Anything that changes something waits until the transaction is there.
 */
function beginWithFirstLook(
  send: (text: string, values: unknown[], ...rest: unknown[]) => unknown,
  plain: Send,
) {
  let isHeld = false
  let waiting: Promise<unknown> | undefined
  return (text: string, values: unknown[], ...rest: unknown[]): unknown => {
    if (text === 'begin') {
      isHeld = true
      return Promise.resolve(BEGUN)
    }
    if (waiting !== undefined) return waiting.then(() => send(text, values, ...rest))
    if (!isHeld) return send(text, values, ...rest)
    isHeld = false
    const begun = plain('begin', []) as Promise<unknown>
    if (isLook(text))
      return together([send(text, values, ...rest), begun]).then(([answer]) => answer)
    waiting = begun
    const answer = begun.then(() => send(text, values, ...rest))
    const arrive = () => {
      waiting = undefined
    }
    begun.then(arrive, arrive)
    return answer
  }
}

/**
 * Statements of one turn of the event loop leave in one write: waking the server once for each of them cost a
 * quarter of the time of an application's whole life.
 */
function inOneWrite(client: pg.PoolClient, send: Send): Send {
  const { stream } = (client as unknown as Readonly<{ connection: { stream: Writable } }>)
    .connection
  return (...args) => {
    stream.cork()
    process.nextTick(() => stream.uncork())
    return send(...args)
  }
}

/** All rows of a query. */
export async function rows<Row>(tx: Tx, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(tx)).rows
}

/** The first row, or undefined: for finders. */
export async function maybeRow<Row>(tx: Tx, query: RawBuilder<Row>): Promise<Row | undefined> {
  return (await query.execute(tx)).rows[0]
}

/** Exactly one row; anything else is a bug of ours. */
export async function oneRow<Row>(tx: Tx, query: RawBuilder<Row>): Promise<Row> {
  const found = (await query.execute(tx)).rows
  if (found.length !== 1) throw new Error(`expected one row, got ${found.length}`)
  return found[0] as Row
}

/** Run a statement for its effect. @returns how many rows it changed */
export async function run(tx: Tx, query: RawBuilder<unknown>): Promise<number> {
  const done = await query.execute(tx)
  return Number(done.numAffectedRows ?? 0n)
}

/**
 * Several pieces of work of one transaction, sent without waiting for each other. All of them have ended
 * when this ends, also when one fails: `Promise.all` would go on to the rollback at once, and what the
 * others still send would arrive behind it, on its own and for good.
 */
export async function together<Work extends readonly unknown[]>(
  work: readonly [...Work],
): Promise<{ -readonly [Key in keyof Work]: Awaited<Work[Key]> }> {
  const ended = await Promise.allSettled(work)
  const failed = ended.find((one): one is PromiseRejectedResult => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return ended.map((one) => (one as PromiseFulfilledResult<unknown>).value) as never
}

/**
 * One business action is one transaction: everything inside commits together or not at all. A caller
 * that is in one already keeps it: a channel's "message handled" mark commits with its case.
 */
export function transaction<T>(db: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  return db.transaction().execute(async (tx) => work(await withoutQueue(tx)))
}

/**
 * The query builder hands a transaction's connection from one statement to the next, so that the second is not
 * even sent before the first is answered. The server answers in order anyway: statements go out as they come.
 */
async function withoutQueue<T extends Tx>(tx: T): Promise<T> {
  const queued = tx.getExecutor()
  const connection = await queued.provideConnection(async (one) => one)
  const direct = queued.withConnectionProvider({ provideConnection: (use) => use(connection) })
  return Object.defineProperty(tx, 'getExecutor', { value: () => direct })
}

/**
 * A transaction that a refusal takes back: for actions that may be refused after they have written. A caller
 * that is in one already keeps it, with what it wrote before.
 */
export async function transactionUnlessRefused<T>(
  db: Db,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (db.isTransaction) return partUnlessRefused(db, work)
  const tx = await withoutQueue(await db.startTransaction().execute())
  try {
    const outcome = await work(tx)
    await (outcome.ok ? tx.commit() : tx.rollback()).execute()
    return outcome
  } catch (error) {
    if (!tx.isRolledBack && !tx.isCommitted) await tx.rollback().execute()
    throw error
  }
}

async function partUnlessRefused<T>(
  tx: Tx,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  await run(tx, sql`savepoint part`)
  const outcome = await work(tx)
  if (!outcome.ok) await run(tx, sql`rollback to savepoint part`)
  await run(tx, sql`release savepoint part`)
  return outcome
}

export { sql }
