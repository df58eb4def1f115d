import type { Tanggal } from '../../../kernel/date.ts'
import { run, sql, type Tx } from '../../../platform/db/database.ts'
import type { AturanRow, HariKhusus, Jam, Layanan, Loket, Tempat } from '../types.ts'

export async function upsertTempat(tx: Tx, row: Omit<Tempat, 'versi'>): Promise<void> {
  await run(
    tx,
    sql`insert into queueing.tempat as t (kode, jenis, nama, alamat, unit_kode, is_daring, is_aktif)
    values (${row.kode}, ${row.jenis}, ${row.nama}, ${row.alamat}, ${row.unitKode}, ${row.isDaring}, ${row.isAktif})
    on conflict (kode) do update set jenis = excluded.jenis, nama = excluded.nama, alamat = excluded.alamat,
      unit_kode = excluded.unit_kode, is_daring = excluded.is_daring, is_aktif = excluded.is_aktif`,
  )
}

/** A new state of a place: forms that were drawn from the one before are refused. */
export async function raiseVersi(tx: Tx, kode: string): Promise<void> {
  await run(tx, sql`update queueing.tempat set versi = versi + 1 where kode = ${kode}`)
}

export async function upsertLayanan(tx: Tx, tempatKode: string, row: Layanan): Promise<void> {
  await run(
    tx,
    sql`insert into queueing.layanan (id, tempat_kode, huruf, nama, nama_en, unit_kode, layanan_kode, menit, is_janji, menit_slot, bagian_langsung, is_aktif)
    values (${row.id}, ${tempatKode}, ${row.huruf}, ${row.nama}, ${row.namaEn}, ${row.unitKode}, ${[...row.layananKode]}::text[],
      ${row.menit}, ${row.isJanji}, ${row.menitSlot}, ${row.bagianLangsung}, ${row.isAktif})
    on conflict (id) do update set huruf = excluded.huruf, nama = excluded.nama, nama_en = excluded.nama_en,
      unit_kode = excluded.unit_kode, layanan_kode = excluded.layanan_kode, menit = excluded.menit, is_janji = excluded.is_janji,
      menit_slot = excluded.menit_slot, bagian_langsung = excluded.bagian_langsung, is_aktif = excluded.is_aktif`,
  )
}

export async function upsertLoket(tx: Tx, tempatKode: string, row: Loket): Promise<void> {
  await run(
    tx,
    sql`insert into queueing.loket (id, tempat_kode, kode, nama, unit_kode, is_aktif)
    values (${row.id}, ${tempatKode}, ${row.kode}, ${row.nama}, ${row.unitKode}, ${row.isAktif})
    on conflict (id) do update set kode = excluded.kode, nama = excluded.nama, unit_kode = excluded.unit_kode, is_aktif = excluded.is_aktif`,
  )
  await run(tx, sql`delete from queueing.loket_layanan where loket_id = ${row.id}::uuid`)
  await run(
    tx,
    sql`insert into queueing.loket_layanan (loket_id, layanan_id)
    select ${row.id}::uuid, l.id from unnest(${[...row.layananIds]}::uuid[]) l (id)`,
  )
}

export async function insertJam(tx: Tx, tempatKode: string, row: Jam): Promise<void> {
  await run(
    tx,
    sql`insert into queueing.jam (id, tempat_kode, layanan_id, hari, buka, tutup, berlaku_mulai, berlaku_sampai)
    values (${row.id}, ${tempatKode}, ${row.layananId}, ${row.hari}, ${row.buka}, ${row.tutup}, ${row.berlakuMulai}::date, ${row.berlakuSampai}::date)`,
  )
}

export function deleteJam(tx: Tx, tempatKode: string, id: string): Promise<number> {
  return run(
    tx,
    sql`delete from queueing.jam where id = ${id}::uuid and tempat_kode = ${tempatKode}`,
  )
}

export async function upsertKhusus(tx: Tx, tempatKode: string, row: HariKhusus): Promise<void> {
  await run(
    tx,
    sql`insert into queueing.hari_khusus (tempat_kode, tanggal, buka, tutup, alasan)
    values (${tempatKode}, ${row.tanggal}::date, ${row.buka}, ${row.tutup}, ${row.alasan})
    on conflict (tempat_kode, tanggal) do update set buka = excluded.buka, tutup = excluded.tutup, alasan = excluded.alasan`,
  )
}

export function deleteKhusus(tx: Tx, tempatKode: string, tanggal: Tanggal): Promise<number> {
  return run(
    tx,
    sql`delete from queueing.hari_khusus where tempat_kode = ${tempatKode} and tanggal = ${tanggal}::date`,
  )
}

export async function upsertAturan(tx: Tx, row: AturanRow): Promise<void> {
  await run(
    tx,
    sql`insert into queueing.aturan (kunci, tempat_kode, berlaku_mulai, nilai, dasar)
    values (${row.kunci}, ${row.tempatKode}, ${row.berlakuMulai}::date, ${row.nilai}, ${row.dasar})
    on conflict (kunci, tempat_kode, berlaku_mulai) do update set nilai = excluded.nilai, dasar = excluded.dasar`,
  )
}
