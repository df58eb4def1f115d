-- Reports sent from the label of a thing lead from its card; lines of statements are counted where a chain ends.
create view trace.laporan_barang as
  select case k.kib when 'F' then 'kdp' else 'kartu-aset' end as dari_jenis, k.id::text as dari_id, 'laporan'::text as ke_jenis, l.nomor as ke_id
  from citizen_reports.pub_laporan_barang l join assets.pub_kartu k on k.label = l.barang_label;
comment on view trace.laporan_barang is 'Edges of the trace: a card to the reports everybody may read that were sent from its label';
grant select on trace.laporan_barang to mod_trace;

alter table trace.kelengkapan add column tanpa_laporan integer not null default 0;
alter table trace.kelengkapan add check (tanpa_laporan between 0 and baris);
comment on column trace.kelengkapan.tanpa_laporan is 'Lines that no line of the LRA counts';
