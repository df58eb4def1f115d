import { sql } from 'kysely'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'
import type { Bentuk } from '../domain/bentuk.ts'

const COLUMNS = sql`b.kode, b.sistem, b.jenis, b.nama, b.kolom, b.is_terverifikasi as "isTerverifikasi", b.sumber`

export function listBentuk(tx: Tx): Promise<Bentuk[]> {
  return rows(tx, sql<Bentuk>`select ${COLUMNS} from exchange.bentuk b order by b.sistem, b.kode`)
}

export function findBentuk(tx: Tx, kode: string): Promise<Bentuk | undefined> {
  return maybeRow(tx, sql<Bentuk>`select ${COLUMNS} from exchange.bentuk b where b.kode = ${kode}`)
}

/** Add shapes that ship; one a region has mended stays as it is. */
export function insertBentuk(tx: Tx, bentuk: readonly Bentuk[]): Promise<number> {
  return run(
    tx,
    sql`insert into exchange.bentuk (kode, sistem, jenis, nama, kolom, is_terverifikasi, sumber)
    select b.kode, b.sistem, b.jenis, b.nama, b.kolom, b."isTerverifikasi", b.sumber
    from jsonb_to_recordset(${JSON.stringify(bentuk)}::jsonb)
      as b (kode text, sistem text, jenis text, nama text, kolom jsonb, "isTerverifikasi" boolean, sumber text)
    on conflict (kode) do nothing`,
  )
}
