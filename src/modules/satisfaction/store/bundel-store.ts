import { oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type BundelRow = Readonly<{
  id: string
  unitKode: string
  nomor: string
  dibuatOleh: string
  dibuatAt: Date
}>

/** Begin a batch, unless it has begun. */
export async function insertBundel(tx: Tx, row: BundelRow): Promise<void> {
  await run(
    tx,
    sql`insert into satisfaction.bundel (id, unit_kode, nomor, dibuat_oleh, dibuat_at)
    values (${row.id}, ${row.unitKode}, ${row.nomor}, ${row.dibuatOleh}, ${row.dibuatAt}) on conflict (unit_kode, nomor) do nothing`,
  )
}

export async function bundelId(
  tx: Tx,
  { unitKode, nomor }: Pick<BundelRow, 'unitKode' | 'nomor'>,
): Promise<string> {
  const { id } = await oneRow(
    tx,
    sql<{
      id: string
    }>`select b.id from satisfaction.bundel b where b.unit_kode = ${unitKode} and b.nomor = ${nomor}`,
  )
  return id
}

export type BundelSeen = Readonly<{
  nomor: string
  unitKode: string
  jumlah: number
  terakhir: number
}>

/** The latest batches of these units, with how many sheets are in and the last one's number. */
export function listBundel(
  tx: Tx,
  unitKode: readonly string[],
  limit: number,
): Promise<BundelSeen[]> {
  return rows(
    tx,
    sql<BundelSeen>`select b.nomor, b.unit_kode as "unitKode", s.jumlah, s.terakhir from satisfaction.bundel b,
      lateral (select count(j.id)::int as jumlah, coalesce(max(j.lembar), 0) as terakhir from satisfaction.jawaban j
        where j.bundel_id = b.id) s
    where b.unit_kode = any(${[...unitKode]}::text[]) order by b.dibuat_at desc, b.id desc limit ${limit}`,
  )
}
