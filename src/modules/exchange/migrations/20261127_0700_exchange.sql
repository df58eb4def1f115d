-- Files of other systems, kept as they came, to be compared with our documents. Nothing of ours is changed by them.
create schema exchange;
grant usage on schema exchange to mod_exchange;

create table exchange.bentuk (
  kode text primary key check (kode ~ '^[a-z0-9-]{3,40}$'),
  sistem text not null check (sistem in ('sipd', 'simda', 'siskeudes')),
  jenis text not null check (jenis in ('sp2d', 'anggaran')),
  nama text not null check (length(nama) between 3 and 120),
  kolom jsonb not null check (jsonb_typeof(kolom) = 'object'),
  is_terverifikasi boolean not null default false,
  sumber text not null check (length(sumber) between 3 and 300)
);
comment on table exchange.bentuk is 'Shapes of other systems'' files: which of their columns is which of our fields';

create table exchange.muatan (
  id uuid primary key,
  bentuk_kode text not null references exchange.bentuk (kode),
  tahun integer not null check (tahun between 2000 and 2100),
  berkas text not null check (length(berkas) between 1 and 200),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  baris integer not null check (baris >= 1),
  nilai numeric(20,2) not null,
  oleh text not null,
  waktu timestamptz not null,
  unique (bentuk_kode, tahun, sha256)
);
comment on table exchange.muatan is 'A file of another system that was taken in: its hash, its rows, its sum. The same bytes are taken in once';
create index muatan_waktu on exchange.muatan (waktu desc, id);

create table exchange.dokumen (
  muatan_id uuid not null references exchange.muatan (id),
  baris integer not null check (baris >= 1),
  kunci text not null check (length(kunci) between 1 and 200),
  nomor text not null default '' check (length(nomor) <= 200),
  tanggal date,
  skpd_kode text not null default '' check (length(skpd_kode) <= 60),
  sub_kode text not null default '' check (length(sub_kode) <= 60),
  rekening_kode text not null default '' check (length(rekening_kode) <= 60),
  uraian text not null default '' check (length(uraian) <= 500),
  nilai numeric(20,2) not null,
  primary key (muatan_id, baris)
);
comment on table exchange.dokumen is 'Rows of such a file. kunci is what the same document is called here: its number without spaces, or its codes without widths';
create index dokumen_kunci on exchange.dokumen (muatan_id, kunci);

create function exchange.tetap() returns trigger language plpgsql as $$
begin
  raise exception 'what another system wrote is kept as it came' using errcode = 'check_violation';
end $$;
create trigger dokumen_tetap before update or delete on exchange.dokumen for each row execute function exchange.tetap();
create trigger muatan_tetap before update or delete on exchange.muatan for each row execute function exchange.tetap();

grant select, insert on all tables in schema exchange to mod_exchange;
grant update on exchange.bentuk to mod_exchange;
