import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { checkFile } from './actions/check-file.ts'
import { createKeepFile } from './actions/keep-file.ts'
import { createOwnFiles } from './actions/own-files.ts'
import { createUseFile } from './actions/use-file.ts'
import { RETENTION_CRON, retentionJobs } from './jobs/retention-jobs.ts'
import { vaultSentences } from './messages/index.ts'
import { listJenis } from './store/jenis-store.ts'
import type { Vault, VaultNeeds } from './types.ts'
import { vaultRoutes } from './web/routes.tsx'

export { vaultData } from './actions/personal-data.ts'
export type { Format, Jenis } from './domain/jenis.ts'
export type { Remaining, Subject } from './domain/uses.ts'
export { loadKinds } from './load-kinds.ts'
export type {
  CheckedFile,
  FileToCheck,
  Kept,
  NewUse,
  Opened,
  OwnBerkas,
  SentFile,
  ToKeep,
  UseFacts,
  UseShown,
  Vault,
} from './types.ts'

/** The vault of citizens' documents: kept once, checked on arrival, used for a purpose, every look told. */
export function createVault(kit: Kit, needs: VaultNeeds): Vault {
  const deps = { ...needs, kit }
  return {
    deps,
    jenis: (tx, kodes) => listJenis(tx, kit.today(), kodes),
    check: (tx, file) => checkFile(deps, tx, file),
    ...createKeepFile(deps),
    ...createOwnFiles(deps),
    ...createUseFile(deps),
  }
}

/** Pages of owners and officers, and the hourly clean-up; `jobKit` carries the pool with the longer limit. */
export function vaultParts(vault: Vault, jobKit: Kit): ModuleParts {
  return {
    name: 'vault',
    needs: ['audit', 'reference'],
    sentences: [vaultSentences],
    routes: vaultRoutes(vault),
    jobs: retentionJobs({ ...vault.deps, kit: jobKit }),
    cron: RETENTION_CRON,
    subscriptions: [],
  }
}
