import type { Env } from '../../env.ts'
import { withoutSlashes } from '../../kernel/without-slashes.ts'
import type { LogWitness } from '../../log-witnesses.ts'
import { type Db, type Tx, transaction } from '../../platform/db/database.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Loop } from '../../platform/loop.ts'
import { createSafeFetch } from '../../platform/net/safe-fetch.ts'
import { BEGINNING, tellBeginning } from './actions/beginning.ts'
import { type CheckedInstallation, checkInstallation } from './actions/check-installation.ts'
import { checkTree } from './actions/check-log.ts'
import { createDocuments, type Documents } from './actions/documents.ts'
import { peakFile } from './actions/peak.ts'
import { createTellRoot, PRIVATE_ROOT } from './actions/private-root.ts'
import type { PublicLog } from './actions/public-log.ts'
import { RENEWED, type RenewOrder, renewLog } from './actions/renew-log.ts'
import { judgeRestored, type RestoredLog } from './actions/restored-log.ts'
import { ensureFirstKey, NEW_KEY, signersNow } from './actions/rotate-key.ts'
import { createSequencer, type Sequencer } from './actions/sequencer.ts'
import { readSettledPeak } from './actions/settled-peak.ts'
import { createWitnessLoop } from './actions/witness-loop.ts'
import { stampParts } from './jobs/stamp-job.ts'
import { listVerifierKeys } from './store/kunci-store.ts'
import { namePohon, readPohon } from './store/titipan-store.ts'
import type { DocumentSource } from './types.ts'
import { buktiRoutes } from './web/bukti-routes.tsx'
import { logRoutes } from './web/log-routes.ts'

/** The part of the log that runs: one in each program that serves. */
export type RunningLog = Readonly<{
  documents: Documents
  sequencer: Sequencer
  witnesses: readonly LogWitness[]
  /** Name the log and make its first key, when it has none: before the first signature. */
  prepare: () => Promise<void>
  /**
   * Hold everything that is stored against everything that was said and signed. In a transaction of its own,
   * which sees one moment, unless a test hands in one that it takes back.
   */
  check: (tx?: Tx) => Promise<CheckedInstallation>
  /** Begin the log anew under another name; with the owner's connection, because nobody else may. */
  renew: (owner: Db, order: RenewOrder) => ReturnType<typeof renewLog>
  /** What to think of a log that was just brought back from a backup. */
  judgeRestored: (tx: Tx) => Promise<RestoredLog>
  loop: Loop
  /** The daily stamp of an authority outside. */
  stamps: Pick<ModuleParts, 'jobs' | 'cron'>
}>

export type LogNeeds = Readonly<{
  publicLog: PublicLog
  env: Pick<Env, 'LOG_ORIGIN' | 'LOG_PIN' | 'LOG_WITNESSES' | 'PRIVATE_HOSTS'>
  /** Where the documents of all modules lie. */
  sources: readonly DocumentSource[]
}>

/** @param kit on the pool of the jobs: batches are larger than what a page may wait for */
export function createRunningLog(kit: Kit, { publicLog, env, sources }: LogNeeds): RunningLog {
  const folder = { dataDir: kit.dataDir, pin: env.LOG_PIN }
  const origin = env.LOG_ORIGIN ?? originOf(kit.baseUrl)
  const prepare = async () => {
    await transaction(kit.db, async (tx) => {
      const isNew = await namePohon(tx, { publik: origin, audit: `${origin}/audit` })
      if (isNew) await tellBeginning({ ...kit, db: tx }, publicLog, sources)
    })
    const asal = (await readPohon(kit.db, 'publik'))?.asal ?? origin
    await ensureFirstKey({ ...kit, folder }, asal)
  }
  const peak = peakFile(kit.dataDir)
  const witnesses = createWitnessLoop({
    db: kit.db,
    log: kit.log,
    now: kit.now,
    fetch: createSafeFetch({ allowPrivate: env.PRIVATE_HOSTS?.split(',') ?? [] }),
    witnesses: env.LOG_WITNESSES ?? [],
  })
  const sequencer = createSequencer({
    db: kit.db,
    log: kit.log,
    now: kit.now,
    newId: kit.newId,
    peak,
    prepare,
    signers: () => signersNow({ ...kit, folder }),
    onCheckpoint: () => witnesses.tell(),
    tellPrivateRoot: createTellRoot(kit, publicLog),
  })
  publicLog.whenAppended(sequencer.nudge)
  const documents = createDocuments([BEGINNING, NEW_KEY, PRIVATE_ROOT, RENEWED], sources)
  /** All that is looked at is of one moment. */
  const atOneMoment = <T>(look: (tx: Tx) => Promise<T>) =>
    kit.db.transaction().setIsolationLevel('repeatable read').execute(look)
  return {
    documents,
    witnesses: env.LOG_WITNESSES ?? [],
    sequencer,
    prepare,
    check: async (given) => {
      // Before the moment that is looked at: the program may go on signing meanwhile.
      const kept = given === undefined ? await readSettledPeak(kit.db, peak) : peak.read()
      const look = async (tx: Tx) => {
        const keys = await listVerifierKeys(tx)
        return checkInstallation({ tx, documents, sources, peak: kept, keys })
      }
      return given === undefined ? atOneMoment(look) : look(given)
    },
    renew: (owner, order) => {
      const findDamage = () =>
        atOneMoment(async (tx) => {
          const { faults } = await checkTree({ tx, log: 'publik', documents, faultsMax: 1 })
          if (faults.length > 0) return faults[0]
          return (await checkTree({ tx, log: 'audit', documents, faultsMax: 1 })).faults[0]
        })
      const deps = { ...kit, folder, append: publicLog.append, peak, findDamage }
      return renewLog(deps, owner, order)
    },
    judgeRestored: (tx) => judgeRestored(tx, peak.read()),
    loop: {
      start: async () => {
        sequencer.start()
        // What was signed while nobody was asked, or by another program.
        witnesses.tell()
      },
      stop: async () => {
        await sequencer.stop()
        await witnesses.stop()
      },
    },
    stamps: stampParts(kit, env),
  }
}

/** The address without its scheme, as tlog-tiles names logs; kept in the database once given. */
function originOf(baseUrl: string): string {
  return `${withoutSlashes(baseUrl.replace(/^https?:\/\//, ''))}/log`
}

export function publicLogParts(kit: Kit, running: RunningLog): ModuleParts {
  return {
    name: 'public-log',
    needs: [],
    routes: [
      ...logRoutes(kit.db, running.witnesses),
      ...buktiRoutes({ kit, documents: running.documents }),
    ],
    ...running.stamps,
    subscriptions: [],
    loops: [running.loop],
  }
}
