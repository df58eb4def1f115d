import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'
import { LAPORAN_COLUMNS } from './laporan-store.ts'

/** Published cases with these ids, in no order; others are left out. */
export function listPublicByIds(tx: Tx, ids: readonly string[]): Promise<Laporan[]> {
  return rows(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l
    where l.id = any(${[...ids]}::uuid[]) and l.is_publik and not l.is_rahasia`,
  )
}
