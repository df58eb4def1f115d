-- Counts beside the queue's views and of what is overdue look at up to a thousand cases each. With the one
-- column they still fetched from the table carried along, they are answered from the index alone: some
-- ten pages instead of one per case.
drop index citizen_reports.laporan_antrean_unit;
create index laporan_antrean_unit on citizen_reports.laporan (unit_kode, tenggat_at nulls last, id) include (is_rahasia)
  where status in ('disposisi', 'koordinasi', 'proses', 'menunggu_validasi', 'dibuka_kembali');
drop index citizen_reports.laporan_antrean_semua;
create index laporan_antrean_semua on citizen_reports.laporan (tenggat_at nulls last, id) include (is_rahasia)
  where status in ('masuk', 'terverifikasi', 'disposisi', 'koordinasi', 'proses', 'menunggu_validasi', 'dibuka_kembali');
drop index citizen_reports.laporan_antrean_status;
create index laporan_antrean_status on citizen_reports.laporan (status, tenggat_at nulls last, id) include (is_rahasia)
  where status in ('masuk', 'terverifikasi', 'disposisi', 'koordinasi', 'proses', 'menunggu_validasi', 'menunggu_konfirmasi', 'dibuka_kembali');
drop index citizen_reports.laporan_antrean_unit_status;
create index laporan_antrean_unit_status on citizen_reports.laporan (unit_kode, status, tenggat_at nulls last, id) include (is_rahasia)
  where status in ('masuk', 'terverifikasi', 'disposisi', 'koordinasi', 'proses', 'menunggu_validasi', 'menunggu_konfirmasi', 'dibuka_kembali');
drop index citizen_reports.laporan_dijeda;
create index laporan_dijeda on citizen_reports.laporan (id) include (is_rahasia) where jeda_sejak is not null;
drop index citizen_reports.laporan_dijeda_unit;
create index laporan_dijeda_unit on citizen_reports.laporan (unit_kode, id) include (is_rahasia) where jeda_sejak is not null;
drop index citizen_reports.laporan_publik_tenggat;
create index laporan_publik_tenggat on citizen_reports.laporan (tenggat_at, id) include (induk_id)
  where is_publik and cara_tutup is null and status <> 'menunggu_konfirmasi';
drop index citizen_reports.laporan_publik_tenggat_unit;
create index laporan_publik_tenggat_unit on citizen_reports.laporan (unit_kode, tenggat_at, id) include (induk_id)
  where is_publik and cara_tutup is null and status <> 'menunggu_konfirmasi';
drop index citizen_reports.laporan_tertutup;
create index laporan_tertutup on citizen_reports.laporan (status, id) include (is_rahasia)
  where status in ('selesai', 'ditutup_tanpa_konfirmasi', 'ditolak');
