import { sql } from 'kysely'
import { fromDecimalString, toDecimalString } from '../../../kernel/money.ts'
import { rows, run, type Tx } from '../../../platform/db/database.ts'
import type { BarisStandar, StandarHarga } from '../domain/standar.ts'

type Row = Omit<StandarHarga, 'harga'> & Readonly<{ harga: string }>

const COLUMNS = sql`s.id, s.tahun, s.jenis, s.kode, s.uraian, s.spesifikasi, s.satuan, s.harga::text as harga,
  array(select r.rekening_id from fiscal.standar_rekening r where r.standar_id = s.id order by r.rekening_id) as "rekeningIds"`
const toStandar = (row: Row): StandarHarga => ({ ...row, harga: fromDecimalString(row.harga) })

export type CariStandar = Readonly<{
  tahun: number
  /** In the search's own form; empty for all. */
  kata: string
  rekeningId?: number
  /** The last one seen, as jenis and kode. */
  sesudah?: Readonly<{ jenis: string; kode: string }>
  limit: number
}>

/** Standards of a year that hold every word, in the order of their codes. */
export async function searchStandar(tx: Tx, question: CariStandar): Promise<StandarHarga[]> {
  const { tahun, kata, rekeningId, sesudah, limit } = question
  const words =
    kata === ''
      ? sql``
      : sql`and to_tsvector('simple', translate(s.uraian || ' ' || s.spesifikasi || ' ' || s.kode, './-', '   ')) @@ to_tsquery('simple', ${kata})`
  const account =
    rekeningId === undefined
      ? sql``
      : sql`and (exists (select 1 from fiscal.standar_rekening r where r.standar_id = s.id and r.rekening_id = ${rekeningId})
        or not exists (select 1 from fiscal.standar_rekening r where r.standar_id = s.id))`
  const after =
    sesudah === undefined ? sql`` : sql`and (s.jenis, s.kode) > (${sesudah.jenis}, ${sesudah.kode})`
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from fiscal.standar_harga s
    where s.tahun = ${tahun} ${words} ${account} ${after} order by s.jenis, s.kode limit ${limit}`,
  )
  return found.map(toStandar)
}

export async function listStandar(tx: Tx, ids: readonly number[]): Promise<StandarHarga[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from fiscal.standar_harga s where s.id = any(${ids}::int[])`,
  )
  return found.map(toStandar)
}

/** Standards of a year by their codes. */
export async function listStandarByKode(
  tx: Tx,
  tahun: number,
  kode: readonly string[],
): Promise<StandarHarga[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from fiscal.standar_harga s
    where s.tahun = ${tahun} and s.kode = any(${[...kode]}) order by s.jenis, s.kode`,
  )
  return found.map(toStandar)
}

/** Write a year's standards: what is there already takes the new price and words. */
export async function upsertStandar(
  tx: Tx,
  tahun: number,
  baris: readonly BarisStandar[],
  dasar: string,
): Promise<void> {
  const lines = JSON.stringify(
    baris.map((one) => ({ ...one, harga: toDecimalString(one.harga), rekening: one.rekeningIds })),
  )
  await run(
    tx,
    sql`insert into fiscal.standar_harga (tahun, jenis, kode, uraian, spesifikasi, satuan, harga, dasar)
    select ${tahun}, b.jenis, b.kode, b.uraian, b.spesifikasi, b.satuan, b.harga, ${dasar}
    from jsonb_to_recordset(${lines}::jsonb)
      as b (jenis text, kode text, uraian text, spesifikasi text, satuan text, harga numeric)
    on conflict (tahun, jenis, kode) do update set uraian = excluded.uraian, spesifikasi = excluded.spesifikasi,
      satuan = excluded.satuan, harga = excluded.harga, dasar = excluded.dasar`,
  )
  await run(
    tx,
    sql`delete from fiscal.standar_rekening r using fiscal.standar_harga s, jsonb_to_recordset(${lines}::jsonb) as b (jenis text, kode text)
    where r.standar_id = s.id and s.tahun = ${tahun} and s.jenis = b.jenis and s.kode = b.kode`,
  )
  await run(
    tx,
    sql`insert into fiscal.standar_rekening (standar_id, rekening_id)
    select distinct s.id, k.id::int from jsonb_to_recordset(${lines}::jsonb) as b (jenis text, kode text, rekening jsonb)
    join fiscal.standar_harga s on s.tahun = ${tahun} and s.jenis = b.jenis and s.kode = b.kode
    cross join jsonb_array_elements_text(b.rekening) as k (id)`,
  )
}
