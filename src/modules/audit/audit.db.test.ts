import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../tests/support/database.ts'
import type { Actor } from '../../kernel/actor.ts'
import { rows, run, sql } from '../../platform/db/database.ts'
import { freshRandom } from '../../platform/random.ts'
import { createTestAudit } from './testing/test-audit.ts'

const { db, owner } = await useTestDatabase()
let serial = 0
const newId = () => `00000000-0000-7000-8000-${String(++serial).padStart(12, '0')}`
const audit = createTestAudit({
  newId,
  now: () => new Date('2026-11-25T03:00:00Z'),
  randomBytes: freshRandom,
  secretKey: 'k'.repeat(32),
})
const officer: Actor = {
  kind: 'officer',
  accountId: 'o-1',
  name: 'Rini W.',
  grants: [{ role: 'operator-aduan', unitKode: 'kominfo' }],
}

describe('audit', () => {
  it('records who did what in which role, with digests instead of contents', async () => {
    await audit.record(db, officer, {
      action: 'laporan.verifikasi',
      subject: { kind: 'laporan', id: 'L1' },
      before: { b: 1, a: 2 },
      after: { a: 2, b: 1 },
    })
    const [row] = await audit.historyOf(db, { kind: 'laporan', id: 'L1' }, 10)
    expect(row).toMatchObject({
      pelakuId: 'o-1',
      peran: 'operator-aduan',
      tindakan: 'laporan.verifikasi',
    })
    expect(row?.digestSebelum?.equals(row.digestSesudah ?? Buffer.alloc(0))).toBe(true)
  })

  it('shows a citizen every look at their data but not their own', async () => {
    const citizen: Actor = {
      kind: 'citizen',
      accountId: 'w-1',
      name: 'Sari',
      tier: 'unverified',
      grants: [],
    }
    const entry = {
      ownerId: 'w-1',
      subject: { kind: 'laporan', id: 'L1' },
      purpose: 'Menindaklanjuti laporan',
      fields: ['nama', 'telepon'],
    }
    await audit.recordAccess(db, officer, entry)
    await audit.recordAccess(db, citizen, entry)
    const seen = await audit.accessesTo(db, 'w-1', { limit: 10 })
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatchObject({
      byName: 'Rini W.',
      role: 'operator-aduan',
      purpose: 'Menindaklanjuti laporan',
    })
  })

  it('refuses to change or remove a row, for the program and for the owner', async () => {
    await expect(run(db, sql`update audit.catatan set tindakan = 'x.y'`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(run(db, sql`delete from audit.akses`)).rejects.toThrow(/permission denied/)
    await expect(run(owner, sql`delete from audit.catatan`)).rejects.toThrow(/never changed/)
    await expect(run(owner, sql`truncate audit.akses`)).rejects.toThrow(/never changed/)
  })

  it('keeps other schemas closed to the role of this module', async () => {
    const { db: bare } = await useTestDatabase('audit')
    await expect(rows(bare, sql`select h.minute from platform.heartbeat h`)).rejects.toThrow(
      /permission denied/,
    )
  })
})
