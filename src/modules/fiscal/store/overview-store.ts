import { sql } from 'kysely'
import { oneRow, rows, type Tx } from '../../../platform/db/database.ts'

export type PolaShown = Readonly<{
  jenis: string
  tahunMulai: number
  pola: string
  isTerverifikasi: boolean
}>

/** Patterns of numbers that hold in a year. */
export function listPola(tx: Tx, tahun: number): Promise<PolaShown[]> {
  return rows(
    tx,
    sql<PolaShown>`select distinct on (p.jenis) p.jenis, p.tahun_mulai as "tahunMulai", p.pola, p.is_terverifikasi as "isTerverifikasi"
    from fiscal.pola_nomor p where p.tahun_mulai <= ${tahun} order by p.jenis, p.tahun_mulai desc`,
  )
}

export type MuatanShown = Readonly<{
  apa: string
  sumber: string
  baris: number
  oleh: string
  waktu: Date
}>

/** Newest loads of code tables; the marks that a shipped file was read stay out. */
export function listMuatan(tx: Tx, limit: number): Promise<MuatanShown[]> {
  return rows(
    tx,
    sql<MuatanShown>`select m.apa, m.sumber, m.baris, m.oleh, m.waktu from fiscal.muatan m
    where m.apa not like '%.csv' order by m.waktu desc, m.id desc limit ${limit}`,
  )
}

/** How many price standards a year has; past a bound nobody needs to know. */
export async function countStandar(tx: Tx, tahun: number, most: number): Promise<number> {
  const { n } = await oneRow(
    tx,
    sql<{ n: number }>`select count(s.id)::int as n from
      (select t.id from fiscal.standar_harga t where t.tahun = ${tahun} limit ${most}) s`,
  )
  return n
}
