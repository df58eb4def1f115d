-- What an agency fills in beside its opinion: figures of its own, never another agency's.
create table services.isian_pendapat (
  permohonan_id uuid not null references services.permohonan (id),
  putaran integer not null,
  unit_kode text not null check (length(unit_kode) <= 60),
  isian jsonb not null check (jsonb_typeof(isian) = 'object' and pg_column_size(isian) <= 65536),
  primary key (permohonan_id, putaran, unit_kode),
  foreign key (permohonan_id, putaran, unit_kode) references services.pendapat (permohonan_id, putaran, unit_kode)
);
comment on table services.isian_pendapat is 'Fields an agency filled in with its opinion, by agency and round. A row is seen only by a transaction that opened that very application';
alter table services.isian_pendapat enable row level security;
alter table services.isian_pendapat force row level security;
create policy buka on services.isian_pendapat using (permohonan_id::text = current_setting('pendopo.permohonan', true));
create policy tulis on services.isian_pendapat for insert with check (true);
grant select, insert, update on services.isian_pendapat to mod_services;
