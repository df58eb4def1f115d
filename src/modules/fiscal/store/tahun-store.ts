import { sql } from 'kysely'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'
import type { StatusTahun } from '../domain/tahun.ts'
import type { TahunAnggaran } from '../types.ts'

export function findTahun(tx: Tx, tahun: number): Promise<TahunAnggaran | undefined> {
  return maybeRow(
    tx,
    sql<TahunAnggaran>`select t.tahun, t.status, t.dasar from fiscal.tahun_anggaran t where t.tahun = ${tahun}`,
  )
}

/** The year's row, nobody else's until the transaction ends. */
export function lockTahun(tx: Tx, tahun: number): Promise<TahunAnggaran | undefined> {
  return maybeRow(
    tx,
    sql<TahunAnggaran>`select t.tahun, t.status, t.dasar from fiscal.tahun_anggaran t where t.tahun = ${tahun} for update`,
  )
}

export function listTahun(tx: Tx): Promise<TahunAnggaran[]> {
  return rows(
    tx,
    sql<TahunAnggaran>`select t.tahun, t.status, t.dasar from fiscal.tahun_anggaran t order by t.tahun desc`,
  )
}

export type TahunChange = Readonly<{
  id: string
  tahun: number
  dari: StatusTahun | null
  ke: StatusTahun
  dasar: string
  oleh: string
  now: Date
}>

/** Write a year's status and the line of its history. */
export async function writeTahun(tx: Tx, change: TahunChange): Promise<void> {
  const { id, tahun, dari, ke, dasar, oleh, now } = change
  await run(
    tx,
    sql`insert into fiscal.tahun_anggaran (tahun, status, dasar, diubah_oleh, diubah_at)
    values (${tahun}, ${ke}, ${dasar}, ${oleh}, ${now})
    on conflict (tahun) do update set status = excluded.status, dasar = excluded.dasar,
      diubah_oleh = excluded.diubah_oleh, diubah_at = excluded.diubah_at`,
  )
  await run(
    tx,
    sql`insert into fiscal.tahun_riwayat (id, tahun, dari, ke, dasar, oleh, waktu)
    values (${id}, ${tahun}, ${dari}, ${ke}, ${dasar}, ${oleh}, ${now})`,
  )
}
