-- Field work without a signal: what a phone sends twice is done once.
create table citizen_reports.kiriman_lapangan (
  kunci uuid primary key,
  akun_id uuid not null,
  laporan_id uuid not null references citizen_reports.laporan (id),
  aksi text not null check (aksi in ('tindak_lanjut', 'foto', 'selesai')),
  diterima_at timestamptz not null
);
comment on table citizen_reports.kiriman_lapangan is 'Ids made by a field officer''s phone for what it sent; sending again is answered as before';
create index kiriman_lapangan_waktu on citizen_reports.kiriman_lapangan (diterima_at);
grant select, insert, delete on citizen_reports.kiriman_lapangan to mod_citizen_reports;
