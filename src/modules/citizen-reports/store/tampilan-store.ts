import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'

/** A saved view: an officer's name for the filters in the address. */
export type Tampilan = Readonly<{ id: string; nama: string; saringan: string }>

export const TAMPILAN_MAX = 12

export function listTampilan(tx: Tx, akunId: string): Promise<Tampilan[]> {
  return rows(
    tx,
    sql<Tampilan>`select t.id, t.nama, t.saringan from citizen_reports.tampilan t
    where t.akun_id = ${akunId}::uuid order by t.dibuat_at, t.id limit ${TAMPILAN_MAX}`,
  )
}

/** A view of the same name is replaced: saving again is how a view is changed. */
export async function putTampilan(
  tx: Tx,
  row: Tampilan & { akunId: string; dibuatAt: Date },
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.tampilan (id, akun_id, nama, saringan, dibuat_at)
    values (${row.id}, ${row.akunId}, ${row.nama}, ${row.saringan}, ${row.dibuatAt})
    on conflict (akun_id, lower(nama)) do update set nama = excluded.nama, saringan = excluded.saringan`,
  )
}

/** @returns false when it was not there, or belongs to someone else */
export async function deleteTampilan(tx: Tx, akunId: string, id: string): Promise<boolean> {
  const gone = await run(
    tx,
    sql`delete from citizen_reports.tampilan where id = ${id}::uuid and akun_id = ${akunId}::uuid`,
  )
  return gone === 1
}
