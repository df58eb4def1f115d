import { type Db, run, sql, type Tx, transaction } from '../../src/platform/db/database.ts'

/** With everything a superuser can do: no trigger and no key is in the way. */
export async function asSuperuser(owner: Db, work: (tx: Tx) => Promise<void>): Promise<void> {
  await transaction(owner, async (tx) => {
    await run(tx, sql`set local session_replication_role = replica`)
    await work(tx)
  })
}

/** A dump of today, to be brought back some day: of one moment, also while the program runs. */
export async function dump(owner: Db, name: string, tables: readonly string[]): Promise<void> {
  await owner
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await run(tx, sql.raw(`create schema ${name}`))
      for (const table of tables)
        await run(tx, sql.raw(`create table ${copyIn(name, table)} as table ${table}`))
    })
}

/** The tables as they were when the dump was made; all others stay as they are. */
export async function bringBack(owner: Db, name: string, tables: readonly string[]): Promise<void> {
  await asSuperuser(owner, async (tx) => {
    for (const table of tables) {
      await run(tx, sql.raw(`delete from ${table}`))
      await run(
        tx,
        sql.raw(`insert into ${table} overriding system value table ${copyIn(name, table)}`),
      )
    }
  })
}

const copyIn = (name: string, table: string) => `${name}.${table.split('.')[1]}`

/** All that a log is made of. */
export const LOG_TABLES: readonly string[] = [
  'pohon',
  'titipan',
  'entri',
  'dokumen',
  'ubin',
  'bundel',
  'titik_periksa',
  'kunci_log',
  'saksi',
  'kosignatur',
  'peringatan',
  'stempel',
  'log_lama',
  'titik_lama',
  'kosignatur_lama',
].map((name) => `public_log.${name}`)
