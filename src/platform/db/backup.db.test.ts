import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../tests/support/database.ts'
import { type BackupFiles, digestTables, readBackup, writeBackup } from './backup.ts'
import { oneRow, run, sql } from './database.ts'

const source = await useTestDatabase()
const target = await useTestDatabase()
const dir = mkdtempSync(join(tmpdir(), 'pendopo-backup-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const stored = new Map<string, Uint8Array>()
const files: BackupFiles = {
  list: async function* () {
    yield { name: 'berkas/a.jpg', read: async () => Buffer.from('isi foto') }
  },
  write: async (name, bytes) => {
    stored.set(name, bytes)
  },
}
const path = join(dir, 'cadangan.pendopo')

await run(
  source.owner,
  sql`insert into reference.wilayah (kode, nama, tingkat, induk_kode) values ('99', 'Nusa Peraga', 'provinsi', null), ('99.01', E'Jati\traya\\n', 'kabupaten', '99')`,
)
await run(
  source.owner,
  sql`insert into audit.catatan (id, pelaku_jenis, tindakan, objek_jenis, objek_id, digest_sesudah)
  select gen_random_uuid(), 'system', 'uji.catat', 'uji', g::text, decode(repeat('ab', 32), 'hex') from generate_series(1, 5000) g`,
)
await run(
  source.owner,
  sql`select citizen_reports.next_serial(2026), citizen_reports.next_serial(2026)`,
)

describe('backup and restore', () => {
  it('brings every table back exactly, serial numbers and files included', async () => {
    const before = await digestTables(source.ownerUrl)
    const written = await writeBackup(source.ownerUrl, path, files)
    expect(written.tables.find((table) => table.table === 'audit.catatan')?.rows).toBe(5000)
    await readBackup(target.ownerUrl, path, files)
    expect(await digestTables(target.ownerUrl)).toEqual(before)
    const { serial } = await oneRow(
      target.owner,
      sql<{ serial: string }>`select citizen_reports.next_serial(2026) as serial`,
    )
    expect(serial).toBe('3')
    expect(Buffer.from(stored.get('berkas/a.jpg') ?? []).toString()).toBe('isi foto')
  })

  it('keeps what protects the rows after the restore', async () => {
    await expect(run(target.owner, sql`delete from audit.catatan`)).rejects.toThrow(/never changed/)
  })

  it('refuses a file that was cut off or changed, and stores nothing of it', async () => {
    const empty = await useTestDatabase()
    const whole = readFileSync(path)
    const cut = join(dir, 'potong.pendopo')
    writeFileSync(cut, whole.subarray(0, whole.length - 200))
    await expect(readBackup(empty.ownerUrl, cut, files)).rejects.toThrow()
    const { count } = await oneRow(
      empty.owner,
      sql<{ count: number }>`select count(*)::int as count from audit.catatan`,
    )
    expect(count).toBe(0)
  })
})
