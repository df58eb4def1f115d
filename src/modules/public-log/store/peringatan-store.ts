import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type JenisPeringatan = 'mundur' | 'bercabang' | 'rusak' | 'saksi-berbohong' | 'bukti-ditolak'

export type Peringatan = Readonly<{
  id: string
  waktu: Date
  jenis: JenisPeringatan
  /** Who noticed: a witness by its name, or "program". */
  sumber: string
  rincian: string
}>

/** Raise an alarm once: the same words from the same source, and the same id, are not said again. @returns whether it is new */
export async function insertPeringatan(tx: Tx, row: Peringatan): Promise<boolean> {
  const added = await run(
    tx,
    sql`insert into public_log.peringatan (id, waktu, jenis, sumber, rincian)
    select ${row.id}, ${row.waktu}, ${row.jenis}, ${row.sumber}, ${row.rincian}
    where not exists (select 1 from public_log.peringatan p
      where p.jenis = ${row.jenis} and p.sumber = ${row.sumber} and p.rincian = ${row.rincian})
    on conflict (id) do nothing`,
  )
  return added > 0
}

export function listPeringatan(tx: Tx, limit: number): Promise<Peringatan[]> {
  return rows(
    tx,
    sql<Peringatan>`select p.id, p.waktu, p.jenis, p.sumber, p.rincian
    from public_log.peringatan p order by p.waktu desc, p.id desc limit ${limit}`,
  )
}
