import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type LayananRow = Readonly<{ kode: string; nama: string; isGratis: boolean }>

/** Learn names of services; one that is known and unchanged is not written again. */
export async function upsertLayanan(tx: Tx, list: readonly LayananRow[], at: Date): Promise<void> {
  const column = <Value>(pick: (row: LayananRow) => Value) => list.map(pick)
  await run(
    tx,
    sql`insert into satisfaction.layanan as l (kode, nama, is_gratis, diubah_at)
    select t.kode, t.nama, t.is_gratis, ${at}::timestamptz
    from unnest(${column((row) => row.kode)}::text[], ${column((row) => row.nama)}::text[],
      ${column((row) => row.isGratis)}::boolean[]) as t (kode, nama, is_gratis)
    on conflict (kode) do update set nama = excluded.nama, is_gratis = excluded.is_gratis, diubah_at = excluded.diubah_at
    where (l.nama, l.is_gratis) is distinct from (excluded.nama, excluded.is_gratis)`,
  )
}

/** Every service that was ever named here, by name: a few hundred. */
export function listLayanan(tx: Tx): Promise<LayananRow[]> {
  return rows(
    tx,
    sql<LayananRow>`select l.kode, l.nama, l.is_gratis as "isGratis" from satisfaction.layanan l order by l.nama, l.kode limit 2000`,
  )
}

export function findLayanan(tx: Tx, kode: string): Promise<LayananRow | undefined> {
  return maybeRow(
    tx,
    sql<LayananRow>`select l.kode, l.nama, l.is_gratis as "isGratis" from satisfaction.layanan l where l.kode = ${kode}`,
  )
}
