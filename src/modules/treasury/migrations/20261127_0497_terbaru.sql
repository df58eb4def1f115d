-- The newest requests of the whole region: the list by SKPD read a year of them and sorted.
create index spp_terbaru on treasury.spp (tahun, dibuat_at desc, id desc);
