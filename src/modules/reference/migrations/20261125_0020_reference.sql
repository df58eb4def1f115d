-- Facts everyone uses: areas, boundaries, the calendar, agencies. Readable by every module.
create schema reference;
grant usage on schema reference to mod_reference, pendopo_modules;

create table reference.wilayah (
  kode text primary key check (kode ~ '^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$'),
  nama text not null,
  tingkat text not null check (tingkat in ('provinsi', 'kabupaten', 'kecamatan', 'desa', 'kelurahan')),
  induk_kode text references reference.wilayah (kode)
);
comment on table reference.wilayah is 'National area codes (Kepmendagri), province to village';
create index wilayah_induk on reference.wilayah (induk_kode, nama);

create table reference.batas (
  kode text not null,
  bagian integer not null,
  luar polygon not null,
  kotak box not null,
  lubang polygon[] not null default '{}',
  lat_dalam double precision not null,
  lon_dalam double precision not null,
  primary key (kode, bagian)
);
comment on table reference.batas is 'Boundary polygons of our areas, one row per part; (lon, lat). kotak is the bounding box that the index searches; dalam is an inner point';
create index batas_kotak on reference.batas using gist (kotak);

create table reference.hari_libur (
  tanggal date not null,
  nama text not null,
  jenis text not null check (jenis in ('libur_nasional', 'cuti_bersama', 'libur_daerah', 'prakiraan')),
  dasar text not null,
  primary key (tanggal, nama)
);
comment on table reference.hari_libur is 'Days off with the decree they rest on; prakiraan until the decree is published';

create table reference.tahun_kalender (
  tahun integer primary key check (tahun between 2000 and 2100),
  status text not null check (status in ('resmi', 'prakiraan'))
);
comment on table reference.tahun_kalender is 'Years whose days off are loaded; any other year is refused, never guessed';

create table reference.unit (
  kode text primary key check (kode ~ '^[a-z0-9][a-z0-9.-]*$'),
  nama text not null,
  singkatan text not null,
  induk_kode text references reference.unit (kode),
  wilayah_kode text,
  alamat text,
  telepon text,
  jam_layanan text,
  is_active boolean not null default true,
  updated_at timestamptz not null default now()
);
comment on table reference.unit is 'Perangkat daerah: agencies, kecamatan and village offices, with their opening hours';
create index unit_wilayah on reference.unit (wilayah_kode) where wilayah_kode is not null;

create table reference.unit_riwayat (
  id uuid primary key,
  kode text not null,
  sebelum jsonb,
  sesudah jsonb not null,
  oleh text not null,
  waktu timestamptz not null
);
comment on table reference.unit_riwayat is 'History of changes to agencies and the calendar made in the settings screen';

create table reference.peta (
  id integer primary key check (id = 1),
  sketsa jsonb not null
);
comment on table reference.peta is 'The sketch map of the region: flat paths for server-drawn maps, made from the boundaries at import';

grant select, insert, update, delete on all tables in schema reference to mod_reference;
grant select on all tables in schema reference to pendopo_modules;
