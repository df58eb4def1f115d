import type { ModuleParts } from '../../platform/kit.ts'

export {
  type AccessEntry,
  type AccessSeen,
  type Audit,
  type AuditEntry,
  createAudit,
} from './actions.ts'
export { AUDIT_RECORDS } from './records.ts'

export function auditParts(): ModuleParts {
  return { name: 'audit', needs: ['public-log'], routes: [], jobs: {}, cron: [], subscriptions: [] }
}
