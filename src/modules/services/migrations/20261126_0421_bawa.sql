-- Whom a task went along with: an officer's own round, found without looking at anybody else's.
create index tugas_petugas on services.tugas (petugas_id, tenggat_at, id) where petugas_id is not null;
comment on column services.tugas.petugas_id is 'Who has taken the inspection along; a colleague sees that it is on its way';
