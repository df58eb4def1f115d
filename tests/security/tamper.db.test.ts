import { beforeAll, describe, expect, it } from 'vitest'
import { oneRow, run, sql, type Tx, transaction } from '../../src/platform/db/database.ts'
import { OPERATOR, sendCase } from '../support/case-house.ts'
import { useRunningApp } from '../support/running-app.ts'

/** Bar S13: a thousand places, all found. */
const TAMPERINGS = 1_000
const { app, database } = await useRunningApp({ history: 'fresh' })
const { owner } = database
const { runningLog } = app

beforeAll(async () => {
  await runningLog.prepare()
  await sendCase(app)
  await sendCase(app, { isRahasia: true })
  for (let n = 0; n < 20; n += 1)
    await app.audit.recordAccess(app.kit.db, OPERATOR, {
      ownerId: 'seorang-warga',
      subject: { kind: 'laporan', id: `L${n}` },
      purpose: 'Menindaklanjuti laporan',
      fields: ['nama', 'telepon'],
    })
  await runningLog.sequencer.run()
  await runningLog.sequencer.run()
})

/** Everything a row says that anybody relies on; what is left out is bookkeeping of ours. */
const TABLES = {
  'audit.catatan': [
    'waktu',
    'pelaku_jenis',
    'pelaku_id',
    'peran',
    'tindakan',
    'objek_jenis',
    'objek_id',
    'alasan',
    'digest_sesudah',
  ],
  'audit.akses': ['waktu', 'pelaku_id', 'pelaku_nama', 'pemilik_id', 'objek_id', 'tujuan', 'data'],
  'citizen_reports.riwayat': ['waktu', 'kejadian', 'status', 'pelaku_label', 'pesan', 'data'],
  'public_log.entri': ['jenis', 'acuan', 'garam', 'waktu'],
  'public_log.ubin': ['isi'],
  'public_log.bundel': ['isi'],
  'public_log.titik_periksa': ['akar', 'nota'],
  'public_log.dokumen': ['isi'],
} as const
type Table = keyof typeof TABLES

/** A small generator that gives the same places every time, so that a failure can be looked at again. */
function dice(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const OTHER: Readonly<Record<string, string>> = {
  'timestamp with time zone': `x + interval '1 millisecond'`,
  text: `coalesce(x, '') || 'x'`,
  uuid: `gen_random_uuid()`,
  bytea: `coalesce(set_byte(x, 0, get_byte(x, 0) # 1), sha256('x'))`,
  jsonb: `x || '{"z": 1}'`,
  ARRAY: `x || '{alamat}'`,
}

async function typeOf(tx: Tx, table: Table, column: string): Promise<string> {
  const [schema, name] = table.split('.')
  const { type } = await oneRow(
    tx,
    sql<{ type: string }>`select data_type as type from information_schema.columns
    where table_schema = ${schema} and table_name = ${name} and column_name = ${column}`,
  )
  return type
}

type Tampering = Readonly<{
  what: 'change' | 'delete' | 'insert' | 'swap' | 'cut'
  table: Table
  place: number
  other: number
  column: string
}>

async function tamper(tx: Tx, { what, table, place, other, column }: Tampering): Promise<number> {
  const sent = (text: string) => run(tx, sql.raw(text))
  const pick = (at: number) =>
    `(select s.ctid from ${table} s order by s.ctid offset ${at} limit 1)`
  switch (what) {
    case 'change': {
      const change = OTHER[await typeOf(tx, table, column)]?.replaceAll('x ', `${column} `)
      return sent(
        `update ${table} set ${column} = ${change?.replaceAll('(x', `(${column}`)} where ctid = ${pick(place)}`,
      )
    }
    case 'delete':
      return sent(`delete from ${table} where ctid = ${pick(place)}`)
    case 'cut':
      return sent(
        `delete from ${table} where ctid in (select s.ctid from ${table} s order by s.ctid offset ${place})`,
      )
    case 'insert':
      return sent(
        `insert into ${table} select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()))).* from ${table} s where s.ctid = ${pick(place)}`,
      )
    case 'swap':
      return sent(
        `update ${table} t set ${column} = (select o.${column} from ${table} o where o.ctid = case when t.ctid = ${pick(place)} then ${pick(other)} else ${pick(place)} end)
        where t.ctid in (${pick(place)}, ${pick(other)})
        and (select a.${column} from ${table} a where a.ctid = ${pick(place)}) is distinct from (select a.${column} from ${table} a where a.ctid = ${pick(other)})`,
      )
  }
}
async function countRows(table: Table): Promise<number> {
  const query = sql<{ count: number }>`select count(*)::int as count from ${sql.raw(table)}`
  return (await oneRow(owner, query)).count
}

const VERBS = ['change', 'delete', 'insert', 'swap', 'cut'] as const

/** One place after the other; rows can only be put into tables that hold acts. */
function tamperings(sizes: ReadonlyMap<Table, number>, roll: (below: number) => number) {
  const pick = <T>(all: readonly T[]) => all[roll(all.length)] as T
  return (): Tampering => {
    const table = pick([...sizes.keys()])
    const size = sizes.get(table) ?? 1
    const what = pick(VERBS.filter((verb) => verb !== 'insert' || table.startsWith('audit.')))
    return { what, table, place: roll(size), other: roll(size), column: pick(TABLES[table]) }
  }
}

/** What a superuser does first: no trigger, no CHECK and no unique index is in the way. */
async function dropRules(tx: Tx, table: Table): Promise<void> {
  await run(tx, sql`set local session_replication_role = replica`)
  await run(
    tx,
    sql.raw(`do $$ declare c text; begin
      for c in select conname from pg_constraint where conrelid = '${table}'::regclass and contype = 'c' loop
        execute format('alter table ${table} drop constraint %I', c);
      end loop;
      drop index if exists public_log.entri_acuan;
    end $$`),
  )
}

const TAKEN_BACK = 'taken back'

/** What the check says after a tampering that is taken back at once; null when it changed nothing. */
async function foundAfter(tampering: Tampering): Promise<number | null> {
  let found: number | null = null
  await transaction(owner, async (tx) => {
    await dropRules(tx, tampering.table)
    const isDone = (await tamper(tx, tampering)) > 0
    if (isDone) found = (await runningLog.check(tx)).faults.length
    throw new Error(TAKEN_BACK)
  }).catch((error: Error) => {
    if (error.message !== TAKEN_BACK) throw error
  })
  return found
}

describe('what is done behind the program’s back', () => {
  it('is nothing to begin with', async () => {
    const checked = await runningLog.check(owner)
    expect(checked.faults).toEqual([])
    expect(checked.sizes.publik).toBeGreaterThan(60)
    expect(checked.sizes.audit).toBeGreaterThan(60)
  })

  it(`is found at each of ${TAMPERINGS} places`, async () => {
    const sizes = new Map<Table, number>()
    for (const table of Object.keys(TABLES) as Table[]) sizes.set(table, await countRows(table))
    const next = tamperings(sizes, dice(20_261_126))
    const missed: Tampering[] = []
    for (let done = 0; done < TAMPERINGS; ) {
      const tampering = next()
      const found = await foundAfter(tampering)
      if (found === null) continue
      done += 1
      if (found === 0) missed.push(tampering)
    }
    expect(missed).toEqual([])
  }, 180_000)
})
