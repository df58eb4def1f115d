import { NIL_UUID } from '../../../kernel/id.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Hasil = Readonly<{
  id: string
  pungutanId: string
  pb: string
  /** Canonical JSON of the count. */
  hitungan: string
  akar: Uint8Array
  benih: Uint8Array
  dokumen: unknown
  terbitAt: Date
}>

export async function insertHasil(tx: Tx, row: Hasil): Promise<void> {
  await run(
    tx,
    sql`insert into ballots.hasil (id, pungutan_id, pb, hitungan, akar, benih, dokumen, terbit_at)
    values (${row.id}, ${row.pungutanId}, ${row.pb}, ${row.hitungan}, ${row.akar}, ${row.benih},
      ${JSON.stringify(row.dokumen)}::jsonb, ${row.terbitAt})`,
  )
}

export function findHasil(tx: Tx, pungutanId: string): Promise<Hasil | undefined> {
  return maybeRow(
    tx,
    sql<Hasil>`select h.id, h.pungutan_id as "pungutanId", h.pb, h.hitungan, h.akar, h.benih, h.dokumen,
      h.terbit_at as "terbitAt" from ballots.hasil h where h.pungutan_id = ${pungutanId}::uuid`,
  )
}

export type Dokumen = Readonly<{ id: string; nomor: string; dokumen: unknown }>

/** What was recorded of votes that were fixed and counts that were published, by the ids of either. */
export function readDokumen(tx: Tx, ids: readonly string[]): Promise<Dokumen[]> {
  return rows(
    tx,
    sql<Dokumen>`select p.id, p.nomor, p.ketetapan as dokumen from ballots.pungutan p
      where p.id = any(${[...ids]}::uuid[]) and p.status <> 'rancangan'
    union all select h.id, p.nomor, h.dokumen from ballots.hasil h join ballots.pungutan p on p.id = h.pungutan_id
      where h.id = any(${[...ids]}::uuid[])`,
  )
}

export async function listDokumenIds(
  tx: Tx,
  { after, limit }: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select d.id from (select p.id from ballots.pungutan p where p.status <> 'rancangan'
      union all select h.id from ballots.hasil h) d where d.id > ${after ?? NIL_UUID}::uuid order by d.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
