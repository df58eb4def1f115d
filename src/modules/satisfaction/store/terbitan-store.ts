import { NIL_UUID } from '../../../kernel/id.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { DokumenSkor } from '../domain/dokumen.ts'
import type { Pokok } from '../domain/sisi.ts'

export type TerbitanRow = Pokok &
  Readonly<{ id: string; periode: string; dokumen: DokumenSkor; terbitAt: Date }>

/** Whoever publishes a period or adds to it waits here for the other. */
export async function lockPeriode(tx: Tx, periode: string, mode: 'publish' | 'add'): Promise<void> {
  const key = sql`hashtextextended(${`satisfaction ${periode}`}, 0)`
  await run(
    tx,
    mode === 'publish'
      ? sql`select pg_advisory_xact_lock(${key})`
      : sql`select pg_advisory_xact_lock_shared(${key})`,
  )
}

export async function isPublished(tx: Tx, periode: string): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql<{
      periode: string
    }>`select p.periode from satisfaction.periode_terbit p where p.periode = ${periode}`,
  )
  return found !== undefined
}

/** Codes of the latest published periods, newest first. */
export async function listPublished(tx: Tx, limit: number): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      periode: string
    }>`select p.periode from satisfaction.periode_terbit p order by p.terbit_at desc, p.periode desc limit ${limit}`,
  )
  return found.map(({ periode }) => periode)
}

export async function insertPeriode(tx: Tx, periode: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`insert into satisfaction.periode_terbit (periode, terbit_at) values (${periode}, ${at})`,
  )
}

export async function insertTerbitan(tx: Tx, list: readonly TerbitanRow[]): Promise<void> {
  if (list.length === 0) return
  const column = (pick: (row: TerbitanRow) => string) => list.map(pick)
  await run(
    tx,
    sql`insert into satisfaction.terbitan (id, sisi, unit_kode, layanan_kode, periode, dokumen, terbit_at)
    select t.id, t.sisi, t.unit_kode, t.layanan_kode, t.periode, t.dokumen, t.terbit_at
    from unnest(${column((row) => row.id)}::uuid[], ${column((row) => row.sisi)}::text[], ${column((row) => row.unitKode)}::text[],
      ${column((row) => row.layananKode)}::text[], ${column((row) => row.periode)}::text[],
      ${column((row) => JSON.stringify(row.dokumen))}::jsonb[], ${column((row) => row.terbitAt.toISOString())}::timestamptz[])
      as t (id, sisi, unit_kode, layanan_kode, periode, dokumen, terbit_at)`,
  )
}

const TERBITAN = sql`select t.id, t.sisi, t.unit_kode as "unitKode", t.layanan_kode as "layananKode", t.periode, t.dokumen,
    t.terbit_at as "terbitAt" from satisfaction.terbitan t`

/** The published score of one thing. */
export function findTerbitan(
  tx: Tx,
  { sisi, unitKode, layananKode }: Pokok,
  periode: string,
): Promise<TerbitanRow | undefined> {
  return maybeRow(
    tx,
    sql<TerbitanRow>`${TERBITAN} where t.periode = ${periode} and t.sisi = ${sisi} and t.unit_kode = ${unitKode}
      and t.layanan_kode = ${layananKode}`,
  )
}

/** A unit's own published scores, latest first. */
export function listTerbitanOfUnit(
  tx: Tx,
  unitKode: string,
  limit: number,
): Promise<TerbitanRow[]> {
  return rows(
    tx,
    sql<TerbitanRow>`${TERBITAN} where t.unit_kode = ${unitKode} and t.sisi = 'unit'
    order by t.terbit_at desc, t.periode desc limit ${limit}`,
  )
}

/** Published scores by their ids, for checks against the public log. */
export function readTerbitan(tx: Tx, ids: readonly string[]): Promise<TerbitanRow[]> {
  return rows(tx, sql<TerbitanRow>`${TERBITAN} where t.id = any(${[...ids]}::uuid[])`)
}

export async function listTerbitanIds(
  tx: Tx,
  { after, limit }: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select t.id from satisfaction.terbitan t where t.id > ${after ?? NIL_UUID}::uuid order by t.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
