import type { Metrics } from '../../platform/log/metrics.ts'
import type { CitizenReports } from '../citizen-reports/index.ts'
import type { Reference } from '../reference/index.ts'

export type PortalNeeds = Readonly<{
  reference: Reference
  citizenReports: CitizenReports
  metrics: Metrics
  startedAt: Date
  version: string
}>
