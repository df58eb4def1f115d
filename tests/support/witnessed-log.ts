import type { App } from '../../src/app.ts'
import { parseEnv } from '../../src/env.ts'
import { AUDIT_RECORDS } from '../../src/modules/audit/index.ts'
import { REPORT_RECORDS } from '../../src/modules/citizen-reports/index.ts'
import { createRunningLog, type RunningLog } from '../../src/modules/public-log/index.ts'
import type { TestWitness } from '../../src/modules/public-log/testing/test-witness.ts'

/**
 * Starts the log of an app that serves already, as after a restart, and has it ask this witness, who could
 * not be named before the log had its key.
 */
export function witnessedLog(
  app: App,
  witness: Pick<TestWitness, 'vkey' | 'address'>,
  origin: string,
): () => RunningLog {
  const parsed = parseEnv({
    NODE_ENV: 'test',
    LOG_ORIGIN: origin,
    LOG_WITNESSES: `${witness.vkey}@${witness.address}`,
    PRIVATE_HOSTS: new URL(witness.address).host,
  })
  if (!parsed.ok) throw new Error(parsed.problems.join())
  const { env } = parsed
  const sources = [...AUDIT_RECORDS, REPORT_RECORDS]
  return () => createRunningLog(app.kit, { publicLog: app.publicLog, env, sources })
}
