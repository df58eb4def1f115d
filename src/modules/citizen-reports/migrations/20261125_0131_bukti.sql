-- Proof of the fix: the number is computed, its use is stored once; rules of the house are data.
alter table citizen_reports.nonce_bukti
  add column foto_id uuid references citizen_reports.foto (id),
  add check (dipakai_at is null or dipakai_at >= terbit_at);
comment on table citizen_reports.nonce_bukti is 'Numbers of proof photos that were used, each once; a number is made by signing case, officer and time, so nothing is stored before';
create index nonce_bukti_laporan on citizen_reports.nonce_bukti (laporan_id, dipakai_at desc);

create table citizen_reports.aturan_bukti (
  berlaku_mulai timestamptz primary key,
  radius_m integer not null check (radius_m between 10 and 5000),
  ketelitian_m integer not null check (ketelitian_m between 5 and 1000),
  umur_menit integer not null check (umur_menit between 2 and 240),
  umur_luring_jam integer not null check (umur_luring_jam between 1 and 72),
  bagian_periksa_ulang numeric(4, 3) not null check (bagian_periksa_ulang between 0 and 1),
  oleh uuid
);
comment on table citizen_reports.aturan_bukti is 'House rules for proof photos and re-inspection; the newest row counts, the older ones are the history';
comment on column citizen_reports.aturan_bukti.ketelitian_m is 'Widest uncertainty of a phone''s position that is believed, in metres';
comment on column citizen_reports.aturan_bukti.umur_menit is 'Longest time between the page with the number and the photo';
comment on column citizen_reports.aturan_bukti.umur_luring_jam is 'The same for numbers fetched ahead for places without a signal';
insert into citizen_reports.aturan_bukti values ('2026-01-01 00:00:00+07', 150, 100, 30, 24, 0.05, null);

-- A re-inspection is given to somebody, and its result may carry a photo.
alter table citizen_reports.pemeriksaan_ulang
  add column ditugaskan_at timestamptz,
  add column diperiksa_oleh uuid,
  add check ((hasil is null) = (diperiksa_at is null)),
  add check (hasil is distinct from 'tidak_sesuai' or catatan is not null);
create index pemeriksaan_petugas on citizen_reports.pemeriksaan_ulang (petugas_id, dipilih_at) where hasil is null;
create index pemeriksaan_selesai on citizen_reports.pemeriksaan_ulang (diperiksa_at desc, id) where hasil is not null;
create index pemeriksaan_laporan on citizen_reports.pemeriksaan_ulang (laporan_id);
alter table citizen_reports.pemeriksaan_ulang add foreign key (foto_id) references citizen_reports.foto (id);

grant select, insert on citizen_reports.aturan_bukti to mod_citizen_reports;
