import type { ModuleParts } from '../../platform/kit.ts'

export {
  type AccessEntry,
  type AccessSeen,
  type Audit,
  type AuditEntry,
  createAudit,
} from './actions.ts'

export function auditParts(): ModuleParts {
  return { name: 'audit', needs: [], routes: [], jobs: {}, cron: [], subscriptions: [] }
}
