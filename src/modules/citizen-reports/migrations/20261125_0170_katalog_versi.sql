-- Editing the catalogues: every process learns of a change, and the rules of the program hold in the tables too.
create table citizen_reports.katalog_versi (
  id integer primary key check (id = 1),
  versi bigint not null,
  diubah_at timestamptz not null
);
comment on table citizen_reports.katalog_versi is 'Counts up with every change of a catalogue, so that each process knows when to read again; editors take turns on its row';
insert into citizen_reports.katalog_versi (id, versi, diubah_at) values (1, 1, now());
grant select, update on citizen_reports.katalog_versi to mod_citizen_reports;

create function citizen_reports.bump_katalog() returns trigger language plpgsql as $$
begin
  update citizen_reports.katalog_versi set versi = versi + 1, diubah_at = now() where id = 1;
  return null;
end $$;
create trigger kategori_versi after insert or update or delete on citizen_reports.kategori
  for each statement execute function citizen_reports.bump_katalog();
create trigger wewenang_versi after insert or update or delete on citizen_reports.wewenang
  for each statement execute function citizen_reports.bump_katalog();
create trigger tenggat_aturan_versi after insert or update or delete on citizen_reports.tenggat_aturan
  for each statement execute function citizen_reports.bump_katalog();
create trigger alasan_versi after insert or update or delete on citizen_reports.alasan
  for each statement execute function citizen_reports.bump_katalog();
create trigger templat_versi after insert or update or delete on citizen_reports.templat
  for each statement execute function citizen_reports.bump_katalog();

-- Deadline rules are dated and added; only their end and the mark of the source may be set afterwards.
create unique index tenggat_aturan_terbuka on citizen_reports.tenggat_aturan (kode, coalesce(jenis, ''), coalesce(kelas, ''))
  where berlaku_sampai is null;
create unique index tenggat_aturan_mulai on citizen_reports.tenggat_aturan (kode, coalesce(jenis, ''), coalesce(kelas, ''), berlaku_mulai);
alter table citizen_reports.tenggat_aturan add check (berlaku_sampai is null or berlaku_sampai >= berlaku_mulai);
revoke update on citizen_reports.tenggat_aturan from mod_citizen_reports;
grant update (berlaku_sampai, is_terverifikasi) on citizen_reports.tenggat_aturan to mod_citizen_reports;

alter table citizen_reports.kategori
  add check (jsonb_typeof(pertanyaan) = 'array'),
  add check (cardinality(jenis) > 0),
  add check (length(nama_id) between 2 and 120 and length(nama_en) between 2 and 120);

-- A category that was never used may go; the two indexes answer whether it was.
create index laporan_kategori_tertutup on citizen_reports.laporan (kategori_kode) where not is_publik;
grant delete on citizen_reports.kategori, citizen_reports.alasan, citizen_reports.templat to mod_citizen_reports;
create index katalog_riwayat_waktu on citizen_reports.katalog_riwayat (waktu desc, id desc);
