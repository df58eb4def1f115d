import type { Db } from '../../../platform/db/database.ts'
import type { Log } from '../../../platform/log/log.ts'
import { insertPeringatan, type Peringatan } from '../store/peringatan-store.ts'
import type { Titik } from '../store/titik-store.ts'
import { readPohon, readStanding } from '../store/titipan-store.ts'
import type { LogName, Signer } from '../types.ts'
import { BATCH_MAX, createIntegrate } from './integrate.ts'
import type { PeakFile } from './peak.ts'
import { publish } from './publish.ts'

export type SequencerDeps = Readonly<{
  db: Db
  log: Log
  now: () => Date
  newId: () => string
  peak: PeakFile
  /** Done once, before anything is placed or signed; a database that is away just then is asked again. */
  prepare: () => Promise<void>
  signers: () => Promise<readonly Signer[]>
  /** Told of every new checkpoint; waited for by nobody. */
  onCheckpoint: (titik: Titik) => void
  /** Asked every round whether the root of the private log, of this size, is to be told in the public one. */
  tellPrivateRoot: (size: number) => Promise<void>
}>

export type Sequencer = Readonly<{
  /** Put everything that waits into the trees and sign: until nothing waits any longer. */
  run: () => Promise<void>
  /** Soon: a transaction that is about to commit has left an entry. */
  nudge: () => void
  /** Since when entries wait and nothing is signed; undefined while all is well. */
  stalledSince: () => Date | undefined
  start: () => void
  stop: () => Promise<void>
}>

/** From the append to the batch: several appends share one, and nobody waits long (decision 9: at most 200 ms). */
const BATCH_MS = 150
/** Entries of other processes, and of transactions that committed late. */
const LOOK_MS = 1_000
const PAUSE_MAX_MS = 5_000
/** The tree is signed after so many batches, though more entries wait: who appends without end keeps nobody waiting. */
const BATCHES_MAX = 8

/** All is in, more waits, or nothing may go on: a tree is damaged, or one was signed that is not this one. */
type Done = 'all' | 'more' | 'stopped'

/**
 * The only one who gives entries their place. Several processes may have one: the row of the tree is
 * locked while a batch is written, so they take turns.
 */
export function createSequencer(deps: SequencerDeps): Sequencer {
  const integrate = createIntegrate(deps.db, deps.now)
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let isStarted = false
  let isAgain = false
  let pauseMs = LOOK_MS
  let stalledSince: Date | undefined
  let isFirst = true
  let isPrepared = false

  const fill = async (log: LogName): Promise<Done> => {
    for (let batches = 0; batches < BATCHES_MAX; batches += 1) {
      const done = await integrate(log)
      if (done.kind === 'damaged') {
        const rincian = `log ${log}: ubin pada ${done.size} entri bukan ubin akarnya`
        const asal = (await readPohon(deps.db, 'publik'))?.asal ?? ''
        await alarm(deps, { asal, jenis: 'rusak', rincian })
        return 'stopped'
      }
      if (done.kind === 'nothing' || done.count < BATCH_MAX) return 'all'
    }
    return 'more'
  }
  const sign = async (): Promise<boolean> => {
    const done = await publish(deps)
    if (done.kind === 'signed') deps.onCheckpoint(done.titik)
    if (done.kind !== 'refused') return true
    await alarm(deps, { asal: done.asal, jenis: done.finding, rincian: done.rincian })
    return false
  }
  /** Fill both trees and sign, once. */
  const pass = async (): Promise<readonly Done[]> => {
    const standing = await readStanding(deps.db)
    await deps.tellPrivateRoot(standing.find(({ log }) => log === 'audit')?.ukuran ?? 0)
    // At first also when nothing has grown: what is stored may be an old dump that was brought back.
    let hasGrown = isFirst || standing.some(({ isUnsigned }) => isUnsigned)
    const filled: Done[] = []
    // "audit" comes first: its root becomes an entry of the public one.
    for (const { log, isWaiting } of standing) {
      const isDue = isWaiting || (log === 'publik' && hasGrown)
      if (!isDue) continue
      filled.push(await fill(log))
      hasGrown = true
    }
    if (hasGrown) isFirst = !(await sign())
    return [...filled, isFirst ? 'stopped' : 'all']
  }
  /** @returns whether all is well */
  const round = async (): Promise<boolean> => {
    if (!isPrepared) await deps.prepare()
    isPrepared = true
    for (;;) {
      const done = await pass()
      if (done.includes('stopped')) return false
      if (!done.includes('more')) return true
    }
  }
  const run = (): Promise<void> => {
    running ??= round()
      .then(
        (isWell) => {
          stalledSince = isWell ? undefined : (stalledSince ?? deps.now())
        },
        (error: unknown) => {
          stalledSince ??= deps.now()
          throw error
        },
      )
      .finally(() => {
        running = undefined
      })
    return running
  }
  const plan = (afterMs: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      isAgain = false
      run()
        .then(
          () => {
            pauseMs = LOOK_MS
          },
          (error: unknown) => {
            deps.log.error({ err: error }, 'public log: entries wait, nothing is signed')
            pauseMs = Math.min(pauseMs * 2, PAUSE_MAX_MS)
          },
        )
        .finally(() => {
          if (isStarted) plan(isAgain ? BATCH_MS : pauseMs)
        })
    }, afterMs).unref()
  }

  return {
    run,
    stalledSince: () => stalledSince,
    nudge: () => {
      if (!isStarted || isAgain) return
      isAgain = true
      if (running === undefined && pauseMs === LOOK_MS) plan(BATCH_MS)
    },
    start: () => {
      isStarted = true
      plan(0)
    },
    stop: async () => {
      isStarted = false
      clearTimeout(timer)
      await running?.catch(() => undefined)
    },
  }
}

type Alarm = Pick<Peringatan, 'asal' | 'jenis' | 'rincian'>

async function alarm(deps: SequencerDeps, alarm: Alarm): Promise<void> {
  const row = { id: deps.newId(), waktu: deps.now(), sumber: 'program', ...alarm }
  if (await insertPeringatan(deps.db, row)) deps.log.error(alarm, 'public log: ALARM')
}
