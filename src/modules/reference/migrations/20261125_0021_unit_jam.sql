-- Opening hours that a program can read, areas an agency serves, and one row that tells processes to read again.
alter table reference.unit add column jam_buka jsonb check (jam_buka is null or jsonb_typeof(jam_buka) = 'array');
comment on column reference.unit.jam_buka is 'Opening hours per weekday: [{"hari": 1..7, "buka": minute, "tutup": minute}]; null when only the sentence in jam_layanan is known';

create table reference.unit_layanan (
  unit_kode text not null references reference.unit (kode),
  wilayah_kode text not null references reference.wilayah (kode),
  primary key (unit_kode, wilayah_kode)
);
comment on table reference.unit_layanan is 'Kecamatan an agency serves when it does not serve the whole region';
grant select, insert, update, delete on reference.unit_layanan to mod_reference;
grant select on reference.unit_layanan to pendopo_modules;

create table reference.versi (
  id integer primary key check (id = 1),
  versi bigint not null
);
comment on table reference.versi is 'Counts up with every change that processes keep in memory: agencies, calendar, region, sketch map';
insert into reference.versi (id, versi) values (1, 1);
grant select, update on reference.versi to mod_reference;
grant select on reference.versi to pendopo_modules;

create function reference.bump_versi() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update reference.versi set versi = versi + 1 where id = 1;
  return null;
end $$;
create trigger unit_versi after insert or update or delete on reference.unit for each statement execute function reference.bump_versi();
create trigger unit_layanan_versi after insert or update or delete on reference.unit_layanan for each statement execute function reference.bump_versi();
create trigger hari_libur_versi after insert or update or delete on reference.hari_libur for each statement execute function reference.bump_versi();
create trigger tahun_kalender_versi after insert or update or delete on reference.tahun_kalender for each statement execute function reference.bump_versi();
create trigger peta_versi after insert or update or delete on reference.peta for each statement execute function reference.bump_versi();

alter table reference.unit_riwayat alter column sesudah drop not null;
create index unit_riwayat_kode on reference.unit_riwayat (kode, waktu desc, id desc);
create index unit_riwayat_waktu on reference.unit_riwayat (waktu desc, id desc);
revoke update, delete on reference.unit_riwayat from mod_reference;
