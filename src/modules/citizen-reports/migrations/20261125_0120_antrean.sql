-- The officers' queue: every view is read in the order of its index and stops after a page.

-- One unit, one status: what waits for a second person, for the reporter, or was reopened.
create index laporan_antrean_unit_status on citizen_reports.laporan (unit_kode, status, tenggat_at nulls last, id)
  where status in ('masuk', 'terverifikasi', 'disposisi', 'koordinasi', 'proses', 'menunggu_validasi', 'menunggu_konfirmasi', 'dibuka_kembali');
-- Paused cases have no date: the longest pause stands first by its id.
create index laporan_dijeda on citizen_reports.laporan (id) where jeda_sejak is not null;
create index laporan_dijeda_unit on citizen_reports.laporan (unit_kode, id) where jeda_sejak is not null;
-- The inspectorate's queue, apart from all others.
create index laporan_rahasia on citizen_reports.laporan (tenggat_at nulls last, id) where is_rahasia and cara_tutup is null;
-- What reached the coordinator or the regent; few by nature.
create index laporan_eskalasi on citizen_reports.laporan (tenggat_at nulls last, id)
  where tingkat_eskalasi >= 2 and cara_tutup is null;
-- What is over and can be put away, oldest first; an archived case leaves the index.
create index laporan_tertutup on citizen_reports.laporan (status, id)
  where status in ('selesai', 'ditutup_tanpa_konfirmasi', 'ditolak');
-- Words among open work, published or not.
create index laporan_cari_terbuka on citizen_reports.laporan using gin (cari) where cara_tutup is null;

create unique index tampilan_nama on citizen_reports.tampilan (akun_id, lower(nama));

alter table citizen_reports.komentar add column diputus_oleh uuid, add column diputus_at timestamptz,
  add constraint komentar_diputus check (status = 'menunggu' or diputus_at is not null) not valid,
  add constraint komentar_alasan check (status <> 'disembunyikan' or alasan is not null) not valid;
comment on column citizen_reports.komentar.diputus_oleh is 'Officer who showed or hid it; comments decided before this column have none';
create index komentar_diputus on citizen_reports.komentar (diputus_at desc, id desc) where status <> 'menunggu';
