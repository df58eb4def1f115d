-- The log that nobody can rewrite unseen: entries wait in titipan inside the transaction of the act they
-- tell of, and one sequencer moves them into numbered leaves of a Merkle tree (RFC 6962, C2SP tlog-tiles).
create schema public_log;
grant usage on schema public_log to mod_public_log;

create table public_log.pohon (
  log text primary key check (log in ('publik', 'audit')),
  asal text not null check (asal ~ '^[^\s+]+$'),
  ukuran bigint not null default 0 check (ukuran >= 0),
  akar bytea not null check (octet_length(akar) = 32),
  waktu timestamptz not null
);
comment on table public_log.pohon is 'One row per log: its name (origin), how many leaves it has, and the root over them';

-- Two trees without leaves; the program names them when it first serves, since only then its address is known.
insert into public_log.pohon (log, asal, akar, waktu)
select l.log, 'belum-bernama', sha256(''::bytea), now() from (values ('publik'), ('audit')) as l (log);

-- No reference to pohon here and in entri: each would lock the tree's row, of every act and for every leaf.
create table public_log.titipan (
  id bigint generated always as identity,
  log text not null check (log in ('publik', 'audit')),
  daun bytea not null check (octet_length(daun) between 1 and 65535),
  jenis text not null,
  acuan uuid not null,
  garam bytea not null check (octet_length(garam) = 32),
  waktu timestamptz not null,
  primary key (log, id)
);
comment on table public_log.titipan is 'Entries of committed acts that are not in the tree yet; emptied at least every two seconds';

create table public_log.entri (
  log text not null check (log in ('publik', 'audit')),
  indeks bigint not null check (indeks >= 0),
  jenis text not null,
  acuan uuid not null,
  garam bytea check (octet_length(garam) = 32),
  waktu timestamptz not null,
  primary key (log, indeks)
);
comment on table public_log.entri is 'Which leaf tells of which act (acuan), and the salt of its digest; erasing the salt is forgetting, the tree stays';
create unique index entri_acuan on public_log.entri (acuan, log);

create table public_log.dokumen (
  acuan uuid primary key,
  isi bytea not null
);
comment on table public_log.dokumen is 'Documents of the log''s own records: new keys, roots of the private log; other modules keep theirs';

create table public_log.ubin (
  log text not null references public_log.pohon (log),
  tingkat smallint not null check (tingkat between 0 and 7),
  nomor bigint not null check (nomor >= 0),
  isi bytea not null check (octet_length(isi) between 32 and 8192 and octet_length(isi) % 32 = 0),
  primary key (log, tingkat, nomor)
);
comment on table public_log.ubin is 'Tiles: up to 256 hashes of one level; the last of a level grows, a full one never changes';
-- Hashes do not shrink, and bundles are compressed on their way to whoever asks.
alter table public_log.ubin alter column isi set storage external;

create table public_log.bundel (
  log text not null references public_log.pohon (log),
  nomor bigint not null check (nomor >= 0),
  isi bytea not null,
  primary key (log, nomor)
);
comment on table public_log.bundel is 'Entry bundles: the leaves themselves, 256 a row, each behind its length';

alter table public_log.bundel alter column isi set storage external;

create table public_log.titik_periksa (
  log text not null references public_log.pohon (log),
  ukuran bigint not null check (ukuran >= 0),
  nomor bigint not null check (nomor >= 1),
  akar bytea not null check (octet_length(akar) = 32),
  nota text not null,
  waktu timestamptz not null,
  primary key (log, ukuran),
  unique (log, nomor)
);
comment on table public_log.titik_periksa is 'Signed checkpoints, numbered without gaps; one size has one root for ever';

create table public_log.kunci_log (
  id text primary key check (id ~ '^[0-9a-f]{8}$'),
  kunci text not null unique,
  mulai timestamptz not null,
  berhenti timestamptz check (berhenti > mulai)
);
comment on table public_log.kunci_log is 'Public keys of the log, and from when to when each signs; two overlap while one is replaced';

create table public_log.saksi (
  nama text primary key,
  kunci text not null,
  alamat text not null,
  ukuran bigint not null default 0 check (ukuran >= 0),
  keadaan text not null default 'baru' check (keadaan in ('baru', 'menyaksikan', 'diam', 'menolak', 'berbohong')),
  rincian text,
  gagal_beruntun integer not null default 0,
  coba_lagi timestamptz,
  dilihat timestamptz
);
comment on table public_log.saksi is 'Witnesses this log asks, the size each has signed last, and how it behaves';

create table public_log.kosignatur (
  ukuran bigint not null,
  saksi text not null references public_log.saksi (nama),
  baris text not null,
  waktu timestamptz not null,
  primary key (ukuran, saksi)
);
comment on table public_log.kosignatur is 'Signatures of witnesses under checkpoints of the public log, checked before they are kept';

create table public_log.peringatan (
  id uuid primary key,
  waktu timestamptz not null,
  jenis text not null check (jenis in ('mundur', 'bercabang', 'rusak', 'saksi-berbohong', 'bukti-ditolak')),
  sumber text not null,
  rincian text not null
);
comment on table public_log.peringatan is 'What must never happen and did: a log that shrank or forked, a witness that lied; shown to everyone';
create index peringatan_waktu on public_log.peringatan (waktu desc, id desc);

create table public_log.stempel (
  tanggal date primary key,
  ukuran bigint not null,
  nota text not null,
  token bytea not null,
  otoritas text not null,
  waktu timestamptz not null
);
comment on table public_log.stempel is 'Daily time stamps (RFC 3161) over the SHA-256 of a checkpoint, by an authority outside';

-- Facts are added, never changed. The tree row and the growing end of ubin and bundel are the only ones
-- that move; a salt may be erased and nothing else of an entry.
create function public_log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of the public log are never changed or removed';
end $$;
create function public_log.only_forget() returns trigger language plpgsql as $$
begin
  if new.garam is not null or (new.log, new.indeks, new.jenis, new.acuan, new.waktu) is distinct from (old.log, old.indeks, old.jenis, old.acuan, old.waktu) then
    raise exception 'an entry of the public log can only be forgotten';
  end if;
  return new;
end $$;
create function public_log.only_grow() returns trigger language plpgsql as $$
begin
  if substring(new.isi from 1 for octet_length(old.isi)) is distinct from old.isi then
    raise exception 'a tile of the public log only grows';
  end if;
  return new;
end $$;
create function public_log.only_forward() returns trigger language plpgsql as $$
begin
  if (new.asal <> old.asal and old.asal <> 'belum-bernama') or new.ukuran < old.ukuran or (new.ukuran = old.ukuran and new.akar <> old.akar) then
    raise exception 'the public log only grows';
  end if;
  return new;
end $$;
create trigger entri_only_forget before update on public_log.entri for each row execute function public_log.only_forget();
create trigger entri_append_only before delete or truncate on public_log.entri for each statement execute function public_log.refuse_change();
create trigger ubin_only_grow before update on public_log.ubin for each row execute function public_log.only_grow();
create trigger ubin_append_only before delete or truncate on public_log.ubin for each statement execute function public_log.refuse_change();
create trigger bundel_only_grow before update on public_log.bundel for each row execute function public_log.only_grow();
create trigger bundel_append_only before delete or truncate on public_log.bundel for each statement execute function public_log.refuse_change();
create trigger pohon_only_forward before update on public_log.pohon for each row execute function public_log.only_forward();
create trigger pohon_append_only before insert or delete or truncate on public_log.pohon for each statement execute function public_log.refuse_change();
create trigger dokumen_append_only before update or delete or truncate on public_log.dokumen for each statement execute function public_log.refuse_change();
create trigger titik_periksa_append_only before update or delete or truncate on public_log.titik_periksa for each statement execute function public_log.refuse_change();
create trigger kosignatur_append_only before update or delete or truncate on public_log.kosignatur for each statement execute function public_log.refuse_change();
create trigger peringatan_append_only before update or delete or truncate on public_log.peringatan for each statement execute function public_log.refuse_change();
create trigger stempel_append_only before update or delete or truncate on public_log.stempel for each statement execute function public_log.refuse_change();

grant select, insert on public_log.entri, public_log.dokumen, public_log.titik_periksa, public_log.kosignatur, public_log.peringatan, public_log.stempel to mod_public_log;
grant update (garam) on public_log.entri to mod_public_log;
grant select, insert, delete on public_log.titipan to mod_public_log;
grant select, update on public_log.pohon to mod_public_log;
grant select, insert, update on public_log.ubin, public_log.bundel, public_log.kunci_log, public_log.saksi to mod_public_log;
