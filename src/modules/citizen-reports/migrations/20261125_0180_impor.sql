-- Imports of reports from other systems: what was taken in, from which file, how far.
create table citizen_reports.impor (
  id uuid primary key,
  berkas text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  format text not null,
  sumber text not null,
  baris integer not null check (baris >= 0),
  tersimpan integer not null default 0 check (tersimpan >= 0),
  sudah_ada integer not null default 0 check (sudah_ada >= 0),
  mulai_at timestamptz not null,
  selesai_at timestamptz,
  check (selesai_at is null or tersimpan + sudah_ada <= baris)
);
comment on table citizen_reports.impor is 'One run of "import laporan": the file, and how many of its rows became cases; selesai_at null means it was cut off and may be run again';
grant select, insert, update on citizen_reports.impor to mod_citizen_reports;

-- How often suggestions were followed is read from the newest decisions only, whatever their number.
create index disposisi_saran on citizen_reports.disposisi (waktu desc, id desc) where saran is not null and not is_kembali;
