-- Work without a network: drafts that arrive from a phone, and inspections filled in on the spot.
alter table services.draf
  add column revisi integer not null default 1 check (revisi > 0),
  add column kiriman uuid[] not null default '{}' check (cardinality(kiriman) <= 60);
comment on column services.draf.revisi is 'Counts every change: what a phone filled in rests on one of them, and is told when there is a newer one';
comment on column services.draf.kiriman is 'Ids that phones made for what they sent, newest last: the same sent again changes nothing';

create table services.kiriman_lapangan (
  id uuid primary key,
  permohonan_id uuid not null references services.permohonan (id),
  akun_id uuid not null,
  tahap text not null check (length(tahap) <= 60),
  tindakan text not null check (length(tindakan) <= 60),
  hasil text not null check (hasil in ('dipakai', 'susulan')),
  isian jsonb not null check (pg_column_size(isian) <= 65536),
  alasan text check (length(alasan) <= 2000),
  diisi_at timestamptz not null,
  diterima_at timestamptz not null,
  check (diisi_at <= diterima_at),
  check (hasil = 'susulan' or (isian = '{}' and alasan is null))
);
comment on table services.kiriman_lapangan is 'Inspections that came from a phone, by the id it made: each counts once. susulan came after the case had moved on and is kept beside it';
create index kiriman_lapangan_permohonan on services.kiriman_lapangan (permohonan_id, diterima_at);
alter table services.kiriman_lapangan enable row level security;
alter table services.kiriman_lapangan force row level security;
create policy buka on services.kiriman_lapangan using (permohonan_id::text = current_setting('pendopo.permohonan', true));
create policy tulis on services.kiriman_lapangan for insert with check (true);
grant select, insert, update on services.kiriman_lapangan to mod_services;
