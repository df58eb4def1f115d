import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { LogName } from '../types.ts'

export type Bundel = Readonly<{ nomor: number; isi: Buffer }>

export function listBundel(
  tx: Tx,
  where: Readonly<{ log: LogName; from: number; limit: number }>,
): Promise<Bundel[]> {
  return rows(
    tx,
    sql<Bundel>`select b.nomor::float8 as nomor, b.isi from public_log.bundel b
    where b.log = ${where.log} and b.nomor >= ${where.from} and b.nomor < ${where.from + where.limit} order by b.nomor`,
  )
}

/** Which of these acts no log tells of, nor will: in the order given. */
export async function listUntold(tx: Tx, refs: readonly string[]): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ acuan: string }>`select r.acuan
    from unnest(${[...refs]}::uuid[]) with ordinality as r (acuan, n)
    where not exists (select 1 from public_log.entri e where e.acuan = r.acuan)
      and not exists (select 1 from public_log.titipan t where t.acuan = r.acuan)
    order by r.n`,
  )
  return found.map(({ acuan }) => acuan)
}

export type Waiting = Readonly<{
  daun: Buffer
  jenis: string
  acuan: string
  garam: Buffer
  waktu: Date
}>

/** Entries on their way into a log. */
export function listWaiting(tx: Tx, log: LogName): Promise<Waiting[]> {
  return rows(
    tx,
    sql<Waiting>`select t.daun, t.jenis, t.acuan, t.garam, t.waktu from public_log.titipan t
    where t.log = ${log} order by t.id limit 10000`,
  )
}

export type SignedRoot = Readonly<{ ukuran: number; nomor: number; akar: Buffer; nota: string }>

/** Signed checkpoints by size, some at a time. */
export function listTitik(
  tx: Tx,
  where: Readonly<{ after: number; limit: number }>,
): Promise<SignedRoot[]> {
  return rows(
    tx,
    sql<SignedRoot>`select t.ukuran::float8 as ukuran, t.nomor::float8 as nomor, t.akar, t.nota from public_log.titik_periksa t
    where t.log = 'publik' and t.ukuran > ${where.after} order by t.ukuran limit ${where.limit}`,
  )
}

/** Checkpoints of an ended name by size, some at a time. */
export function listTitikLama(
  tx: Tx,
  where: Readonly<{ asal: string; after: number; limit: number }>,
): Promise<SignedRoot[]> {
  return rows(
    tx,
    sql<SignedRoot>`select t.ukuran::float8 as ukuran, t.nomor::float8 as nomor, t.akar, t.nota from public_log.titik_lama t
    where t.asal = ${where.asal} and t.ukuran > ${where.after} order by t.ukuran limit ${where.limit}`,
  )
}

/** Documents of the log's own records of one kind, in the order of the log. */
export function listOwnDocuments(
  tx: Tx,
  jenis: string,
): Promise<Readonly<{ indeks: number; isi: Buffer }>[]> {
  return rows(
    tx,
    sql<{ indeks: number; isi: Buffer }>`select e.indeks::float8 as indeks, d.isi
    from public_log.entri e join public_log.dokumen d on d.acuan = e.acuan
    where e.log = 'publik' and e.jenis = ${jenis} order by e.indeks`,
  )
}
