import type { Area } from '../../../kernel/geo.ts'
import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Kib, Kondisi } from '../domain/kib.ts'

export type Titik = Readonly<{
  label: string
  nama: string
  kib: Kib
  kondisi: Kondisi
  skpdId: number
  lat: number
  lon: number
  poligon: Area | null
}>

/** Land, buildings and roads with a place, newest first. */
export function listTitik(
  tx: Tx,
  asked: Readonly<{ skpdIds: readonly number[] | undefined; kib: Kib | undefined; limit: number }>,
): Promise<readonly Titik[]> {
  const ids = asked.skpdIds as number[] | undefined
  return rows(
    tx,
    sql<Titik>`select k.label, k.nama, k.kib, k.kondisi, k.skpd_id as "skpdId", k.lat, k.lon, k.poligon
    from assets.kartu k where k.lat is not null and k.status = 'aktif' and k.kib in ('A', 'C', 'D', 'F')
      ${ids === undefined ? sql`` : sql`and k.skpd_id = any(${ids}::int[])`}
      ${asked.kib === undefined ? sql`` : sql`and k.kib = ${asked.kib}`}
    order by k.dicatat_at desc, k.id desc limit ${asked.limit}`,
  )
}
