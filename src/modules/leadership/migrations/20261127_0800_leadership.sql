-- What leaders see is read from other modules' views; here is only what agencies say about their deviations.
create schema leadership;
grant usage on schema leadership to mod_leadership;

create table leadership.penjelasan (
  id uuid primary key,
  tahun integer not null check (tahun between 2000 and 2100),
  bulan smallint not null check (bulan between 1 and 12),
  skpd_id integer not null references fiscal.skpd (id),
  isi text not null check (length(isi) between 10 and 2000),
  oleh uuid not null,
  oleh_nama text not null,
  waktu timestamptz not null
);
comment on table leadership.penjelasan is 'An agency''s own words about why it spends other than planned, by the month they speak of; never changed, a later one stands above';
create index penjelasan_skpd on leadership.penjelasan (tahun, skpd_id, waktu desc);

grant select, insert on leadership.penjelasan to mod_leadership;
