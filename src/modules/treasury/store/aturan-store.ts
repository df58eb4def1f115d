import { sql } from 'kysely'
import { rows, type Tx } from '../../../platform/db/database.ts'
import type { Tarif } from '../domain/spp.ts'
import type { JenisSpp } from '../domain/tahap.ts'
import type { Aturan } from '../domain/tenggat.ts'

export function listAturan(tx: Tx): Promise<Aturan[]> {
  return rows(
    tx,
    sql<Aturan>`select a.kode, a.berlaku_mulai as "berlakuMulai", a.nilai, a.satuan, a.sumber,
      a.is_terverifikasi as "isTerverifikasi"
    from treasury.aturan a order by a.kode, a.berlaku_mulai desc limit 500`,
  )
}

/** Rates in force on a day, one per tax. */
export function listTarif(tx: Tx, tanggal: string): Promise<Tarif[]> {
  return rows(
    tx,
    sql<Tarif>`select distinct on (t.kode) t.kode, t.berlaku_mulai as "berlakuMulai", t.nama, t.bps, t.rekening_kode as "rekeningKode",
      t.is_terverifikasi as "isTerverifikasi"
    from treasury.tarif_pajak t where t.berlaku_mulai <= ${tanggal}::date order by t.kode, t.berlaku_mulai desc`,
  )
}

export type Syarat = Readonly<{ kode: string; nama: string; namaEn: string }>

/** The checklist of a kind of request. */
export function listSyarat(tx: Tx, jenis: JenisSpp): Promise<Syarat[]> {
  return rows(
    tx,
    sql<Syarat>`select s.kode, s.nama, s.nama_en as "namaEn" from treasury.syarat s
    where s.jenis = ${jenis} order by s.urutan`,
  )
}
