import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, Role } from '../../../kernel/actor.ts'
import { tanggalIn } from '../../../kernel/date.ts'
import { uuidV7 } from '../../../kernel/id.ts'
import { packageRoot } from '../../../package-root.ts'
import type { Db } from '../../../platform/db/database.ts'
import { createFileStores } from '../../../platform/files/index.ts'
import type { Jobs } from '../../../platform/jobs/jobs.ts'
import type { Kit } from '../../../platform/kit.ts'
import { createLog } from '../../../platform/log/log.ts'
import { createTestAudit } from '../../audit/testing/test-audit.ts'
import type { Reference } from '../../reference/index.ts'
import { createVault, loadKinds, type Vault } from '../index.ts'
import { retentionJobs } from '../jobs/retention-jobs.ts'

export type TestVault = Readonly<{
  kit: Kit
  vault: Vault
  /** Every sealed file that was written and not removed. */
  sealed: Set<string>
  wait: (ms: number) => void
  /** Run the hourly clean-up now. */
  cleanUp: () => Promise<void>
}>

const START = Date.parse('2026-11-26T03:00:00Z')

/** The vault on a test database, with a clock set by hand and the kinds that ship. */
export async function createTestVault(db: Db): Promise<TestVault> {
  let nowMs = START
  const now = () => new Date(nowMs)
  const secretKey = 'secret-key-of-the-vault-tests-0123456789'
  const { files, sealedFiles } = createFileStores({
    dataDir: mkdtempSync(join(tmpdir(), 'pendopo-vault-')),
    secretKey,
  })
  const sealed = new Set<string>()
  const kit = {
    db,
    now,
    today: () => tanggalIn('Asia/Jakarta', now()),
    newId: () => uuidV7(nowMs, randomBytes(10)),
    newSecretId: () => randomUUID(),
    randomBytes: (count: number) => randomBytes(count),
    log: createLog('silent'),
    secretKey,
    region: () => ({
      name: 'Jatiraya',
      shortName: 'Jatiraya',
      domain: 'jatiraya.go.id',
      timezone: 'Asia/Jakarta',
    }),
    files,
    sealedFiles: {
      put: async (bytes: Uint8Array) => {
        const kept = await sealedFiles.put(bytes)
        sealed.add(kept.sha256)
        return kept
      },
      get: sealedFiles.get,
      remove: async (sha256: string) => {
        sealed.delete(sha256)
        await sealedFiles.remove(sha256)
      },
    },
  } as unknown as Kit
  const reference = {
    findUnit: (kode: string) =>
      ['dukcapil', 'dpmptsp'].includes(kode) ? { kode, nama: kode } : undefined,
  } as unknown as Reference
  const vault = createVault(kit, { audit: createTestAudit(kit), reference })
  await loadKinds(db, join(packageRoot, 'data/berkas/jenis.json'))
  const jobs: Jobs = retentionJobs(vault.deps)
  return {
    kit,
    vault,
    sealed,
    wait: (ms) => {
      nowMs += ms
    },
    cleanUp: async () => {
      await jobs['vault.clean-up']?.({})
    },
  }
}

export const citizen = (
  accountId: string = randomUUID(),
  name = 'Siti Aminah',
): Actor & { accountId: string } => ({
  kind: 'citizen',
  accountId,
  name,
  tier: 'nik-checked',
  grants: [],
})

export const officer = (
  role: Role,
  unitKode: string,
  name = 'Dewi',
): Actor & { accountId: string } => ({
  kind: 'officer',
  accountId: randomUUID(),
  name,
  grants: [{ role, unitKode }],
})
