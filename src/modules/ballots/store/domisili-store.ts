import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Domisili = Readonly<{
  desaKode: string
  sumber: 'dukcapil' | 'petugas'
  diperiksaPada: Tanggal
  dicabutPada: Tanggal | null
}>

export function findDomisili(tx: Tx, akunId: string): Promise<Domisili | undefined> {
  return maybeRow(
    tx,
    sql<Domisili>`select d.desa_kode as "desaKode", d.sumber, d.diperiksa_pada as "diperiksaPada",
      d.dicabut_pada as "dicabutPada" from ballots.domisili d where d.akun_id = ${akunId}::uuid`,
  )
}

export async function saveDomisili(
  tx: Tx,
  row: Readonly<{
    akunId: string
    desaKode: string
    sumber: 'dukcapil' | 'petugas'
    pada: Tanggal
    oleh: string | null
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into ballots.domisili (akun_id, desa_kode, sumber, diperiksa_pada, diperiksa_oleh)
    values (${row.akunId}::uuid, ${row.desaKode}, ${row.sumber}, ${row.pada}, ${row.oleh}::uuid)
    on conflict (akun_id) do update set desa_kode = excluded.desa_kode, sumber = excluded.sumber,
      diperiksa_pada = excluded.diperiksa_pada, diperiksa_oleh = excluded.diperiksa_oleh, dicabut_pada = null`,
  )
}

/** @returns how many were withdrawn: none where nothing was confirmed before */
export function withdrawDomisili(tx: Tx, akunId: string, pada: Tanggal): Promise<number> {
  return run(
    tx,
    sql`update ballots.domisili set dicabut_pada = greatest(${pada}::date, diperiksa_pada)
    where akun_id = ${akunId}::uuid and dicabut_pada is null`,
  )
}

export async function deleteDomisili(tx: Tx, akunId: string): Promise<void> {
  await run(tx, sql`delete from ballots.domisili where akun_id = ${akunId}::uuid`)
}
