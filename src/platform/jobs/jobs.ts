import { parseCronItems, Logger as QueueLogger, run as startRunner } from 'graphile-worker'
import { run, sql, type Tx } from '../db/database.ts'
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

/** Put a job in the queue inside the caller's transaction: no commit, no job. */
export async function enqueue(
  tx: Tx,
  job: { task: string; payload: object; options?: EnqueueOptions },
): Promise<void> {
  const { runAt = null, key = null, maxAttempts = 10, queue = null } = job.options ?? {}
  await run(
    tx,
    sql`select queue.enqueue(${job.task}, ${JSON.stringify(job.payload)}::json, ${runAt}::timestamptz, ${key}, ${maxAttempts}::int, ${queue})`,
  )
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

/** Run jobs until stopped. A job that throws is tried again with growing pauses, up to its bound. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { jobs, log, metrics } = options
  const taskList = Object.fromEntries(
    Object.entries(jobs).map(([task, handler]) => [task, timed(task, handler, metrics)]),
  )
  const runner = await startRunner({
    connectionString: options.queueUrl,
    concurrency: options.concurrency ?? 2,
    noHandleSignals: true,
    pollInterval: 1_000,
    taskList,
    parsedCronItems: parseCronItems(
      options.cron.map(({ task, match }) => ({ task, match, options: { backfillPeriod: 0 } })),
    ),
    logger: new QueueLogger(() => (level, message) => {
      if (level === 'error') log.error({ queue: message }, 'job queue')
    }),
  })
  return { stop: () => runner.stop() }
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
