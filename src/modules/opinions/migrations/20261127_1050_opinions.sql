-- Opinion groups: short statements people agree with, do not, or pass.
create schema opinions;
grant usage on schema opinions to mod_opinions;

create table opinions.percakapan (
  id uuid primary key,
  kode text not null unique check (kode ~ '^[a-z0-9]{6}$'),
  judul text not null check (length(judul) between 5 and 150),
  tujuan text not null check (length(tujuan) between 10 and 500),
  unit_kode text not null,
  moderasi text not null check (moderasi in ('longgar', 'ketat')),
  status text not null default 'draf' check (status in ('draf', 'buka', 'tutup')),
  tutup_pada date not null,
  nomor_terakhir integer not null default 0 check (nomor_terakhir between 0 and 2000),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  dibuka_at timestamptz,
  check ((status = 'draf') = (dibuka_at is null))
);
comment on table opinions.percakapan is 'A conversation of short statements; how it is moderated is fixed once it is open';
create index percakapan_terbaru on opinions.percakapan (dibuat_at desc, id desc);

create function opinions.jaga_percakapan() returns trigger language plpgsql as $$
begin
  if old.status <> 'draf' and (new.moderasi, new.kode, new.judul, new.unit_kode) is distinct from (old.moderasi, old.kode, old.judul, old.unit_kode) then
    raise exception 'a conversation that was opened does not change';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (('draf', 'buka'), ('buka', 'tutup')) then
    raise exception 'a conversation goes from draft to open to closed';
  end if;
  return new;
end $$;
create trigger jaga_percakapan before update on opinions.percakapan for each row execute function opinions.jaga_percakapan();

create table opinions.pernyataan (
  id uuid primary key,
  percakapan_id uuid not null references opinions.percakapan (id),
  nomor integer not null check (nomor between 1 and 2000),
  teks text not null check (length(teks) between 5 and 140),
  asal text not null check (asal in ('awal', 'warga')),
  status text not null check (status in ('menunggu', 'diterima', 'ditolak')),
  alasan_kode text check (alasan_kode in ('ganda', 'di-luar-topik', 'data-pribadi', 'kasar', 'bukan-satu-gagasan')),
  alasan text check (length(alasan) between 10 and 300),
  pengusul bytea check (octet_length(pengusul) = 32),
  dibuat_at timestamptz not null,
  diputus_at timestamptz,
  unique (percakapan_id, nomor),
  check ((status = 'ditolak') = (alasan_kode is not null) and (alasan_kode is null) = (alasan is null)),
  check ((status = 'menunggu') = (diputus_at is null))
);
comment on table opinions.pernyataan is 'A statement; whoever submitted it is known by a code of this conversation only';
create unique index pernyataan_teks on opinions.pernyataan (percakapan_id, lower(teks));
create index pernyataan_pengusul on opinions.pernyataan (percakapan_id, pengusul) where pengusul is not null;

create table opinions.suara (
  percakapan_id uuid not null references opinions.percakapan (id),
  orang bytea not null check (octet_length(orang) = 32),
  nomor integer not null,
  suara smallint not null check (suara in (-1, 0, 1)),
  primary key (percakapan_id, orang, nomor),
  foreign key (percakapan_id, nomor) references opinions.pernyataan (percakapan_id, nomor)
);
comment on table opinions.suara is 'Last vote of a person on a statement; the person is a code that only the program''s key makes from an account, another in every conversation';

create table opinions.terhitung (
  percakapan_id uuid not null references opinions.percakapan (id),
  orang bytea not null,
  primary key (percakapan_id, orang)
);
comment on table opinions.terhitung is 'Who counted in a picture: once in, always in';

create table opinions.gambar (
  id uuid primary key,
  percakapan_id uuid not null references opinions.percakapan (id),
  urutan integer not null check (urutan >= 1),
  dokumen jsonb not null,
  cuplikan text not null,
  dibuat_at timestamptz not null,
  unique (percakapan_id, urutan)
);
comment on table opinions.gambar is 'A published picture of groups, and the votes it was made from under ids drawn for it alone; its digest is in the public log';

grant select, insert, update on opinions.percakapan, opinions.pernyataan, opinions.suara to mod_opinions;
grant select, insert on opinions.terhitung, opinions.gambar to mod_opinions;
