import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Foto = Readonly<{
  id: string
  kartuId: string
  sha256: string
  kecilSha256: string
  diambilAt: Date
  oleh: string
}>

/** @returns false when the card has this photo already */
export async function insertFoto(tx: Tx, row: Foto): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into assets.foto (id, kartu_id, sha256, kecil_sha256, diambil_at, oleh)
    values (${row.id}, ${row.kartuId}, ${row.sha256}, ${row.kecilSha256}, ${row.diambilAt}, ${row.oleh})
    on conflict (kartu_id, sha256) do nothing`,
  )
  return made === 1
}

const SHOWN_MAX = 12

export function listFoto(tx: Tx, kartuId: string): Promise<readonly Foto[]> {
  return rows(
    tx,
    sql<Foto>`select f.id, f.kartu_id as "kartuId", f.sha256, f.kecil_sha256 as "kecilSha256",
      f.diambil_at as "diambilAt", f.oleh
    from assets.foto f where f.kartu_id = ${kartuId} order by f.diambil_at desc, f.id limit ${SHOWN_MAX}`,
  )
}

export async function countFoto(tx: Tx, kartuId: string): Promise<number> {
  const { banyak } = await oneRow(
    tx,
    sql<{
      banyak: number
    }>`select count(*)::int as banyak from assets.foto f where f.kartu_id = ${kartuId}`,
  )
  return banyak
}

export function findFoto(tx: Tx, id: string): Promise<Foto | undefined> {
  return maybeRow(
    tx,
    sql<Foto>`select f.id, f.kartu_id as "kartuId", f.sha256, f.kecil_sha256 as "kecilSha256",
      f.diambil_at as "diambilAt", f.oleh
    from assets.foto f where f.id = ${id}`,
  )
}
