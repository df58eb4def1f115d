-- The roles lie in the index: counting a queue of a thousand read a page of the table for each of its rows.
create index tugas_giliran on services.tugas (unit_kode, tenggat_at, id) include (peran);
drop index services.tugas_antrean;
