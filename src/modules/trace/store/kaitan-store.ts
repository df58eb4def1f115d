import { sql } from 'kysely'
import { run, type Tx } from '../../../platform/db/database.ts'
import type { Kunci } from '../domain/jejak.ts'

export type NewKaitan = Readonly<{
  id: string
  dari: Kunci
  laporanNomor: string
  oleh: string
  now: Date
}>

/** @returns whether it was new */
export async function insertKaitan(tx: Tx, kaitan: NewKaitan): Promise<boolean> {
  const { id, dari, laporanNomor, oleh, now } = kaitan
  const added = await run(
    tx,
    sql`insert into trace.kaitan (id, dari_jenis, dari_id, ke_jenis, ke_id, oleh, dibuat_at)
    values (${id}, ${dari.jenis}, ${dari.id}, 'laporan', ${laporanNomor}, ${oleh}, ${now})
    on conflict (dari_jenis, dari_id, ke_jenis, ke_id) do nothing`,
  )
  return added > 0
}
