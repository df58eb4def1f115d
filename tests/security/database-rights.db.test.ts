import { describe, expect, it } from 'vitest'
import { MODULES } from '../../src/modules.ts'
import { oneRow, openDatabase, rows, run, sql } from '../../src/platform/db/database.ts'
import { APP_ROLE, moduleRole, QUEUE_ROLE, schemaOf } from '../../src/platform/db/roles.ts'
import { useTestDatabase } from '../support/database.ts'

const { owner, queueUrl, appUrl } = await useTestDatabase()
const RIGHTS = ['select', 'insert', 'update', 'delete'] as const
type Right = (typeof RIGHTS)[number]
const ROLES = [APP_ROLE, QUEUE_ROLE, 'pendopo_modules', ...MODULES.map(moduleRole)]

/** Once written, these are never changed or taken away by anyone the program can be. */
const WRITTEN_ONCE = [
  'audit.akses',
  'audit.catatan',
  'citizen_reports.disposisi',
  'citizen_reports.riwayat',
  'citizen_reports.katalog_riwayat',
  'citizen_reports.foto_tinjauan',
  'citizen_reports.isi_rahasia',
  'reference.unit_riwayat',
  'vault.pembacaan',
  'documents.peristiwa',
  'documents.revisi',
  'documents.berkas',
  'documents.naskah',
  'fiscal.tahun_riwayat',
  'fiscal.muatan',
  'accounting.jurnal',
  'accounting.jurnal_baris',
  'accounting.akar_harian',
  'treasury.mutasi',
  'treasury.riwayat',
  'assets.mutasi',
  'assets.riwayat',
  'exchange.muatan',
  'exchange.dokumen',
  'leadership.penjelasan',
  'consultations.naskah',
  'consultations.bagian',
  'consultations.jawaban',
  'consultations.sebab',
  'consultations.pertemuan',
  'consultations.hadir',
  'consultations.rekaman',
  'forums.keputusan',
  'forums.banding',
  'forums.putusan_banding',
  'forums.terbitan',
  'forums.lambat',
]
/** Kept for good, though some columns may change. */
const NEVER_DELETED = [
  'citizen_reports.laporan',
  'citizen_reports.pelapor',
  'citizen_reports.komentar',
  'citizen_reports.impor',
  'identity.akun',
  'identity.peran_akun',
  'identity.jabatan',
  'identity.penugasan',
  'identity.permintaan_data',
  'notifications.kiriman',
  'platform.outbox',
  'vault.penggunaan',
  'documents.surat',
  'documents.deret',
  'fiscal.tahun_anggaran',
  'fiscal.rekening',
  'fiscal.nomenklatur',
  'fiscal.skpd',
  'planning.dokumen',
  'planning.usulan',
  'budget.versi',
  'budget.mata_anggaran',
  'treasury.spd',
  'treasury.spp',
  'treasury.spm',
  'treasury.sp2d',
  'treasury.kontrak',
  'treasury.sts',
  'assets.kartu',
  'consultations.konsultasi',
  'consultations.masukan',
  'consultations.janji',
  'forums.topik',
  'forums.kiriman',
  'forums.tanda',
  'forums.perkara',
]
/** Shared by all modules: the outbox, its receipts and settings; read and added to, settings changed. */
const SHARED: Readonly<Record<string, readonly Right[]>> = {
  'platform.outbox': ['select', 'insert'],
  'platform.delivery': ['select', 'insert'],
  'platform.setting': ['select', 'insert', 'update'],
}
const BEAT: readonly Right[] = ['select', 'insert', 'update']

type Table = Readonly<{ schema: string; name: string; full: string }>
const tables: readonly Table[] = await rows(
  owner,
  sql<Table>`select n.nspname as schema, c.relname as name, n.nspname || '.' || c.relname as full
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'v', 'm', 'p', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by 1, 2`,
)

/** What a module shows to all others: reference, and views that say so. */
function isShown({ schema, name }: Table): boolean {
  return schema === 'reference' || name.startsWith('pub_')
}

/** The most a role may have on a table, by rule, not by looking at what it has. */
function mostOf(role: string, table: Table): readonly Right[] {
  const { schema, full } = table
  if (schema === 'graphile_worker') return role === QUEUE_ROLE ? RIGHTS : []
  if (role === QUEUE_ROLE) return []
  if (full === 'platform.heartbeat') return role === APP_ROLE ? BEAT : []
  if (schema === 'platform') return SHARED[full] ?? []
  const own = role === APP_ROLE || role === moduleRole(schema.replaceAll('_', '-'))
  if (!own) return isShown(table) ? ['select'] : []
  if (WRITTEN_ONCE.includes(full)) return ['select', 'insert']
  return NEVER_DELETED.includes(full) ? ['select', 'insert', 'update'] : RIGHTS
}

const has = async (role: string, table: Table, right: Right) => {
  const { is } = await oneRow(
    owner,
    sql<{ is: boolean }>`select has_table_privilege(${role}, ${table.full}, ${right})
      or has_any_column_privilege(${role}, ${table.full}, ${right === 'delete' ? 'select' : right})
      and ${right}::text <> 'delete' as is`,
  )
  return is
}

describe('each role of the database', () => {
  it('may do to each table only what the rule allows', async () => {
    const beyond: string[] = []
    let cells = 0
    for (const role of ROLES)
      for (const table of tables)
        for (const right of RIGHTS) {
          cells += 1
          const isAllowed = mostOf(role, table).includes(right)
          if (!isAllowed && (await has(role, table, right)))
            beyond.push(`${role} may ${right} ${table.full}`)
        }
    expect(beyond).toEqual([])
    expect(cells).toBeGreaterThan(2_000)
  }, 120_000)

  it('cannot empty, alter, reference or put triggers on any table of ours', async () => {
    const found: string[] = []
    for (const role of ROLES)
      for (const table of tables.filter(({ schema }) => schema !== 'graphile_worker'))
        for (const right of ['truncate', 'references', 'trigger']) {
          const { is } = await oneRow(
            owner,
            sql<{
              is: boolean
            }>`select has_table_privilege(${role}, ${table.full}, ${right}) as is`,
          )
          if (is) found.push(`${role} ${right} ${table.full}`)
        }
    expect(found).toEqual([])
  }, 120_000)

  it('is no superuser, owns nothing of ours, makes no roles and passes no row policy by', async () => {
    const strong = await rows(
      owner,
      sql<{
        rolname: string
      }>`select r.rolname from pg_roles r where r.rolname = any(${ROLES}::text[])
      and (r.rolsuper or r.rolcreatedb or r.rolcreaterole or r.rolbypassrls or r.rolreplication)`,
    )
    expect(strong).toEqual([])
    const owned = await rows(
      owner,
      sql<{ full: string }>`select n.nspname || '.' || c.relname as full from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where pg_get_userbyid(c.relowner) = any(${ROLES}::text[]) and n.nspname <> 'graphile_worker'
        and n.nspname !~ '^pg_toast'`,
    )
    expect(owned).toEqual([])
  })

  it('cannot make a table anywhere, public included', async () => {
    const schemas = [...new Set(tables.map(({ schema }) => schema)), 'public']
    const open: string[] = []
    for (const role of ROLES.filter((one) => one !== QUEUE_ROLE))
      for (const schema of schemas) {
        const { is } = await oneRow(
          owner,
          sql<{ is: boolean }>`select has_schema_privilege(${role}, ${schema}, 'create') as is`,
        )
        if (is) open.push(`${role} may create in ${schema}`)
      }
    expect(open).toEqual([])
  })
})

/** Every table outside the module's own schema and the shared ones is refused to its role. */
async function closedTo(module: string): Promise<void> {
  const role = moduleRole(module)
  const link = appUrl.includes('?') ? '&' : '?'
  const asRole = `${appUrl}${link}options=${encodeURIComponent(`-c role=${role}`)}`
  const program = openDatabase({ url: asRole, poolMax: 1 })
  const open = [schemaOf(module), 'platform', 'reference']
  try {
    const closed = tables.filter(
      ({ schema, name }) => !open.includes(schema) && !name.startsWith('pub_'),
    )
    for (const { full } of closed)
      await expect(
        run(program.db, sql.raw(`select 1 from ${full} limit 1`)),
        `${role} ${full}`,
      ).rejects.toThrow(/permission denied/)
  } finally {
    await program.close()
  }
}

describe('tried for real', () => {
  it('the program can neither change nor take away what was recorded', async () => {
    const program = openDatabase({ url: appUrl, poolMax: 1 })
    try {
      for (const table of WRITTEN_ONCE)
        for (const statement of [`delete from ${table}`, `truncate ${table}`])
          await expect(run(program.db, sql.raw(statement)), statement).rejects.toThrow(
            /permission denied/,
          )
      await expect(run(program.db, sql`update audit.catatan set aksi = 'lain'`)).rejects.toThrow()
    } finally {
      await program.close()
    }
  })

  it('a module sees no table of another, and the queue none of ours', async () => {
    for (const module of MODULES) await closedTo(module)
    const queue = openDatabase({ url: queueUrl, poolMax: 1 })
    try {
      for (const { schema, full } of tables.filter((one) => one.schema !== 'graphile_worker'))
        await expect(
          run(queue.db, sql.raw(`select 1 from ${full} limit 1`)),
          schema,
        ).rejects.toThrow(/permission denied/)
    } finally {
      await queue.close()
    }
  }, 120_000)

  it('no row policy hides a row from the backup: a table that forces one lets its owner read all', async () => {
    const forced = await rows(
      owner,
      sql<{ nama: string; hasPolicy: boolean }>`select c.oid::regclass::text as nama, exists (
          select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd = 'r' and c.relowner = any(p.polroles)
            and pg_get_expr(p.polqual, p.polrelid) = 'true') as "hasPolicy"
        from pg_class c where c.relforcerowsecurity order by 1`,
    )
    expect(forced.map(({ nama }) => nama)).toContain('documents.berkas')
    expect(forced.filter(({ hasPolicy }) => !hasPolicy)).toEqual([])
  })

  it('the words of secret reports stand behind a row policy that holds for their owner too', async () => {
    const { enabled, forced } = await oneRow(
      owner,
      sql<{ enabled: boolean; forced: boolean }>`select c.relrowsecurity as enabled,
      c.relforcerowsecurity as forced from pg_class c where c.oid = 'citizen_reports.isi_rahasia'::regclass`,
    )
    expect([enabled, forced]).toEqual([true, true])
  })
})
