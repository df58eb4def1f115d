-- An import brings the search words of a thousand cases at once; where they are brought, no trigger makes them
-- again case by case. Whoever writes a case without them, or changes its words, still gets them from here.
drop trigger laporan_cari on citizen_reports.laporan;
create trigger laporan_cari before insert on citizen_reports.laporan
  for each row when (new.cari is null) execute function citizen_reports.set_cari();
create trigger laporan_cari_ubah before update of judul, isi, patokan on citizen_reports.laporan
  for each row execute function citizen_reports.set_cari();

-- Where the counters are rebuilt afterwards, rows are not even queued for the trigger that counts them.
drop trigger laporan_rekap on citizen_reports.laporan;
create trigger laporan_rekap after insert or update or delete on citizen_reports.laporan
  for each row when (current_setting('pendopo.tanpa_rekap', true) is distinct from 'ya') execute function citizen_reports.note_delta();
