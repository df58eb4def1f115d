import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { runMigrations as migrateQueue } from 'graphile-worker'
import { Migrator } from 'kysely'
import { openDatabase, run, sql, type Tx, transaction } from './database.ts'
import { createRoles, QUEUE_ROLE } from './roles.ts'

export type MigrationPlan = Readonly<{
  /** Address of the owner. */
  ownerUrl: string
  /** Address of the role that owns only the queue. */
  queueUrl: string
  secretKey: string
  modules: readonly string[]
  /** The src folder that holds platform/ and modules/. */
  sourceDir: string
}>

/**
 * Bring the database to the shape this version needs: roles, queue, then every module's numbered SQL
 * files in order of their names. Forward only, in one transaction; a second starter waits for a lock.
 *
 * @returns names of the files applied now
 */
export async function migrate(plan: MigrationPlan): Promise<readonly string[]> {
  const owner = openDatabase({ url: plan.ownerUrl, poolMax: 2, statementTimeoutMs: 0 })
  try {
    await transaction(owner.db, (tx) => createRoles(tx, plan))
    await prepareQueue(owner.db, plan.queueUrl)
    const applied = await applyFiles(owner.db, plan)
    await letOwnerBackUp(owner.db)
    return applied
  } finally {
    await owner.close()
  }
}

/** graphile-worker makes its own schema; the right to create one is lent for just that moment. */
async function prepareQueue(owner: Tx, queueUrl: string): Promise<void> {
  const grantCreate = (verb: string, link: string) =>
    sql.raw(
      `do $$ begin execute format('${verb} create on database %I ${link} ${QUEUE_ROLE}', current_database()); end $$`,
    )
  await run(owner, grantCreate('grant', 'to'))
  try {
    await migrateQueue({ connectionString: queueUrl })
  } finally {
    await run(owner, grantCreate('revoke', 'from'))
  }
}

/**
 * Forced row security hides rows from the owner too, who serves nothing and writes the backups: without this
 * a backup on a server where he is no superuser would leave those rows out, and nobody would be told.
 */
async function letOwnerBackUp(owner: Tx): Promise<void> {
  await run(
    owner,
    sql.raw(`do $$ declare t record; begin
      for t in select c.oid::regclass as nama from pg_class c
        where c.relforcerowsecurity and c.relowner = current_user::regrole
          and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'cadangan')
      loop execute format('create policy cadangan on %s for select to current_user using (true)', t.nama); end loop;
    end $$`),
  )
}

async function applyFiles(owner: Tx, plan: MigrationPlan): Promise<readonly string[]> {
  const files = migrationFiles(plan)
  const migrations = Object.fromEntries(
    files.map((file) => [
      basename(file, '.sql'),
      { up: (tx: Tx) => run(tx, sql.raw(readFileSync(file, 'utf8'))).then(() => undefined) },
    ]),
  )
  const migrator = new Migrator({
    db: owner,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'platform',
    allowUnorderedMigrations: true,
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')
    throw new Error(`Migration ${failed?.migrationName ?? ''} failed`, { cause: error })
  }
  return (results ?? []).map((result) => result.migrationName)
}

/** Names start with their moment (20261125_0100_…), so one sort orders files of all modules. */
export function migrationFiles(
  plan: Pick<MigrationPlan, 'modules' | 'sourceDir'>,
): readonly string[] {
  const folders = ['platform/db', ...plan.modules.map((module) => `modules/${module}`)]
  const files = folders.flatMap((folder) => sqlFilesIn(join(plan.sourceDir, folder, 'migrations')))
  return files.sort((a, b) => basename(a).localeCompare(basename(b)))
}

function sqlFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}
