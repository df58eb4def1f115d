import type { z } from 'zod'
import { maybeRow, run, sql, type Tx, together, transaction } from '../db/database.ts'
import { enqueue, type JobHandler } from '../jobs/jobs.ts'

/**
 * Events between modules: past tense, versioned ("citizen-reports.laporan-ditutup.v1"), written in the
 * transaction that caused them and delivered at least once; the delivery table makes each subscriber
 * handle each event once. Payload is ids and facts, no personal data beyond need.
 */
export type EventType<Payload> = Readonly<{ type: string; schema: z.ZodType<Payload> }>

export function defineEvent<Payload>(type: string, schema: z.ZodType<Payload>): EventType<Payload> {
  return { type, schema }
}

export type Subscription = Readonly<{
  /** Unique name: "notifications:laporan-ditutup". */
  subscriber: string
  type: string
  /** Runs in its own transaction together with the delivery mark. */
  handle: (tx: Tx, payload: unknown) => Promise<void>
}>

export function subscribe<Payload>(
  event: EventType<Payload>,
  subscriber: string,
  handle: (tx: Tx, payload: Payload) => Promise<void>,
): Subscription {
  return {
    subscriber,
    type: event.type,
    handle: (tx, payload) => handle(tx, event.schema.parse(payload)),
  }
}

export type Emit = <Payload>(tx: Tx, event: EventType<Payload>, payload: Payload) => Promise<void>

const DELIVER = 'outbox.deliver'

export function createEmit(
  newId: () => string,
  subscriptions: () => readonly Subscription[],
): Emit {
  return async (tx, event, payload) => {
    const id = newId()
    const body = JSON.stringify(event.schema.parse(payload))
    const subscribers = subscriptions().filter(({ type }) => type === event.type)
    await together([
      run(
        tx,
        sql`insert into platform.outbox (id, type, payload) values (${id}, ${event.type}, ${body}::jsonb)`,
      ),
      ...subscribers.map(({ subscriber }) =>
        enqueue(tx, { task: DELIVER, payload: { eventId: id, subscriber } }),
      ),
    ])
  }
}

/** The job that hands one event to one subscriber; a subscriber that fails never holds up another. */
export function createDeliverJob(
  db: Tx,
  subscriptions: () => readonly Subscription[],
): Record<string, JobHandler> {
  return {
    [DELIVER]: async (job) => {
      const { eventId, subscriber } = job as { eventId: string; subscriber: string }
      const subscription = subscriptions().find((one) => one.subscriber === subscriber)
      if (subscription === undefined) return
      await transaction(db, async (tx) => {
        const isNew = await run(
          tx,
          sql`insert into platform.delivery (event_id, subscriber) values (${eventId}, ${subscriber}) on conflict do nothing`,
        )
        if (isNew === 0) return
        const event = await maybeRow(
          tx,
          sql<{ payload: unknown }>`select payload from platform.outbox where id = ${eventId}`,
        )
        if (event !== undefined) await subscription.handle(tx, event.payload)
      })
    },
  }
}
