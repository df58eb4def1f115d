-- Votes and participatory budgeting: who has voted is kept apart from what was voted.
create schema ballots;
grant usage on schema ballots to mod_ballots;

create table ballots.pungutan (
  id uuid primary key,
  nomor text not null unique,
  judul text not null check (length(judul) between 5 and 160),
  pertanyaan text not null check (length(pertanyaan) between 10 and 1000),
  jenis text not null check (jenis in ('setuju', 'poin', 'peringkat')),
  aturan jsonb not null,
  anggaran_sen numeric(20, 0) check (anggaran_sen > 0),
  kursi smallint not null check (kursi between 1 and 100),
  paling_banyak smallint not null check (paling_banyak between 1 and 100),
  jumlah_poin smallint not null check (jumlah_poin between 1 and 1000),
  is_batas_anggaran boolean not null,
  wilayah_kode text not null,
  buka_at timestamptz not null,
  tutup_at timestamptz not null check (tutup_at > buka_at),
  status text not null default 'rancangan' check (status in ('rancangan', 'tetap', 'buka', 'tutup', 'selesai')),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  ketetapan jsonb,
  aturan_sidik bytea check (octet_length(aturan_sidik) = 32),
  kunci_publik bytea,
  kunci_tersegel bytea,
  benih_sidik bytea check (octet_length(benih_sidik) = 32),
  benih_tersegel bytea,
  check ((status = 'rancangan') = (ketetapan is null)),
  check (num_nulls(ketetapan, aturan_sidik, kunci_publik, kunci_tersegel, benih_sidik, benih_tersegel) in (0, 6)),
  check (not is_batas_anggaran or anggaran_sen is not null)
);
comment on table ballots.pungutan is 'A vote: question, rule as data, electorate and hours; from the moment it is fixed only its state goes on. Its signing key and the seed of its lot are sealed';
create index pungutan_daftar on ballots.pungutan (tutup_at desc, id desc) where status <> 'rancangan';
create index pungutan_semua on ballots.pungutan (dibuat_at desc, id desc);
create index pungutan_jam on ballots.pungutan (status, tutup_at) where status in ('tetap', 'buka', 'tutup');

create table ballots.pilihan (
  pungutan_id uuid not null references ballots.pungutan (id),
  kode text not null check (kode ~ '^[1-9]\d{0,2}$'),
  nama text not null check (length(nama) between 3 and 160),
  uraian text not null check (length(uraian) <= 2000),
  tempat text not null check (length(tempat) <= 200),
  biaya_sen numeric(20, 0) check (biaya_sen > 0),
  usulan text check (length(usulan) between 3 and 60),
  primary key (pungutan_id, kode)
);
comment on table ballots.pilihan is 'What may be voted for: with its cost in sen where a budget is shared out, its place, and the number of the proposal it came from';

create table ballots.kotak (
  pungutan_id uuid primary key references ballots.pungutan (id),
  pemilih_daring integer not null default 0 check (pemilih_daring >= 0),
  pemilih_kertas integer not null default 0 check (pemilih_kertas >= 0),
  suara_daring integer not null default 0 check (suara_daring between 0 and pemilih_daring),
  suara_kertas integer not null default 0 check (suara_kertas between 0 and pemilih_kertas)
);
comment on table ballots.kotak is 'Counters of one vote; whoever changes anything of it waits for this row. There are never more ballots than people who were marked for them';

create table ballots.pemilih (
  pungutan_id uuid not null references ballots.kotak (pungutan_id),
  kunci bytea not null check (octet_length(kunci) = 32),
  cara text not null check (cara in ('daring', 'kertas')),
  titipan bytea check (octet_length(titipan) = 32),
  is_baru boolean not null default true,
  primary key (pungutan_id, kunci)
);
comment on table ballots.pemilih is 'Marks of those who have taken their ballot: a keyed digest that only the program can make of a person, no account, no time. titipan: digest of the blinded token that was signed, so that a lost answer can be given again';
create index pemilih_baru on ballots.pemilih (pungutan_id) where is_baru;

create table ballots.suara (
  id uuid primary key,
  pungutan_id uuid not null references ballots.kotak (pungutan_id),
  pilihan text[] not null check (array_length(pilihan, 1) between 1 and 100),
  poin smallint[] not null check (cardinality(poin) in (0, cardinality(pilihan))),
  is_baru boolean not null default true
);
comment on table ballots.suara is 'Ballots: what was chosen and nothing else. The newest are written anew in another order with every ballot that is cast, all of them when the vote closes';
create index suara_pungutan on ballots.suara (pungutan_id, id);
create index suara_baru on ballots.suara (pungutan_id) where is_baru;

create table ballots.tanda_terima (
  pungutan_id uuid not null references ballots.kotak (pungutan_id),
  sidik bytea not null check (octet_length(sidik) = 32),
  is_baru boolean not null default true,
  primary key (pungutan_id, sidik)
);
comment on table ballots.tanda_terima is 'Digests of receipts, one per ballot: a receipt proves that a ballot was taken in, and has nothing to do with what it says';
create index tanda_terima_baru on ballots.tanda_terima (pungutan_id) where is_baru;

create table ballots.token (
  pungutan_id uuid not null references ballots.kotak (pungutan_id),
  sidik bytea not null check (octet_length(sidik) = 32),
  is_baru boolean not null default true,
  primary key (pungutan_id, sidik)
);
comment on table ballots.token is 'Digests of tokens that were used; a token is signed blindly, so nobody can tell whose it was';
create index token_baru on ballots.token (pungutan_id) where is_baru;

create table ballots.lembar (
  pungutan_id uuid not null references ballots.pungutan (id),
  bundel text not null check (length(bundel) between 2 and 40),
  lembar smallint not null check (lembar between 1 and 9999),
  isi_pertama jsonb not null,
  oleh_pertama uuid not null,
  isi_kedua jsonb,
  oleh_kedua uuid,
  primary key (pungutan_id, bundel, lembar),
  check ((isi_kedua is null) = (oleh_kedua is null)),
  check (oleh_kedua <> oleh_pertama)
);
comment on table ballots.lembar is 'Paper ballots as two people typed them, each without seeing the other; they count when both say the same. A sheet names nobody';

create table ballots.penolakan (
  pungutan_id uuid not null references ballots.pungutan (id),
  sebab text not null check (sebab ~ '^[A-Z_]{3,40}$'),
  jumlah integer not null check (jumlah > 0),
  primary key (pungutan_id, sebab)
);
comment on table ballots.penolakan is 'How often ballots were refused, and why; for inspectors';

create table ballots.hasil (
  id uuid primary key,
  pungutan_id uuid not null unique references ballots.pungutan (id),
  pb text not null,
  hitungan text not null,
  akar bytea not null check (octet_length(akar) = 32),
  benih bytea not null,
  dokumen jsonb not null,
  terbit_at timestamptz not null
);
comment on table ballots.hasil is 'The published count: the export it was counted from, every step, the root over all receipts, the seed of the lot';

create table ballots.domisili (
  akun_id uuid primary key,
  desa_kode text not null,
  sumber text not null check (sumber in ('dukcapil', 'petugas')),
  diperiksa_pada date not null,
  diperiksa_oleh uuid,
  dicabut_pada date check (dicabut_pada >= diperiksa_pada),
  check ((sumber = 'petugas') = (diperiksa_oleh is not null))
);
comment on table ballots.domisili is 'Where an account''s holder lives, as the population register or an officer confirmed; dicabut_pada: moved away or died';
create index domisili_desa on ballots.domisili (desa_kode, akun_id);

-- A vote that was fixed stays as it is; only its state goes on.
create function ballots.jaga_pungutan() returns trigger language plpgsql as $$
declare urutan constant text[] := array['rancangan', 'tetap', 'buka', 'tutup', 'selesai'];
begin
  if tg_op = 'DELETE' then raise exception 'a vote is never deleted'; end if;
  if array_position(urutan, new.status) < array_position(urutan, old.status) then
    raise exception 'a vote never goes back';
  end if;
  if old.status <> 'rancangan' and (to_jsonb(new) - 'status') <> (to_jsonb(old) - 'status') then
    raise exception 'a fixed vote does not change';
  end if;
  return new;
end $$;
create trigger jaga before update or delete on ballots.pungutan for each row execute function ballots.jaga_pungutan();

create function ballots.jaga_pilihan() returns trigger language plpgsql as $$
declare punya uuid := case when tg_op = 'DELETE' then old.pungutan_id else new.pungutan_id end;
begin
  if (select p.status from ballots.pungutan p where p.id = punya for share) <> 'rancangan' then
    raise exception 'options of a fixed vote do not change';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger jaga before insert or update or delete on ballots.pilihan for each row execute function ballots.jaga_pilihan();

-- After closing no ballot comes or goes.
create function ballots.jaga_isi_kotak() returns trigger language plpgsql as $$
declare punya uuid := case when tg_op = 'DELETE' then old.pungutan_id else new.pungutan_id end;
begin
  if (select p.status from ballots.pungutan p where p.id = punya) not in ('tetap', 'buka') then
    raise exception 'the box is closed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger jaga before insert or update or delete on ballots.suara for each row execute function ballots.jaga_isi_kotak();
create trigger jaga before insert or update or delete on ballots.tanda_terima for each row execute function ballots.jaga_isi_kotak();

create function ballots.jaga_kotak() returns trigger language plpgsql as $$
begin
  if new.pemilih_daring < old.pemilih_daring or new.pemilih_kertas < old.pemilih_kertas
    or new.suara_daring < old.suara_daring or new.suara_kertas < old.suara_kertas then
    raise exception 'what was counted stays counted';
  end if;
  return new;
end $$;
create trigger jaga before update on ballots.kotak for each row execute function ballots.jaga_kotak();

grant select, insert, update on ballots.pungutan, ballots.kotak, ballots.lembar, ballots.penolakan to mod_ballots;
grant select, insert, delete on ballots.pilihan, ballots.pemilih, ballots.suara, ballots.tanda_terima, ballots.token to mod_ballots;
grant select, insert on ballots.hasil to mod_ballots;
grant select, insert, update, delete on ballots.domisili to mod_ballots;
