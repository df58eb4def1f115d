import type { Tx } from '../../platform/db/database.ts'
import type { Metrics } from '../../platform/log/metrics.ts'
import type { Outside } from '../../platform/outside/index.ts'
import type { WorkSource } from '../../platform/work.ts'
import type { BelanjaTahun } from '../budget/index.ts'
import type { CitizenReports } from '../citizen-reports/index.ts'
import type { Reference } from '../reference/index.ts'
import type { Services } from '../services/index.ts'

/** How the signing of letters stands: who signs and stamps the time, and what waits. */
export type LetterSigning = Readonly<{
  penyelenggara: 'setempat' | 'bsre'
  isAway: boolean
  since?: Date
  menunggu: number
  menungguSejak?: Date
}>

export type PortalNeeds = Readonly<{
  reference: Reference
  /** Since when the public log signs nothing; undefined while all is well. */
  logStalledSince: () => Date | undefined
  citizenReports: CitizenReports
  services: Pick<Services, 'find'>
  outside: Outside
  /** This year's spending; undefined while no budget is in force. */
  spending: () => Promise<BelanjaTahun | undefined>
  letters: (tx: Tx) => Promise<LetterSigning>
  metrics: Metrics
  startedAt: Date
  version: string
  /** Work of every module, in the order they start. */
  work: () => readonly WorkSource[]
}>
