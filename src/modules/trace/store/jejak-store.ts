import { sql } from 'kysely'
import { type Query, rows, type Tx } from '../../../platform/db/database.ts'
import type { Kunci, Simpul, Tahap, Tepi } from '../domain/jejak.ts'

/** Neighbours of one document that a walk follows; more are said to be left out. */
export const TETANGGA_MAX = 60
const LANGKAH_MAX = 14
const TEPI_MAX = 1_500

const TEPI_VIEWS: readonly Query[] = [
  sql`planning.pub_jejak`,
  sql`budget.pub_jejak`,
  sql`treasury.pub_jejak`,
  sql`accounting.pub_jejak`,
  sql`assets.pub_jejak`,
  sql`trace.kaitan`,
  sql`trace.laporan_barang`,
]

type Row = Readonly<{ dariJenis: Tahap; dariId: string; keJenis: Tahap; keId: string }>

/**
 * Everything documents lead to, or everything that led to them, step by step. One neighbour view after the other is
 * asked for one document at a time, so each answers from an index whatever its size.
 */
export async function walk(
  tx: Tx,
  from: readonly Kunci[],
  arah: 'maju' | 'mundur',
): Promise<Tepi[]> {
  if (from.length === 0) return []
  const [here, there] = arah === 'maju' ? [sql`dari`, sql`ke`] : [sql`ke`, sql`dari`]
  const column = (side: Query, name: 'jenis' | 'id') => sql`t.${side}${sql.raw(`_${name}`)}`
  const neighbours = sql.join(
    TEPI_VIEWS.map(
      (
        view,
      ) => sql`(select t.dari_jenis, t.dari_id, t.ke_jenis, t.ke_id, ${column(there, 'jenis')} as jenis,
        ${column(there, 'id')} as id from ${view} t
        where ${column(here, 'jenis')} = w.jenis and ${column(here, 'id')} = w.id limit ${TETANGGA_MAX})`,
    ),
    sql` union all `,
  )
  const found = await rows(
    tx,
    sql<Row>`with recursive jalan as (
      select null::text as dari_jenis, null::text as dari_id, null::text as ke_jenis, null::text as ke_id,
        f.jenis, f.id, 0 as langkah
      from jsonb_to_recordset(${keysOf(from)}::jsonb) as f (jenis text, id text)
      union
      select n.dari_jenis, n.dari_id, n.ke_jenis, n.ke_id, n.jenis, n.id, w.langkah + 1
      from jalan w cross join lateral (${neighbours}) n where w.langkah < ${LANGKAH_MAX}
    )
    select distinct j.dari_jenis as "dariJenis", j.dari_id as "dariId", j.ke_jenis as "keJenis", j.ke_id as "keId"
    from jalan j where j.langkah > 0 limit ${TEPI_MAX}`,
  )
  return found.map((row) => ({
    dari: { jenis: row.dariJenis, id: row.dariId },
    ke: { jenis: row.keJenis, id: row.keId },
  }))
}

const keysOf = (keys: readonly Kunci[]) =>
  JSON.stringify(keys.map(({ jenis, id }) => ({ jenis, id })))

const SIMPUL_VIEWS: readonly Query[] = [
  sql`planning.pub_jejak_simpul`,
  sql`budget.pub_jejak_simpul`,
  sql`treasury.pub_jejak_simpul`,
  sql`accounting.pub_jejak_simpul`,
  sql`assets.pub_jejak_simpul`,
  sql`citizen_reports.pub_jejak_simpul`,
]

const SIMPUL_COLUMNS = sql`s.jenis, s.id, coalesce(s.nomor, '') as nomor, coalesce(s.judul, '') as judul,
  s.jumlah::numeric(20,2)::text as jumlah, s.tanggal::text as tanggal, coalesce(s.url, '') as url`

/** The documents behind keys; a key nobody knows is left out. */
export function listSimpul(tx: Tx, keys: readonly Kunci[]): Promise<Simpul[]> {
  const all = sql.join(
    SIMPUL_VIEWS.map(
      (view) =>
        sql`(select ${SIMPUL_COLUMNS} from ${view} s where s.jenis = k.jenis and s.id = k.id limit 1)`,
    ),
    sql` union all `,
  )
  return rows(
    tx,
    sql<Simpul>`select n.jenis, n.id, n.nomor, n.judul, n.jumlah, n.tanggal, n.url
    from jsonb_to_recordset(${keysOf(keys)}::jsonb) as k (jenis text, id text) cross join lateral (${all}) n`,
  )
}

/** Documents with exactly this number. */
export function findByNomor(tx: Tx, nomor: string): Promise<Kunci[]> {
  const all = sql.join(
    SIMPUL_VIEWS.map(
      (view) => sql`(select s.jenis, s.id from ${view} s where s.nomor = ${nomor} limit 20)`,
    ),
    sql` union all `,
  )
  return rows(tx, sql<Kunci>`select n.jenis, n.id from (${all}) n limit 20`)
}
