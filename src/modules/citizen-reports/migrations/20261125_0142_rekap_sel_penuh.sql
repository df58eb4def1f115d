-- A tile adds up thousands of cells: the key carries the counts, so that it is answered from the index alone.
alter table citizen_reports.rekap_sel drop constraint rekap_sel_pkey;
alter table citizen_reports.rekap_sel
  add constraint rekap_sel_pkey primary key (tingkat, x, y, grup, kelompok) include (jumlah, jumlah_lat, jumlah_lon);
