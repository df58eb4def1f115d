import { NIL_UUID } from '../../../kernel/id.ts'
import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { ToldAct } from '../domain/log-document.ts'

export type Peristiwa = Readonly<{
  id: string
  suratId: string
  jenis: 'terbit' | 'dicabut' | 'diganti'
  waktu: Date
  versi: number
  olehPeran: string | null
  alasan: string | null
  penggantiId: string | null
}>

export async function insertPeristiwa(tx: Tx, row: Peristiwa): Promise<void> {
  await run(
    tx,
    sql`insert into documents.peristiwa (id, surat_id, jenis, waktu, versi, oleh_peran, alasan, pengganti_id)
    values (${row.id}, ${row.suratId}, ${row.jenis}, ${row.waktu}, ${row.versi}, ${row.olehPeran}, ${row.alasan}, ${row.penggantiId})`,
  )
}

export function listPeristiwa(tx: Tx, suratId: string): Promise<Peristiwa[]> {
  return rows(
    tx,
    sql<Peristiwa>`select p.id, p.surat_id as "suratId", p.jenis, p.waktu, p.versi, p.oleh_peran as "olehPeran", p.alasan,
      p.pengganti_id as "penggantiId" from documents.peristiwa p where p.surat_id = ${suratId} order by p.waktu, p.id`,
  )
}

/** Acts as the public log keeps them, read from the tables themselves. */
export function listTold(
  tx: Tx,
  ids: readonly string[],
): Promise<(ToldAct & Readonly<{ id: string }>)[]> {
  return rows(
    tx,
    sql<
      ToldAct & { id: string }
    >`select p.id, p.jenis, p.waktu, s.nomor, s.judul, s.jenis as "jenisSurat", s.unit_kode as "unitKode",
      s.tanda_level as level, s.tanda_jabatan as jabatan, s.sampai, encode(r.sha256, 'hex') as sha256, q.nomor as pengganti
    from documents.peristiwa p join documents.surat s on s.id = p.surat_id
    join documents.revisi r on r.surat_id = s.id and r.revisi = 1
    left join documents.surat q on q.id = p.pengganti_id
    where p.id = any(${[...ids]}::uuid[])`,
  )
}

/** Ids of all acts in their order, some at a time. */
export async function listPeristiwaIds(
  tx: Tx,
  { after, limit }: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select p.id from documents.peristiwa p where p.id > ${after ?? NIL_UUID}::uuid
    order by p.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
