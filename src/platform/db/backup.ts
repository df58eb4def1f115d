import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { type Frame, readFrames, writeFrame } from './backup-frames.ts'
import { runAll, takeDownIndexes } from './bulk-load.ts'

/**
 * Backup without pg_dump, which the embedded package does not ship: one snapshot, COPY per table, one
 * file. The file names the migrations it was made with, and ends with a digest per table, so a restore
 * proves that what came back is what went in.
 */
export type TableDigest = Readonly<{ table: string; rows: number; sha256: string }>
export type BackupReport = Readonly<{ tables: readonly TableDigest[]; files: number }>

/** A file of the installation that goes with the database: photos, sealed originals, the key. */
export type BackupFiles = Readonly<{
  list: () => AsyncIterable<{ name: string; read: () => Promise<Uint8Array> }>
  write: (name: string, bytes: Uint8Array) => Promise<void>
}>

type TableInfo = Readonly<{
  name: string
  columns: readonly string[]
  order: string
  isForced: boolean
}>

const FORMAT = 'pendopo-backup-1'
/** What the migrations themselves keep: the target has its own. */
const SKIPPED = [
  'platform.kysely_migration',
  'platform.kysely_migration_lock',
  'graphile_worker.migrations',
]

/** Write everything into one file. It appears under its name only when it is whole. */
export async function writeBackup(
  ownerUrl: string,
  path: string,
  files: BackupFiles,
): Promise<BackupReport> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(`select set_config('pendopo.baca_rahasia', 'ya', true)`)
    const report: { tables: TableDigest[]; files: number } = { tables: [], files: 0 }
    await pipeline(
      Readable.from(allFrames(client, files, report)),
      createGzip({ level: 6 }),
      createWriteStream(`${path}.part`, { mode: 0o600 }),
    )
    await rename(`${path}.part`, path)
    return report
  } finally {
    await client.end()
  }
}

async function* allFrames(
  client: pg.Client,
  files: BackupFiles,
  report: { tables: TableDigest[]; files: number },
): AsyncGenerator<Buffer> {
  const tables = await listTables(client)
  const sequences = await listSequences(client)
  const { rows: migrations } = await client.query<{ name: string }>(
    'select name from platform.kysely_migration order by name',
  )
  yield writeFrame({
    kind: 'head',
    format: FORMAT,
    migrations: migrations.map((row) => row.name),
    sequences,
  })
  for (const table of tables) {
    yield writeFrame({ kind: 'table', table: table.name, columns: table.columns })
    const digest = createDigest()
    for await (const chunk of client.query(
      copyTo(
        `copy (select ${columnList(table)} from ${table.name} order by ${table.order}) to stdout`,
      ),
    )) {
      digest.update(chunk as Buffer)
      yield writeFrame({ kind: 'data' }, chunk as Buffer)
    }
    report.tables.push({ table: table.name, ...digest.result() })
    yield writeFrame({ kind: 'end', ...digest.result() })
  }
  for await (const file of files.list()) {
    report.files += 1
    yield writeFrame({ kind: 'file', name: file.name }, Buffer.from(await file.read()))
  }
  yield writeFrame({ kind: 'done' })
}

/** Tables with their columns, parents before children, so that foreign keys hold while rows come back. */
async function listTables(client: pg.Client): Promise<readonly TableInfo[]> {
  const { rows } = await client.query<{
    name: string
    columns: string[]
    order: string | null
    isForced: boolean
    parents: string[]
  }>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      array(select format('%I', a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      (select string_agg(format('%I', a.attname), ', ' order by k.ord) from pg_index i, unnest(i.indkey) with ordinality k(num, ord)
        join pg_attribute a on a.attnum = k.num where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid) as order,
      c.relforcerowsecurity as "isForced",
      array(select format('%I.%I', pn.nspname, p.relname) from pg_constraint f join pg_class p on p.oid = f.confrelid join pg_namespace pn on pn.oid = p.relnamespace
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as parents
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'public') and n.nspname not like 'pg_toast%'
    order by 1`)
  const known = new Map(
    rows.filter((row) => !SKIPPED.includes(row.name)).map((row) => [row.name, row]),
  )
  const ordered: TableInfo[] = []
  const place = (name: string, path: readonly string[]) => {
    const row = known.get(name)
    if (row === undefined || path.includes(name) || ordered.some((table) => table.name === name))
      return
    for (const parent of row.parents) place(parent, [...path, name])
    ordered.push({ name, columns: row.columns, order: row.order ?? '1', isForced: row.isForced })
  }
  for (const name of known.keys()) place(name, [])
  return ordered
}

type SequenceState = Readonly<{ name: string; value: string | null }>

async function listSequences(client: pg.Client): Promise<readonly SequenceState[]> {
  const { rows } =
    await client.query<SequenceState>(`select format('%I.%I', s.schemaname, s.sequencename) as name, s.last_value::text as value
    from pg_sequences s where s.schemaname not in ('pg_catalog', 'public') order by 1`)
  return rows
}

function columnList(table: Pick<TableInfo, 'columns'>): string {
  return table.columns.join(', ')
}

/** Rows and SHA-256 of a COPY text stream; text form is the same on every server version. */
function createDigest(): {
  update: (chunk: Buffer) => void
  result: () => { rows: number; sha256: string }
} {
  const hash = createHash('sha256')
  let rows = 0
  let result: { rows: number; sha256: string } | undefined
  return {
    update: (chunk) => {
      hash.update(chunk)
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1
    },
    result: () => {
      result ??= { rows, sha256: hash.digest('hex') }
      return result
    },
  }
}

/**
 * Fill a freshly migrated database from a backup, in one transaction. Refuses a database that holds
 * cases, and a file of another format, a newer version, or whose tables do not match their digests.
 */
export async function readBackup(
  ownerUrl: string,
  path: string,
  files: BackupFiles,
): Promise<BackupReport> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`set local maintenance_work_mem = '256MB'`)
    const report = await restoreInto(client, path, files)
    await client.query('commit')
    return report
  } finally {
    await client.end()
  }
}

async function restoreInto(
  client: pg.Client,
  path: string,
  files: BackupFiles,
): Promise<BackupReport> {
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]))
  await refuseFilled(client)
  const report: { tables: TableDigest[]; files: number } = { tables: [], files: 0 }
  const frames = readFrames(createReadStream(path).pipe(createGunzip({ chunkSize: PIECE_BYTES })))
  const head = (await frames.next()).value as Frame | undefined
  if (head?.meta.kind !== 'head' || head.meta.format !== FORMAT)
    throw new Error(`${path} bukan berkas cadangan Pendopo.`)
  await refuseNewer(client, head.meta.migrations)
  await prepareTables(client, [...tables.values()])
  let isWhole = false
  for await (const frame of frames) {
    if (frame.meta.kind === 'table')
      report.tables.push(
        await restoreTable(client, {
          table: tables.get(frame.meta.table),
          meta: frame.meta,
          frames,
        }),
      )
    else if (frame.meta.kind === 'file') {
      await files.write(frame.meta.name, frame.body)
      report.files += 1
    } else if (frame.meta.kind === 'done') isWhole = true
  }
  if (!isWhole) throw new Error('Berkas cadangan terpotong. Tidak ada yang dipulihkan.')
  await restoreSequences(client, head.meta.sequences)
  await finishTables(client, [...tables.values()])
  return report
}

async function refuseFilled(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ filled: boolean }>(
    'select exists (select 1 from platform.outbox) or exists (select 1 from identity.akun) as filled',
  )
  if (rows[0]?.filled)
    throw new Error(
      'Basis data tujuan sudah berisi. Pulihkan ke DATA_DIR atau basis data yang baru.',
    )
}

async function refuseNewer(client: pg.Client, wanted: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select name from platform.kysely_migration',
  )
  const known = new Set(rows.map((row) => row.name))
  const unknown = wanted.filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new Error(
      `Cadangan dibuat versi yang lebih baru (${unknown.join(', ')}). Perbarui Pendopo dahulu.`,
    )
}

/** Triggers and forced row security rest while rows come back, and what migrations seeded is replaced. */
async function prepareTables(client: pg.Client, tables: readonly TableInfo[]): Promise<void> {
  await runAll(client, [
    // A key that waits for the end would keep its table from being changed; tables come in the order of their keys.
    'set constraints all immediate',
    ...tables.map(({ name }) => `alter table ${name} disable trigger user`),
    ...forcedOf(tables).map((name) => `alter table ${name} no force row level security`),
    ...tables.toReversed().map(({ name }) => `delete from ${name}`),
  ])
}

async function finishTables(client: pg.Client, tables: readonly TableInfo[]): Promise<void> {
  await runAll(client, [
    ...tables.map(({ name }) => `alter table ${name} enable trigger user`),
    ...forcedOf(tables).map((name) => `alter table ${name} force row level security`),
  ])
}

function forcedOf(tables: readonly TableInfo[]): readonly string[] {
  return tables.flatMap(({ name, isForced }) => (isForced ? [name] : []))
}

type TableRestore = Readonly<{
  table: TableInfo | undefined
  meta: Extract<Frame['meta'], { kind: 'table' }>
  frames: AsyncGenerator<Frame>
}>

/** In pieces of the usual size, unpacking waits more than it works. */
const PIECE_BYTES = 1 << 18
/** Rows up to here cost less than building the indexes anew. */
const FEW_BYTES = 1 << 18

async function restoreTable(
  client: pg.Client,
  { table, meta, frames }: TableRestore,
): Promise<TableDigest> {
  if (table === undefined) throw new Error(`Tabel ${meta.table} tidak dikenal versi ini.`)
  const digest = createDigest()
  let end: Extract<Frame['meta'], { kind: 'end' }> | undefined
  async function* rows(): AsyncGenerator<Buffer> {
    for (let next = await frames.next(); !next.done; next = await frames.next()) {
      if (next.value.meta.kind === 'end') {
        end = next.value.meta
        return
      }
      digest.update(next.value.body)
      yield next.value.body
    }
  }
  const rest = rows()
  const first = await takeBytes(rest, FEW_BYTES)
  const putUp = end === undefined ? await takeDownIndexes(client, table.name) : undefined
  // Most tables of a small office are empty: nothing is sent for them.
  const stored =
    first.length === 0 ? 0 : await copyRows(client, meta, Readable.from(inSequence(first, rest)))
  await putUp?.()
  const found = digest.result()
  const isSame = end?.sha256 === found.sha256 && end.rows === found.rows && stored === found.rows
  if (!isSame) throw new Error(`Tabel ${meta.table} rusak dalam berkas cadangan.`)
  return { table: meta.table, ...found }
}

/** @returns how many rows the server says it stored */
async function copyRows(
  client: pg.Client,
  { table, columns }: TableRestore['meta'],
  rows: Readable,
): Promise<number> {
  const copy = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  await pipeline(
    rows,
    new Transform({ transform: (chunk, _encoding, done) => done(null, chunk) }),
    copy,
  )
  return copy.rowCount
}

/** The first chunks, until there are this many bytes or no more; the source goes on after them. */
async function takeBytes(source: AsyncGenerator<Buffer>, bytes: number): Promise<Buffer[]> {
  const taken: Buffer[] = []
  for (let held = 0; held <= bytes; held += taken.at(-1)?.length ?? 0) {
    const next = await source.next()
    if (next.done) break
    taken.push(next.value)
  }
  return taken
}

async function* inSequence(
  first: readonly Buffer[],
  rest: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  yield* first
  yield* rest
}

async function restoreSequences(
  client: pg.Client,
  sequences: readonly SequenceState[],
): Promise<void> {
  await runAll(
    client,
    sequences.map(({ name }) => `create sequence if not exists ${name}`),
  )
  const used = sequences.filter(({ value }) => value !== null)
  await client.query(
    'select setval(s.name::regclass, s.value) from unnest($1::text[], $2::bigint[]) as s (name, value)',
    [used.map(({ name }) => name), used.map(({ value }) => value)],
  )
}

/** Digests of every table as it stands, for comparing two databases. */
export async function digestTables(ownerUrl: string): Promise<readonly TableDigest[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(`select set_config('pendopo.baca_rahasia', 'ya', true)`)
    const found: TableDigest[] = []
    for (const table of await listTables(client)) {
      const digest = createDigest()
      for await (const chunk of client.query(
        copyTo(
          `copy (select ${columnList(table)} from ${table.name} order by ${table.order}) to stdout`,
        ),
      ))
        digest.update(chunk as Buffer)
      found.push({ table: table.name, ...digest.result() })
    }
    return found
  } finally {
    await client.end()
  }
}
