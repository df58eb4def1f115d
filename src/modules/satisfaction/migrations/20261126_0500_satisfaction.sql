-- How people judge the services they received (Survei Kepuasan Masyarakat).
create schema satisfaction;
grant usage on schema satisfaction to mod_satisfaction;

create table satisfaction.layanan (
  kode text primary key,
  nama text not null,
  is_gratis boolean not null,
  diubah_at timestamptz not null
);
comment on table satisfaction.layanan is 'Services by code, as last told by the module that has them: for the names on pages and the list for paper forms';

create table satisfaction.undangan (
  id uuid primary key,
  sidik bytea not null unique check (octet_length(sidik) = 32),
  subjek_jenis text not null,
  subjek_id text not null,
  nomor text not null,
  layanan_kode text not null,
  unit_kode text not null,
  akun_id uuid,
  bahasa text not null check (bahasa in ('id', 'en')),
  kanal text not null check (kanal in ('web', 'loket')),
  is_gratis boolean not null,
  dibuat_at timestamptz not null,
  triwulan date not null,
  berlaku_sampai timestamptz not null check (berlaku_sampai > dibuat_at),
  is_terpakai boolean not null default false,
  unique (subjek_jenis, subjek_id),
  -- Once answered it says only that it was: neither who nor when.
  check (not is_terpakai or akun_id is null)
);
comment on table satisfaction.undangan is 'One invitation per finished service; only the digest of its token is kept, and nothing of the answer';
create index undangan_akun on satisfaction.undangan (akun_id, id desc) where akun_id is not null;
create index undangan_masa on satisfaction.undangan (berlaku_sampai);

create table satisfaction.bundel (
  id uuid primary key,
  unit_kode text not null,
  nomor text not null check (length(nomor) between 2 and 40),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  unique (unit_kode, nomor)
);
comment on table satisfaction.bundel is 'A batch of paper forms, by the number on its cover';

create table satisfaction.jawaban (
  id uuid primary key,
  unit_kode text not null,
  layanan_kode text not null,
  triwulan date not null check (extract(day from triwulan) = 1 and extract(month from triwulan) in (1, 4, 7, 10)),
  waktu timestamptz not null check (extract(epoch from waktu)::bigint % 900 = 0),
  kanal text not null check (kanal in ('web', 'loket', 'kertas')),
  skala smallint[] not null check (array_length(skala, 1) = 9 and 1 <= all (skala) and 4 >= all (skala)),
  jenis_kelamin text,
  umur text,
  pendidikan text,
  pekerjaan text,
  catatan text check (length(catatan) between 1 and 2000),
  bundel_id uuid references satisfaction.bundel (id),
  lembar integer check (lembar between 1 and 9999),
  is_diacak boolean not null default false,
  check ((kanal = 'kertas') = (bundel_id is not null) and (bundel_id is null) = (lembar is null)),
  unique (bundel_id, lembar)
);
comment on table satisfaction.jawaban is 'One answer: nine marks and what its giver chose to tell. No person, no application, no token; the time is cut to a quarter hour, and rows by link are written anew in another order every night';
create index jawaban_catatan on satisfaction.jawaban (unit_kode, triwulan, id) where catatan is not null;
create index jawaban_baru on satisfaction.jawaban (waktu) where not is_diacak and kanal <> 'kertas';

create function satisfaction.tambah(a integer[], b integer[]) returns integer[] language sql immutable parallel safe as $$
  select array_agg(t.x + t.y order by t.i) from unnest(a, b) with ordinality as t (x, y, i)
$$;
do $$ begin
  execute format('create aggregate satisfaction.jumlah_larik(integer[]) (sfunc = satisfaction.tambah, stype = integer[], initcond = %L)',
    array_fill(0, array[36])::text);
end $$;

create table satisfaction.rekap (
  sisi text not null check (sisi in ('daerah', 'unit', 'layanan', 'unit-layanan')),
  triwulan date not null,
  unit_kode text not null,
  layanan_kode text not null,
  kanal text not null check (kanal in ('web', 'loket', 'kertas')),
  diundang integer not null default 0 check (diundang >= 0),
  terjawab integer not null default 0 check (terjawab >= 0),
  jumlah integer not null default 0 check (jumlah >= 0),
  sebaran integer[] not null check (array_length(sebaran, 1) = 36 and 0 <= all (sebaran)),
  kuadrat bigint not null default 0,
  primary key (sisi, triwulan, unit_kode, layanan_kode, kanal),
  check ((unit_kode = '') = (sisi in ('daerah', 'layanan')) and (layanan_kode = '') = (sisi in ('daerah', 'unit')))
);
comment on table satisfaction.rekap is 'Counters per quarter, channel and side, changed by the transaction that takes the answer: invited, of those answered, answers, their nine times four counts, and the sum of the squares of each answer''s sum';
create index rekap_satu on satisfaction.rekap (sisi, unit_kode, layanan_kode, triwulan);

create table satisfaction.rekap_responden (
  sisi text not null check (sisi in ('daerah', 'unit', 'layanan', 'unit-layanan')),
  triwulan date not null,
  unit_kode text not null,
  layanan_kode text not null,
  ruas text not null check (ruas in ('jenis_kelamin', 'umur', 'pendidikan', 'pekerjaan')),
  pilihan text not null,
  jumlah integer not null check (jumlah >= 0),
  primary key (sisi, unit_kode, layanan_kode, triwulan, ruas, pilihan)
);
comment on table satisfaction.rekap_responden is 'How many respondents told this of themselves; an empty choice is one who did not tell. Small numbers are hidden where it is shown';

create table satisfaction.terbitan (
  id uuid primary key,
  sisi text not null check (sisi in ('daerah', 'unit', 'layanan', 'unit-layanan')),
  unit_kode text not null,
  layanan_kode text not null,
  periode text not null check (periode ~ '^2\d{3}(-Q[1-4])?$'),
  dokumen jsonb not null,
  terbit_at timestamptz not null,
  unique (periode, sisi, unit_kode, layanan_kode)
);
comment on table satisfaction.terbitan is 'A published score with everything its report says; its digest is in the public log';
create index terbitan_unit on satisfaction.terbitan (unit_kode, sisi, terbit_at desc);

create table satisfaction.periode_terbit (
  periode text primary key check (periode ~ '^2\d{3}(-Q[1-4])?$'),
  terbit_at timestamptz not null
);
comment on table satisfaction.periode_terbit is 'Periods whose scores are published: nothing is counted into them any more';

create table satisfaction.rencana (
  id uuid primary key,
  unit_kode text not null,
  periode text not null check (periode ~ '^2\d{3}(-Q[1-4])?$'),
  unsur text not null check (unsur ~ '^U[1-9]$'),
  kegiatan text not null check (length(kegiatan) between 10 and 500),
  penanggung_jawab text not null check (length(penanggung_jawab) between 3 and 120),
  mulai date not null,
  target date not null check (target >= mulai),
  hasil text check (length(hasil) between 10 and 500),
  selesai_pada date,
  versi integer not null check (versi >= 1),
  diubah_at timestamptz not null,
  unique (unit_kode, periode, unsur),
  check ((hasil is null) = (selesai_pada is null))
);
comment on table satisfaction.rencana is 'What a unit will do about one of its three lowest elements, by when, and what came of it; public';

grant select, insert, update on satisfaction.layanan, satisfaction.undangan, satisfaction.rekap, satisfaction.rekap_responden, satisfaction.rencana
  to mod_satisfaction;
grant select, insert on satisfaction.bundel, satisfaction.terbitan, satisfaction.periode_terbit to mod_satisfaction;
grant select, insert, delete on satisfaction.jawaban to mod_satisfaction;
