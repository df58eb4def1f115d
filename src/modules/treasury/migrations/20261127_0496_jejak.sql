-- The trace asks for each document by its key as text, forwards and backwards: without these each step reads a whole table.
create index spp_simpul on treasury.spp ((id::text));
create index spp_kontrak_simpul on treasury.spp ((kontrak_id::text)) where kontrak_id is not null;
create index spp_baris_simpul on treasury.spp_baris ((spp_id::text));
create index spp_baris_pagu_simpul on treasury.spp_baris ((mata_anggaran_id::text));
create index spm_simpul on treasury.spm ((id::text));
create index spm_spp_simpul on treasury.spm ((spp_id::text));
create index sp2d_simpul on treasury.sp2d ((id::text));
create index sp2d_spm_simpul on treasury.sp2d ((spm_id::text));
create index sp2d_jurnal_simpul on treasury.sp2d (jurnal_id) where jurnal_id is not null;
create index spd_simpul on treasury.spd ((id::text));
create index kontrak_simpul on treasury.kontrak ((id::text));
