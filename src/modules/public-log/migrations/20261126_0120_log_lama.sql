-- A log that cannot go on (an older backup was brought back) ends, and another begins under a new name with the
-- leaves that are left. What the old one signed is kept for ever, out of the way of the new one's numbers.
create table public_log.log_lama (
  asal text primary key check (asal ~ '^[^\s+]+$'),
  ukuran_terakhir bigint not null check (ukuran_terakhir >= 0),
  akar_terakhir bytea not null check (octet_length(akar_terakhir) = 32),
  titik bigint not null check (titik >= 0),
  pengganti text not null check (pengganti <> asal),
  ukuran bigint not null check (ukuran >= 0),
  akar bytea not null check (octet_length(akar) = 32),
  alasan text not null check (char_length(alasan) between 20 and 500),
  waktu timestamptz not null,
  acuan uuid not null
);
comment on table public_log.log_lama is 'Names under which the public log has ended: what is known to have been signed last, and with how many leaves it began anew';
comment on column public_log.log_lama.ukuran_terakhir is 'Largest tree known to have been signed under the old name';
comment on column public_log.log_lama.titik is 'How many signed checkpoints of it are kept in titik_lama';
comment on column public_log.log_lama.ukuran is 'Leaves that the log under the new name begins with';
comment on column public_log.log_lama.acuan is 'The entry of the new log that tells of it, the first after those leaves';

create table public_log.titik_lama (
  asal text not null,
  ukuran bigint not null check (ukuran >= 0),
  nomor bigint not null check (nomor >= 1),
  akar bytea not null check (octet_length(akar) = 32),
  nota text not null,
  waktu timestamptz not null,
  primary key (asal, ukuran),
  unique (asal, nomor)
);
comment on table public_log.titik_lama is 'Signed checkpoints of ended names, as evidence';

create table public_log.kosignatur_lama (
  asal text not null,
  ukuran bigint not null,
  saksi text not null,
  baris text not null,
  waktu timestamptz not null,
  primary key (asal, ukuran, saksi)
);
comment on table public_log.kosignatur_lama is 'Signatures of witnesses under checkpoints of ended names';

create trigger log_lama_append_only before update or delete or truncate on public_log.log_lama for each statement execute function public_log.refuse_change();
create trigger titik_lama_append_only before update or delete or truncate on public_log.titik_lama for each statement execute function public_log.refuse_change();
create trigger kosignatur_lama_append_only before update or delete or truncate on public_log.kosignatur_lama for each statement execute function public_log.refuse_change();

-- The program only reads them: a log ends by the hand of the owner (`pendopo log renew`).
grant select on public_log.log_lama, public_log.titik_lama, public_log.kosignatur_lama to mod_public_log;

-- An alarm is about one name. The next log may shrink to the same size, and must be heard as well.
alter table public_log.peringatan add column asal text not null default '';
comment on column public_log.peringatan.asal is 'Name of the log that the alarm is about; empty for alarms from before it was written down';
alter table public_log.peringatan disable trigger peringatan_append_only;
update public_log.peringatan set asal = p.asal from public_log.pohon p where p.log = 'publik';
alter table public_log.peringatan enable trigger peringatan_append_only;
