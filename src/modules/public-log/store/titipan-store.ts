import {
  maybeRow,
  oneRow,
  rows,
  run,
  sql,
  type Tx,
  together,
} from '../../../platform/db/database.ts'
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

/**
 * Many of one log at once, for imports: one statement however many. All bytes travel as two values, leaves
 * and salts, each behind the one before: an array of bytes is text on its way, and read sign by sign.
 */
export async function insertManyTitipan(
  tx: Tx,
  log: LogName,
  all: readonly Omit<Titipan, 'log'>[],
): Promise<void> {
  const daun = Buffer.concat(all.map((row) => row.daun))
  const garam = Buffer.concat(all.map((row) => row.garam))
  await run(
    tx,
    sql`insert into public_log.titipan (log, daun, jenis, acuan, garam, waktu)
    select ${log}, substring(${daun}::bytea from w.sampai - w.panjang + 1 for w.panjang), w.jenis, w.acuan,
      substring(${garam}::bytea from 32 * w.n - 31 for 32), to_timestamp(w.ms / 1000)
    from (select u.jenis, u.acuan, u.panjang, u.ms, u.n::int as n, (sum(u.panjang) over (order by u.n))::int as sampai
      from unnest(${all.map(({ jenis }) => jenis)}::text[], ${all.map(({ acuan }) => acuan)}::uuid[],
        ${all.map((row) => row.daun.length)}::int[], ${all.map(({ waktu }) => waktu.getTime())}::float8[])
        with ordinality as u (jenis, acuan, panjang, ms, n)) w
    order by w.n`,
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

export type Placed = Readonly<{
  /** How many entries got a place. */
  count: number
  /** Hashes of their leaves, in order, 32 bytes each. */
  leaves: Buffer
}>

/**
 * Move the oldest entries that wait to their places in the log: out of the queue, into `entri` and bundles.
 * Their bytes stay where they are; what comes back is the hash of each leaf (RFC 6962: SHA-256 behind a
 * nought), for the tree.
 */
export function placeTitipan(
  tx: Tx,
  { log, from, limit }: Readonly<{ log: LogName; from: number; limit: number }>,
): Promise<Placed> {
  return oneRow(
    tx,
    sql<Placed>`with taken as (
      delete from public_log.titipan t where t.log = ${log} and t.id <= (
        select max(w.id) from (select o.id from public_log.titipan o where o.log = ${log} order by o.id limit ${limit}) w)
      returning t.id, t.daun, t.jenis, t.acuan, t.garam, t.waktu),
    placed as (
      select ${from}::bigint + row_number() over (order by t.id) - 1 as indeks, t.daun, t.jenis, t.acuan, t.garam, t.waktu
      from taken t),
    entries as (
      insert into public_log.entri (log, indeks, jenis, acuan, garam, waktu)
      select ${log}, p.indeks, p.jenis, p.acuan, p.garam, p.waktu from placed p),
    bundles as (
      insert into public_log.bundel as b (log, nomor, isi)
      select ${log}, p.indeks / 256, string_agg(substring(int4send(octet_length(p.daun)) from 3) || p.daun, ''::bytea order by p.indeks)
      from placed p group by p.indeks / 256
      on conflict (log, nomor) do update set isi = b.isi || excluded.isi)
    select count(*)::int as count, coalesce(string_agg(sha256('\\x00'::bytea || p.daun), ''::bytea order by p.indeks), ''::bytea) as leaves from placed p`,
  )
}

export type Pohon = Readonly<{ asal: string; ukuran: number; akar: Buffer }>

const POHON = sql`select p.asal, p.ukuran::float8 as ukuran, p.akar from public_log.pohon p`

export function readPohon(tx: Tx, log: LogName): Promise<Pohon | undefined> {
  return maybeRow(tx, sql<Pohon>`${POHON} where p.log = ${log}`)
}

/** The tree, held until the transaction ends: one sequencer at a time, in whatever process. */
export function lockPohon(tx: Tx, log: LogName): Promise<Pohon | undefined> {
  return maybeRow(tx, sql<Pohon>`${POHON} where p.log = ${log} for no key update`)
}

/** Name of a log before its program has first served. */
export const UNNAMED = 'belum-bernama'

/** Give the logs their names, for good: only `pendopo log renew` gives others. @returns whether they had none */
export async function namePohon(
  tx: Tx,
  named: Readonly<{ publik: string; audit: string }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update public_log.pohon set asal = case log when 'publik' then ${named.publik} else ${named.audit} end
    where asal = ${UNNAMED}`,
  )
  return changed > 0
}

export type GrowthRows = Readonly<{
  log: LogName
  ukuran: number
  akar: Uint8Array
  waktu: Date
  ubin: readonly Readonly<{ tingkat: number; nomor: number; isi: Uint8Array }>[]
}>

/** Tiles as they stand after a batch, and the tree's new size and root, in one journey. */
export async function saveGrowth(tx: Tx, growth: GrowthRows): Promise<void> {
  const { log, ubin } = growth
  await together([
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
      sql`update public_log.pohon set ukuran = ${growth.ukuran}, akar = ${growth.akar}, waktu = ${growth.waktu} where log = ${log}`,
    ),
  ])
}
