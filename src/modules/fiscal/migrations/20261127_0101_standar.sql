-- Price standards are looked for while a budget line is typed: by words and beginnings of words.
create index standar_cari on fiscal.standar_harga using gin (to_tsvector('simple', translate(uraian || ' ' || spesifikasi || ' ' || kode, './-', '   ')));
create index standar_tahun on fiscal.standar_harga (tahun, jenis, kode);
create index standar_rekening_balik on fiscal.standar_rekening (rekening_id);
