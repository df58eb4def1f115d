import type { AuditFault } from './faults.ts'

/** What was found wrong so far; after that many a person has seen enough. */
export type Findings = Readonly<{
  report: (fault: AuditFault) => void
  isEnough: () => boolean
  list: () => readonly AuditFault[]
}>

const FINDINGS_MAX = 20

/** A part is read for several reasons; what is wrong with it is told once. */
export function createFindings(): Findings {
  const found = new Map<string, AuditFault>()
  return {
    report: (fault) => {
      if (found.size < FINDINGS_MAX) found.set(JSON.stringify(fault), fault)
    },
    isEnough: () => found.size >= FINDINGS_MAX,
    list: () => [...found.values()],
  }
}
