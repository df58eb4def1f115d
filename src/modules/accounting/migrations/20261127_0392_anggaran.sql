-- What is journalled of each budget position, to hold it against the budget in force.
create index baris_anggaran on accounting.jurnal_baris (tahun, mata_anggaran_id) where rekening_anggaran_id is not null;
