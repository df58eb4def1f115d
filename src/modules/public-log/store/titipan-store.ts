import { maybeRow, rows, run, sql, type Tx, together } from '../../../platform/db/database.ts'
import type { LogName } from '../types.ts'

export type Titipan = Readonly<{
  log: LogName
  daun: Uint8Array
  jenis: string
  acuan: string
  garam: Uint8Array
  waktu: Date
}>

export async function insertTitipan(tx: Tx, row: Titipan): Promise<void> {
  await run(
    tx,
    sql`insert into public_log.titipan (log, daun, jenis, acuan, garam, waktu)
    values (${row.log}, ${row.daun}, ${row.jenis}, ${row.acuan}, ${row.garam}, ${row.waktu})`,
  )
}

/** Many at once, for imports: one statement however many. */
export async function insertManyTitipan(tx: Tx, all: readonly Titipan[]): Promise<void> {
  await run(
    tx,
    sql`insert into public_log.titipan (log, daun, jenis, acuan, garam, waktu)
    select w.log, w.daun, w.jenis, w.acuan, w.garam, w.waktu from unnest(${all.map(({ log }) => log)}::text[], ${all.map(({ daun }) => daun)}::bytea[], ${all.map(({ jenis }) => jenis)}::text[],
      ${all.map(({ acuan }) => acuan)}::uuid[], ${all.map(({ garam }) => garam)}::bytea[], ${all.map(({ waktu }) => waktu)}::timestamptz[])
      as w (log, daun, jenis, acuan, garam, waktu)`,
  )
}

export type Standing = Readonly<{
  log: LogName
  ukuran: number
  isWaiting: boolean
  isUnsigned: boolean
}>

/** What is to be done, in one look: entries that wait, a tree that has grown since it was signed. */
export function readStanding(tx: Tx): Promise<Standing[]> {
  return rows(
    tx,
    sql<Standing>`select p.log, p.ukuran::float8 as ukuran, exists (select 1 from public_log.titipan t where t.log = p.log) as "isWaiting",
      p.log = 'publik' and not exists (
        select 1 from public_log.titik_periksa c where c.log = p.log and c.ukuran = p.ukuran and c.akar = p.akar) as "isUnsigned"
    from public_log.pohon p order by p.log`,
  )
}

export type Taken = Readonly<{
  daun: Buffer
  jenis: string
  acuan: string
  garam: Buffer
  waktu: Date
}>

/** Take the oldest entries that wait, in order, out of the queue; the caller's transaction gives them a place. */
export function takeTitipan(tx: Tx, log: LogName, limit: number): Promise<Taken[]> {
  return rows(
    tx,
    sql<Taken>`with taken as (
      delete from public_log.titipan t where t.id in (
        select w.id from public_log.titipan w where w.log = ${log} order by w.id limit ${limit})
      returning t.id, t.daun, t.jenis, t.acuan, t.garam, t.waktu)
    select t.daun, t.jenis, t.acuan, t.garam, t.waktu from taken t order by t.id`,
  )
}

export type Pohon = Readonly<{ asal: string; ukuran: number; akar: Buffer }>

const POHON = sql`select p.asal, p.ukuran::float8 as ukuran, p.akar from public_log.pohon p`

export function readPohon(tx: Tx, log: LogName): Promise<Pohon | undefined> {
  return maybeRow(tx, sql<Pohon>`${POHON} where p.log = ${log}`)
}

/** The tree, held until the transaction ends: one sequencer at a time, in whatever process. */
export function lockPohon(tx: Tx, log: LogName): Promise<Pohon | undefined> {
  return maybeRow(tx, sql<Pohon>`${POHON} where p.log = ${log} for update`)
}

/** Give the logs their names, once and for ever. @returns whether they had none */
export async function namePohon(
  tx: Tx,
  named: Readonly<{ publik: string; audit: string }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update public_log.pohon set asal = case log when 'publik' then ${named.publik} else ${named.audit} end
    where asal = 'belum-bernama'`,
  )
  return changed > 0
}

export type GrowthRows = Readonly<{
  log: LogName
  from: number
  ukuran: number
  akar: Uint8Array
  waktu: Date
  entri: readonly Omit<Taken, 'daun'>[]
  ubin: readonly Readonly<{ tingkat: number; nomor: number; isi: Uint8Array }>[]
  bundel: readonly Readonly<{ nomor: number; isi: Uint8Array }>[]
}>

/** Everything a batch adds, in one journey. */
export async function insertGrowth(tx: Tx, growth: GrowthRows): Promise<void> {
  const { log, entri, ubin, bundel } = growth
  await together([
    run(
      tx,
      sql`insert into public_log.entri (log, indeks, jenis, acuan, garam, waktu)
      select ${log}, ${growth.from}::bigint + e.n - 1, e.jenis, e.acuan, e.garam, e.waktu
      from unnest(${entri.map(({ jenis }) => jenis)}::text[], ${entri.map(({ acuan }) => acuan)}::uuid[],
        ${entri.map(({ garam }) => garam)}::bytea[], ${entri.map(({ waktu }) => waktu)}::timestamptz[])
        with ordinality as e (jenis, acuan, garam, waktu, n)`,
    ),
    run(
      tx,
      sql`insert into public_log.ubin (log, tingkat, nomor, isi)
      select ${log}, u.tingkat, u.nomor, u.isi
      from unnest(${ubin.map(({ tingkat }) => tingkat)}::smallint[], ${ubin.map(({ nomor }) => nomor)}::bigint[],
        ${ubin.map(({ isi }) => isi)}::bytea[]) as u (tingkat, nomor, isi)
      on conflict (log, tingkat, nomor) do update set isi = excluded.isi`,
    ),
    run(
      tx,
      sql`insert into public_log.bundel as b (log, nomor, isi)
      select ${log}, u.nomor, u.isi
      from unnest(${bundel.map(({ nomor }) => nomor)}::bigint[], ${bundel.map(({ isi }) => isi)}::bytea[]) as u (nomor, isi)
      on conflict (log, nomor) do update set isi = b.isi || excluded.isi`,
    ),
    run(
      tx,
      sql`update public_log.pohon set ukuran = ${growth.ukuran}, akar = ${growth.akar}, waktu = ${growth.waktu} where log = ${log}`,
    ),
  ])
}
