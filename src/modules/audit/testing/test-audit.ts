import type { Kit } from '../../../platform/kit.ts'
import { createPublicLog } from '../../public-log/index.ts'
import { type Audit, createAudit } from '../index.ts'

/** The audit trail as the program has it, for tests of modules that call it. */
export function createTestAudit(
  kit: Pick<Kit, 'newId' | 'now' | 'randomBytes' | 'secretKey'>,
): Audit {
  return createAudit(kit, createPublicLog(kit))
}
