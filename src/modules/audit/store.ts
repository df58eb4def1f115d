import { NIL_UUID } from '../../kernel/id.ts'
import { rows, run, sql, type Tx } from '../../platform/db/database.ts'

export type CatatanRow = Readonly<{
  id: string
  waktu: Date
  pelakuJenis: string
  pelakuId: string | null
  peran: string | null
  atasNama: string | null
  tindakan: string
  objekJenis: string
  objekId: string
  alasan: string | null
  digestSebelum: Buffer | null
  digestSesudah: Buffer | null
}>

export async function insertCatatan(tx: Tx, row: CatatanRow): Promise<void> {
  await run(
    tx,
    sql`insert into audit.catatan
    (id, waktu, pelaku_jenis, pelaku_id, peran, atas_nama, tindakan, objek_jenis, objek_id, alasan, digest_sebelum, digest_sesudah)
    values (${row.id}, ${row.waktu}, ${row.pelakuJenis}, ${row.pelakuId}, ${row.peran}, ${row.atasNama}, ${row.tindakan},
      ${row.objekJenis}, ${row.objekId}, ${row.alasan}, ${row.digestSebelum}, ${row.digestSesudah})`,
  )
}

export type AksesRow = Readonly<{
  id: string
  waktu: Date
  pelakuJenis: string
  pelakuId: string | null
  pelakuNama: string | null
  peran: string | null
  pemilikId: string
  objekJenis: string
  objekId: string
  tujuan: string
  data: readonly string[]
}>

export async function insertAkses(tx: Tx, row: AksesRow): Promise<void> {
  await run(
    tx,
    sql`insert into audit.akses
    (id, waktu, pelaku_jenis, pelaku_id, pelaku_nama, peran, pemilik_id, objek_jenis, objek_id, tujuan, data)
    values (${row.id}, ${row.waktu}, ${row.pelakuJenis}, ${row.pelakuId}, ${row.pelakuNama}, ${row.peran}, ${row.pemilikId},
      ${row.objekJenis}, ${row.objekId}, ${row.tujuan}, ${[...row.data]}::text[])`,
  )
}

const AKSES = sql`select a.id, a.waktu, a.pelaku_jenis as "pelakuJenis", a.pelaku_id as "pelakuId", a.pelaku_nama as "pelakuNama",
    a.peran, a.pemilik_id as "pemilikId", a.objek_jenis as "objekJenis", a.objek_id as "objekId", a.tujuan, a.data
    from audit.akses a`

export function listAkses(
  tx: Tx,
  where: { pemilikId: string; before?: Date; limit: number },
): Promise<AksesRow[]> {
  const before = where.before ?? null
  return rows(
    tx,
    sql<AksesRow>`${AKSES} where a.pemilik_id = ${where.pemilikId} and (${before}::timestamptz is null or a.waktu < ${before})
    order by a.waktu desc, a.id desc limit ${where.limit}`,
  )
}

const CATATAN = sql`select c.id, c.waktu, c.pelaku_jenis as "pelakuJenis", c.pelaku_id as "pelakuId", c.peran, c.atas_nama as "atasNama",
    c.tindakan, c.objek_jenis as "objekJenis", c.objek_id as "objekId", c.alasan, c.digest_sebelum as "digestSebelum", c.digest_sesudah as "digestSesudah"
    from audit.catatan c`

export function listCatatan(
  tx: Tx,
  where: { objekJenis: string; objekId: string; limit: number },
): Promise<CatatanRow[]> {
  return rows(
    tx,
    sql<CatatanRow>`${CATATAN} where c.objek_jenis = ${where.objekJenis} and c.objek_id = ${where.objekId}
    order by c.waktu, c.id limit ${where.limit}`,
  )
}

/** Rows by their ids, for checking them against the private log. */
export function findCatatan(tx: Tx, ids: readonly string[]): Promise<CatatanRow[]> {
  return rows(tx, sql<CatatanRow>`${CATATAN} where c.id = any(${[...ids]}::uuid[])`)
}

export function findAkses(tx: Tx, ids: readonly string[]): Promise<AksesRow[]> {
  return rows(tx, sql<AksesRow>`${AKSES} where a.id = any(${[...ids]}::uuid[])`)
}

const TABLES = { catatan: sql.raw('audit.catatan'), akses: sql.raw('audit.akses') } as const

/** Ids of all rows of a table in order, some at a time. */
export async function listIds(
  tx: Tx,
  table: keyof typeof TABLES,
  page: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`select r.id from ${TABLES[table]} r
    where r.id > ${page.after ?? NIL_UUID}::uuid order by r.id limit ${page.limit}`,
  )
  return found.map(({ id }) => id)
}
