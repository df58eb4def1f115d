-- What was said, what was answered, what is owed: counted from every kind of input.
create schema participation;
grant usage on schema participation to mod_participation;

create table participation.hitungan (
  kode text primary key check (kode ~ '^[a-z][a-z-]{1,30}$'),
  diterima integer not null check (diterima >= 0),
  dijawab integer not null check (dijawab between 0 and diterima),
  lewat integer not null check (lewat >= 0),
  sejak timestamptz not null,
  dihitung_at timestamptz not null
);
comment on table participation.hitungan is 'Per kind of input: received since, of those answered, and overdue at the time of counting; written anew by a job';

create table participation.hasil (
  kode text not null check (kode ~ '^[a-z][a-z-]{1,30}$'),
  href text not null check (href ~ '^/[^/]'),
  judul text not null check (length(judul) between 1 and 300),
  kata_id text not null,
  kata_en text not null,
  pada timestamptz not null,
  primary key (kode, href)
);
comment on table participation.hasil is 'You said, we did: the newest results of every kind; written anew by a job';
create index hasil_terbaru on participation.hasil (pada desc, kode, href);

grant select, insert, update on participation.hitungan to mod_participation;
grant select, insert, delete on participation.hasil to mod_participation;
