-- What leaders and tabs count is answered by an index alone, and the balance of a cash book before a month too.
create index spp_tertahan on treasury.spp (tenggat_at, id) include (jumlah) where tahap in ('diajukan', 'diverifikasi', 'spm');
drop index treasury.spp_tahap;
create index spp_tahap on treasury.spp (tahap, tahap_sejak, id) include (tenggat_at) where tahap in ('dikembalikan', 'sp2d', 'cair');
drop index treasury.mutasi_buku;
create index mutasi_buku on treasury.mutasi (kas_id, tanggal, id) include (masuk, keluar);
