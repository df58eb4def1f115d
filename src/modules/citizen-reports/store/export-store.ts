import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'

/** What the open export tells of a case; nothing of its reporter or officers. */
export type ExportedCase = Pick<
  Laporan,
  | 'id'
  | 'nomor'
  | 'jenis'
  | 'kategoriKode'
  | 'judul'
  | 'isi'
  | 'status'
  | 'caraTutup'
  | 'kanal'
  | 'kecamatanKode'
  | 'wilayahKode'
  | 'lat'
  | 'lon'
  | 'unitKode'
  | 'diterimaAt'
  | 'updatedAt'
  | 'tenggatAt'
  | 'selesaiAt'
  | 'hariKerjaSelesai'
  | 'isTepatWaktu'
  | 'isBerbukti'
  | 'jumlahDibukaKembali'
  | 'jumlahDukungan'
>

/** Published cases by id, in the order of the ids. */
export function listExported(tx: Tx, ids: readonly string[]): Promise<ExportedCase[]> {
  return rows(
    tx,
    sql<ExportedCase>`select l.id, l.nomor, l.jenis, l.kategori_kode as "kategoriKode", l.judul, l.isi, l.status,
      l.cara_tutup as "caraTutup", l.kanal, l.kecamatan_kode as "kecamatanKode", l.wilayah_kode as "wilayahKode", l.lat, l.lon,
      l.unit_kode as "unitKode", l.diterima_at as "diterimaAt", l.updated_at as "updatedAt", l.tenggat_at as "tenggatAt",
      l.selesai_at as "selesaiAt", l.hari_kerja_selesai as "hariKerjaSelesai", l.is_tepat_waktu as "isTepatWaktu",
      l.is_berbukti as "isBerbukti", l.jumlah_dibuka_kembali as "jumlahDibukaKembali", l.jumlah_dukungan as "jumlahDukungan"
    from unnest(${[...ids]}::uuid[]) with ordinality as t (id, urut)
    join citizen_reports.laporan l on l.id = t.id and l.is_publik order by t.urut`,
  )
}
