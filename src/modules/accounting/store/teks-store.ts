import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type StoredJurnal = Readonly<{
  id: string
  nomor: string
  tahun: number
  tanggal: string
  jenis: string
  skpdId: number
  uraian: string
  dokumenJenis: string
  dokumenId: string
  dokumenNomor: string
  baris: readonly Readonly<{ rekeningId: number; debitSen: Sen; kreditSen: Sen }>[]
}>
type Line = readonly [rekeningId: number, debit: string, kredit: string]
type Row = Omit<StoredJurnal, 'baris'> & Readonly<{ baris: readonly Line[] }>

const COLUMNS = sql`j.id::text as id, j.nomor, j.tahun, j.tanggal, j.jenis, j.skpd_id as "skpdId", j.uraian,
  j.dokumen_jenis as "dokumenJenis", j.dokumen_id as "dokumenId", j.dokumen_nomor as "dokumenNomor",
  (select json_agg(json_build_array(b.rekening_id, b.debit::text, b.kredit::text) order by b.urutan)
    from accounting.jurnal_baris b where b.jurnal_id = j.id) as baris`

const toStored = (row: Row): StoredJurnal => ({
  ...row,
  baris: row.baris.map(([rekeningId, debit, kredit]) => ({
    rekeningId,
    debitSen: fromDecimalString(debit),
    kreditSen: fromDecimalString(kredit),
  })),
})

export type StoredPage = Readonly<{ after: string; tahun: number | undefined; limit: number }>

/** Whole journals in the order they were stored. */
export async function listStored(
  tx: Tx,
  { after, tahun, limit }: StoredPage,
): Promise<StoredJurnal[]> {
  const inYear = tahun === undefined ? sql`true` : sql`j.tahun = ${tahun}`
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from accounting.jurnal j where j.id > ${after}::bigint and ${inYear}
    order by j.id limit ${limit}`,
  )
  return found.map(toStored)
}

/** When the first journal at or after a moment was stored. */
export async function findNextStored(tx: Tx, from: Date): Promise<Date | undefined> {
  const row = await maybeRow(
    tx,
    sql<{ at: Date }>`select j.dibuat_at as at from accounting.jurnal j where j.dibuat_at >= ${from}
    order by j.dibuat_at, j.id limit 1`,
  )
  return row?.at
}

/** Whole journals stored between two moments, by moment and id. */
export async function listStoredBetween(
  tx: Tx,
  span: Readonly<{ from: Date; to: Date; after: string; limit: number }>,
): Promise<StoredJurnal[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from accounting.jurnal j
    where j.dibuat_at >= ${span.from} and j.dibuat_at < ${span.to} and j.id > ${span.after}::bigint
    order by j.id limit ${span.limit}`,
  )
  return found.map(toStored)
}

export type Akar = Readonly<{
  id: string
  tanggal: string
  jumlahJurnal: string
  jumlahDebit: string
  akar: string
  sebelumnya: string | null
}>

const AKAR = sql`a.id, a.tanggal, a.jumlah_jurnal::text as "jumlahJurnal", a.jumlah_debit::text as "jumlahDebit", a.akar, a.sebelumnya`

export function findLastAkar(tx: Tx): Promise<Akar | undefined> {
  return maybeRow(
    tx,
    sql<Akar>`select ${AKAR} from accounting.akar_harian a order by a.tanggal desc limit 1`,
  )
}

export async function insertAkar(tx: Tx, akar: Akar, at: Date): Promise<void> {
  await run(
    tx,
    sql`insert into accounting.akar_harian (id, tanggal, jumlah_jurnal, jumlah_debit, akar, sebelumnya, dibuat_at)
    values (${akar.id}::uuid, ${akar.tanggal}::date, ${akar.jumlahJurnal}::bigint, ${akar.jumlahDebit}::numeric, ${akar.akar},
      ${akar.sebelumnya}, ${at})`,
  )
}

export function readAkar(tx: Tx, ids: readonly string[]): Promise<Akar[]> {
  return rows(
    tx,
    sql<Akar>`select ${AKAR} from accounting.akar_harian a where a.id = any(${[...ids]}::uuid[]) order by a.id`,
  )
}

export async function listAkarIds(
  tx: Tx,
  { after, limit }: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`select a.id from accounting.akar_harian a
    where ${after === undefined ? sql`true` : sql`a.id > ${after}::uuid`} order by a.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
