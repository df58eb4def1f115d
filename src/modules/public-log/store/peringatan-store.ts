import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type JenisPeringatan = 'mundur' | 'bercabang' | 'rusak' | 'saksi-berbohong' | 'bukti-ditolak'

export type Peringatan = Readonly<{
  id: string
  waktu: Date
  jenis: JenisPeringatan
  /** Who noticed: a witness by its name, or "program". */
  sumber: string
  rincian: string
  /** Name of the log that it is about; empty for those from before it was written down. */
  asal: string
}>

/** Raise an alarm once: the same words about one log from the same source, and the same id, are not said again. @returns whether it is new */
export async function insertPeringatan(tx: Tx, row: Peringatan): Promise<boolean> {
  const added = await run(
    tx,
    sql`insert into public_log.peringatan (id, waktu, jenis, sumber, rincian, asal)
    select ${row.id}, ${row.waktu}, ${row.jenis}, ${row.sumber}, ${row.rincian}, ${row.asal}
    where not exists (select 1 from public_log.peringatan p
      where p.jenis = ${row.jenis} and p.sumber = ${row.sumber} and p.rincian = ${row.rincian} and p.asal = ${row.asal})
    on conflict (id) do nothing`,
  )
  return added > 0
}

const PERINGATAN = sql`select p.id, p.waktu, p.jenis, p.sumber, p.rincian, p.asal from public_log.peringatan p`

export function listPeringatan(tx: Tx, limit: number): Promise<Peringatan[]> {
  return rows(tx, sql<Peringatan>`${PERINGATAN} order by p.waktu desc, p.id desc limit ${limit}`)
}

/** Alarms that the log of this name did not only grow, newest first. */
export function listGoneBack(tx: Tx, asal: string, limit: number): Promise<Peringatan[]> {
  return rows(
    tx,
    sql<Peringatan>`${PERINGATAN} where p.asal = ${asal} and p.jenis in ('mundur', 'bercabang', 'bukti-ditolak')
    order by p.waktu desc, p.id desc limit ${limit}`,
  )
}
