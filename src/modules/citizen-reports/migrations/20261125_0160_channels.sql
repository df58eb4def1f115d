-- Channels and programs: conversations by SMS, WhatsApp and e-mail, counters, keys and partners.

alter table citizen_reports.pelapor
  add column dibantu_oleh uuid,
  add column persetujuan_at timestamptz,
  add constraint pelapor_persetujuan check (dibantu_oleh is null or persetujuan_at is not null);
comment on column citizen_reports.pelapor.dibantu_oleh is 'Officer who typed the report for the citizen at a counter; such a row has the consent that was asked';
create index pelapor_telepon on citizen_reports.pelapor (telepon) where telepon is not null;

alter table citizen_reports.kunci_api
  add column dipakai_at timestamptz,
  add column dicabut_at timestamptz;
comment on column citizen_reports.kunci_api.dipakai_at is 'Last use, to the hour: not every call writes';

alter table citizen_reports.mitra
  add column gagal_beruntun integer not null default 0 check (gagal_beruntun >= 0),
  add column istirahat_sampai timestamptz,
  add column galat text check (length(galat) <= 500),
  add column berhasil_at timestamptz,
  add column ditarik_sampai timestamptz,
  add constraint mitra_kode check (kode ~ '^[a-z0-9-]{2,40}$');
comment on column citizen_reports.mitra.istirahat_sampai is 'After failures in a row the partner is left alone until then';
comment on column citizen_reports.mitra.ditarik_sampai is 'Updates of the partner are known up to this moment';
grant delete on citizen_reports.mitra to mod_citizen_reports;

alter table citizen_reports.penerusan
  add column oleh uuid,
  add column terkirim_at timestamptz,
  add column galat text check (length(galat) <= 500),
  add column is_gagal boolean not null default false,
  add column selesai_at timestamptz;
comment on column citizen_reports.penerusan.is_gagal is 'The partner refused, or every try failed: an officer must look';
create unique index penerusan_rujukan on citizen_reports.penerusan (mitra_kode, rujukan) where rujukan is not null;
create index penerusan_terbuka on citizen_reports.penerusan (mitra_kode, diperiksa_at nulls first) where selesai_at is null;

create table citizen_reports.percakapan (
  kanal text not null check (kanal in ('sms', 'whatsapp', 'email')),
  pengirim bytea not null check (length(pengirim) = 32),
  jendela_mulai timestamptz not null,
  jumlah integer not null default 0,
  bantuan_at timestamptz,
  tertunda jsonb,
  laporan_id uuid references citizen_reports.laporan (id),
  updated_at timestamptz not null,
  primary key (kanal, pengirim)
);
comment on table citizen_reports.percakapan is 'Where a conversation by SMS, WhatsApp or e-mail stands: what waits for its missing half, how often the sender wrote. pengirim is a keyed digest, never the number; gone after two days';
create index percakapan_lama on citizen_reports.percakapan (updated_at);
grant select, insert, update, delete on citizen_reports.percakapan to mod_citizen_reports;

create table citizen_reports.pesan_bagian (
  pengirim bytea not null check (length(pengirim) = 32),
  rujukan text not null,
  bagian smallint not null check (bagian between 1 and 20),
  jumlah smallint not null check (jumlah between 2 and 20),
  dari text not null,
  isi text not null check (length(isi) <= 1000),
  waktu timestamptz not null,
  diterima_at timestamptz not null,
  primary key (pengirim, rujukan, bagian),
  check (bagian <= jumlah)
);
comment on table citizen_reports.pesan_bagian is 'Parts of a long SMS that wait for the others; joined when all are there, or after ten minutes with what came';
create index pesan_bagian_lama on citizen_reports.pesan_bagian (diterima_at);
grant select, insert, delete on citizen_reports.pesan_bagian to mod_citizen_reports;

create table citizen_reports.kanal_galat (
  kanal text not null,
  kode text not null,
  hari date not null,
  jumlah integer not null default 1,
  terakhir_at timestamptz not null,
  primary key (kanal, kode, hari)
);
comment on table citizen_reports.kanal_galat is 'Deliveries of gateways that were refused, counted per day and reason; no content';
grant select, insert, update, delete on citizen_reports.kanal_galat to mod_citizen_reports;

create index pesan_masuk_kanal on citizen_reports.pesan_masuk (kanal, diterima_at desc);
-- Open cases are few among many: the standard's status=open must not read every closed one.
create index laporan_publik_terbuka on citizen_reports.laporan (diterima_at desc, id desc) where is_publik and cara_tutup is null;
