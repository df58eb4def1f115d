-- The report form: drafts of an account, photos that arrive in pieces, originals of masked words, neighbours.
create index draf_akun on citizen_reports.draf (akun_id, updated_at desc) where akun_id is not null;
create index draf_lama on citizen_reports.draf (updated_at);

alter table citizen_reports.pelapor
  add column patokan_asli text,
  add column jawaban_asli jsonb;
comment on column citizen_reports.pelapor.patokan_asli is 'Landmark as told, when personal data in it was masked in public';
comment on column citizen_reports.pelapor.jawaban_asli is 'Answers as told, when personal data in them was masked in public';

create table citizen_reports.unggahan (
  id uuid primary key,
  laporan_id uuid not null references citizen_reports.laporan (id),
  ukuran integer not null check (ukuran between 1 and 262144),
  isi bytea not null default '',
  foto_id uuid,
  diubah_at timestamptz not null,
  check (octet_length(isi) <= ukuran),
  check (foto_id is null or octet_length(isi) = 0)
);
comment on table citizen_reports.unggahan is 'Photos on their way, piece by piece, after the words of a report; emptied once the photo is kept, gone after a week';
create index unggahan_laporan on citizen_reports.unggahan (laporan_id);
create index unggahan_lama on citizen_reports.unggahan (diubah_at);
grant select, insert, update, delete on citizen_reports.unggahan to mod_citizen_reports;

-- Nearest open cases around a point: read in order of distance, so that density does not matter.
create index laporan_titik_terbuka on citizen_reports.laporan using gist (point(lon, lat))
  where is_publik and lat is not null and cara_tutup is null;
