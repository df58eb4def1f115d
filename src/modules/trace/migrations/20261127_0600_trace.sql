-- Jejak: what leads from a proposal to an asset is read from other modules' views; here are only the links nobody else owns.
create schema trace;
grant usage on schema trace to mod_trace;

create table trace.kaitan (
  id uuid primary key,
  dari_jenis text not null check (dari_jenis in ('kartu-aset', 'kdp', 'kontrak', 'mata-anggaran')),
  dari_id text not null check (length(dari_id) between 1 and 60),
  ke_jenis text not null check (ke_jenis = 'laporan'),
  ke_id text not null check (length(ke_id) between 3 and 60),
  oleh text not null,
  dibuat_at timestamptz not null,
  unique (dari_jenis, dari_id, ke_jenis, ke_id)
);
comment on table trace.kaitan is 'Links no other module owns: a citizen''s report, by its number, about an asset, a contract or a budget position';
create index kaitan_balik on trace.kaitan (ke_jenis, ke_id);

create table trace.kelengkapan (
  tahun integer not null check (tahun between 2000 and 2100),
  tanggal date not null,
  baris integer not null check (baris >= 0),
  nilai numeric(20,2) not null,
  baris_lengkap integer not null check (baris_lengkap between 0 and baris),
  nilai_lengkap numeric(20,2) not null,
  tanpa_rencana integer not null check (tanpa_rencana between 0 and baris),
  tanpa_jurnal integer not null check (tanpa_jurnal between 0 and baris),
  tanpa_aset integer not null check (tanpa_aset between 0 and baris),
  primary key (tahun, tanggal)
);
comment on table trace.kelengkapan is 'Share of payment lines whose chain is whole, per fiscal year and day of measuring; what is missing counted apart';

grant select, insert on all tables in schema trace to mod_trace;
grant update on trace.kelengkapan to mod_trace;
grant delete on trace.kaitan to mod_trace;
