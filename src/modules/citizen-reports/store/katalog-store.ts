import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { TenggatAturan } from '../domain/clock.ts'
import {
  type Alasan,
  createKatalog,
  type Katalog,
  type Kategori,
  type Templat,
  type Wewenang,
} from '../domain/katalog.ts'

/** Read all catalogues. Five small tables; kept in memory until an edit (actions/katalog.ts). */
export async function readKatalog(tx: Tx): Promise<Katalog> {
  const kategori = await rows(
    tx,
    sql<Kategori>`select k.kode, k.induk_kode as "indukKode", json_build_object('id', k.nama_id, 'en', k.nama_en) as nama,
    k.kata_kunci as "kataKunci", k.kelas, k.jenis, k.is_rahasia as "isRahasia", k.is_butuh_lokasi as "isButuhLokasi",
    k.radius_serupa_m as "radiusSerupaM", k.is_foto_dianjurkan as "isFotoDianjurkan", k.pertanyaan, k.ikon, k.urutan, k.is_active as "isActive"
    from citizen_reports.kategori k order by k.urutan, k.kode`,
  )
  const wewenang = await rows(
    tx,
    sql<Wewenang>`select w.id, w.kategori_kode as "kategoriKode", w.wilayah_kode as "wilayahKode", w.jenis_tempat as "jenisTempat",
    w.unit_kode as "unitKode", w.luar_daerah as "luarDaerah", w.prioritas, w.berlaku_mulai as "berlakuMulai", w.berlaku_sampai as "berlakuSampai"
    from citizen_reports.wewenang w order by w.kategori_kode, w.id`,
  )
  const aturan = await rows(
    tx,
    sql<TenggatAturan>`select t.kode, t.jenis, t.kelas, t.hari_kerja as "hariKerja", t.berlaku_mulai as "berlakuMulai",
    t.berlaku_sampai as "berlakuSampai", t.dasar, t.is_terverifikasi as "isTerverifikasi"
    from citizen_reports.tenggat_aturan t order by t.kode, t.berlaku_mulai`,
  )
  const alasan = await rows(
    tx,
    sql<Alasan>`select a.kode, a.jenis, json_build_object('id', a.teks_id, 'en', a.teks_en) as teks,
    case when a.saran_id is null then null else json_build_object('id', a.saran_id, 'en', coalesce(a.saran_en, a.saran_id)) end as saran, a.is_active as "isActive"
    from citizen_reports.alasan a order by a.jenis, a.kode`,
  )
  const templat = await rows(
    tx,
    sql<Templat>`select t.id, t.kode, t.nama, t.untuk_tindakan as "untukTindakan", t.kategori_kode as "kategoriKode",
    json_build_object('id', t.teks_id, 'en', t.teks_en) as teks, t.is_active as "isActive"
    from citizen_reports.templat t order by t.nama`,
  )
  return createKatalog({ kategori, wewenang, aturan, alasan, templat })
}

/** Has anything been loaded or entered yet? */
export async function hasCatalogues(tx: Tx): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql<{ one: number }>`select 1 as one from citizen_reports.kategori k limit 1`,
  )
  return found !== undefined
}

export async function upsertKategori(tx: Tx, row: Kategori): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.kategori
    (kode, induk_kode, nama_id, nama_en, kata_kunci, kelas, jenis, is_rahasia, is_butuh_lokasi, radius_serupa_m, is_foto_dianjurkan, pertanyaan, ikon, urutan, is_active, updated_at)
    values (${row.kode}, ${row.indukKode}, ${row.nama.id}, ${row.nama.en}, ${[...row.kataKunci]}::text[], ${row.kelas}, ${[...row.jenis]}::text[], ${row.isRahasia},
      ${row.isButuhLokasi}, ${row.radiusSerupaM}, ${row.isFotoDianjurkan}, ${JSON.stringify(row.pertanyaan)}::jsonb, ${row.ikon}, ${row.urutan}, ${row.isActive}, now())
    on conflict (kode) do update set induk_kode = excluded.induk_kode, nama_id = excluded.nama_id, nama_en = excluded.nama_en, kata_kunci = excluded.kata_kunci,
      kelas = excluded.kelas, jenis = excluded.jenis, is_rahasia = excluded.is_rahasia, is_butuh_lokasi = excluded.is_butuh_lokasi,
      radius_serupa_m = excluded.radius_serupa_m, is_foto_dianjurkan = excluded.is_foto_dianjurkan, pertanyaan = excluded.pertanyaan,
      ikon = excluded.ikon, urutan = excluded.urutan, is_active = excluded.is_active, updated_at = now()`,
  )
}

export async function upsertWewenang(tx: Tx, row: Wewenang): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.wewenang (id, kategori_kode, wilayah_kode, jenis_tempat, unit_kode, luar_daerah, prioritas, berlaku_mulai, berlaku_sampai)
    values (${row.id}, ${row.kategoriKode}, ${row.wilayahKode}, ${row.jenisTempat}, ${row.unitKode}, ${row.luarDaerah}, ${row.prioritas}, ${row.berlakuMulai}, ${row.berlakuSampai})
    on conflict (id) do update set kategori_kode = excluded.kategori_kode, wilayah_kode = excluded.wilayah_kode, jenis_tempat = excluded.jenis_tempat,
      unit_kode = excluded.unit_kode, luar_daerah = excluded.luar_daerah, prioritas = excluded.prioritas, berlaku_mulai = excluded.berlaku_mulai, berlaku_sampai = excluded.berlaku_sampai`,
  )
}

/** Rules are dated and added, never rewritten; only the end of one in force may be set. */
export async function insertAturan(tx: Tx, id: string, row: TenggatAturan): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.tenggat_aturan (id, kode, jenis, kelas, hari_kerja, berlaku_mulai, berlaku_sampai, dasar, is_terverifikasi)
    values (${id}, ${row.kode}, ${row.jenis}, ${row.kelas}, ${row.hariKerja}, ${row.berlakuMulai}, ${row.berlakuSampai}, ${row.dasar}, ${row.isTerverifikasi})`,
  )
}

export async function upsertAlasan(tx: Tx, row: Alasan): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.alasan (kode, jenis, teks_id, teks_en, saran_id, saran_en, is_active)
    values (${row.kode}, ${row.jenis}, ${row.teks.id}, ${row.teks.en}, ${row.saran?.id ?? null}, ${row.saran?.en ?? null}, ${row.isActive})
    on conflict (kode) do update set jenis = excluded.jenis, teks_id = excluded.teks_id, teks_en = excluded.teks_en,
      saran_id = excluded.saran_id, saran_en = excluded.saran_en, is_active = excluded.is_active`,
  )
}

export async function upsertTemplat(tx: Tx, row: Templat): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.templat (id, kode, nama, untuk_tindakan, kategori_kode, teks_id, teks_en, is_active)
    values (${row.id}, ${row.kode}, ${row.nama}, ${row.untukTindakan}, ${row.kategoriKode}, ${row.teks.id}, ${row.teks.en}, ${row.isActive})
    on conflict (kode) do update set nama = excluded.nama, untuk_tindakan = excluded.untuk_tindakan, kategori_kode = excluded.kategori_kode,
      teks_id = excluded.teks_id, teks_en = excluded.teks_en, is_active = excluded.is_active`,
  )
}

export async function insertKatalogRiwayat(
  tx: Tx,
  row: {
    id: string
    tabel: string
    kunci: string
    sebelum: unknown
    sesudah: unknown
    oleh: string
    waktu: Date
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.katalog_riwayat (id, tabel, kunci, sebelum, sesudah, oleh, waktu)
    values (${row.id}, ${row.tabel}, ${row.kunci}, ${JSON.stringify(row.sebelum ?? null)}::jsonb, ${JSON.stringify(row.sesudah ?? null)}::jsonb, ${row.oleh}, ${row.waktu})`,
  )
}
