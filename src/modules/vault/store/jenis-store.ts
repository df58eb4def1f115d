import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Jenis } from '../domain/jenis.ts'

const JENIS_COLUMNS = sql.raw(`
  j.kode, j.nama, j.kelompok, j.format, j.maks_kb as "maksKb", j.maks_halaman as "maksHalaman", j.tanggal,
  j.masa_berlaku_bulan as "masaBerlakuBulan", j.sumber, j.is_terverifikasi as "isTerverifikasi", j.petunjuk,
  j.is_data_spesifik as "isDataSpesifik", j.kejelasan, j.sisi_pendek_min_px as "sisiPendekMinPx"`)

/** Kinds in force on a day, in the order of the catalogue: those named, or all some tens of them. */
export function listJenis(tx: Tx, on: Tanggal, kodes?: readonly string[]): Promise<Jenis[]> {
  return rows(
    tx,
    sql<Jenis>`select ${JENIS_COLUMNS} from vault.jenis j
    where (${kodes ?? null}::text[] is null or j.kode = any (${kodes ?? null}::text[]))
      and j.berlaku_mulai <= ${on}::date and (j.berlaku_sampai is null or j.berlaku_sampai >= ${on}::date)
      and j.berlaku_mulai = (select max(n.berlaku_mulai) from vault.jenis n
        where n.kode = j.kode and n.berlaku_mulai <= ${on}::date)
    order by j.urutan, j.kode limit 500`,
  )
}

export function findJenis(tx: Tx, kode: string, on: Tanggal): Promise<Jenis | undefined> {
  return maybeRow(
    tx,
    sql<Jenis>`select ${JENIS_COLUMNS} from vault.jenis j
    where j.kode = ${kode} and j.berlaku_mulai <= ${on}::date
      and (j.berlaku_sampai is null or j.berlaku_sampai >= ${on}::date)
    order by j.berlaku_mulai desc limit 1`,
  )
}

export type Aturan = Readonly<{ kode: string; nilai: number }>

/** The figures of the house in force on a day. */
export function listAturan(tx: Tx, on: Tanggal): Promise<Aturan[]> {
  return rows(
    tx,
    sql<Aturan>`select distinct on (a.kode) a.kode, a.nilai from vault.aturan a
    where a.berlaku_mulai <= ${on}::date and (a.berlaku_sampai is null or a.berlaku_sampai >= ${on}::date)
    order by a.kode, a.berlaku_mulai desc`,
  )
}

/** Kinds that ship, as JSON rows; one that is there already stays what staff made of it. */
export function insertJenis(tx: Tx, catalogue: string): Promise<number> {
  return run(
    tx,
    sql`insert into vault.jenis (kode, berlaku_mulai, berlaku_sampai, nama, kelompok, format, maks_kb, maks_halaman, tanggal,
      masa_berlaku_bulan, sumber, is_terverifikasi, petunjuk, is_data_spesifik, kejelasan, sisi_pendek_min_px, urutan)
    select r.kode, r."berlakuMulai", r."berlakuSampai", r.nama, r.kelompok, r.format, r."maksKb", r."maksHalaman", r.tanggal,
      r."masaBerlakuBulan", r.sumber, r.terverifikasi, r.petunjuk, r."dataSpesifik", r.kejelasan, r."sisiPendekMinPx", r.urutan
    from jsonb_to_recordset(${catalogue}::jsonb) as r (kode text, "berlakuMulai" date, "berlakuSampai" date, nama jsonb,
      kelompok text, format text[], "maksKb" integer, "maksHalaman" integer, tanggal text, "masaBerlakuBulan" integer,
      sumber text, terverifikasi boolean, petunjuk jsonb, "dataSpesifik" boolean, kejelasan text,
      "sisiPendekMinPx" integer, urutan integer)
    order by r.kode on conflict (kode, berlaku_mulai) do nothing`,
  )
}

export function insertAturan(tx: Tx, figures: string): Promise<number> {
  return run(
    tx,
    sql`insert into vault.aturan (kode, berlaku_mulai, berlaku_sampai, nilai, sumber, is_terverifikasi)
    select r.kode, r."berlakuMulai", r."berlakuSampai", r.nilai, r.sumber, r.terverifikasi
    from jsonb_to_recordset(${figures}::jsonb) as r (kode text, "berlakuMulai" date, "berlakuSampai" date, nilai integer,
      sumber text, terverifikasi boolean)
    order by r.kode on conflict (kode, berlaku_mulai) do nothing`,
  )
}
