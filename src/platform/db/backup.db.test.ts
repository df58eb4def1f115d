import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../tests/support/database.ts'
import { type BackupFiles, digestTables, readBackup, writeBackup } from './backup.ts'
import { oneRow, rows, run, sql } from './database.ts'

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

/** Everything that restoring takes down and puts up, as PostgreSQL itself writes it. */
function shapeOf({ owner }: Pick<typeof source, 'owner'>): Promise<readonly unknown[]> {
  return rows(
    owner,
    sql`select c.oid::regclass::text as benda, pg_get_indexdef(c.oid) as bentuk, i.indisvalid::text as keadaan
      from pg_class c join pg_index i on i.indexrelid = c.oid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not like 'pg\\_%'
    union all
    select c.conrelid::regclass::text || ' ' || c.conname, pg_get_constraintdef(c.oid), c.convalidated::text
      from pg_constraint c where c.conrelid <> 0
    union all
    select a.attrelid::regclass::text || ' ' || a.attname, a.attnotnull::text, ''
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and a.attnum > 0 and n.nspname not like 'pg\\_%'
    order by 1, 2`,
  )
}

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

  it('leaves indexes, keys and checks as the migrations made them', async () => {
    expect(await shapeOf(target)).toEqual(await shapeOf(source))
  })

  it('brings back tables whose keys wait for the end of a transaction, with large ones that lean on them', async () => {
    const from = await useTestDatabase()
    const to = await useTestDatabase()
    for (const { owner } of [from, to]) {
      await run(
        owner,
        sql`create table platform.uji_induk (id int primary key,
          diganti_oleh int references platform.uji_induk (id) deferrable initially deferred)`,
      )
      await run(
        owner,
        sql`create table platform.uji_lain (id int primary key, induk_id int not null references platform.uji_induk (id), isi text)`,
      )
    }
    await run(from.owner, sql`insert into platform.uji_induk values (1, 2), (2, null)`)
    await run(
      from.owner,
      sql`insert into platform.uji_lain select g, 1 + g % 2, repeat('isi', 40) from generate_series(1, 5000) g`,
    )
    const leaning = join(dir, 'bersandar.pendopo')
    await writeBackup(from.ownerUrl, leaning, files)
    await readBackup(to.ownerUrl, leaning, files)
    expect(await digestTables(to.ownerUrl)).toEqual(await digestTables(from.ownerUrl))
    expect(await shapeOf(to)).toEqual(await shapeOf(from))
  })

  it('refuses rows that break a key, and stores nothing of them', async () => {
    const broken = await useTestDatabase()
    await run(
      broken.owner,
      sql`alter table citizen_reports.riwayat drop constraint riwayat_laporan_id_fkey`,
    )
    await run(
      broken.owner,
      sql`insert into citizen_reports.riwayat (id, laporan_id, waktu, kejadian, pelaku_jenis, pelaku_label, is_publik)
      select gen_random_uuid(), gen_random_uuid(), now(), 'diterima', 'warga', 'Pelapor', true from generate_series(1, 5000)`,
    )
    const orphans = join(dir, 'yatim.pendopo')
    await writeBackup(broken.ownerUrl, orphans, files)
    const empty = await useTestDatabase()
    await expect(readBackup(empty.ownerUrl, orphans, files)).rejects.toThrow(/foreign key/)
    const { count } = await oneRow(
      empty.owner,
      sql<{ count: number }>`select count(*)::int as count from citizen_reports.riwayat`,
    )
    expect(count).toBe(0)
    expect(await shapeOf(empty)).toEqual(await shapeOf(target))
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
