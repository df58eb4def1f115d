import {
  parseCronItems,
  Logger as QueueLogger,
  type Runner,
  run as startRunner,
} from 'graphile-worker'
import pg from 'pg'
import { type Db, type Query, run, sql, type Tx } from '../db/database.ts'
import type { Log } from '../log/log.ts'
import type { Metrics } from '../log/metrics.ts'

/** A job handler gets its payload as stored; it parses it, because an older version may have written it. */
export type JobHandler = (payload: unknown) => Promise<void>
export type Jobs = Readonly<Record<string, JobHandler>>
/** Five-field crontab in UTC. */
export type CronEntry = Readonly<{ task: string; match: string }>

export type EnqueueOptions = Readonly<{
  runAt?: Date
  /** A later job with the same key replaces the waiting one. */
  key?: string
  maxAttempts?: number
  /** Jobs of one queue name run one after another. */
  queue?: string
}>

export type NewJob = Readonly<{ task: string; payload: object; options?: EnqueueOptions }>

/** Put a job in the queue inside the caller's transaction: no commit, no job. */
export async function enqueue(tx: Tx, job: NewJob): Promise<void> {
  await run(tx, sql`select ${queueing(job)}`)
}

/** The call that queues a job, as part of the statement that gives reason to it: one journey instead of two. */
export function queueing({ task, payload, options }: NewJob): Query {
  const { runAt = null, key = null, maxAttempts = 10, queue = null } = options ?? {}
  return sql`queue.enqueue(${task}, ${JSON.stringify(payload)}::json, ${runAt}::timestamptz, ${key}, ${maxAttempts}::int, ${queue})`
}

/**
 * Tell the queue of all tasks at a start. The first job of a task it never met would hold up every other
 * transaction that queues one, until it ends: loading the demo region side by side took turns that way.
 */
export async function knowTasks(db: Db, tasks: readonly string[]): Promise<void> {
  await run(db, sql`select queue.know(${[...tasks]}::text[])`)
}

export type WorkerOptions = Readonly<{
  /** Address of the role that owns only the queue. */
  queueUrl: string
  jobs: Jobs
  cron: readonly CronEntry[]
  log: Log
  metrics: Metrics
  concurrency?: number
}>

export type Worker = Readonly<{ stop: () => Promise<void> }>

const RESTART_PAUSE_MS = 500

/**
 * Run jobs until stopped. A job that throws is tried again with growing pauses, up to its bound. The
 * queue gives up when the database dies while it marks a job as done: then it is started again, and
 * the job with it, since nothing of it was committed.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { log } = options
  let isStopping = false
  const pool = openPool(options, (error) => {
    if (!isStopping) log.warn({ err: error.message }, 'queue connection lost')
  })
  let runner = await startOnce(options, pool)

  const watch = async (): Promise<void> => {
    while (!isStopping) {
      const error = await endOf(runner)
      if (isStopping) return
      log.error({ err: error }, 'job queue ended, starting it again')
      await stopSoon(runner)
      runner = await startAgain()
    }
  }
  const startAgain = async (): Promise<Runner> => {
    for (;;) {
      await new Promise((done) => setTimeout(done, RESTART_PAUSE_MS))
      try {
        return await startOnce(options, pool)
      } catch (error) {
        if (isStopping) throw error
        log.error({ err: error }, 'job queue did not start')
      }
    }
  }
  const watching = watch().catch(() => undefined)

  return {
    stop: async () => {
      isStopping = true
      await stopSoon(runner)
      await Promise.race([watching, pauseOf(STOP_MS)])
      await Promise.race([pool.end(), pauseOf(STOP_MS)])
    },
  }
}

/** Longest the queue may take to end; a runner whose database died may never say that it has. */
const STOP_MS = 5_000

function pauseOf(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms).unref()
  })
}

async function stopSoon(runner: Runner): Promise<void> {
  await Promise.race([runner.stop().catch(() => undefined), pauseOf(STOP_MS)])
}

/** @returns what ended the runner, undefined when it was stopped */
function endOf(runner: Runner): Promise<unknown> {
  return runner.promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

const CONCURRENCY = 2
/** For listening, cron and the library's own housekeeping. */
const OWN_CONNECTIONS = 4

/**
 * A pool of our own: the library's forgets its error handler while it stops, and a database that ends
 * in that moment would take the process down with it.
 */
function openPool(
  { queueUrl, concurrency = CONCURRENCY }: WorkerOptions,
  report: (error: Error) => void,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: queueUrl,
    max: concurrency + OWN_CONNECTIONS,
    application_name: 'pendopo jobs',
  })
  pool.on('error', report)
  pool.on('connect', (client) => client.on('error', report))
  return pool
}

function startOnce({ jobs, cron, log, metrics, concurrency }: WorkerOptions, pgPool: pg.Pool) {
  const taskList = Object.fromEntries(
    Object.entries(jobs).map(([task, handler]) => [task, timed(task, handler, metrics)]),
  )
  return startRunner({
    pgPool,
    concurrency: concurrency ?? CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 1_000,
    // Marking jobs as done goes through a batch, because only a batch is tried again when the database
    // dies under it; the direct way ends the process with a rejection nobody can catch.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList,
    parsedCronItems: parseCronItems(
      cron.map(({ task, match }) => ({ task, match, options: { backfillPeriod: 0 } })),
    ),
    logger: new QueueLogger(() => (level, message) => {
      if (level === 'error') log.error({ queue: message }, 'job queue')
    }),
  })
}

function timed(task: string, handler: JobHandler, metrics: Metrics): JobHandler {
  return async (payload) => {
    const done = metrics.jobSeconds.startTimer({ task })
    try {
      await handler(payload)
    } catch (error) {
      metrics.jobFailures.inc({ task })
      throw error
    } finally {
      done()
    }
  }
}
