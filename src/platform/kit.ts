import type { Tanggal } from '../kernel/date.ts'
import type { Sentences } from '../kernel/wording.ts'
import type { Region } from '../ui/page-context.ts'
import type { Db } from './db/database.ts'
import type { Emit, Subscription } from './events/outbox.ts'
import type { FileStore } from './files/index.ts'
import type { Route } from './http/route.ts'
import type { CronEntry, Jobs } from './jobs/jobs.ts'
import type { Log } from './log/log.ts'
import type { Loop } from './loop.ts'
import type { WorkSource } from './work.ts'

/** What every module is given. Clock, ids and randomness come in here, so tests can fix them. */
export type Kit = Readonly<{
  db: Db
  now: () => Date
  /** Civil date in the region's zone. */
  today: () => Tanggal
  /** UUIDv7: sorts by creation, tells its time. */
  newId: () => string
  /** UUIDv4 for ids that must reveal nothing. */
  newSecretId: () => string
  randomBytes: (count: number) => Uint8Array
  emit: Emit
  log: Log
  secretKey: string
  baseUrl: string
  region: () => Region
  isDemo: () => boolean
  files: FileStore
  /** Encrypted store for originals that only named roles may open. */
  sealedFiles: FileStore
  /** Folder for this installation's own files: outbox, uploads in progress, trained models. */
  dataDir: string
}>

/** What a module hands to the composition root besides its own functions. */
export type ModuleParts = Readonly<{
  name: string
  /** Modules it calls; must equal its row in modules.cjs. */
  needs: readonly string[]
  routes: readonly Route[]
  jobs: Jobs
  cron: readonly CronEntry[]
  subscriptions: readonly Subscription[]
  /** What goes on beside requests and jobs. */
  loops?: readonly Loop[]
  /** What waits for an officer here; shown on /kerja beside the work of all other modules. */
  work?: WorkSource
  /** Every sentence it refuses with, in both languages. */
  sentences?: readonly Sentences[]
}>
