import type { LogRecord, RecordKind } from '../../../modules/public-log/index.ts'
import { oneRow, sql, transaction } from '../../../platform/db/database.ts'
import { createProgress } from '../../with-installation.ts'
import type { Figure } from '../line.ts'
import { type OwnHouse, withOwnHouse } from '../own-house.ts'

/** A region of its own whose public log is filled; its sequencer runs in this process when it is told to. */
export type LogHouse = OwnHouse & Readonly<{ size: number }>

export function withLogHouse(
  size: number,
  work: (house: LogHouse) => Promise<void>,
): Promise<void> {
  return withOwnHouse('off', async (own) => {
    await own.app.seedFirst()
    await own.app.runningLog.prepare()
    await work({ ...own, size })
  })
}

const KIND: RecordKind = {
  name: 'ukur.catatan',
  log: 'publik',
  label: { id: 'Catatan ukur', en: 'Bench record' },
}

/** An act as modules tell of them, about as long as those of a report. */
export function recordOf(ref: string, at: Date): LogRecord {
  return {
    kind: KIND,
    object: `UKR-${ref.slice(-12)}`,
    version: 1,
    ref,
    actor: { kind: 'system', name: 'ukur' },
    at,
    document: { format: 'pendopo.ukur/1', isi: 'Lampu jalan padam', waktu: at.toISOString() },
  }
}

/** With the sequencer as it runs in the program. */
export async function withSequencer<T>({ app }: LogHouse, work: () => Promise<T>): Promise<T> {
  const { sequencer } = app.runningLog
  sequencer.start()
  try {
    return await work()
  } finally {
    await sequencer.stop()
  }
}

const RECORDS_OF_TRANSACTION = 1_000
/** One makes its records while the other waits for the disk. */
const WRITERS = 2
const LOOK_MS = 5

/** Append so many acts and wait until each is under a signed checkpoint. @returns acts a second */
export async function seal(house: LogHouse, count: number): Promise<number> {
  const startedMs = performance.now()
  let sent = 0
  const writer = async () => {
    while (sent < count) {
      const length = Math.min(RECORDS_OF_TRANSACTION, count - sent)
      sent += length
      await appendMany(house, length)
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, writer))
  while (await hasUnsigned(house)) await pause(LOOK_MS)
  return (count * 1_000) / (performance.now() - startedMs)
}

function appendMany({ app }: LogHouse, count: number): Promise<void> {
  const at = app.kit.now()
  const records = Array.from({ length: count }, () => recordOf(app.kit.newId(), at))
  return transaction(app.jobDb, (tx) => app.publicLog.appendMany(tx, records))
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

type Sizes = Readonly<{
  /** Leaves of the public tree, and what waits for it. */
  stored: number
  /** Leaves under the newest checkpoint. */
  signed: number
}>

function readSizes({ owner }: LogHouse): Promise<Sizes> {
  return oneRow(
    owner,
    sql<Sizes>`select
      (select coalesce(max(c.ukuran), 0) from public_log.titik_periksa c where c.log = 'publik')::float8 as signed,
      ((select p.ukuran from public_log.pohon p where p.log = 'publik')
        + (select count(*) from public_log.titipan t where t.log = 'publik'))::float8 as stored`,
  )
}

async function hasUnsigned(house: LogHouse): Promise<boolean> {
  const { stored, signed } = await readSizes(house)
  return signed < stored
}

/** What is sent before one waits for the signature: the queue stays short. */
const SLICE = 200_000

/** Fill the public tree to its size. */
export async function fill(house: LogHouse): Promise<readonly Figure[]> {
  const { size } = house
  const say = createProgress(`${size} daun`)
  const startedMs = performance.now()
  const before = await readBytes(house)
  let { stored } = await readSizes(house)
  const missing = Math.max(0, size - stored)
  await withSequencer(house, async () => {
    for (; stored < size; stored += Math.min(SLICE, size - stored)) {
      await seal(house, Math.min(SLICE, size - stored))
      say(stored)
    }
  })
  const about = `${missing} acts appended, 1,000 to a transaction, and signed`
  const perSecond = (missing * 1_000) / (performance.now() - startedMs)
  const bytes = ((await readBytes(house)) - before) / Math.max(1, missing)
  return [
    { name: 'fill', about, size, unit: 'acts/s', ours: perSecond },
    {
      name: 'fill bytes',
      about: 'growth of the database, indexes and freed pages included, by each act',
      size,
      unit: 'bytes',
      ours: bytes,
    },
  ]
}

async function readBytes({ owner }: LogHouse): Promise<number> {
  const query = sql<{ bytes: number }>`select pg_database_size(current_database())::float8 as bytes`
  return (await oneRow(owner, query)).bytes
}
