-- The public log knows its records by an id.
alter table accounting.akar_harian add column id uuid not null unique;
