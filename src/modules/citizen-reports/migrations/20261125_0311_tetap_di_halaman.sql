-- A case that is worked on stays on its page of the table: room for one more version is left on each, so
-- that cases go on lying in the order they came in and an index may answer for many of them from few pages.
alter table citizen_reports.laporan set (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.002,
  autovacuum_vacuum_insert_scale_factor = 0.005);

-- What was escalated is counted beside the queue's views like the rest: from the index alone.
drop index citizen_reports.laporan_eskalasi;
create index laporan_eskalasi on citizen_reports.laporan (tenggat_at nulls last, id) include (tingkat_eskalasi, is_rahasia)
  where tingkat_eskalasi >= 2 and cara_tutup is null;
