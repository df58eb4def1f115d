-- Office hours by which deadlines end: a dated setting of the region, once a constant of the program.
create table reference.jam_kantor (
  berlaku_mulai date primary key check (berlaku_mulai between '2000-01-01' and '2100-12-31'),
  buka integer not null check (buka between 0 and 1439),
  tutup integer not null check (tutup between 1 and 1440),
  dasar text not null check (length(dasar) between 5 and 200),
  check (buka < tutup)
);
comment on table reference.jam_kantor is 'Office hours in minutes after midnight from a date until the next row; the earliest row holds for all days before it too';
insert into reference.jam_kantor (berlaku_mulai, buka, tutup, dasar)
values ('2000-01-01', 450, 960, 'Bawaan Pendopo, belum diverifikasi; ganti dengan keputusan daerah');
grant select, insert, update, delete on reference.jam_kantor to mod_reference;
grant select on reference.jam_kantor to pendopo_modules;
create trigger jam_kantor_versi after insert or update or delete on reference.jam_kantor for each statement execute function reference.bump_versi();
