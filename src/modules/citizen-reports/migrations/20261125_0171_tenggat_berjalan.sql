-- Counting promises again after a change of the calendar goes through open cases by id, not through all.
create index laporan_berjanji on citizen_reports.laporan (id) where tenggat_at is not null and cara_tutup is null;
