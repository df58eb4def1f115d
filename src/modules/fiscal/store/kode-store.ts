import { sql } from 'kysely'
import { oneRow, rows, type Tx } from '../../../platform/db/database.ts'
import type { Nomenklatur, Rekening, Skpd, SumberDana } from '../domain/kodefikasi.ts'

/** Raised with every change of a code table, a year or a pattern. */
export async function readVersi(tx: Tx): Promise<string> {
  const row = await oneRow(
    tx,
    sql<{ versi: string }>`select v.versi::text as versi from fiscal.versi v where v.id = 1`,
  )
  return row.versi
}

export function listRekening(tx: Tx, tahun: number): Promise<Rekening[]> {
  return rows(
    tx,
    sql<Rekening>`select r.id, r.kode, r.level, r.induk_kode as "indukKode", r.nama, r.saldo_normal as "saldoNormal",
      not exists (select 1 from fiscal.rekening a where a.induk_kode = r.kode
        and a.tahun_mulai <= ${tahun} and coalesce(a.tahun_sampai, 2100) >= ${tahun}) as "isDaun",
      r.is_terverifikasi as "isTerverifikasi"
    from fiscal.rekening r where r.tahun_mulai <= ${tahun} and coalesce(r.tahun_sampai, 2100) >= ${tahun}`,
  )
}

export function listNomenklatur(tx: Tx, tahun: number): Promise<Nomenklatur[]> {
  return rows(
    tx,
    sql<Nomenklatur>`select n.id, n.kode, n.jenis, n.induk_kode as "indukKode", n.nama
    from fiscal.nomenklatur n where n.tahun_mulai <= ${tahun} and coalesce(n.tahun_sampai, 2100) >= ${tahun}`,
  )
}

export function listSkpd(tx: Tx, tahun: number): Promise<Skpd[]> {
  return rows(
    tx,
    sql<Skpd>`select s.id, s.kode, s.nama, s.jenis, s.induk_kode as "indukKode", s.unit_kode as "unitKode"
    from fiscal.skpd s where s.tahun_mulai <= ${tahun} and coalesce(s.tahun_sampai, 2100) >= ${tahun}`,
  )
}

export function listSumberDana(tx: Tx, tahun: number): Promise<SumberDana[]> {
  return rows(
    tx,
    sql<SumberDana>`select d.id, d.kode, d.nama, d.induk_kode as "indukKode"
    from fiscal.sumber_dana d where d.tahun_mulai <= ${tahun} and coalesce(d.tahun_sampai, 2100) >= ${tahun}`,
  )
}
