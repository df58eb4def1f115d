import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Saksi } from './saksi-store.ts'

/** A witness as everybody may see it. */
export type ShownSaksi = Pick<
  Saksi,
  'nama' | 'kunci' | 'keadaan' | 'rincian' | 'ukuran' | 'dilihat'
> &
  Readonly<{
    /** When its last signature was taken in. */
    terakhir: Date | null
  }>

const SAKSI_MAX = 50

/** Every witness that was ever asked, with the moment it signed last. */
export function listShownSaksi(tx: Tx): Promise<ShownSaksi[]> {
  return rows(
    tx,
    sql<ShownSaksi>`select s.nama, s.kunci, s.keadaan, s.rincian, s.ukuran::float8 as ukuran, s.dilihat,
      (select k.waktu from public_log.kosignatur k where k.saksi = s.nama order by k.ukuran desc limit 1) as terakhir
    from public_log.saksi s order by s.nama limit ${SAKSI_MAX}`,
  )
}
