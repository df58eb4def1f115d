import type { Kit } from '../../platform/kit.ts'
import type { WorkSource } from '../../platform/work.ts'
import type { Audit } from '../audit/index.ts'
import type { Fiscal } from '../fiscal/index.ts'

export type Needs = Readonly<{
  audit: Audit
  fiscal: Fiscal
  /** What waits for a decision of this person, from every module. */
  work: () => readonly WorkSource[]
}>
export type Deps = Needs & Readonly<{ kit: Kit }>
