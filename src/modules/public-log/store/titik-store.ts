import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { LogName } from '../types.ts'

export type Titik = Readonly<{ ukuran: number; akar: Buffer; nota: string; waktu: Date }>

const TITIK = sql`select t.ukuran::float8 as ukuran, t.akar, t.nota, t.waktu from public_log.titik_periksa t`

/** The newest signed checkpoint, without signatures of witnesses. */
export function readLatestCheckpoint(tx: Tx, log: LogName): Promise<Titik | undefined> {
  return maybeRow(tx, sql<Titik>`${TITIK} where t.log = ${log} order by t.ukuran desc limit 1`)
}

/** How the public log stands, for whoever asks whether all is well. */
export type LogStanding = Readonly<{ entries: number; signedAt: Date; alarms: number }>

/** @returns undefined before the first checkpoint */
export function readLogStanding(tx: Tx): Promise<LogStanding | undefined> {
  return maybeRow(
    tx,
    sql<LogStanding>`select t.ukuran::float8 as entries, t.waktu as "signedAt",
      (select count(*)::int from public_log.peringatan) as alarms
    from public_log.titik_periksa t where t.log = 'publik' order by t.ukuran desc limit 1`,
  )
}

/** Store a signed checkpoint. @returns whether it is new; a size that has one keeps it */
export async function insertTitik(
  tx: Tx,
  row: Titik & Readonly<{ log: LogName }>,
): Promise<boolean> {
  const added = await run(
    tx,
    sql`insert into public_log.titik_periksa (log, ukuran, nomor, akar, nota, waktu)
    select ${row.log}, ${row.ukuran}::bigint, coalesce(max(t.nomor), 0) + 1, ${row.akar}::bytea, ${row.nota}, ${row.waktu}::timestamptz
    from public_log.titik_periksa t where t.log = ${row.log}
    on conflict do nothing`,
  )
  return added > 0
}

/** Lines of the witnesses under the checkpoint of this size. */
export async function readCosignatures(tx: Tx, ukuran: number): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      baris: string
    }>`select k.baris from public_log.kosignatur k where k.ukuran = ${ukuran} order by k.saksi`,
  )
  return found.map(({ baris }) => baris)
}

/** The newest checkpoint that witnesses have signed and that holds this leaf; none when there is none yet. */
export function readWitnessed(tx: Tx, indeks: number): Promise<Titik | undefined> {
  return maybeRow(
    tx,
    sql<Titik>`${TITIK} where t.log = 'publik' and t.ukuran = (
      select max(k.ukuran) from public_log.kosignatur k where k.ukuran > ${indeks})`,
  )
}

/** The first checkpoint that holds this leaf: signed by the keys of that day. */
export function readFirstWith(tx: Tx, indeks: number): Promise<Titik | undefined> {
  return maybeRow(
    tx,
    sql<Titik>`${TITIK} where t.log = 'publik' and t.ukuran > ${indeks} order by t.ukuran limit 1`,
  )
}
